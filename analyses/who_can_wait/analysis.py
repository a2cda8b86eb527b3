"""Who can wait longer: a war of attrition, offers and counter-offers, and a war that is fought to learn."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.strategic.terms.pie import pie_of
from bargain.uncertainty.result import Ensemble

drawing = SimpleNamespace(**run_path(str(Path(__file__).parents[1] / "drawing.py")))
one_at_a_time = run_path(str(Path(__file__).parents[1] / "varying.py"))["one_at_a_time"]

SIDES = ("Ukraine", "Russia")
OTHER = dict(zip(SIDES, SIDES[::-1], strict=True))
TABLES = ("who_can_wait", "power_resources", "military_cap", "ceasefire_30_days")
"""Cases of the same war with other matters on the table, with the numbers of the whole package where it has them."""
ADVANCES = {"Ukraine": "Ukrainian advance", "Russia": "Russian advance"}
NEVER = Quantity(0.1, 0.02, 0.3, "assumed", reason="chance that a side never concedes, fact 6: for both")
CREDENCE = Quantity(
    0.3, 0.1, 0.6, "assumed", reason="chance, to the other, that a side is as strong as it says: for both"
)
PERIOD = Quantity(1 / 12, 1 / 52, 0.5, "assumed", reason="years from one offer to the next, not reported: for both")
"""What the case file cannot hold; the same for either side."""


@cache
def case(table: str = TABLES[0]) -> bg.BargainingGame:
    """A case file as it stands."""
    return bg.read(Path(__file__).parents[1] / table / "game.toml")


def patience(game: bg.BargainingGame) -> dict[str, float]:
    """Side → years of waiting whose costs add up to what the other's conceding would bring over conceding itself.

    A side concedes at the rate at which the other gains nothing by waiting, so the rates are those of the other side.
    """
    rates = bg.attrition.from_game(game).hazards
    return {"Ukraine": 1.0 / rates[1], "Russia": 1.0 / rates[0]}


def yearly(game: bg.BargainingGame) -> dict[str, float]:
    """Side → what a year of waiting takes from it: the war's yearly cost, and the delay of what conceding brings."""
    found, pie = patience(game), pie_of(game)
    return {side: float(np.ptp(pie.corners[:, i])) / found[side] for i, side in enumerate(SIDES)}


def even_chance(side: str) -> float:
    """The chance of never conceding at which neither side concedes at once, the other side's chance as assumed.

    All but the committed have conceded after −ln(chance)/rate years; the chance makes these years the same.
    """
    rates = dict(zip(SIDES, bg.attrition.from_game(case()).hazards, strict=True))
    return value_of(NEVER) ** (rates[side] / rates[OTHER[side]])


def stubborn(table: str = TABLES[0], **never: float) -> dict[str, float]:
    """Side → the chance that it concedes at once, when each may be one that never does; `never`: side → its chance."""
    chances = tuple(never.get(side, value_of(NEVER)) for side in SIDES)
    return dict(zip(SIDES, bg.attrition.from_game(case(table), committed=chances).at_once, strict=True))


def offers(game: bg.BargainingGame) -> dict[str, float]:
    """Points in the file's scale that offers in ever faster turn tend to."""
    limit = bg.alternating_offers.from_game(game, period=value_of(PERIOD)).limit
    return {side: game.disagreement[side] + gain for side, gain in zip(SIDES, limit, strict=True)}


def learning(informed: str, share: float, credence: float | None = None) -> bg.CostlyWar:
    """War as a costly lottery that tells how strong one side is, at this share of the yearly costs of both."""
    war, believed = case().outside_option, value_of(CREDENCE) if credence is None else credence
    costs = {side: share * value_of(cost) for side, cost in war.cost_per_year.items()}
    game = case().with_outside_option(replace(war, cost_per_year=costs))
    return bg.costly_war.from_game(game, advances=ADVANCES, informed=informed, credence=believed)


def fights(informed: str) -> float:
    """The share of the yearly costs below which war is risked to learn one side's strength, at the low credence."""
    low, high = 0.0, 1.0
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (middle, high) if learning(informed, middle, CREDENCE.low).failure > 0 else (low, middle)
    return low


def over_the_ranges() -> dict[str, tuple[dict[str, float], dict[str, float]]]:
    """Costs, lengths and discount rates, each at the ends of its range → points by offers, and patience in years."""
    places = ("cost_per_year", "years", "discount_rate")
    games = {f"{path} {end}": g for path, end, g in one_at_a_time(case()) if any(place in path for place in places)}
    return {name: (offers(game), patience(game)) for name, game in games.items()}


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the case at once."""
    return bg.ensemble(case(), draws=500, seed=0)


@cache
def over_the_draws(draws: int = 30) -> tuple[int, dict[str, int], dict[str, list[float]]]:
    """How many draws of all numbers; table → in how many Ukraine is the more patient; side → what
    offers come to on this page's table, at the low end, in the middle and at the high end, points."""
    more, points = dict.fromkeys(TABLES, 0), {side: [] for side in SIDES}
    for table in TABLES:
        for game, _ in drawing.drawn(case(table), draws):
            years = patience(game)
            more[table] += years["Ukraine"] > years["Russia"]
            if table == TABLES[0]:
                for side, x in offers(game).items():
                    points[side].append(x)
    return draws, more, {side: np.quantile(x, drawing.ENDS).tolist() for side, x in points.items()}


def findings() -> dict[str, object]:
    """Patience at four tables, wars that may never end, what offers come to, and when war is fought to learn."""
    game, war = case(), bg.attrition.from_game(case())
    found: dict[str, object] = {f"disagreement.{side}": points for side, points in game.disagreement.items()}
    for table in TABLES:
        found |= {f"patience.{table}.{side}": years for side, years in patience(case(table)).items()}
        found |= {
            f"either may never.{table}.{side} concedes at once": chance for side, chance in stubborn(table).items()
        }
    found |= {f"a year costs.{side}": points for side, points in yearly(game).items()}
    found |= {"attrition.years": war.expected_duration, "attrition.payoffs": list(war.payoffs)}
    for i, side in enumerate(SIDES):
        found[f"attrition.{side} loses"] = war.expected_losses[i]
        found[f"attrition.{side} concedes"] = war.concedes_first[i]
        found[f"either may never.even chance.{side}"] = even_chance(side)
        found[f"offers.{side}"] = offers(game)[side]
        found[f"learning.{side}.battle"] = learning(side, 1.0).failure
        found[f"learning.{side}.flips at"] = fights(side)
    ranges = over_the_ranges().values()
    for side in SIDES:
        reached = [points[side] for points, _ in ranges]
        found |= {f"ranges.offers.{side}.least": min(reached), f"ranges.offers.{side}.most": max(reached)}
        found[f"ranges.{side} more patient"] = sum(years[side] > years[OTHER[side]] for _, years in ranges)
    draws, more, reached = over_the_draws()
    found |= {f"draws.{table}.Ukraine more patient": count / draws for table, count in more.items()}
    found |= {f"draws.offers.{side}": points for side, points in reached.items()}
    return found | drawing.pinned(ensemble())
