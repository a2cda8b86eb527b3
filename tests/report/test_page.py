"""The report: one page that needs nothing else, says what the library says, and shows every name as text."""

import json
import re
import subprocess
import sys
import warnings
from itertools import pairwise

import pytest

import bargain as bg
from bargain.report import html, markdown
from bargain.report.document import Document, Picture, Section
from bargain.report.markdown import escaped
from bargain.report.page import SECTIONS
from tests.report.cases import CASES, FOREIGN, GAME, LOTTERY_ONLY, NASTY, WAR, Page, named_nastily, toll_between


def tables_of(made):
    """Caption → table."""
    return {b["table"]: b for s in made.to_dict()["sections"] for b in s["blocks"] if "table" in b}


def without_pictures(game, **settings):
    return bg.report_on(game, pictures=False, **settings)


def test_the_page_needs_nothing_else():
    page = bg.report_on(GAME, draws=20).to_html()
    found = Page(page)
    assert {"script", "link", "iframe", "object", "img", "form", "base", "metadata"}.isdisjoint(found.tags)
    for tag, name, value in found.attributes:
        assert not name.startswith("on"), f"{tag} {name}={value}"
        if name in ("src", "href", "xlink:href", "action"):
            assert value.startswith("#"), f"{tag} {name}={value}"
    assert "url(http" not in page
    assert "@import" not in page
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in found.attributes
    identifiers = [value for _, name, value in found.attributes if name == "id"]
    assert len(identifiers) == len(set(identifiers))
    named = {v[v.startswith("#") :] for _, n, v in found.attributes if n in ("href", "xlink:href", "aria-labelledby")}
    assert named <= set(identifiers)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(identifiers)


def test_it_can_be_read_out():
    page = bg.report_on(GAME, draws=20).to_html()
    found = Page(page)
    assert ("html", "lang", "en") in found.attributes
    assert [found.tags.count(tag) for tag in ("h1", "main", "header", "nav")] == [1, 1, 1, 1]
    assert found.tags.count("caption") == found.tags.count("table")
    scopes = [value for tag, name, value in found.attributes if (tag, name) == ("th", "scope")]
    assert len(scopes) == found.tags.count("th")
    assert {"row", "col"} == set(scopes)
    assert found.tags.count("svg") == page.count('role="img"') == found.tags.count("figcaption") > 3


def test_every_section_is_there_and_linked():
    made = without_pictures(GAME, draws=20)
    page = Page(made.to_html())
    titles = [section.title for section in made.document.sections]
    assert len(titles) == len(SECTIONS)
    for title in titles:
        assert page.texts.count(title) == 2, "once in the contents, once as a heading"
        assert f"## {escaped(title)}" in made.to_markdown()


def test_it_says_what_the_library_says():
    tables = tables_of(without_pictures(GAME, draws=50, seed=3))
    for row in tables["What each party gets, in points"]["rows"]:
        solution = bg.solve(GAME, row[0].replace(" ", "_"))
        assert row[1:5] == [
            f"{x:{form}}"
            for p in ("Ann", "Bob")
            for x, form in ((solution.payoffs[p], ".2f"), (solution.gains[p], "+.2f"))
        ]
    settled = dict(
        zip(tables["What is settled"]["headers"], zip(*tables["What is settled"]["rows"], strict=True), strict=True)
    )
    assert settled["nash"] == (bg.nash(GAME).agreement["road"], f"{bg.nash(GAME).agreement['toll']:g} EUR")
    over = bg.ensemble(GAME, draws=50, seed=3)
    gains = over["nash"].gains["Ann"]
    row = next(r for r in tables["What each party gets over the draws, in points"]["rows"] if r[0] == "Ann")
    assert row[4:] == [f"{gains.mean:.2f}", f"{gains.quantile(0.05):.2f}", f"{gains.quantile(0.95):.2f}"]
    lever = next(r for r in tables["What each lever moves, in points; agreement by nash"]["rows"])
    assert lever[:3] == ["support: paid", "authority", "+20.00"]
    price = bg.red_line_prices(GAME, up_to=1).prices[0]
    assert tables["What lifting a red line adds by nash, in points"]["rows"][0][:3] == [
        "Bob: never road = north (price 10)",
        *(f"{price.cost[p]:+.2f}".replace("+0.00", "0.00") for p in ("Ann", "Bob")),
    ]  # fmt: skip
    gain = bg.linkage_value(GAME).gain
    assert tables["What linking moves by nash, in points"]["rows"][-1][3:] == [f"{gain[p]:+.2f}" for p in gain]
    moved = tables["What moves the gain of Ann by nash most, one number at a time"]["rows"]
    bar = bg.tornado(GAME, "nash.gains.Ann").bars[0]
    assert moved == [[bar.path, "2", "4", f"{bar.at_low:.2f}", f"{bar.at_high:.2f}"]]


