"""Every documented analysis reproduces its pins, says where each number is from, and treats all parties alike."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

import bargain as bg
from bargain.cli.verbs.check import judged, notes
from bargain.game.paths import split
from bargain.game.quantity import Quantity
from bargain.reproducing import reproduce
from tests.documents import FENCE

SHELF = Path(__file__).parents[2] / "analyses"
FOLDERS = sorted(path.parent for path in SHELF.glob("*/analysis.py"))
GAMES = sorted(SHELF.glob("*/*.toml"))
GAMES = [path for path in GAMES if path.name != "findings.toml"]
WAR = [path for path in GAMES if 'kind = "war"' in path.read_text(encoding="utf-8")]
SECTIONS = [
    "The question", "The parties and what each is reported to want", "The game", "What comes out", "How sure is that",
    "What would change it", "What the model leaves out", "Reproduce it",
]  # fmt: skip
ADVICE = r"should|ought|recommend\w*|aggress\w*|invader\w*|terror\w*|regime|illegal\w*|unfair|rightful\w*|so-called"


def name(path):
    return str(path.relative_to(SHELF))


def readme(folder):
    return (folder / "README.md").read_text(encoding="utf-8")


def prose(text):
    """A Markdown text without its fenced blocks."""
    return FENCE.sub("", text)


def view(game, issue, party):
    return game.issue(issue).preferences.get(party)


# ---- the numbers ----


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_an_analysis_finds_what_is_pinned(folder):
    found = reproduce(folder)
    assert found.findings
    assert [f"{f.name}: {f.status}" for f in found.findings if not f.ok] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_pinned_reason_is_a_sentence_and_a_number_has_a_tolerance(folder):
    pins = tomllib.loads((folder / "findings.toml").read_text(encoding="utf-8"))
    for key, pin in pins.items():
        assert len(pin["why"].split()) >= 1, key
        if isinstance(pin["value"], float):
            assert pin["tol"] > 0, key


@pytest.mark.parametrize("path", GAMES, ids=name)
def test_every_number_says_where_it_is_from(path):
    game = bg.read(path)
    assert notes(game) == []
    for place, number in judged(game).items():
        assert isinstance(number, Quantity), place
        if number.basis == "reported":
            assert number.source, place
        else:
            assert number.basis == "assumed", place
            assert number.low <= number.value <= number.high, place
            assert number.low < number.high, place
            assert number.reason, place


@pytest.mark.parametrize("path", GAMES, ids=name)
def test_a_case_names_its_source(path):
    game = bg.read(path)
    assert game.source
    if path in WAR:
        assert all(re.fullmatch(r"news report, facts? [\d, ]+", issue.source) for issue in game.issues)


@pytest.mark.parametrize("path", WAR, ids=name)
def test_facts_are_facts_of_the_report(path):
    for group in re.findall(r"facts? ((?:\d+(?:, | and )?)+)", path.read_text(encoding="utf-8")):
        assert all(1 <= int(fact) <= 24 for fact in re.findall(r"\d+", group))


# ---- the pages ----


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_page_has_its_sections_in_order(folder):
    assert re.findall(r"^## (.+)$", readme(folder), re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_page_ends_with_what_its_numbers_are(folder):
    last = readme(folder).strip().split("\n\n")[-1]
    assert "exploration" in last
    assert "orecast" in last


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_number_in_prose_is_computed_on_the_page(folder):
    text = readme(folder)
    shown = " ".join(match["body"] for match in FENCE.finditer(text))
    computed = {float(x) for x in re.findall(r"\d+(?:\.\d+)?", shown)}
    plain = re.sub(r"facts? (?:\d+(?:, | and )?)+|pp?\. \d+|ch\. \d+|Econometrica\* \d+", "", prose(text))
    plain = "\n".join(line for line in plain.splitlines() if not line.startswith("|"))  # tables list facts
    plain = re.sub(r"\]\([^)]*\)", "]", plain)  # where a link leads
    plain = re.sub(r"\b(?:1[89]|20)\d\d\b", "", plain)  # years
    for number in re.findall(r"\d+(?:\.\d+)?", plain):
        assert float(number) in computed, number


def test_the_shelf_lists_every_analysis():
    page = (SHELF / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[(\w+)\]\(\1/README\.md\)", page, re.MULTILINE) == [folder.name for folder in FOLDERS]


# ---- all parties alike ----


@pytest.mark.parametrize("path", GAMES, ids=name)
def test_every_party_has_the_same_kinds_of_entries(path):
    game = bg.read(path)
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len({frozenset(entries) for entries in raw["parties"].values()}) == 1
    for issue in game.issues:
        kinds = {type(v.worth) for v in issue.preferences.values()}
        assert len(kinds) == 1, issue.name
    for party in game.party_names:
        ends = {v for place in judged(game) if split(place)[2:3] == [party] for v in split(place)[3:4]}
        assert "weight" in ends


@pytest.mark.parametrize("path", WAR, ids=name)
def test_the_principals_are_described_in_the_same_terms(path):
    game = bg.read(path)
    principals = ("Ukraine", "Russia")
    lines = {p: [line for line in game.all_red_lines if line.party == p] for p in principals}
    for kind in ("absolute", "price"):
        assert len({any(line.absolute == (kind == "absolute") for line in lines[p]) for p in principals}) == 1
    assert len({any(len(line.never) > 1 for line in lines[p]) for p in principals}) == 1
    assert {sum(linkage.party == p for linkage in game.linkages) for p in principals} in ({0}, {2})
    for issue in game.issues:
        assert {p for p in principals if view(game, issue.name, p)} == set(principals), issue.name
    war = game.outside_option
    assert set(war.years) >= set(principals) <= set(war.cost_per_year)
    assert sorted(ending.name for ending in war.endings) == ["Russian advance", "Ukrainian advance", "the line holds"]


@pytest.mark.parametrize("path", WAR, ids=name)
def test_numbers_of_the_same_kind_have_ranges_of_the_same_width(path):
    """Nobody's prices, waiting or years are made more certain than the other's."""
    game = bg.read(path)
    for kind in (r"discount_rate$", r"^outside_option\.years", r"\.never\."):
        found = [n for place, n in judged(game).items() if re.search(kind, place)]
        assert len({(n.value, n.low, n.high) for n in found}) == 1, kind


@pytest.mark.parametrize("path", GAMES, ids=name)
def test_views_of_a_party_run_over_its_whole_scale(path):
    """Every party has an outcome of worth 0 and one of 100 on every issue, so that weights mean the same for all."""
    game = bg.read(path)
    for issue in game.issues:
        for party, own in issue.preferences.items():
            ends = own.worth.worth if hasattr(own.worth, "worth") else own.worth
            numbers = [n.value if isinstance(n, Quantity) else n for n in ends]
            assert max(numbers) == 100, (issue.name, party)
            assert min(numbers) == 0, (issue.name, party)


@pytest.mark.parametrize("path", [*GAMES, *(folder / "README.md" for folder in FOLDERS)], ids=name)
def test_words_that_take_sides_or_give_advice_are_absent(path):
    assert not re.findall(rf"\b(?:{ADVICE})\b", path.read_text(encoding="utf-8"), re.IGNORECASE)


def test_the_two_files_of_the_package_agree_on_ukraine_and_russia():
    two, four = (bg.read(SHELF / "grand_package" / f"{file}.toml") for file in ("game", "four_party"))
    assert four.issue_names == two.issue_names
    for issue in two.issues:
        for party in two.party_names:
            assert view(four, issue.name, party) == issue.preferences[party], issue.name
    assert four.all_red_lines == two.all_red_lines
    assert four.linkages == two.linkages
    assert {p: four.disagreement[p] for p in two.party_names} == dict(two.disagreement)


def test_no_two_analyses_share_a_title():
    titles = [bg.read(path).title for path in GAMES]
    assert all(a != b for a, b in combinations(titles, 2))
