"""Games whose numbers have ranges: one built number by number, and random ones of the oracle made uncertain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.numbers import numbers
from bargain.game.party import Party
from bargain.game.paths import split
from bargain.game.quantity import Quantity, value_of
from bargain.outside.war import Ending, War

PRICE = 'issues.border.Bob.never."Ann\'s"'

RANGES = {
    "parties.Ann.discount_rate": (0.1, 0.0, 0.5),
    "issues.border.Ann.weight": (5.0, 2.0, 8.0),
    "issues.border.Bob.weight": (4.0, 1.0, 8.0),
    "issues.border.Ann.worth.shared": (55.0, 20.0, 90.0),
    "issues.border.Bob.worth.shared": (45.0, 10.0, 95.0),
    "issues.water.Bob.weight": (3.0, 1.0, 6.0),
    "issues.water.Ann.worth.half": (50.0, 30.0, 80.0),
    "issues.trade.Ann.weight": (2.0, 0.0, 6.0),
    "issues.trade.Ann.worth.free": (70.0, 20.0, 100.0),
    "issues.trade.Bob.worth.taxed": (60.0, 10.0, 90.0),
    PRICE: (15.0, 0.0, 40.0),
    "linkages.0.points": (-6.0, -20.0, 5.0),
    "outside_option.years": (2.0, 0.5, 4.0),
    "outside_option.cost_per_year.Ann": (-2.0, -20.0, 8.0),
    "outside_option.cost_per_year.Bob": (-1.0, -22.0, 5.0),
}
"""Path → value, low, high. Costs are mostly below 0, war pays here, so that many draws have no zone."""


def disputed(number: Callable[[str], Any]) -> BargainingGame:
    """Two parties, three choices, a linkage, red lines with a price and without, and a war, in file order of RANGES."""
    n = number
    game = (
        BargainingGame("disputed", parties=[Party("Ann", discount_rate=n("parties.Ann.discount_rate")), "Bob"])
        .with_issue(
            "border",
            outcomes=["Ann's", "shared", "Bob's"],
            weight={"Ann": n("issues.border.Ann.weight"), "Bob": n("issues.border.Bob.weight")},
            worth={
                "Ann": [100, n("issues.border.Ann.worth.shared"), 0],
                "Bob": [0, n("issues.border.Bob.worth.shared"), 100],
            },
            never={"Bob": {"Ann's": n(PRICE)}},
            status_quo="shared",
        )
        .with_issue(
            "water",
            outcomes=["all", "half", "none"],
            weight={"Ann": 3, "Bob": n("issues.water.Bob.weight")},
            worth={"Ann": [100, n("issues.water.Ann.worth.half"), 0], "Bob": [0, 40, 100]},
            never={"Ann": ["none"]},
            status_quo="half",
        )
        .with_issue(
            "trade",
            outcomes=["closed", "taxed", "free"],
            weight={"Ann": n("issues.trade.Ann.weight"), "Bob": 1},
            worth={
                "Ann": [0, 40, n("issues.trade.Ann.worth.free")],
                "Bob": [0, n("issues.trade.Bob.worth.taxed"), 100],
            },
            status_quo="closed",
        )
        .with_linkage("Ann", {"border": ["shared"], "water": ["half"]}, n("linkages.0.points"))
        .with_red_line("Bob", {"border": ["Bob's"], "trade": ["closed"]})
    )
    costs = {p: n(f"outside_option.cost_per_year.{p}") for p in ("Ann", "Bob")}
    endings = [Ending("hold", 0.6), Ending("Ann wins", 0.25, {"border": "Ann's"}), Ending("Bob wins", 0.15, BOB)]
    return game.with_outside_option(War(n("outside_option.years"), costs, endings))


BOB: Any = {"border": "Bob's", "water": "none"}

DISPUTED = disputed(lambda path: Quantity(*RANGES[path]))


def with_numbers(values: Mapping[str, float]) -> BargainingGame:
    """The disputed game with plain numbers."""
    return disputed(values.__getitem__)


def vague(game: BargainingGame, seed: int) -> BargainingGame:
    """`game` with a range around some six in ten of its numbers."""
    random = np.random.default_rng(seed)
    for path, given in numbers(game).items():
        x, parts = value_of(given), split(path)
        if random.random() < 0.4 or (bounds := _around(x, parts)) is None:
            continue
        try:
            game = game.with_value(path, Quantity(x, *bounds))
        except GameError:  # no room for a range here
            continue
    return game


def _around(x: float, parts: list[str]) -> tuple[float, float] | None:
    inside = set(parts)
    if "at" in inside:
        return (x - 0.8, x + 0.8)
    if "worth" in inside and "exponent" not in inside:
        return (max(0.0, x - 20), min(100.0, x + 20))
    if "probability" in inside:
        return (max(0.0, x - 0.2), min(1.0, x + 0.2))
    if inside & {"points", "payoffs", "cost_per_year"}:
        return (x - 10, x + 10)
    if "never" in inside or "price" in inside:
        return None if inside & {"above", "below"} else (max(0.0, x - 5), x + 8)
    if inside & {"weight", "years", "power", "exponent"}:
        return (0.5 * x, 1.5 * x)
    return (0.0, x + 0.2) if "discount_rate" in inside else None
