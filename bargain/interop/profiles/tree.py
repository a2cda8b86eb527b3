"""XML to a tree of elements: no document type, no entities of a file's own, nothing fetched, bounded size and depth.

Entities are what makes XML dangerous: they can be nested so that a kilobyte stands for gigabytes, or name other files
and addresses. They can be declared in a document type only, and no file of the field has one. So a document type is
refused outright, with expat's own hook, before anything in it is read: that leaves nothing to expand and nothing to
fetch. A package that sits around the same parser to refuse the same (defusedxml) would add a dependency and no safety.

GENIUS's own parser is lax where XML is not: a bare & in a name, blanks or a comment before the declaration. Files with
these are about, so they are mended where, and only where, the strict reading fails, and a note says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from bargain.errors import ScenarioError
from bargain.scenario.files import problem

DEEPEST, MOST = 32, 200_000
"""Elements inside one another, and elements in all."""

_BARE = re.compile(rb"&(?!(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)")
_DECLARATION = re.compile(rb"<\?xml\b[^>]{0,200}\?>")
_INVALID = frozenset({expat.errors.codes[m] for m in (expat.errors.XML_ERROR_INVALID_TOKEN,
                      expat.errors.XML_ERROR_UNDEFINED_ENTITY, expat.errors.XML_ERROR_MISPLACED_XML_PI)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `tag` and names of `attributes` in lower case, as GENIUS's files differ in them; its `line`."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Element, ...]
    line: int

    def all(self, tag: str) -> list[Element]:
        """Children called `tag`, in file order."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Element | None:
        """The first child called `tag`."""
        return next(iter(self.all(tag)), None)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in file order."""
        yield self
        for child in self.children:
            yield from child.walk()


def parsed(content: bytes, file: str) -> tuple[Element, list[str]]:
    """The root element of `content`, and notes on what was mended. Raises ScenarioError with the line."""
    try:
        return _Tree(file).read(content), []
    except expat.ExpatError as error:
        if error.code not in _INVALID:
            raise _refused(error, file) from None
    notes, mended = [], content.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARATION.search(mended)
    if declared and declared.start() > 0:
        mended = declared[0] + b"\n" + mended[: declared.start()] + mended[declared.end() :]
    if mended != content.removeprefix(b"\xef\xbb\xbf"):
        notes.append(f"{file}: what stands before the XML declaration is passed over")
    whole = _BARE.sub(b"&amp;", mended)
    if whole != mended:
        notes.append(f"{file}: a bare & is read as the sign itself, as GENIUS does")
    try:
        return _Tree(file).read(whole), notes
    except expat.ExpatError:
        pass
    if declared is None:  # bytes that are no UTF-8, in a file that does not say what they are
        try:
            found = _Tree(file, "iso-8859-1").read(whole)
            return found, [*notes, f"{file}: no encoding is declared and it is not UTF-8; read as ISO-8859-1"]
        except expat.ExpatError:
            pass
    try:
        return _Tree(file).read(content), []
    except expat.ExpatError as error:
        raise _refused(error, file) from None


def _refused(error: expat.ExpatError, file: str) -> ScenarioError:
    what = expat.ErrorString(error.code)
    return problem(file, f"line {error.lineno}, column {error.offset + 1}: {what}; correct the XML there")


class _Tree:
    """One pass over one file."""

    def __init__(self, file: str, encoding: str | None = None) -> None:
        self.file = file
        self.open: list[tuple[str, dict[str, str], list[Element], int]] = []
        self.count = 0
        self.root: Element | None = None
        self.parser = expat.ParserCreate(encoding)
        self.parser.ordered_attributes = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def read(self, content: bytes) -> Element:
        """The root element."""
        try:
            self.parser.Parse(content, True)
        except ScenarioError:
            raise
        except (ValueError, LookupError):
            raise problem(self.file, "declares an encoding that is not known; save it as UTF-8") from None
        if self.root is None:
            raise problem(self.file, "holds no XML element; name a GENIUS file")
        return self.root

    def _doctype(self, *_: Any) -> None:
        raise problem(
            self.file,
            f"line {self.parser.CurrentLineNumber}: a document type (<!DOCTYPE …>) could expand to anything or fetch "
            f"files, and is never read; take it out",
        )

    def _start(self, tag: str, pairs: list[str]) -> None:
        line = self.parser.CurrentLineNumber
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST:
            much = f"nests deeper than {DEEPEST}" if len(self.open) >= DEEPEST else f"has more than {MOST:,}"
            raise problem(self.file, f"line {line}: the file {much} elements; no scenario does")
        attributes: dict[str, str] = {}
        for key, text in zip(pairs[::2], pairs[1::2], strict=True):
            if key.lower() in attributes:
                raise problem(self.file, f"line {line}: <{tag}> has {key.lower()!r} twice; keep one")
            attributes[key.lower()] = text
        self.open.append((tag.lower(), attributes, [], line))

    def _end(self, _: str) -> None:
        tag, attributes, children, line = self.open.pop()
        done = Element(tag, attributes, tuple(children), line)
        if self.open:
            self.open[-1][2].append(done)
        else:
            self.root = done
