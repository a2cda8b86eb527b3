"""What makes a build of the site fail, besides the warnings of Sphinx."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}
"""Element → the attribute whose address a browser fetches by itself."""

FAR = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s;]+)""")
"""What a style fetches from elsewhere."""


def wrong_examples(root: Path) -> list[str]:
    """Examples on the pages that show something else than they give; pages are run side by side."""
    pages = [*sorted((root / "docs").rglob("*.md")), *sorted((root / "analyses").rglob("*.md"))]
    with ProcessPoolExecutor() as workers:
        found = list(workers.map(partial(wrong_on, root), pages))
    return [problem for problems in found for problem in problems]


def wrong_on(root: Path, page: Path) -> list[str]:
    """Examples of one page that show something else than they give, in a folder with the analyses."""
    from tests.documents import failures

    start = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "analyses", Path(folder) / "analyses")
        os.chdir(folder)
        try:
            return failures(page.read_text(encoding="utf-8"), page.relative_to(root).as_posix())
        except Exception as error:  # an example that ends in an error is as wrong as one that shows another number
            return [f"{page.relative_to(root)}: {type(error).__name__}: {error}"]
        finally:
            os.chdir(start)


def wrong_findings() -> list[str]:
    """What `bargain reproduce --check` says where a documented analysis no longer comes out as pinned."""
    from click.testing import CliRunner

    from bargain.cli.main import main

    told = CliRunner().invoke(main, ["reproduce", "--check"], prog_name="bargain")
    return [] if told.exit_code == 0 else [f"$ bargain reproduce --check\n{told.output}"]


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
    """Pages and styles that would fetch something from a network."""
    for page in sorted(site.rglob("*.html")):
        for address in read(page).fetched:
            if address.startswith(("http:", "https:", "//")):
                yield f"{page.relative_to(site)}: would load {address}"
    for style in sorted(site.rglob("*.css")):
        for address in FAR.findall(style.read_text(encoding="utf-8")):
            yield f"{style.relative_to(site)}: would load {address}"


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
