"""Every work that the package, the pages or the analyses cite by authors and year is in the bibliography, once."""

import re
from pathlib import Path

import bargain as bg

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "bibliography.md"
ENTRIES = re.findall(r"^- \*\*(.+?) (\d{4})\.\*\* (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

AUTHOR = r"(?:(?:von |van |de |Maynard )?[A-ZÅÖÜŁ][\w-]*[a-zåöüł][\w-]*)"
BETWEEN = r"(?:, | & | and |–)"
CITED = re.compile(rf"({AUTHOR}(?:{BETWEEN}{AUTHOR})*)(?:['’]s)? \(?(1[89]\d\d|20[01]\d|202[01])\b")
NO_AUTHORS = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October"}
NO_AUTHORS |= {"November", "December"}


def works(text):
    """Authors and years that a text cites, in whichever of the usual forms."""
    found = CITED.findall(" ".join(text.split()))
    return {(frozenset(re.split(BETWEEN, authors)), year) for authors, year in found if authors not in NO_AUTHORS}


def test_citations_are_found_in_their_forms():
    text = (
        "Nash (1950), Kalai–Smorodinsky 1975, Harsanyi & Selten 1972, Powell's (2006), von Neumann\n1928, Maynard "
        "Smith (1974), Fudenberg, Levine and Tirole 1985; of February 2014, 1991 and ANSI 1989."
    )
    assert works(text) == {
        (frozenset({"Nash"}), "1950"),
        (frozenset({"Kalai", "Smorodinsky"}), "1975"),
        (frozenset({"Harsanyi", "Selten"}), "1972"),
        (frozenset({"Powell"}), "2006"),
        (frozenset({"von Neumann"}), "1928"),
        (frozenset({"Maynard Smith"}), "1974"),
        (frozenset({"Fudenberg", "Levine", "Tirole"}), "1985"),
    }


def test_every_work_that_is_cited_has_an_entry():
    known = {(frozenset(re.split(BETWEEN, authors)), year) for authors, year, _ in ENTRIES}
    folders = (
        ("bargain", "*.py"),
        ("docs", "*.md"),
        ("analyses", "*.md"),
        ("analyses", "*.py"),
        ("analyses", "*.toml"),
    )
    missing = {}
    for folder, kind in folders:
        for file in sorted((ROOT / folder).rglob(kind)):
            for authors, year in works(file.read_text(encoding="utf-8")) - known:
                missing.setdefault(f"{' & '.join(sorted(authors))} {year}", str(file.relative_to(ROOT)))
    assert missing == {}, f"{PAGE.name} lacks these (or they are no works, and NO_AUTHORS lacks them)"


def test_every_source_of_the_registries_has_an_entry():
    named = {f"{authors} {year}" for authors, year, _ in ENTRIES}
    cited = {
        re.sub(r" \(.*\)", "", part.strip())
        for held in (bg.CONCEPTS, bg.AXIOMS, bg.STRATEGIC_GAMES)
        for entry in held.values()
        for part in entry.source.split(";")
    }
    assert cited - named == set()


def test_each_work_stands_once_in_the_order_of_the_alphabet():
    page = PAGE.read_text(encoding="utf-8")
    assert len(ENTRIES) == len(re.findall(r"^- ", page, re.MULTILINE)), "each line is an entry"
    assert len({(authors, year) for authors, year, _ in ENTRIES}) == len(ENTRIES)
    for part in page.split("\n## ")[1:]:
        names = [name.lower().replace("ü", "u") for name in re.findall(r"^- \*\*([\w-]+)", part, re.MULTILINE)]
        assert names == sorted(names)


def test_links_are_the_dois_that_they_show():
    for _, _, rest in ENTRIES:
        for shown, address in re.findall(r"\[doi:(10\.\d{4,}/[^]]+)\]\(https://doi\.org/(\S+?)\)", rest):
            assert address.replace("%28", "(").replace("%29", ")") == shown
        assert len(re.findall(r"https?://", rest)) == len(re.findall(r"\[doi:", rest))
