"""Sanctions relief and frozen assets: how much for what, and over which steps so that it pays all to keep to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.shares import Share

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
schedule = SimpleNamespace(**run_path(str(HERE / "schedule.py")))

CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian")
"""The concepts whose amounts are spread over time."""

GIVER = {
    "us_sanctions": "United States", "eu_sanctions": "Europe", "assets": "Europe", "captives": "Russia",
    "russian_pull_back": "Russia", "ukrainian_pull_back": "Ukraine",
}  # fmt: skip
"""Amount → who gives it. Truce and monitoring are no amounts: they hold from the start and end with the agreement."""

RELIEF = ("us_sanctions", "eu_sanctions", "assets")
FOR_GOOD = ("assets", "captives")
"""What cannot be taken back: who has returned, and what has been paid out."""

TERMS = {
    "notice": Quantity(0.7, 0.4, 0.95, "assumed", reason="who notices and answers better is not reported: for all"),
    "undone": Quantity(0.8, 0.5, 1.0, "assumed", reason="sanctions return, and forces, but not as before: for all"),
    "step": Quantity(0.5, 0.25, 1.0, "assumed", reason="years between steps, and until an answer; not reported"),
    "gain": Quantity(20, 5, 35, "assumed", reason="fact 2 tells of a truce that is used, not of a size: for all"),
}  # fmt: skip
"""What the schedule needs beside the case: q, u, the length of a step in years, e in points."""


def relief() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def term(name: str) -> float:
    """One of TERMS as a plain number."""
    return value_of(TERMS[name])


# ---- amounts, and the exchange that they make ----


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the four-party package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "four_party.toml")
    ours, theirs = game.outside_option, package.outside_option
    same = {
        **{
            issue: game.issue(issue).preferences == package.issue(issue).preferences
            for issue in ("assets", "ceasefire", "monitoring")
        },
        "war": (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year),
        "beliefs": [e.probability for e in ours.endings] == [e.probability for e in theirs.endings],
    }
    parts = {
        "captives": ("captives",),
        "withdrawal": ("russian_pull_back", "ukrainian_pull_back"),
        "sanctions": ("us_sanctions", "eu_sanctions"),
    }
    left = {"Ukraine": 0.75, "Russia": 0.8, "United States": 0.6, "Europe": 1.0}  # of the points: from kept to lifted
    for matter, pieces in parts.items():
        for party, view in package.issue(matter).preferences.items():
            views = [game.issue(piece).preferences.get(party) for piece in pieces]
            expected = value_of(view.weight) * (left[party] if matter == "sanctions" else 1.0)
            alike = math.isclose(sum(value_of(own.weight) for own in views if own), expected)
            same[f"weight of {matter}, {party}"] = alike
    return [matter for matter, alike in same.items() if not alike]


def exchange(game: bg.BargainingGame, concept: str = "nash", **changed: float) -> Any:
    """The concept's amounts as an exchange in steps; `changed`: see `in_steps`."""
    return in_steps(game, bg.solve(game, concept).agreement, **changed)


def in_steps(game: bg.BargainingGame, agreement: Mapping[str, object], **changed: float) -> Any:
    """An agreement's amounts as an exchange in steps; `changed`: other numbers than those of TERMS, and `peace`, the
    part of what the agreement is worth without the amounts that a break puts at risk (1 unless said)."""
    terms = {name: term(name) for name in TERMS} | {"peace": 1.0} | changed
    agreement = dict(agreement)
    given = {amount: giver for amount, giver in GIVER.items() if agreement[amount] > 1e-6}
    none = agreement | dict.fromkeys(GIVER, 0.0)
    without = game.payoffs(none)
    alone = {amount: game.payoffs(none | {amount: agreement[amount]}) for amount in given}
    return schedule.Exchange(
        giver=given,
        points={a: {p: alone[a][p] - without[p] for p in game.party_names} for a in given},
        peace={p: terms["peace"] * (without[p] - game.disagreement[p]) for p in game.party_names},
        undone={a: 0.0 if a in FOR_GOOD else terms["undone"] for a in given},
        discount={p.name: math.exp(-value_of(p.discount_rate) * terms["step"]) for p in game.parties},
        notice=terms["notice"],
    )


def relief_in(deal: Any) -> list[str]:
    """The amounts of an exchange that are relief."""
    return [amount for amount in deal.giver if amount in RELIEF]


