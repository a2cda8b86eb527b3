"""A limit on the military of one side, or of both: does it tempt to a new war, or force one?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache, reduce
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.strategic.shifting.answer import Commitment
from bargain.uncertainty.result import Ensemble

drawing = SimpleNamespace(**run_path(str(Path(__file__).parents[1] / "drawing.py")))
one_at_a_time = run_path(str(Path(__file__).parents[1] / "varying.py"))["one_at_a_time"]

SIDES = ("Ukraine", "Russia")
OTHER = dict(zip(SIDES, SIDES[::-1], strict=True))
FORCES = {"Ukraine": "military", "Russia": "russian_forces"}
ADVANCE = {"Ukraine": "Ukrainian advance", "Russia": "Russian advance"}
TAKEN = {
    "Ukraine": {"control": "Ukrainian", "withdrawal": "Russian forces only"},
    "Russia": {"control": "Russian", "withdrawal": "Ukrainian forces only"},
}
"""What each side would take by an attack that succeeds, everything else as agreed."""

SUCCESS = Quantity(0.8, 0.5, 0.9, "assumed", reason="chance that a surprise attack succeeds, no limit: for both")
ADDED = Quantity(
    0.1, 0.02, 0.2, "assumed", reason="what a limit on one side adds to it for the other, and takes from it"
)
MOVED = Quantity(0.2, 0.05, 0.6, "assumed", reason="chance that the line holds, lost to the other's advance by a limit")
"""What the case file cannot hold. The same for either side; the report has none of them."""

DRAWS = 200
"""Draws of all numbers in which either way to a new war is looked at."""

LAND = {"control": "line of contact, with exchanges", "recognition": "deferred", "withdrawal": "both sides equally"}
TERMS = {
    "middle": {**LAND, "guarantees": "European states", "sanctions": "eased with snap-back"},
    "nearer to Russia": {**LAND, "guarantees": "consultations", "sanctions": "lifted in stages"},
}
LIMITS = {"nobody": (), "Ukraine": ("Ukraine",), "Russia": ("Russia",), "both": SIDES}
"""Whose forces are capped at today's size; those of a side that is not capped are notified."""


@cache
def case() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(Path(__file__).parent / "game.toml")


def bare(game: bg.BargainingGame) -> bg.BargainingGame:
    """The game without its red lines, so that payoffs charge no price for what an attack takes."""
    return reduce(bg.BargainingGame.without_red_line, game.all_red_lines, game)


def points(agreement: dict[str, str], game: bg.BargainingGame | None = None) -> dict[str, float]:
    """What an agreement brings each side, red lines or not; in the case as it stands, or in another `game`."""
    return dict(bare(game or case()).payoffs(agreement))


def agreement(limits: str, terms: str = "middle") -> dict[str, str]:
    """An agreement on these terms, with these forces capped."""
    sizes = {side: "capped at today's size" if side in LIMITS[limits] else "uncapped, notified" for side in SIDES}
    return {**TERMS[terms], **{FORCES[side]: size for side, size in sizes.items()}}


def tempting(limits: str, terms: str = "middle", game: bg.BargainingGame | None = None) -> dict[str, float]:
    """Side → the chance of success above which an attack, were it never answered, is better than the agreement.

    An attack that succeeds brings what it takes besides what is agreed, one that fails brings war.
    """
    kept, war = points(agreement(limits, terms), game), (game or case()).disagreement
    taken = {side: points({**agreement(limits, terms), **TAKEN[side]}, game)[side] for side in SIDES}
    return {side: (kept[side] - war[side]) / (taken[side] - war[side]) for side in SIDES}


def harmless(side: str, terms: str = "middle") -> float:
    """How much a cap on the other side may add to the chance of an attack by `side`, and tempt it no more."""
    return tempting(OTHER[side], terms)[side] - tempting("nobody", terms)[side]


