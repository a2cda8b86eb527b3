"""Sanctions relief and frozen assets: how much for what, and over which steps so that it pays all to keep to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import bargain as bg
from bargain.game.quantity import Quantity, value_of

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]
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


def in_words(amount: str, number: float) -> str:
    """How much of an amount is given: none, a part, around half, most or all."""
    share = number / (300.0 if amount == "assets" else 100.0)
    bounds = ((0.01, "none"), (0.25, "up to a quarter"), (0.75, "around half"), (0.99, "most"))
    return next((word for bound, word in bounds if share < bound), "all")


def answer(game: bg.BargainingGame, agreement: Mapping[str, object] | None, **changed: float) -> dict[str, str]:
    """What is held against the ranges: the amounts in words, whose ceiling is lowest, and the fewest equal steps that
    withstand the gain of TERMS ("none" when no number does). Without an agreement all is "no deal"."""
    if agreement is None:
        return dict.fromkeys((*GIVER, "lowest ceiling", "fewest steps"), "no deal")
    deal = in_steps(game, agreement, **changed)
    held = schedule.steps_that_hold(deal, changed.get("gain", term("gain")))
    settled = {amount: in_words(amount, agreement[amount]) for amount in GIVER}
    return {**settled, "lowest ceiling": lowest_ceiling(deal)[1], "fewest steps": str(held[0]) if held else "none"}


def varied(game: bg.BargainingGame) -> dict[str, dict[str, str]]:
    """Number and end → answer: of the case's numbers, but those of worths, and of TERMS, one at a time."""
    agreement = bg.nash(game).agreement
    others = ((f"{path} {end}", other) for path, end, other in one_at_a_time(game) if ".worth." not in path)
    found = {name: answer(other, bg.nash(other).agreement) for name, other in others}
    for name, number in TERMS.items():
        for end in ("low", "high"):
            found[f"{name} {end}"] = answer(game, agreement, **{name: getattr(number, end)})
    return found


def otherwise(game: bg.BargainingGame, answers: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """What is answered → in how many of the varied games it is another than in this one."""
    base = answer(game, bg.nash(game).agreement)
    return {key: sum(found[key] != value for found in answers.values()) for key, value in base.items()}


def counted(answers: Mapping[str, Mapping[str, str]], key: str) -> dict[str, int]:
    """Answer to one question → in how many of the varied games it is given."""
    return dict(sorted(Counter(found[key] for found in answers.values()).items()))


# ---- all findings ----


def findings() -> dict[str, object]:
    """The amounts, who gives what for what, the schedules, what would change them, and the ranges."""
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
    answers = varied(game)
    found["ranges.tried"] = len(answers)
    found |= {f"ranges.{name} otherwise": count for name, count in otherwise(game, answers).items()}
    for key in ("fewest steps", "lowest ceiling"):
        found |= {f"ranges.{key} {name}": count for name, count in counted(answers, key).items()}
    found["ranges.no number of steps"] = [name for name, one in answers.items() if one["fewest steps"] == "none"]
    found["ranges.EU sanctions lifted"] = [name for name, one in answers.items() if one["eu_sanctions"] != "none"]
    return found


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
