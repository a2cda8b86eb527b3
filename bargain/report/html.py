"""A document as one HTML page that needs nothing else: no script, no network, and every text shown as it stands.

Elements are built as a tree, so that what is a name stays a name: the serialiser escapes it. The only markup that is
taken over as it is are pictures, which this package draws itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Comment, Element, SubElement, tostring

from bargain.report.document import Block, Document, Lines, Listing, Paragraph, Picture, Section, Table
from bargain.words import printable

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What the page may load: nothing but its own style."""

LONG = 22
"""Letters of a word from which on it may be broken in a table."""

IDENTIFIERS = re.compile(r'\b(id="|xlink:href="#|href="#|url\(#)')
"""Where a picture names one of its own parts."""

WIDE = 8
"""Columns from which on a table is set smaller on paper."""


def page(document: Document) -> str:
    """The whole page."""
    root = Element("html", lang="en")
    head = SubElement(root, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    SubElement(head, "title").text = printable(document.title)
    style = SubElement(head, "style")
    style.append(Comment("style"))
    body = SubElement(root, "body")
    _text(SubElement(SubElement(body, "header"), "h1"), document.title)
    _text(SubElement(body[0], "p"), document.about)
    _contents(SubElement(body, "nav", {"aria-label": "Contents"}), document.sections)
    main = SubElement(body, "main")
    pictures: list[Picture] = []
    for k, section in enumerate(document.sections, 1):
        part = SubElement(main, "section", {"id": f"part-{k}", "aria-labelledby": f"title-{k}"})
        _text(SubElement(part, "h2", id=f"title-{k}"), section.title)
        part.extend(_elements(section.blocks, pictures))
    text = "<!DOCTYPE html>\n" + _written([root], pictures) + "\n"
    return text.replace("<!--style-->", STYLE.read_text(encoding="utf-8"), 1)


def fragment(blocks: Iterable[Block]) -> str:
    """Some blocks, to stand in another page, such as a notebook, which sets tables in its own way: all cells right."""
    pictures: list[Picture] = []
    elements = _elements(blocks, pictures)
    for element in elements:
        for part in element.iter():
            if part.tag in ("th", "td"):
                part.set("style", f"text-align: {'right' if 'number' in part.get('class', '') else 'left'}")
        if element.tag == "div":
            element.set("style", "overflow-x: auto")
    return _written(elements, pictures)


def parts(document: Document) -> str:
    """The sections of a document with their titles, to stand in another page."""
    titles = (tostring(_text(Element("h2"), s.title), encoding="unicode", method="html") for s in document.sections)
    return "".join(title + fragment(s.blocks) for title, s in zip(titles, document.sections, strict=True))


def _contents(nav: Element, sections: tuple[Section, ...]) -> None:
    entries = SubElement(nav, "ol")
    for k, section in enumerate(sections, 1):
        _text(SubElement(SubElement(entries, "li"), "a", href=f"#part-{k}"), section.title)


def _elements(blocks: Iterable[Block], pictures: list[Picture]) -> list[Element]:
    return [_element(block, pictures) for block in blocks]


def _element(block: Block, pictures: list[Picture]) -> Element:
    if isinstance(block, Paragraph):
        return _text(Element("p"), block.text)
    if isinstance(block, Lines):
        held = Element("pre")
        held.text = "\n".join(map(printable, block.text.split("\n")))
        return held
    if isinstance(block, Listing):
        listing = Element("ul")
        for entry in block.entries:
            _text(SubElement(listing, "li"), entry)
        return listing
    if isinstance(block, Table):
        return _table(block)
    pictures.append(block)
    figure = Element("figure")
    figure.append(Comment(f"picture {len(pictures) - 1}"))
    _text(SubElement(figure, "figcaption", id=f"{_mark(block, len(pictures) - 1)}words"), block.words)
    return figure


def _table(table: Table) -> Element:
    box = Element("div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": printable(table.caption)})
    element = SubElement(box, "table", {"class": "wide"} if len(table.headers) >= WIDE else {})
    _text(SubElement(element, "caption"), table.caption)
    row = SubElement(SubElement(element, "thead"), "tr")
    for header in table.headers:
        _text(SubElement(row, "th", {"scope": "col", **_kind(header, header in table.numbers)}), header)
    body = SubElement(element, "tbody")
    for cells in table.rows:
        row = SubElement(body, "tr")
        for k, (header, cell) in enumerate(zip(table.headers, cells, strict=True)):
            tag, scope = ("td", {}) if k else ("th", {"scope": "row"})
            _text(SubElement(row, tag, {**scope, **_kind(cell, header in table.numbers)}), cell)
    return box


def _kind(text: str, right: bool) -> dict[str, str]:
    """The class of a cell: numbers are set right, long words may be broken."""
    kinds = ["number"] * right + ["long"] * any(len(word) >= LONG for word in text.split())
    return {"class": " ".join(kinds)} if kinds else {}


def _text(element: Element, text: str) -> Element:
    element.text = printable(text)
    return element


def _written(elements: Iterable[Element], pictures: list[Picture]) -> str:
    """The elements as text, with the pictures in their places. No name can hold a place: its `<` is escaped."""
    text = "".join(tostring(element, encoding="unicode", method="html") for element in elements)
    return re.sub(r"<!--picture (\d+)-->", lambda found: _inlined(pictures[int(found[1])], int(found[1])), text)


def _mark(picture: Picture, k: int) -> str:
    """What the identifiers of a picture begin with, so that many pictures can stand on one page."""
    return f"picture{k}-{sha256((picture.svg + picture.words).encode()).hexdigest()[:8]}-"


def _inlined(picture: Picture, k: int) -> str:
    """The picture with identifiers of its own. It is one image, named by the words below it."""
    mark = _mark(picture, k)
    svg = re.sub(r"(?s)<metadata>.*?</metadata>", "", picture.svg)
    # In tags alone: a text that looks like an identifier is a name.
    svg = re.sub(r"<[^>]*>", lambda tag: IDENTIFIERS.sub(rf"\g<1>{mark}", tag[0]), svg)
    return svg.replace("<svg ", f'<svg role="img" aria-labelledby="{mark}words" focusable="false" ', 1)