def shapes(deal: Any, steps: int) -> dict[str, dict[str, list[float]]]:
    """Schedules of so many steps, by name."""
    given, returned = relief_in(deal), [amount for amount in deal.giver if amount not in RELIEF]
    lifted = [amount for amount in given if amount not in FOR_GOOD]
    orders: dict[str, Mapping[str, int]] = {
        "relief first": dict.fromkeys(given, 1),
        "relief last": dict.fromkeys(given, -1),
        "sanctions first, assets last": dict.fromkeys(lifted, 1) | {"assets": -1},
        "assets first, sanctions last": dict.fromkeys(lifted, -1) | {"assets": 1},
        "what is given in return first": dict.fromkeys(returned, 1),
        "what is given in return last": dict.fromkeys(returned, -1),
    }
    placed = {name: schedule.placed(deal, steps, at) for name, at in orders.items()}
    return {"all at once": schedule.equal(deal, 1), "equal steps": schedule.equal(deal, steps), **placed}


# ---- what would change it ----


def smallest(deal: Any, gain: float, what: str) -> float:
    """The smallest `notice` (q), or part of the `peace` that a break puts at risk, at which some schedule withstands
    `gain`: where the lowest ceiling is `gain`."""
    found = 0.0
    for party in deal.peace:
        _, rc, _, rv = schedule.sums(deal, party)
        delta, peace = deal.discount[party], deal.peace[party]
        needed = (gain + rc) / delta
        found = max(found, needed / (peace + rv) if what == "notice" else (needed / deal.notice - rv) / peace)
    return found


def formula_gap(deal: Any, most: int = 32) -> float:
    """By how much the formulas for equal steps miss the recursion, at most, over all numbers of steps up to `most`."""
    found = ((steps, schedule.withstands(deal, schedule.equal(deal, steps))[0]) for steps in range(1, most + 1))
    return max(abs(schedule.by_formula(deal, steps) - value) for steps, value in found)


def tranche_gap(deal: Any, steps: int) -> float:
    """By how much the line of the first tranche misses the recursion at its two ends, at most over parties."""
    gaps = []
    for part in (0.0, 1.0):
        found = schedule.slacks(deal, schedule.front_loaded(deal, steps, part, relief_in(deal)))
        for party, row in found.items():
            start, slope = schedule.first_tranche_line(deal, party, steps, relief_in(deal))
            gaps.append(abs(start + slope * part - row[0]))
    return max(gaps)


def lowest_ceiling(deal: Any) -> tuple[float, str]:
    """What no schedule of any shape exceeds, and whose ceiling that is."""
    return min((schedule.ceiling(deal, party), party) for party in deal.peace)