def test_a_war_its_levers_and_its_threats():
    made = without_pictures(WAR, draws=5)
    tables = tables_of(made)
    assert tables["With no agreement, in points"]["rows"] == [
        ["Ann", "2", "8.00", f"{WAR.disagreement['Ann']:.2f}"],
        ["Bob", "2", "8.00", f"{WAR.disagreement['Bob']:.2f}"],
    ]
    together = tables["All levers together, in points; agreement by nash"]["rows"]
    assert len(together) == 4
    for row, found in zip(together, bg.grid(WAR), strict=True):
        assert row[:2] == list(found.levels.values())
        d, u = found.disagreement, found.solutions[0].payoffs
        assert row[2:6] == [f"{x:.2f}" for x in (d["Ann"], u["Ann"], d["Bob"], u["Bob"])]
    threats = tables["Threats that none can better, in points"]["rows"]
    assert [row[2] for row in threats] == ["aid: withheld", "trade: closed"]
    assert [row[4] for row in threats] == [f"{x:.2f}" for x in bg.threats(WAR).payoffs.values()]


def test_measures_are_told():
    pressed = WAR.with_outside_option(
        WAR.outside_option.with_measure(bg.Sanctions(name="embargo", target="Bob", cost_per_year=4))
    )
    text = without_pictures(pressed, draws=5).to_markdown()
    assert "- embargo, a cost to the target, and to the sender, every year until there is an agreement: " in text
    assert "target Bob; " in text
    assert "cost per year 4; " in text


def test_what_is_left_out_is_told_with_the_reason():
    six = "ABCDEF"
    game = bg.BargainingGame("many levers", parties=list(six)).with_issue(
        "x", outcomes=["a", "b"], weight=dict.fromkeys(six, 1), worth={p: [100, 0] for p in six}
    ).with_outside_option(bg.Fixed(dict.fromkeys(six, 10)))  # fmt: skip
    for party in six:
        game = game.with_lever(f"lever {party}", party, {"off": {}, "on": {f"outside_option.payoffs.{party}": 20}})
    text = without_pictures(game, draws=5).to_markdown()
    assert (
        "Levers were not combined: the levels of 6 levers make 64 combinations; "
        r'bargain.grid(game, \["lever A", "lever B"\]) looks through those of two.' in text
    )
    assert "What threats lead to could not be computed: the levels make 64 combinations; " in text
    text = without_pictures(CASES["one party"], concept="adjusted_winner").to_markdown()
    assert r"What the levers move could not" not in text
    assert r"adjusted\_winner is defined for two parties; this problem has 1" in text


def test_numbers_are_moved_alone_only_where_that_is_quick(monkeypatch):
    assert list(without_pictures(GAME, draws=2, concept="equal_area").results.tornados) == ["Ann", "Bob"]
    monkeypatch.setattr("bargain.report.results.MOVED", 1)
    text = without_pictures(GAME, draws=2, concept="equal_area").to_markdown()
    assert (
        "Numbers were not varied one at a time: the game is solved anew for each of 1 number; "
        r"bargain.tornado(game, 'equal\_area.gains.Ann') does it." in text
    )


def test_what_blocks_over_the_draws():
    chance = bg.Quantity(0.5, 0.1, 0.9, "assumed")
    game = WAR.with_outside_option(
        bg.War(2, {"Ann": bg.Quantity(-10, -30, 10, "assumed"), "Bob": 8},
               (bg.Ending("draw", chance), bg.Ending("rout", 0.5, {"land": "Bob"})))
    )  # fmt: skip
    over = bg.ensemble(game, draws=40)
    text = without_pictures(game, draws=40).to_markdown()
    for label, share in over.blockers.items():
        assert f"- {label}: {100 * share.value:.1f} % ± {100 * share.error:.1f}" in text
    assert over.blockers


def test_it_is_plain_data_too():
    made = without_pictures(GAME, draws=5)
    assert json.loads(json.dumps(made.to_dict())) == made.to_dict()
    assert repr(made).startswith("<report on 'A toll road': The case, What comes out, ")


