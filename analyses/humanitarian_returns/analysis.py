"""Humanitarian returns: whether they can open the talks as a first trade, for what, and with how much trust."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.paths import split
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]
early = SimpleNamespace(**run_path(str(HERE / "early.py")))

RETURNS = {"returns": "all, in stages"}
PRISONERS = {"exchange": "all for all"}
RELIEF = {"sanctions": "eased with snap-back"}
FIRST = {
    "returns alone": RETURNS,
    "and prisoners of war": {**RETURNS, **PRISONERS},
    "and eased sanctions": {**RETURNS, **RELIEF},
    "and both": {**RETURNS, **PRISONERS, **RELIEF},
}
"""First trade → what it settles before everything else."""


def returns() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    matters = ("sanctions", "assets", "guarantees", "control", "recognition")
    same = {matter: game.issue(matter).preferences == package.issue(matter).preferences for matter in matters}
    same["war"] = (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year)
    same["beliefs"] = [e.probability for e in ours.endings] == [e.probability for e in theirs.endings]
    for party, view in package.issue("captives").preferences.items():
        own = game.issue("returns").preferences[party]
        same[f"returns, {party}"] = [own.weight, *map(value_of, own.worth)] == [view.weight, *map(value_of, view.worth)]
    return [matter for matter, alike in same.items() if not alike]


def alone(game: bg.BargainingGame, *matters: str) -> bg.Solution:
    """The Nash solution of some matters by themselves, when without it they stay as they are today."""
    today = {matter: game.issue(matter).status_quo for matter in matters}
    for issue in set(game.issue_names) - set(matters):
        game = game.without_issue(issue)
    return bg.nash(game.with_outside_option(bg.Fixed(dict(game.payoffs(today)))))


def turning_weights(game: bg.BargainingGame) -> dict[str, float]:
    """First trade → the weight of the returns with Russia up to which it gains by the trade, in units of the file."""
    weight = value_of(game.issue("returns").preferences["Russia"].weight)
    cost = -early.points(game, RETURNS)["Russia"]
    return {name: weight * (1 + early.points(game, trade)["Russia"] / cost) for name, trade in FIRST.items()}


def exchanged(game: bg.BargainingGame) -> dict[str, tuple[float, float]]:
    """Returns for eased sanctions: party → points that the other's part brings it, and that its own part costs it."""
    returned, eased = early.points(game, RETURNS), early.points(game, RELIEF)
    return {p: (max(returned[p], eased[p]), -min(returned[p], eased[p])) for p in game.party_names}


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once."""
    return bg.ensemble(returns(), draws=400, seed=0)


def over_the_draws(draws: int = 60) -> dict[str, tuple[int, int]]:
    """First trade → in how many draws of all numbers both gain by it, at once and after failure; of how many."""
    drawn, held = bg.draws_of(returns(), n=draws, seed=0), dict.fromkeys(FIRST, 0)
    for k in range(draws):
        game = drawn.game(k)
        before = game.disagreement
        for name, trade in FIRST.items():
            after = early.after(game, trade).disagreement
            gains = [*early.points(game, trade).values(), *(after[p] - before[p] for p in before)]
            held[name] += min(gains) > 0
    return {name: (count, draws) for name, count in held.items()}


def over_the_ranges(game: bg.BargainingGame) -> dict[str, tuple[int, int]]:
    """Statement of the page → in how many variations, one number at a time, it holds, and how many were looked at.

    Whether success moves anybody is looked at where the numbers of the first trade, or of the war, are varied.
    """
    held: dict[str, list[bool]] = defaultdict(list)
    for path, _, varied in one_at_a_time(game):
        undone = early.after(varied, RETURNS).disagreement  # sanctions are what they were, and the returns are done
        before = varied.disagreement
        held["and eased sanctions: both gain after failure, undone"].append(all(undone[p] > before[p] for p in before))
        if split(path)[0] != "issues" or split(path)[1] in FIRST["and both"]:
            moved = early.changes(varied, FIRST["and both"])["if the rest succeeds"].values()
            held["and both: success moves nobody"].append(max(map(abs, moved)) < 1e-6)
    return {statement: (sum(found), len(found)) for statement, found in held.items()}


def findings() -> dict[str, object]:
    """The first trades by themselves, what success and failure bring after them, trust, the ranges and the draws."""
    game = returns()
    found: dict[str, object] = {"unlike the whole package": unlike_the_package(game)}
    found |= {f"disagreement.{party}": x for party, x in game.disagreement.items()}
    found |= {f"nash.{issue}": outcome for issue, outcome in bg.nash(game).agreement.items()}
    for name, trade in FIRST.items():
        found[f"{name}.by itself"] = list(alone(game, *trade).agreement.values())
        for when, change in early.changes(game, trade).items():
            found[f"{name}.{when}"] = list(change.values())
    further = early.changes(game, {"returns": "all at once"})["if the rest succeeds"]
    found["returns all at once.if the rest succeeds"] = list(further.values())
    undone = early.changes(game, FIRST["and eased sanctions"], undone=True)
    found["and eased sanctions.if the rest fails, undone"] = list(undone["if the rest fails"].values())
    for years in (early.YEARS.low, early.YEARS.value, early.YEARS.high):
        chances = early.turning_chance(game, undone, years)
        found |= {f"turning chance.{years:g} years.{party}": chance for party, chance in chances.items()}
    found |= {f"turning weight.{name}": weight for name, weight in turning_weights(game).items()}
    for steps in (1, 2, 4):
        found[f"trust.{steps} steps"] = list(early.first_step(exchanged(game), steps).values())
    for chance in (1, 0.5, 0.25):
        found[f"going on.noticed with {chance:g}"] = list(early.going_on(exchanged(game), chance).values())
    found |= {f"ranges.{statement}": list(counts) for statement, counts in over_the_ranges(game).items()}
    found |= {f"draws.{name}: both gain": list(counts) for name, counts in over_the_draws().items()}
    return found | _of_the_ensemble()


def _of_the_ensemble() -> dict[str, object]:
    """What recurs over the draws, how far gains spread, and how far the shares can move."""
    over = ensemble()
    nash = over["nash"]
    found: dict[str, object] = {
        "valid": over.valid,
        "zone": over.zone.value,
        "all captives exchanged": nash.issues["exchange"]["all for all"].value,
        "all return": sum(nash.issues["returns"][o].value for o in ("all, in stages", "all at once")),
        "recognition deferred": nash.issues["recognition"]["deferred"].value,
        "packages": nash.packages,
        "convergence": over.convergence.standard_error,
    }
    found |= {f"gain of {p}": [x.quantile(q) for q in (0.05, 0.5, 0.95)] for p, x in nash.gains.items()}
    return {f"ensemble.{key}": value for key, value in found.items()}
