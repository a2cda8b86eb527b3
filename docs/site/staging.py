"""The sources of the site in one tree: pages of `docs/` and `analyses/` as they are, pages made from code beside them.

Pages are copied into a temporary folder with their places relative to each other, so the links between them are the
same on the site and in the repository. Index pages list their pages in plain Markdown; the navigation is made of those
lists.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from docs.site import gallery
from docs.site.reference.pages import pages

ROOT = Path(__file__).parents[2]
INDEX = "docs/index.md"
LISTS = (INDEX, "docs/explanation/strategic-games.md", "docs/reference/python.md", "analyses/README.md")
"""Pages whose links make the navigation, from the top down."""

MADE = """\
- [Python](reference/python.md): every public name
- [The command line](reference/command-line.md)
- [Keys of a case file](reference/case-file-keys.md)
- [Concepts and axioms](reference/concepts-and-axioms.md)
- [Strategic games](reference/strategic-games.md)
- [Outside options, measures, pictures](reference/models-and-pictures.md)
- [Gallery](gallery/index.md)
"""
"""Pages made from code, which the index of the repository cannot link to; they come first under Reference."""

LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+\.md)\)")
KEPT = (".toml", ".py", ".md")
"""Files of an analysis that pages link to."""


def stage(target: Path, *, pictures: bool = True) -> None:
    """Fill `target`, a folder that does not exist yet, with all sources; without `pictures`, with all but those."""
    for file in sorted((ROOT / "docs").rglob("*.md")):
        _copy(file, target)
    for file in sorted((ROOT / "analyses").rglob("*")):
        if file.suffix in KEPT and "__pycache__" not in file.parts:
            _copy(file, target)
    for name, text in pages().items():
        _write(target / "docs" / "reference" / f"{name}.md", text)
    _write(target / "docs" / "gallery" / "index.md", gallery.page())
    if pictures:
        gallery.write(target / "docs" / "gallery")
    index = target / INDEX
    index.write_text(
        index.read_text(encoding="utf-8").replace("## Reference\n\n", f"## Reference\n\n{MADE}", 1), "utf-8"
    )
    held = {path.relative_to(target).as_posix() for path in target.rglob("*.md")}
    seen: set[str] = set()
    for page in LISTS:
        path = target / page
        path.write_text(with_navigation(path.read_text(encoding="utf-8"), page, held, seen), encoding="utf-8")


def _copy(file: Path, target: Path) -> None:
    place = target / file.relative_to(ROOT)
    place.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == ".md":
        _write(place, prepared(file.read_text(encoding="utf-8")))
    else:
        shutil.copy(file, place)


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def prepared(text: str) -> str:
    """A page with its sessions of Python marked as such, so that they are coloured rightly."""
    return re.sub(r"^```python\n(?=>>> )", "```pycon\n", text, flags=re.MULTILINE)


def with_navigation(text: str, page: str, held: set[str], seen: set[str]) -> str:
    """The page with a hidden table of contents: the pages that it lists, under the headings where it lists them.

    `held`: all pages; `seen`: those that have a place in the navigation already, to which this adds.
    """
    seen.add(page)
    parts = []
    for title, body in _sections(text):
        entries = {entry: words for entry, words in _listed(body, page, held) if entry not in seen}
        seen.update(entries)
        if entries:
            caption = f":caption: {title}\n" if title and page == INDEX else ""
            lines = "\n".join(f"{words} </{entry.removesuffix('.md')}>" for entry, words in entries.items())
            parts.append(f"\n```{{toctree}}\n:hidden:\n{caption}\n{lines}\n```\n")
    return text + "".join(parts)


def _sections(text: str) -> Iterator[tuple[str, str]]:
    pieces = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    yield "", pieces[0]
    yield from zip(pieces[1::2], pieces[2::2], strict=True)


def _listed(body: str, page: str, held: set[str]) -> Iterator[tuple[str, str]]:
    """Pages that `body` links to, in order, each with the words of its link: those of the first one stay."""
    base, told = Path("/" + page).parent, set()
    for words, link in LINK.findall(body):
        place = (base / link).resolve().as_posix().lstrip("/")
        if place in held and place not in told:
            told.add(place)
            plain = words.replace("_", " ").strip("`")
            yield place, plain[:1].upper() + plain[1:]
