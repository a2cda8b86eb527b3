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
from bargain.strategic.fighting.answer import CostlyWar
from bargain.strategic.terms.pie import pie_of
from bargain.strategic.terms.war import war_terms
from bargain.strategic.waiting.result import Attrition
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

DRAWS, LEARNED = 150, 30
"""Draws of all numbers, at every table; and the first of them in which war to learn is solved."""


@cache
def case(table: str = TABLES[0]) -> bg.BargainingGame:
    """A case file as it stands."""
    return bg.read(Path(__file__).parents[1] / table / "game.toml")


@cache
def fought(table: str = TABLES[0]) -> Attrition:
    """The war of attrition of a case as it stands."""
    return bg.attrition.from_game(case(table))


def waiting(game: bg.BargainingGame) -> dict[str, tuple[float, float]]:
    """Side → what the other's conceding would bring it over conceding itself, and what a year of waiting takes from it:
    the war's yearly cost, and the delay of what conceding brings."""
    pie, war, found = pie_of(game), war_terms(game), {}
    for i, side in enumerate(pie.parties):
        gains = pie.corners[:, i]
        conceding = float(pie.disagreement[i] + gains.min())
        found[side] = float(np.ptp(gains)), war.cost_per_year[side] + war.discount_rates[side] * conceding
    return found


def patience(game: bg.BargainingGame) -> dict[str, float]:
    """Side → years of waiting whose costs add up to what the other's conceding would bring over conceding itself."""
    return {side: prize / taken for side, (prize, taken) in waiting(game).items()}


def yearly(game: bg.BargainingGame) -> dict[str, float]:
    """Side → what a year of waiting takes from it."""
    return {side: taken for side, (_, taken) in waiting(game).items()}


def as_in_the_game(table: str) -> bool:
    """Whether patience and the chances of conceding at once are those of the war of attrition that is solved.

    There a side concedes at the rate at which the other gains nothing by waiting: one over the other side's patience.
    """
    years, rates = patience(case(table)), fought(table).hazards
    same = np.allclose(rates, [1.0 / years[OTHER[side]] for side in SIDES], rtol=0, atol=1e-9)
    at_once = at_once_with(years, value_of(NEVER))
    return bool(same) and all(abs(at_once[side] - chance) < 1e-9 for side, chance in stubborn(table).items())


def at_once_with(years: dict[str, float], never: float) -> dict[str, float]:
    """Side → the chance that it concedes at once, from the patience of both, if either may never with chance `never`.

    All but such are gone after −ln(chance)/rate years; who would need longer makes up for it in the first moment.
    """
    return {side: max(0.0, 1.0 - never ** (1.0 - years[side] / years[OTHER[side]])) for side in SIDES}


def even_chance(side: str) -> float:
    """The chance of never conceding at which neither side concedes at once, the other side's chance as assumed.

    All but the committed have conceded after −ln(chance)/rate years; the chance makes these years the same.
    """
    rates = dict(zip(SIDES, fought().hazards, strict=True))
    return value_of(NEVER) ** (rates[side] / rates[OTHER[side]])


@cache
def stubborn(table: str = TABLES[0], **never: float) -> dict[str, float]:
    """Side → the chance that it concedes at once, when each may be one that never does; `never`: side → its chance."""
    chances = tuple(never.get(side, value_of(NEVER)) for side in SIDES)
    return dict(zip(SIDES, bg.attrition.from_game(case(table), committed=chances).at_once, strict=True))


def offers(game: bg.BargainingGame) -> dict[str, float]:
    """Points in the file's scale that offers in ever faster turn tend to."""
    limit = bg.alternating_offers.from_game(game, period=value_of(PERIOD)).limit
    return {side: game.disagreement[side] + gain for side, gain in zip(SIDES, limit, strict=True)}


def learning(informed: str, share: float, credence: float | None = None) -> CostlyWar:
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
    return bg.ensemble(case(), draws=1000, seed=0)


@cache
def draws(table: str = TABLES[0]) -> tuple[tuple[bg.BargainingGame, dict[str, float]], ...]:
    """Draws of every number of a case, and of those beside it, without those that make no game."""
    beside = {"never": NEVER, "credence": CREDENCE}
    return tuple((game, numbers) for game, numbers in drawing.drawn(case(table), DRAWS, beside) if game)


def more_patient(side: str) -> dict[str, int]:
    """Table → in how many draws this side is the more patient."""
    years = {table: [patience(game) for game, _ in draws(table)] for table in TABLES}
    return {table: sum(one[side] > one[OTHER[side]] for one in found) for table, found in years.items()}


@cache
def over_the_draws() -> dict[str, dict[str, list[float]]]:
    """What, on this page's table → side → at the low end of nine draws in ten, in the middle and at the high end:
    years of patience, the chance of conceding at once when either may never, and points that offers come to."""
    rows: list[dict[str, dict[str, float]]] = []
    for game, numbers in draws():
        years = patience(game)
        rows.append({"patience": years, "at once": at_once_with(years, numbers["never"]), "offers": offers(game)})
    return {
        what: {side: np.quantile([row[what][side] for row in rows], drawing.ENDS).tolist() for side in SIDES}
        for what in rows[0]
    }


@cache
def battles() -> dict[str, dict[str, int]]:
    """Whose strength is the secret → of the first `LEARNED` draws: how many risk a battle to learn it, how many do not,
    and how many have no equilibrium in which the weaker gives in first, so that the game has no answer."""
    found = {}
    for side in SIDES:
        counts = {"risked": 0, "not risked": 0, "no answer": 0}
        for game, numbers in draws()[:LEARNED]:
            try:
                war = bg.costly_war.from_game(game, advances=ADVANCES, informed=side, credence=numbers["credence"])
                counts["risked" if war.failure > 0 else "not risked"] += 1
            except bg.NoEquilibriumError:
                counts["no answer"] += 1
        found[side] = counts
    return found


def findings() -> dict[str, object]:
    """Patience at four tables, wars that may never end, what offers come to, and when war is fought to learn."""
    game, war = case(), fought()
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
    found["patience as in the game"] = all(map(as_in_the_game, TABLES))
    found |= {f"draws.{table}.Ukraine more patient": count for table, count in more_patient("Ukraine").items()}
    for what, reached in over_the_draws().items():
        found |= {f"draws.{what}.{side}": ends for side, ends in reached.items()}
    for side, counts in battles().items():
        found |= {f"draws.learning.{side}.{what}": count for what, count in counts.items()}
    found["draws.refused as no game"] = sum(DRAWS - len(draws(table)) for table in TABLES)
    return found | drawing.pinned(ensemble(), *case().issue_names)
