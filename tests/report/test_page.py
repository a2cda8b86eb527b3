"""The report: one page that needs nothing else, says what the library says, and shows every name as text."""

import re
from html.parser import HTMLParser

import pytest

import bargain as bg
from bargain.report.markdown import escaped
from bargain.report.page import SECTIONS

GAME = (
    bg.BargainingGame("A toll road", parties=["Ann", "Bob"])
    .with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": bg.Quantity(3, 2, 4, "assumed"), "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]}, never={"Bob": {"north": 10}},
    )
    .with_issue(
        "toll", range=(0, 10), unit="EUR", weight={"Ann": 1, "Bob": 2},
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    )
    .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    .with_lever("support", "authority", {"none": {}, "paid": {"outside_option.payoffs.Ann": 40}})
)  # fmt: skip
NASTY = '<script>alert(1)</script> & "x" | `$y$` </style> *b*'


class Page(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.texts, self.inside = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_data(self, data):
        self.texts.append(data)


def named_nastily():
    return bg.BargainingGame(NASTY, parties=[NASTY, "Bob"]).with_issue(
        NASTY, outcomes=[NASTY, "south"], weight={NASTY: 3, "Bob": 1}, question=NASTY, source=NASTY,
        worth={NASTY: [100, 0], "Bob": [0, 100]}, never={"Bob": {NASTY: 10}},
    )  # fmt: skip


def test_the_page_needs_nothing_else():
    page = bg.report_on(GAME, draws=20).to_html()
    found = Page(page)
    assert {"script", "link", "iframe", "object", "img"}.isdisjoint(found.tags)
    for tag, name, value in found.attributes:
        if name in ("src", "href", "xlink:href", "action"):
            assert value.startswith("#"), f"{tag} {name}={value}"
    assert "url(http" not in page
    assert "@import" not in page
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in found.attributes
    identifiers = [value for _, name, value in found.attributes if name == "id"]
    assert len(identifiers) == len(set(identifiers))
    targets = {value[1:] for _, name, value in found.attributes if name in ("href", "xlink:href")}
    assert targets <= set(identifiers)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(identifiers)


def test_every_section_is_there_and_linked():
    made = bg.report_on(GAME, draws=20, pictures=False)
    page = Page(made.to_html())
    titles = [section.title for section in made.document.sections]
    assert len(titles) == len(SECTIONS)
    for title in titles:
        assert page.texts.count(title) == 2, "once in the contents, once as a heading"
        assert f"## {escaped(title)}" in made.to_markdown()


def test_it_says_what_the_library_says():
    made = bg.report_on(GAME, draws=50, seed=3, pictures=False)
    tables = {b["table"]: b for s in made.to_dict()["sections"] for b in s["blocks"] if "table" in b}
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
    lever = next(r for r in tables["Levers, in points"]["rows"] if r[0] == "support: paid")
    assert lever[1:3] == ["authority", "+20.00"]
    price = bg.red_line_prices(GAME, up_to=1).prices[0]
    assert tables["Lifting one red line"]["rows"][0][:3] == [
        "Bob: never road = north (price 10)",
        *(f"{price.cost[p]:+.2f}".replace("+0.00", "0.00") for p in ("Ann", "Bob")),
    ]  # fmt: skip


def test_the_same_case_gives_the_same_page():
    assert bg.report_on(GAME, draws=20).to_html() == bg.report_on(GAME, draws=20).to_html()
    assert bg.report_on(GAME, draws=20).to_markdown() == bg.report_on(GAME, draws=20).to_markdown()


def test_names_are_text_in_html():
    found = Page(bg.report_on(named_nastily(), draws=5).to_html())
    assert "script" not in found.tags
    assert found.tags.count("style") == 1 + found.tags.count("svg"), "the page's own, and one in each picture"
    assert NASTY in found.texts


def test_names_are_text_in_markdown():
    page = bg.report_on(named_nastily(), draws=5, pictures=False).to_markdown()
    assert "<" not in page
    title = page.splitlines()[0]
    assert title == r'# &lt;script&gt;alert(1)&lt;/script&gt; &amp; "x" \| \`\$y\$\` &lt;/style&gt; \*b\*'
    headers = [line for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    for line in headers:
        assert re.sub(r"\\.", "", line).count("|") == line.replace(r"\|", "").count("|")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1. one", r"1\. one"), ("- one", r"\- one"), ("+ one", r"\+ one"), ("# one", r"\# one"), ("a-b 1.5", "a-b 1.5")],
)
def test_the_beginning_of_a_line_is_no_list(text, shown):
    assert escaped(text) == shown


CASES = {
    "no deal": GAME.with_outside_option(bg.Fixed({"Ann": 95, "Bob": 95})),
    "nothing to settle": bg.BargainingGame("empty", parties=["Ann", "Bob"]),
    "one party": bg.BargainingGame("alone", parties=["Ann"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
    ),
    "three parties": bg.BargainingGame("three", parties=["A", "B", "C"])
    .with_issue(
        "x", outcomes=["a", "b", "c"], weight=dict.fromkeys("ABC", 1),
        worth={"A": [100, 50, 0], "B": [0, 100, 50], "C": [50, 0, 100]},
    )
    .with_issue(
        "y", range=(0, 1), unit="%", weight=dict.fromkeys("ABC", bg.Quantity(1, 0.5, 2, "assumed")),
        worth={p: {"at": [0, 1], "is": ends} for p, ends in (("A", [0, 100]), ("B", [100, 0]), ("C", [0, 100]))},
    ),
    "forty issues": __import__("functools").reduce(
        lambda g, k: g.with_issue(
            f"issue {k}", outcomes=["a", "b", "c"], weight={"Ann": 1 + k, "Bob": 41 - k},
            worth={"Ann": [100, 60, 0], "Bob": [0, 50, 100]},
        ),
        range(40),
        bg.BargainingGame("forty", parties=["Ann", "Bob"]),
    ),
    "all refused": GAME.with_red_line("Bob", {"road": "south"}).with_red_line("Ann", {"road": "north"})
    .without_red_line("Bob", road="north").with_red_line("Bob", {"road": "north"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_case_has_a_page(name):
    made = bg.report_on(CASES[name], draws=5)
    assert len(made.document.sections) == len(SECTIONS)
    assert made.to_html().endswith("</html>\n")
    assert all(section.blocks for section in made.document.sections)
    assert "None" not in " ".join(Page(made.to_html()).texts)


def test_no_deal_names_what_stands_in_the_way():
    text = bg.report_on(CASES["no deal"], draws=5, pictures=False).to_markdown()
    assert "There is no zone of agreement" in text
    assert "- Ann: outside option" in text


def test_without_ranges_it_says_that_nothing_is_known_of_how_sure():
    text = bg.report_on(CASES["one party"], pictures=False).to_markdown()
    assert "No number of the case has a range, so nothing here says how far the answers hold." in text


def test_without_matplotlib_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(bg.BargainError, match=r"^pictures need matplotlib: pip install 'bargain-analysis\[plot\]'$"):
        bg.report_on(GAME, draws=5)
    assert bg.report_on(GAME, draws=5, pictures=False)


def test_it_stays_small():
    page = bg.report_on(bg.read("analyses/grand_package/game.toml"), draws=50).to_html()
    assert len(page.encode()) < 3_000_000