def test_the_same_case_gives_the_same_page():
    """In another process too, with another order of sets."""
    code = (
        "import sys, bargain as bg; from tests.report.cases import WAR; "
        "sys.stdout.buffer.write(bg.report_on(WAR, draws=20).to_html().encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert pages == {bg.report_on(WAR, draws=20).to_html().encode()}


def test_parties_are_treated_alike():
    """Names swapped, all else the same: the page is the same with the names swapped."""
    both = (("Ann", "Bob"), ("Bob", "Ann"))
    one, other = (without_pictures(toll_between(*names), draws=20).to_markdown() for names in both)
    hashed = re.compile(r"[0-9a-f]{64}")
    swapped = re.sub("Ann|Bob", lambda found: {"Ann": "Bob", "Bob": "Ann"}[found[0]], other)
    assert hashed.sub("", one) == hashed.sub("", swapped)


def test_names_are_text_in_html():
    page = bg.report_on(named_nastily(), draws=5).to_html()
    found = Page(page)
    assert "script" not in found.tags
    assert found.tags.count("style") == 1 + found.tags.count("svg"), "the page's own, and one in each picture"
    assert NASTY in found.texts


def test_a_name_in_a_picture_is_no_identifier():
    picture = Picture('<svg id="a"><text clip-path="url(#b)">id="a" url(#b)</text></svg>', "words")
    page = html.page(Document("t", "", (Section("s", (picture,)),)))
    assert '>id="a" url(#b)</text>' in page
    assert re.search(r'<svg [^>]*id="picture0-[0-9a-f]{8}-a"', page)
    assert re.search(r'clip-path="url\(#picture0-[0-9a-f]{8}-b\)"', page)


def test_names_are_text_in_markdown():
    page = without_pictures(named_nastily(), draws=5).to_markdown()
    assert "<" not in page.replace("&lt;", "")
    title = page.splitlines()[0]
    assert title.startswith(r'# &lt;script&gt;alert(1)&lt;/script&gt; &amp; "x" \| \`\$y\$\` &lt;/style&gt; \*b\*')
    headers = [line for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    for line in headers:
        assert re.sub(r"\\.", "", line).count("|") == line.replace(r"\|", "").count("|")


def test_tables_in_markdown_have_as_many_cells_in_every_row():
    for page in (markdown.page(without_pictures(game, draws=5).document) for game in (WAR, named_nastily())):
        counts = [re.sub(r"\\.", "", line).count("|") for line in page.splitlines()]
        for above, count in pairwise(counts):
            assert not above or not count or above == count


def test_other_letters_are_shown_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page = bg.report_on(CASES["other letters"], draws=5).to_html()
    one, other = FOREIGN
    shown = other.replace("\u202e", "\\u202e")
    assert {one, shown} <= set(Page(page).texts)
    assert "\u202e" not in page, "what turns the direction is written out"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1. one", r"1\. one"), ("- one", r"\- one"), ("+ one", r"\+ one"), ("# one", r"\# one"), ("a-b 1.5", "a-b 1.5")],
)
def test_the_beginning_of_a_line_is_no_list(text, shown):
    assert escaped(text) == shown


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_case_has_a_page(name):
    made = bg.report_on(CASES[name], draws=5)
    assert len(made.document.sections) == len(SECTIONS)
    assert made.to_html().endswith("</html>\n")
    assert all(section.blocks for section in made.document.sections)
    assert "None" not in " ".join(Page(made.to_html()).texts)


@pytest.mark.parametrize("concept", bg.CONCEPTS)
def test_every_concept_can_be_followed(concept):
    """Where it is not defined, each section says so."""
    made = without_pictures(GAME, draws=5, concept=concept)
    assert len(made.document.sections) == len(SECTIONS)
    defined = concept in [s.concept for s in made.results.comparison]
    assert bool(made.results.left) == (not defined)
    assert (made.results.ensemble is None) == (not defined)


def test_no_deal_names_what_stands_in_the_way():
    text = without_pictures(CASES["no deal"], draws=5).to_markdown()
    assert "There is no zone of agreement" in text
    assert "- Ann: outside option" in text
    assert "By a lottery" not in text


def test_a_case_without_issues_says_so():
    text = without_pictures(CASES["nothing to settle"]).to_markdown()
    assert "The case has no issue yet, so there is nothing to agree on." in text
    assert "Nothing was drawn: there is no issue to settle." in text


def test_a_zone_by_lottery_only_is_told():
    text = without_pictures(LOTTERY_ONLY).to_markdown()
    assert "There is no zone of agreement" in text
    assert "By a lottery over agreements there is: on average, before the draw, it leaves nobody below." in text


def test_without_ranges_it_says_that_nothing_is_known_of_how_sure():
    text = without_pictures(CASES["one party"]).to_markdown()
    assert "No number of the case has a range, so nothing here says how far the answers hold." in text
    assert "2 numbers besides the ends of scales" not in text
    assert "1 number besides the ends of scales: 0 reported" in text
    assert "Where 1 number of the case came from: neither a source nor a range is given." in text


def test_without_matplotlib_the_extra_is_named_before_anything_is_computed(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    monkeypatch.setattr("bargain.report.page.results_of", lambda *_, **__: pytest.fail("computed for nothing"))
    with pytest.raises(bg.BargainError, match=r"^pictures need matplotlib: pip install 'bargain-analysis\[plot\]'$"):
        bg.report_on(GAME, draws=5)


def test_without_matplotlib_and_without_pictures(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert "svg" not in Page(without_pictures(GAME, draws=5).to_html()).tags


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"draws": 0}, "draws = 0; give a whole number of at least 1"),
        ({"draws": 2.5}, "draws = 2.5; give a whole number of at least 1"),
        ({"draws": True}, "draws = True; give a whole number of at least 1"),
        ({"seed": -1}, "seed = -1; give a whole number of at least 0"),
        ({"concept": "nahs"}, "concept: no concept 'nahs'; did you mean 'nash'?"),
    ],
)
def test_settings_that_cannot_be(settings, message):
    with pytest.raises(bg.GameError) as caught:
        bg.report_on(GAME, **{"draws": 5, **settings})
    assert str(caught.value) == message


def test_it_is_of_a_game():
    with pytest.raises(bg.GameError, match=r"^str is no game; give a BargainingGame"):
        bg.report_on("toll.toml")


def test_it_stays_small():
    page = bg.report_on(bg.read("analyses/grand_package/game.toml"), draws=50).to_html()
    assert len(page.encode()) < 3_000_000
