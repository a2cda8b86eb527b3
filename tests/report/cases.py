"""Games that a report and a notebook must show: plain ones, and those at the edges."""

from functools import reduce
from html.parser import HTMLParser

import bargain as bg

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
"""Two parties, a choice, a range, a red line with a price, one number with a range, a lever."""

NASTY = '<script>alert(1)</script> & "x" | `$y$` </style> *b* id="part-1" url(#a)'
FOREIGN = ("乌克兰", "עברית \u200f\u202eabc")
"""Names from right to left too, with a mark and with an order to turn the direction."""


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
        NASTY, outcomes=[NASTY, "south"], weight={NASTY: bg.Quantity(3, 2, 4, "assumed", NASTY, NASTY), "Bob": 1},
        question=NASTY, source=NASTY, worth={NASTY: [100, 0], "Bob": [0, 100]}, never={"Bob": {NASTY: 10}},
    ).with_outside_option(
        bg.Fixed({NASTY: 1, "Bob": 2})
    ).with_lever(NASTY, NASTY, {NASTY: {}, "b": {"outside_option.payoffs.Bob": 3}})  # fmt: skip


def named_in_other_letters():
    one, other = FOREIGN
    return bg.BargainingGame(one, parties=FOREIGN).with_issue(
        other, outcomes=["北", "مرحبا"], weight={one: bg.Quantity(3, 2, 4, "assumed"), other: 1},
        worth={one: [100, 0], other: [0, 100]},
    )  # fmt: skip


def toll_between(one, other):
    """A game whose names are given."""
    return (
        bg.BargainingGame("toll", parties=[one, other])
        .with_issue(
            "road", outcomes=["north", "middle", "south"], weight={one: bg.Quantity(3, 1, 4, "assumed"), other: 1},
            worth={one: [100, 60, 0], other: [0, 30, 100]}, never={other: {"north": 10}},
        )
        .with_issue(
            "land", outcomes=["east", "west"], weight={one: 1, other: bg.Quantity(2, 1, 3, "assumed")},
            worth={one: [100, 0], other: [0, 100]},
        )
        .with_outside_option(bg.Fixed({one: bg.Quantity(20, 10, 30, "assumed"), other: 30}))
        .with_lever("gate", one, {"open": {}, "shut": {f"outside_option.payoffs.{other}": 4}})
    )  # fmt: skip


LOTTERY_ONLY = bg.BargainingGame("indivisible", parties=["Ann", "Bob"]).with_issue(
    "pie", outcomes=["hers", "his"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
).with_outside_option(bg.Fixed({"Ann": 30, "Bob": 30}))  # fmt: skip
"""Each half of it beats the outside option only in expectation."""

WAR = (
    bg.BargainingGame("war", parties=["Ann", "Bob"])
    .with_issue(
        "land", outcomes=["Ann", "half", "Bob"], weight={"Ann": 1, "Bob": 1}, status_quo="half",
        worth={"Ann": [100, 60, 0], "Bob": [0, 60, 100]},
    )
    .with_outside_option(bg.War(2, {"Ann": bg.Quantity(8, 4, 12, "assumed"), "Bob": 8}, (bg.Ending("draw", 1.0),)))
    .with_lever("aid", "Ann", {"given": {}, "withheld": {"outside_option.cost_per_year.Bob": 12}})
    .with_lever("trade", "Bob", {"open": {}, "closed": {"outside_option.cost_per_year.Ann": 12}})
    .with_red_line("Bob", {"land": "Ann"}, 5)
)  # fmt: skip
"""A war that either side can make dearer for the other."""

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
    "four parties": bg.BargainingGame("four", parties=["A", "B", "C", "D"]).with_issue(
        "x", outcomes=["a", "b", "c"], weight=dict.fromkeys("ABCD", 1),
        worth={"A": [100, 50, 0], "B": [0, 100, 50], "C": [50, 0, 100], "D": [0, 60, 100]},
    ).with_outside_option(bg.Fixed(dict.fromkeys("ABCD", 10)))
    .with_lever("gate", "A", {"open": {}, "shut": {"outside_option.payoffs.B": 0}})
    .with_lever("bridge", "B", {"open": {}, "shut": {"outside_option.payoffs.A": 0}}),
    "forty issues": reduce(
        lambda g, k: g.with_issue(
            f"issue {k}", outcomes=["a", "b", "c"], weight={"Ann": 1 + k, "Bob": 41 - k},
            worth={"Ann": [100, 60, 0], "Bob": [0, 50, 100]},
        ),
        range(40),
        bg.BargainingGame("forty", parties=["Ann", "Bob"]),
    ),
    "all refused": GAME.with_red_line("Bob", {"road": "south"}).with_red_line("Ann", {"road": "north"})
    .without_red_line("Bob", road="north").with_red_line("Bob", {"road": "north"}),
    "a lottery only": LOTTERY_ONLY, "a war": WAR, "other letters": named_in_other_letters(),
    "nasty names": named_nastily(),
}  # fmt: skip
