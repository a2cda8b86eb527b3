"""The shape of a case file: the one description that both the check of a file and its JSON Schema follow.

The keys of an outside option or a measure stand with its model in `bargain.outside`. What numbers may be (a weight at
least 0, probabilities that sum to 1) is held by the constructors of the game.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bargain.game.frozen import FrozenDict
from bargain.game.keys import (
    AMOUNT,
    AMOUNTS,
    EVIDENCE,
    FLAG,
    PLAIN,
    TEXT,
    TEXTS,
    ByKind,
    Key,
    ListOf,
    OneOf,
    Shape,
    Table,
)
from bargain.outside.measures.registry import MEASURES
from bargain.outside.registry import OUTSIDE_OPTIONS

MODELS: dict[str, Mapping[str, Any]] = {"outside_option": OUTSIDE_OPTIONS, "measure": MEASURES}
"""Registries that a `ByKind` names."""

WEIGHT = Key(
    AMOUNT, "how much the issue matters to the party, at least 0; left out if it ranks its issues", "weight = 30"
)
PATH = 'a number, the whole path in quotes, as in "parties.Ann.power" = 2'
NAMES_TO_OUTCOMES = Table(others=OneOf((TEXT, TEXTS)), of="issue", least=1)

VIEW_OF_CHOICE = Table(
    FrozenDict(
        {
            "weight": WEIGHT,
            "worth": Key(
                AMOUNTS,
                "points from 0 to 100, one number for each outcome, in their order",
                "worth = [100, 0], one number for each outcome",
                required=True,
            ),
            "never": Key(
                OneOf((TEXT, TEXTS, Table(others=OneOf((PLAIN, EVIDENCE, TEXT)), of="outcome"))),
                'outcomes that the party refuses; as a table, each with its price in points or "absolute"',
                'never = ["north"], or never = {north = 40} with a price in points',
            ),
        }
    )
)

LINES = Table(
    FrozenDict(
        {
            "at": Key(AMOUNTS, "numbers of the range, rising, both ends included", "at = [0, 10]", required=True),
            "is": Key(AMOUNTS, "points from 0 to 100 at each of them", "is = [0, 100]", required=True),
        }
    )
)
POWER = Table(
    FrozenDict(
        {
            "curve": Key(TEXT, '"power"', 'curve = "power"', required=True),
            "exponent": Key(AMOUNT, "above 0; below 1 the first units count most", "exponent = 0.5", required=True),
            "rising": Key(FLAG, "whether more is better (true unless said)", "rising = false"),
        }
    ),
    mark="curve",
)
VIEW_OF_RANGE = Table(
    FrozenDict(
        {
            "weight": WEIGHT,
            "worth": Key(
                OneOf((LINES, POWER)),
                "points over the range: straight lines between breakpoints, or a power curve",
                "worth = {at = [0, 10], is = [0, 100]} over the range",
                required=True,
            ),
            "never": Key(
                Table(
                    FrozenDict(
                        {
                            "below": Key(AMOUNT, "the least that the party accepts", "below = 2"),
                            "above": Key(AMOUNT, "the most that the party accepts", "above = 8"),
                        }
                    )
                ),
                "bounds beyond which the party accepts no number",
                "never = {above = 8}",
            ),
        }
    )
)

_OF_BOTH_KINDS = {
    "question": Key(TEXT, "what is to be settled", 'question = "Who pays?"'),
    "indifferent": Key(TEXTS, "parties to whom the issue is nothing", 'indifferent = ["Ann"]'),
    "source": Key(TEXT, "where the case for this issue comes from", 'source = "news report, fact 9"'),
}
_HOLDS_ON = "what holds today, and goes on to hold where an ending does not say otherwise"

CHOICE = Table(
    FrozenDict(
        {
            "outcomes": Key(TEXTS, "the outcomes to choose among", 'outcomes = ["north", "south"]', required=True),
            "status_quo": Key(TEXT, _HOLDS_ON, 'status_quo = "north"'),
            **_OF_BOTH_KINDS,
        }
    ),
    others=VIEW_OF_CHOICE,
    of="party",
    mark="outcomes",
    refers=True,
    write="a table such as {weight = 1, worth = [100, 0]}",
)
RANGE = Table(
    FrozenDict(
        {
            "range": Key(ListOf(AMOUNT, 2, 2), "the least and the most", "range = [0, 10]", required=True),
            "unit": Key(TEXT, "what the number counts", 'unit = "EUR"'),
            "status_quo": Key(AMOUNT, _HOLDS_ON, "status_quo = 3"),
            **_OF_BOTH_KINDS,
        }
    ),
    others=VIEW_OF_RANGE,
    of="party",
    mark="range",
    refers=True,
    write="a table such as {weight = 1, worth = {at = [0, 10], is = [0, 100]}}",
)

PARTY = Table(
    FrozenDict(
        {
            "power": Key(AMOUNT, "bargaining weight, above 0 (1 unless said)", "power = 1"),
            "risk_aversion": Key(AMOUNT, "0 is neutral (so unless said), positive is averse", "risk_aversion = 0.5"),
            "discount_rate": Key(AMOUNT, "per year, at least 0 (0 unless said)", "discount_rate = 0.1"),
        }
    )
)
LINKAGE = Table(
    FrozenDict(
        {
            "party": Key(TEXT, "whose payoff changes", 'party = "Ann"', required=True),
            "when": Key(
                NAMES_TO_OUTCOMES, "issue → outcomes that occur together", 'when = {road = ["north"]}', required=True
            ),
            "points": Key(AMOUNT, "points added; negative ones are a loss", "points = -25", required=True),
        }
    )
)
RED_LINE = Table(
    FrozenDict(
        {
            "party": Key(TEXT, "who refuses", 'party = "Ann"', required=True),
            "never": Key(
                NAMES_TO_OUTCOMES,
                "issue → outcomes that may not occur together",
                'never = {road = ["north"]}',
                required=True,
            ),
            "price": Key(AMOUNT, "points at which the party would cross; absolute if left out", "price = 40"),
        }
    )
)
LEVER = Table(
    FrozenDict(
        {
            "held_by": Key(TEXT, "who can set it", 'held_by = "Carol"', required=True),
            "levels": Key(
                Table(others=Table(others=AMOUNT, of="path", write=PATH), of="level", least=1),
                "level → numbers that it lays over the file's, by their paths",
                'levels = {full = {}, none = {"parties.Ann.power" = 2}}',
                required=True,
            ),
        }
    )
)

CASE = Table(
    FrozenDict(
        {
            "title": Key(TEXT, "what the case is about", 'title = "…" as the first line', required=True),
            "source": Key(TEXT, "where the case comes from", 'source = "news report, fact 9"'),
            "parties": Key(
                Table(others=PARTY, of="party", least=1),
                "the sides",
                "a table [parties.Ann] for each party",
                required=True,
            ),
            "issues": Key(
                Table(others=OneOf((CHOICE, RANGE)), of="issue"),
                "the matters to settle",
                "a table [issues.price] for each issue",
                required=True,
            ),
            "linkages": Key(
                ListOf(LINKAGE), "combinations worth more or less than their parts", "each as [[linkages]]"
            ),
            "red_lines": Key(ListOf(RED_LINE), "combinations that a party refuses", "each as [[red_lines]]"),
            "outside_option": Key(
                ByKind("outside_option", "the model that computes it"),
                "what every party gets with no agreement (0 points if left out)",
                "a table [outside_option] with its kind",
            ),
            "levers": Key(
                Table(others=LEVER, of="lever"), "what somebody can set", "a table [levers.aid] for each lever"
            ),
            "rankings": Key(
                Table(others=TEXTS, of="party"),
                "instead of weights: each party's issues, most important first",
                'rankings as [rankings] with Ann = ["price", "road"]',
            ),
        }
    )
)
"""A whole file."""


def tables_of(registry: str) -> Iterator[tuple[str, Table]]:
    """Kind → what its table holds besides `kind`, for every model of a registry."""
    for kind, model in MODELS[registry].items():
        yield kind, Table(model.keys)


def places(key: str, shape: Shape = CASE, at: str = "") -> Iterator[str]:
    """Where in a file `key` belongs, such as "in issues.<issue>.<party>"."""
    if isinstance(shape, OneOf):
        for option in shape.options:
            yield from places(key, option, at)
    elif isinstance(shape, ListOf):
        yield from places(key, shape.item, at)
    elif isinstance(shape, ByKind):
        for _, table in tables_of(shape.registry):
            yield from places(key, table, at)
    elif isinstance(shape, Table) and shape is not EVIDENCE:
        if key in shape.keys:
            yield f"in {at}" if at else "at the top of the file, before the first [table]"
        for name, inner in shape.keys.items():
            yield from places(key, inner.holds, f"{at}.{name}" if at else name)
        if shape.others is not None:
            yield from places(key, shape.others, f"{at}.<{shape.of}>")