def chances(limits: str, success: float | None = None, added: float | None = None) -> dict[str, float]:
    """Side → the chance that its attack succeeds: a cap on the other adds, one on itself takes away."""
    base, more = value_of(SUCCESS if success is None else success), value_of(ADDED if added is None else added)
    capped = LIMITS[limits]
    return {s: min(base + more * ((OTHER[s] in capped) - (s in capped)), 1.0) for s in SIDES}


def answer_needed(
    limits: str, terms: str = "middle", game: bg.BargainingGame | None = None, **numbers: float
) -> dict[str, float]:
    """Side → the smallest chance, that an attack is answered by a year of war, with which it keeps the agreement.

    0 where an attack does not even tempt, inf where an answer that is certain is not enough.
    """
    now = game or case()
    kept, war, need = points(agreement(limits, terms), now), now.disagreement, tempting(limits, terms, now)
    found = {}
    for side, chance in chances(limits, **numbers).items():
        attack = war[side] + chance / need[side] * (kept[side] - war[side])
        patience = math.exp(-value_of(now.party(side).discount_rate))
        if attack > kept[side]:
            peace = bg.enforcement(attack, kept[side], war[side], discount=patience, punishment_periods=1)
        found[side] = peace.critical_detection if attack > kept[side] else 0.0
    return found


def land_alone() -> bg.BargainingGame:
    """The case with control of the regions as its only matter: one side's gain is the other's loss."""
    return reduce(bg.BargainingGame.without_issue, [i for i in case().issue_names if i != "control"], case())


def costing(game: bg.BargainingGame, share: float) -> bg.BargainingGame:
    """The same game with a war whose years cost this share of what they cost in the file."""
    war = game.outside_option
    costs = {side: share * value_of(cost) for side, cost in war.cost_per_year.items()}
    return game.with_outside_option(replace(war, cost_per_year=costs))


def shifting(game: bg.BargainingGame, capped: str, moved: float) -> Commitment:
    """Power that shifts in a year, as a cap on one side moves this much chance from the line to the other's advance.

    All of the chance moves where there is less. A year counts at the mean of the two discount rates.
    """
    gains = ADVANCE[OTHER[capped]]
    odds = {e.name: {p: value_of(e.probability[p]) for p in SIDES} for e in game.outside_option.endings}
    shift = {p: min(moved, x) for p, x in odds["the line holds"].items()}
    odds["the line holds"] = {p: x - shift[p] for p, x in odds["the line holds"].items()}
    odds[gains] = {p: x + shift[p] for p, x in odds[gains].items()}
    rate = sum(value_of(party.discount_rate) for party in game.parties) / len(game.parties)
    return bg.commitment.from_game(game, later=[odds], discount=math.exp(-rate))


def forcing(capped: str, cost: float) -> float:
    """With land alone at stake: the smallest such shift that makes the capped side fight at once; inf for none."""
    game = costing(land_alone(), cost)
    found = shifting(game, capped, 0.6)
    return 0.6 * found.critical_shift if found.war else math.inf