# ---- how sure ----


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once: few draws, as four parties are solved one by one."""
    return bg.ensemble(relief(), draws=10, seed=0)


@cache
def over_the_draws(draws: int = 100) -> tuple[int, dict[str, dict[str, int]]]:
    """The amounts that Nash settles in the file, held against draws of all numbers of the case and of TERMS at once.

    How many draws make no game; then the fewest equal steps that withstand the drawn gain ("none" when no number
    does), and whose ceiling is lowest → in how many draws. A party that would rather have its outside option than the
    amounts has less than nothing at risk, so there no number of steps holds.
    """
    drawn, chance, refused = bg.draws_of(relief(), n=draws, seed=0), Random(0), 0
    agreement = bg.nash(relief()).agreement
    counted: dict[str, Counter[str]] = {"fewest steps": Counter(), "lowest ceiling": Counter()}
    for k in range(draws):
        terms = {name: chance.uniform(number.low, number.high) for name, number in TERMS.items()}
        try:
            game = drawn.game(k)
        except bg.GameError:
            refused += 1
            continue
        deal = in_steps(game, agreement, **terms)
        held = schedule.steps_that_hold(deal, terms["gain"])
        counted["fewest steps"][str(held[0]) if held else "none"] += 1
        counted["lowest ceiling"][lowest_ceiling(deal)[1]] += 1
    return refused, {name: dict(sorted(found.items())) for name, found in counted.items()}


def share(counts: Mapping[str, int], answer: str) -> Share:
    """The share of the counted draws with that answer, with its standard error."""
    return Share(counts[answer], sum(counts.values()))


def eu_sanctions_when(game: bg.BargainingGame) -> dict[str, float]:
    """The weight that either side gives EU sanctions at an end of its range → how much of them Nash lifts, percent."""
    found = {}
    for party, end in (("Russia", "high"), ("Europe", "low")):
        path = f"issues.eu_sanctions.{party}.weight"
        other = game.with_value(path, getattr(game.issue("eu_sanctions").preferences[party].weight, end))
        found[f"weight with {party} {end}"] = bg.nash(other).agreement["eu_sanctions"]
    return found


# ---- all findings ----


def findings() -> dict[str, object]:
    """The amounts, who gives what for what, the schedules, what would change them, and the draws."""
    game = relief()
    found: dict[str, object] = {f"disagreement.{party}": points for party, points in game.disagreement.items()}
    for solution in bg.compare(game):
        found |= {f"{solution.concept}.{party}": points for party, points in solution.payoffs.items()}
    for concept in CONCEPTS:
        agreement = bg.solve(game, concept).agreement
        found |= {f"{concept}.{issue}": outcome for issue, outcome in agreement.items()}
    found["unlike the whole package"] = unlike_the_package(game)
    linked = bg.linkage_value(game)
    found |= {f"linking.{party}": points for party, points in linked.gain.items()}
    found["linking.moves"] = [issue for trade in linked.trades for issue in trade.issues]
    for row in bg.grid(game):
        levels = ", ".join(row.levels.values())
        found |= {f"levers.{levels}.{party}": points for party, points in row.solutions[0].payoffs.items()}
        found[f"levers.{levels}.assets"] = row.solutions[0].agreement["assets"]
    for concept in CONCEPTS:
        found |= {f"{concept}.{name}": value for name, value in _steps(game, concept).items()}
    found |= {f"EU sanctions lifted.{name}": amount for name, amount in eu_sanctions_when(game).items()}
    return found | _of_the_draws()


def _of_the_draws() -> dict[str, object]:
    """What recurs in a settlement over the draws, how many steps its amounts take, and how far shares can move."""
    refused, counted = over_the_draws()
    found: dict[str, object] = {"draws.no game": refused}
    found |= {f"draws.fewest steps.{answer}": counted["fewest steps"].get(answer, 0) for answer in ("1", "2", "none")}
    found |= {f"draws.lowest ceiling.{party}": n for party, n in counted["lowest ceiling"].items()}
    over = ensemble()
    nash = over["nash"]
    found |= {"ensemble.valid": over.valid, "ensemble.zone": over.zone.value}
    found |= {f"ensemble.middle of {amount}": nash.issues[amount].quantile(0.5) for amount in GIVER}
    found |= {f"ensemble.middle gain of {p}": x.quantile(0.5) for p, x in nash.gains.items()}
    return found | {"ensemble.convergence": over.convergence.standard_error}


def _steps(game: bg.BargainingGame, concept: str) -> dict[str, object]:
    """What one concept's amounts are worth, which schedules withstand what, and where that flips."""
    deal = exchange(game, concept)
    found: dict[str, object] = {f"peace.{party}": points for party, points in deal.peace.items()}
    for amount, points in deal.points.items():
        found |= {f"worth.{amount}.{party}": x for party, x in points.items()}
    found |= {f"ceiling.{party}": schedule.ceiling(deal, party) for party in deal.peace}
    for steps in (1, 2, 4, 8, 16, 32):
        value, party, step = schedule.withstands(deal, schedule.equal(deal, steps))
        found |= {f"equal steps.{steps}": value, f"equal steps.{steps}.tightest": f"{party} at step {step}"}
    found["equal steps.formula less recursion"] = formula_gap(deal)
    for name, shares in shapes(deal, 4).items():
        value, party, step = schedule.withstands(deal, shares)
        found |= {f"shape.{name}": value, f"shape.{name}.tightest": f"{party} at step {step}"}
    for steps in (2, 3, 4):
        found[f"best shape.{steps}"] = schedule.best_shape(deal, steps)[0]
    for gain in (15, 20, 22, 24, 26):
        held = schedule.steps_that_hold(deal, gain)
        found[f"steps that hold.{gain}"] = [held[0], held[-1]] if held else []
        found[f"first tranche.{gain}"] = schedule.largest_first(deal, 8, gain, relief_in(deal))
    found["first tranche.formula less recursion"] = tranche_gap(deal, 8)
    for what in ("notice", "peace"):
        found[f"smallest {what}"] = smallest(deal, term("gain"), what)
    for name, changed in (("relief alone", {"peace": 0.0}), ("nothing taken back", {"undone": 0.0})):
        found[f"{name}.lowest ceiling"] = lowest_ceiling(exchange(game, concept, **changed))[0]
    return found
