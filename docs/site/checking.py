"""What makes a build of the site fail, besides the warnings of Sphinx."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}
"""Element → the attribute whose address a browser fetches by itself."""


def wrong_examples(root: Path) -> list[str]:
    """Examples on the pages that show something else than they give."""
    from tests.documents import failures

    found, start = [], Path.cwd()
    for page in [*sorted((root / "docs").rglob("*.md")), *sorted((root / "analyses").rglob("*.md"))]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(root / "analyses", Path(folder) / "analyses")
            os.chdir(folder)
            try:
                found += failures(page.read_text(encoding="utf-8"), page.relative_to(root).as_posix())
            finally:
                os.chdir(start)
    return found


class Links(HTMLParser):
    """Addresses on a page: those that are fetched, and those that lead somewhere; identifiers."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.identifiers: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of an element."""
        held = {name: value or "" for name, value in attrs}
        if "id" in held:
            self.identifiers.add(held["id"])
        if (
            tag in LOADS
            and LOADS[tag] in held
            and held.get("rel") not in ("canonical", "next", "prev", "index", "search")
        ):
            self.fetched.append(held[LOADS[tag]])
        if tag == "a" and "href" in held:
            self.linked.append(held["href"])


def read(page: Path) -> Links:
    """The addresses of a built page."""
    links = Links()
    links.feed(page.read_text(encoding="utf-8"))
    return links


def loads_from_elsewhere(site: Path) -> Iterator[str]:
    """Pages that would fetch something from a network."""
    for page in sorted(site.rglob("*.html")):
        for address in read(page).fetched:
            if address.startswith(("http:", "https:", "//")):
                yield f"{page.relative_to(site)}: would load {address}"


def dead_ends(site: Path) -> Iterator[str]:
    """Links within the site to pages or places on a page that are not there."""
    pages = {page: read(page) for page in sorted(site.rglob("*.html"))}
    for page, links in pages.items():
        for address in links.linked:
            if address.startswith(("http:", "https:", "mailto:", "#top", "javascript:")):
                continue
            path, _, place = address.partition("#")
            there = (page.parent / path).resolve() if path else page
            if not there.exists():
                yield f"{page.relative_to(site)}: {address} leads nowhere"
            elif place and there in pages and place not in pages[there].identifiers:
                yield f"{page.relative_to(site)}: there is no place {address}"
