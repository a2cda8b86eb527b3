"""Language and culture: what each step costs one side and brings the other, what it is traded for, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
trades = SimpleNamespace(**run_path(str(HERE / "trades.py")))

PAIRED = 200
"""Draws in which every step and swap is priced."""

READINGS = {
    "Ukraine: no official status": {"Ukraine": ["official status"]},
    "Ukraine: schools at most": {"Ukraine": ["protected by law", "official status"]},
    "Russia: not without a provision": {"Russia": ["no provision"]},
    "Russia: by law at least": {"Russia": ["no provision", "minority schools"]},
    "both, each at its strictest": {
        "Ukraine": ["protected by law", "official status"], "Russia": ["no provision", "minority schools"],
    },
}  # fmt: skip
"""Stricter reading of fact 8, or of fact 24 → party → outcomes of the language that it would then refuse."""


def language() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    same = {"war": (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year)}
    same["beliefs"] = [e.probability for e in ours.endings] == [e.probability for e in theirs.endings]
    for issue in game.issues:
        there = package.issue("captives" if issue.name == "returns" else issue.name)
        for party, view in issue.preferences.items():
            pair = [[v.weight, *map(value_of, v.worth), *v.never] for v in (view, there.preferences[party])]
            same[f"{issue.name}, {party}"] = pair[0] == pair[1]
    return [matter for matter, alike in same.items() if not alike]


def refusing(game: bg.BargainingGame, refused: Mapping[str, list[str]]) -> bg.BargainingGame:
    """The same game in which parties refuse these outcomes of the language absolutely."""
    for party, outcomes in refused.items():
        for outcome in outcomes:
            game = game.with_red_line(party, {"language": outcome})
    return game


def settled_at(game: bg.BargainingGame, outcome: str) -> bg.Solution:
    """The Nash solution of everything else when the language is settled as `outcome`."""
    others = [other for other in game.issue("language").outcomes if other != outcome]
    return bg.nash(refusing(game, dict.fromkeys(game.party_names, others)))


def otherwise(game: bg.BargainingGame, outcome: str) -> list[str]:
    """What else is settled otherwise than in the Nash solution when the language is settled as `outcome`."""
    before, after = bg.nash(game).agreement, settled_at(game, outcome).agreement
    return [f"{issue} = {x}" for issue, x in after.items() if x != before[issue] and issue != "language"]


def answer(game: bg.BargainingGame) -> str:
    """How the Nash solution settles the language."""
    return (bg.nash(game).agreement or {"language": "no deal"})["language"]


def turns(game: bg.BargainingGame, party: str) -> list[tuple[float, str]]:
    """(weight of the language with `party`, what it is settled as from there on), from 0.5 to 12; by bisection."""

    def at(weight: float) -> str:
        return answer(game.with_value(f"issues.language.{party}.weight", weight))

    def between(low: float, high: float, first: str, last: str) -> list[tuple[float, str]]:
        if first == last or high - low < 1e-3:
            return [] if first == last else [(high, last)]
        half = at((low + high) / 2)
        return [*between(low, (low + high) / 2, first, half), *between((low + high) / 2, high, half, last)]

    return [(0.5, at(0.5)), *between(0.5, 12.0, at(0.5), at(12.0))]


def both_ways(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game with the mirror image: Ukrainian language and culture where Russia is in control."""
    views, (one, other) = game.issue("language").preferences, game.party_names
    swapped = {one: views[other], other: views[one]}
    return game.with_issue(
        "mirror", outcomes=game.issue("language").outcomes, status_quo="no provision",
        weight={party: view.weight for party, view in swapped.items()},
        worth={party: view.worth for party, view in swapped.items()},
    )  # fmt: skip


def over_the_ranges(game: bg.BargainingGame) -> dict[str, int]:
    """How the Nash solution settles the language → in how many variations."""
    return dict(Counter(answer(varied) for _, _, varied in one_at_a_time(game)))


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once."""
    return bg.ensemble(language(), draws=1000, seed=0)


@cache
def over_the_draws() -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """From the first `PAIRED` of the same draws, each step on language and each swap for a protection by law.

    Step → in how many draws it brings Russia more than it costs Ukraine, and in how many it is above the going rate.
    Step of Russia's → in how many draws both gain when it is swapped for a protection by law, the most first.
    """
    cases = bg.draws_of(language(), n=PAIRED, seed=0)
    cheap, above, swapped = Counter[str](), Counter[str](), Counter[str]()
    for game in map(cases.game, range(PAIRED)):
        rate = trades.going_rate(game)
        for step, (_, _, brings) in trades.steps(game).items():
            if step.startswith("language"):
                cheap[step] += brings > 1
                above[step] += brings > rate
        swapped.update(trades.swaps(game).keys())
    order = sorted(cheap, key=lambda step: -cheap[step])
    return {step: (cheap[step], above[step]) for step in order}, dict(swapped.most_common())


def findings() -> dict[str, object]:
    """The solutions, the steps of all matters, swaps, the language held fixed, stricter readings, and the ranges."""
    game = language()
    found: dict[str, object] = {"unlike the whole package": unlike_the_package(game)}
    found |= {f"disagreement.{party}": x for party, x in game.disagreement.items()}
    found |= {f"nash.{issue}": outcome for issue, outcome in bg.nash(game).agreement.items()}
    for concept in ("kalai_smorodinsky", "egalitarian", "utilitarian"):
        found[f"{concept}.language"] = bg.solve(game, concept).agreement["language"]
    found["going rate"] = trades.going_rate(game)
    found |= {step: list(row) for step, row in trades.steps(game).items() if step.startswith("language")}
    rate = trades.by_the_rate(game)
    found["not settled by the going rate"] = [issue for issue, x in bg.nash(game).agreement.items() if x != rate[issue]]
    found |= {f"swap.{step}": list(gains.values()) for step, gains in trades.swaps(game).items()}
    for outcome in game.issue("language").outcomes:
        found[f"settled at {outcome}"] = list(settled_at(game, outcome).payoffs.values())
    for reading, refused in READINGS.items():
        found[f"{reading}.language"] = answer(refusing(game, refused))
        found[f"{reading}.payoffs"] = list(bg.nash(refusing(game, refused)).payoffs.values())
    for party in game.party_names:
        found[f"turns.{party}.weights"] = [weight for weight, _ in turns(game, party)]
        found[f"turns.{party}.outcomes"] = [outcome for _, outcome in turns(game, party)]
    for step, gains in trades.swaps(both_ways(game)).items():
        found |= {f"both ways.swap.{step}": list(gains.values())} if step.startswith("mirror") else {}
    found |= {f"ranges.{outcome}": count for outcome, count in over_the_ranges(game).items()}
    steps, swapped = over_the_draws()
    found |= {f"ensemble.{step}": list(counts) for step, counts in steps.items()}
    found |= {f"ensemble.swap.{step}": count for step, count in swapped.items()}
    return found | drawing.pinned(ensemble(), "language", "returns", "sanctions", "recognition")