def over_the_war(capped: str) -> tuple[int, float]:
    """How many numbers of the war went to an end of their range, and the largest margin that came of it."""
    games = [game for path, _, game in one_at_a_time(case()) if path.startswith("outside_option")]
    return len(games), max(shifting(game, capped, value_of(MOVED)).margin for game in games)


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the case at once."""
    return bg.ensemble(case(), draws=1000, seed=0)


@dataclass(frozen=True)
class Drawn:
    """One draw of all numbers, and what holds in it of a cap on one side alone.

    `attack`: terms → capped side → statement → whether it holds; terms that give a side no more than war are left out.
    `margin`: capped side → Powell's margin.
    """

    attack: dict[str, dict[str, dict[str, bool]]]
    margin: dict[str, float]


def of_a_cap(game: bg.BargainingGame, capped: str, terms: str, **chance: float) -> dict[str, bool]:
    """Statement about a cap on one side alone, held against nobody capped → whether it holds in this game."""
    other = OTHER[capped]
    need, without = (tempting(limits, terms, game) for limits in (capped, "nobody"))
    answer, before = (answer_needed(limits, terms, game, **chance) for limits in (capped, "nobody"))
    odds, even = chances(capped, **chance), chances("nobody", **chance)
    return {
        "has less to lose itself": need[capped] < without[capped],
        "leaves the other more to lose": need[other] > without[other],
        "tempts the other more": odds[other] - need[other] > even[other] - without[other],
        "asks for a surer answer to the other's attack": answer[other] > before[other],
        "asks for a surer answer to its own attack": answer[capped] > before[capped],
    }


def one_draw(game: bg.BargainingGame, numbers: dict[str, float]) -> Drawn:
    """What holds with these numbers, on either terms."""
    plain, chance = bare(game), {name: numbers[name] for name in ("success", "added")}
    more = {
        terms: all(
            points(agreement(limits, terms), plain)[side] > game.disagreement[side]
            for limits in ("nobody", *SIDES)
            for side in SIDES
        )
        for terms in TERMS
    }
    attack = {t: {side: of_a_cap(plain, side, t, **chance) for side in SIDES} for t in TERMS if more[t]}
    return Drawn(attack, {capped: shifting(game, capped, numbers["moved"]).margin for capped in SIDES})


@cache
def over_the_draws() -> tuple[Drawn, ...]:
    """Draws of every number of the case and beside it, without those that make no game."""
    beside = {"success": SUCCESS, "added": ADDED, "moved": MOVED}
    return tuple(one_draw(game, numbers) for game, numbers in drawing.drawn(case(), DRAWS, beside) if game)


def counts(terms: str) -> tuple[int, dict[str, dict[str, int]]]:
    """In how many draws these terms give both sides more than war; capped side → statement → in how many of these it
    holds."""
    found = [one.attack[terms] for one in over_the_draws() if terms in one.attack]
    statements = found[0][SIDES[0]]
    held = {side: {what: sum(one[side][what] for one in found) for what in statements} for side in SIDES}
    return len(found), held


def margins() -> dict[str, list[float]]:
    """Capped side → Powell's margin: low end of nine draws in ten, middle, high end, and the most."""
    rows = {side: [one.margin[side] for one in over_the_draws()] for side in SIDES}
    return {side: [*np.quantile(row, drawing.ENDS).tolist(), max(row)] for side, row in rows.items()}


def findings() -> dict[str, object]:
    """What tempts to an attack, what answer keeps it off, and what shift of power forces a war."""
    found: dict[str, object] = {}
    for limits in LIMITS:
        for terms in TERMS:
            found |= {f"tempting.{limits} capped.{terms}.{side}": x for side, x in tempting(limits, terms).items()}
        found |= {f"answer.{limits} capped.{side}": x for side, x in answer_needed(limits).items()}
    found |= {f"harmless.{side}": harmless(side) for side in SIDES}
    for capped in SIDES:
        found[f"shift.{capped} capped.margin"] = shifting(case(), capped, value_of(MOVED)).margin
        found[f"shift.{capped} capped.margin over the ranges"] = over_the_war(capped)[1]
        free = shifting(costing(case(), 0.0), capped, MOVED.high)
        found[f"shift.{capped} capped.largest, war free.margin"] = free.margin
        for cost in (1.0, 0.5, 0.25, 0.0):
            shift = forcing(capped, cost)
            found[f"land alone.{capped} capped.cost {cost}"] = None if math.isinf(shift) else shift
    for terms in TERMS:
        found[f"draws.{terms}.more than war"], held = counts(terms)
        for capped, statements in held.items():
            found |= {f"draws.{terms}.{capped} capped.{what}": count for what, count in statements.items()}
    found |= {f"draws.{capped} capped.margins": ends for capped, ends in margins().items()}
    found["draws.refused as no game"] = DRAWS - len(over_the_draws())
    return found | drawing.pinned(ensemble(), "military", "russian_forces")
