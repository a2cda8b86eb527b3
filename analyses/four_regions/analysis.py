"""Four regions: what separate matters can settle that one bundled question cannot, and what each red line costs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache, reduce
from itertools import combinations
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.sensitivity.scenario_discovery import ScenarioDiscovery

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
varying = SimpleNamespace(**run_path(str(HERE.parent / "varying.py")))
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))

PAIRED = 40
"""Draws that are solved in every form of the game."""

MATTERS = ("control", "recognition")
BUNDLE = {
    "Ukrainian": ("Ukrainian", "Ukrainian"),
    "line of contact": ("line of contact", "Russian"),
    "Russian": ("Russian", "Russian"),
}
"""Outcome of the bundled question → (control, recognition): whoever holds land is its lawful owner."""


def four_regions() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def bundled(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game with one question in place of two: who holds land also owns it in law.

    Nothing else changes. Weights add up, worths are the weighted means, refusals carry over, and the outside option
    stays at the points that it has in `game`.
    """
    one = game.without_issue(MATTERS[0]).without_issue(MATTERS[1]).with_outside_option(bg.Fixed(game.disagreement))
    weight: dict[str, float] = {}
    worth: dict[str, list[float]] = {}
    never: dict[str, dict[str, object]] = {}
    for party in game.party_names:
        views = [game.issue(matter).preferences[party] for matter in MATTERS]
        own = [value_of(view.weight) for view in views]
        weight[party] = sum(own)
        worth[party] = [
            # no more than the larger of the two, whatever the last digit of the mean
            min(sum(w * x for w, x in zip(own, both, strict=True)) / sum(own), max(both))
            for both in (
                [game.issue(m).worth(party, o) for m, o in zip(MATTERS, pair, strict=True)] for pair in BUNDLE.values()
            )
        ]
        never[party] = {}
        for status, pair in BUNDLE.items():
            refused = [view.never[o] for view, o in zip(views, pair, strict=True) if o in view.never]
            if refused:  # absolute where one of the two is, else the sum of the prices
                never[party][status] = None if None in refused else sum(map(value_of, refused))
    return one.with_issue(
        "status", outcomes=list(BUNDLE), question="Whose are the four regions?", weight=weight, worth=worth, never=never
    )


def all_or_nothing(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game in which control cannot follow the line of contact: each party refuses it absolutely."""
    for party in game.party_names:
        game = game.with_red_line(party, {"control": "line of contact"})
    return game


def without_red_lines(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game with no red line at all."""
    return reduce(bg.BargainingGame.without_red_line, game.all_red_lines, game)


def settled(solution: bg.Solution) -> dict[str, str] | None:
    """The choices of a sure agreement, without its ranges; None for no deal or a lottery."""
    if solution.agreement is None:
        return None
    return {issue: outcome for issue, outcome in solution.agreement.items() if isinstance(outcome, str)}


def each_red_line_lifted(game: bg.BargainingGame) -> dict[str, dict[str, float]]:
    """Label of a red line → what lifting it alone adds to each party's Nash payoff, in points."""
    base = bg.nash(game).payoffs
    lifted = {line.label: bg.nash(game.without_red_line(line)).payoffs for line in game.all_red_lines}
    return {label: {p: found[p] - base[p] for p in base} for label, found in lifted.items()}


def best_in_the_zone(game: bg.BargainingGame) -> dict[str, float]:
    """The most points that each party can get in the zone of agreement, which must not be empty."""
    zone = bg.zone_of_agreement(game).frontier
    return dict(zip(game.party_names, zone.payoffs.max(axis=0).tolist(), strict=True))


def red_lines_that_bind(game: bg.BargainingGame) -> list[list[str]]:
    """The smallest sets of red lines that, lifted together, give another Nash solution; none when no set does."""
    base = bg.nash(game).payoffs
    for size in range(1, len(game.all_red_lines) + 1):
        found = []
        for lines in combinations(game.all_red_lines, size):
            lifted = bg.nash(reduce(bg.BargainingGame.without_red_line, lines, game)).payoffs
            if any(abs(lifted[party] - base[party]) > 1e-6 for party in base):
                found.append([line.label for line in lines])
        if found:
            return found
    return []


def opening_prices(game: bg.BargainingGame) -> dict[str, float]:
    """Label of an absolute red line → the most points that its party could charge for crossing it and still gain.

    That is the party's best gain in the zone that opens when the line alone is lifted; 0 when none opens.
    """
    prices = {}
    for line in game.all_red_lines:
        zone = bg.zone_of_agreement(game.without_red_line(line))
        gains = zone.frontier.payoffs[:, game.party_names.index(line.party)] - game.disagreement[line.party]
        prices[line.label] = float(gains.max()) if zone.exists else 0.0
    return prices


def sure_of_itself(game: bg.BargainingGame, cost: float = 1.0) -> bg.BargainingGame:
    """The same game in which each party is certain of its own advance; yearly costs of war times `cost`."""
    war = game.outside_option
    endings = []
    for ending, sure in zip(war.endings, (None, "Ukraine", "Russia"), strict=True):
        endings.append(replace(ending, probability={party: float(party == sure) for party in game.party_names}))
    costs = {party: x if cost == 1 else value_of(x) * cost for party, x in war.cost_per_year.items()}
    return game.with_outside_option(bg.War(war.years, costs, tuple(endings)))


def closing_cost(game: bg.BargainingGame) -> float:
    """The share of the war's costs below which parties that are sure of themselves find no zone; by bisection."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if bg.zone_of_agreement(sure_of_itself(game, middle)).exists else (middle, high)
    return high


def answer(game: bg.BargainingGame) -> tuple[dict[str, str] | None, bool]:
    """What is held against the ranges: the choices of the Nash solution, and whether the bundled game has a deal."""
    return settled(bg.nash(game)), bg.nash(bundled(game)).deal


def land_and_title_apart(game: bg.BargainingGame) -> bool:
    """Whether the Nash solution gives the land to one party and the title to the other."""
    agreement = bg.nash(game).agreement or {}
    return {agreement.get(matter) for matter in MATTERS} == {"Ukrainian", "Russian"}


def blockers(game: bg.BargainingGame) -> list[list[str]]:
    """Minimal sets of red lines and outside options whose removal opens a zone."""
    return [[b.label for b in group] for group in bg.zone_of_agreement(game).blockers]


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once."""
    return bg.ensemble(four_regions(), draws=1000, seed=0)


@cache
def over_the_draws() -> dict[str, int]:
    """Statement of the page → in how many of the first `PAIRED` of the same draws it holds."""
    cases = bg.draws_of(four_regions(), n=PAIRED, seed=0)
    held: Counter[str] = Counter()
    for game in map(cases.game, range(PAIRED)):
        one = bundled(game)
        holds = {"bundled: a deal": bg.nash(one).deal}
        for line in one.all_red_lines:
            holds[f"bundled, lifted {line.label}: a deal"] = bg.nash(one.without_red_line(line)).deal
        holds["all or nothing, lottery: a deal"] = bg.nash(all_or_nothing(game), lotteries=True).deal
        holds["no red lines: the land to one, the title to the other"] = land_and_title_apart(without_red_lines(game))
        held.update({statement: int(true) for statement, true in holds.items()})
    return dict(held)


@cache
def no_zone() -> dict[str, ScenarioDiscovery]:
    """Other form of the game → in how many draws it has no zone of agreement, and in which part of the ranges."""
    game = four_regions()
    forms = {"all or nothing": all_or_nothing(game), "each sure of its own advance": sure_of_itself(game)}
    return {form: bg.scenario_discovery(other, draws=500, seed=0) for form, other in forms.items()}


def findings() -> dict[str, object]:
    """The separate game, the bundled one, control as all or nothing, each red line, and the ranges."""
    game = four_regions()
    one = bundled(game)
    whole = all_or_nothing(game)
    free, free_one = bg.nash(without_red_lines(game)), bg.nash(without_red_lines(one))
    sure, drawn = bg.nash(whole), bg.nash(whole, lotteries=True)
    found: dict[str, object] = {}
    for party, points in game.disagreement.items():
        found[f"disagreement.{party}"] = points
    for solution in bg.compare(game):
        for party, points in solution.payoffs.items():
            found[f"{solution.concept}.{party}"] = points
    for issue, outcome in bg.nash(game).agreement.items():
        found[f"nash.{issue}"] = outcome
    found["zone.corners"] = len(bg.zone_of_agreement(game).frontier)
    found |= {f"zone.best.{party}": points for party, points in best_in_the_zone(game).items()}
    found["bundled.zone"] = bg.zone_of_agreement(one).exists
    found["bundled.blockers"] = blockers(one)
    found |= {f"bundled.opening price.{label}": price for label, price in opening_prices(one).items()}
    for label, more in each_red_line_lifted(game).items():
        found |= {f"lifted.{label}.{party}": points for party, points in more.items()}
        best = best_in_the_zone(game.without_red_line(label))
        found |= {f"lifted.{label}.best in the zone.{party}": points for party, points in best.items()}
    found["red lines that bind"] = red_lines_that_bind(game)
    for party in game.party_names:
        found[f"no red lines.{party}"] = free.payoffs[party]
        found[f"no red lines, bundled.{party}"] = free_one.payoffs[party]
        found[f"all or nothing.{party}"] = sure.payoffs[party]
        found[f"all or nothing, lottery.{party}"] = drawn.payoffs[party]
    found["no red lines.control"] = free.agreement["control"]
    found["no red lines.recognition"] = free.agreement["recognition"]
    found["all or nothing.control"] = sure.agreement["control"]
    found["all or nothing, lottery.controls"] = [agreement["control"] for _, agreement in drawn.lottery]
    found["all or nothing, lottery.probabilities"] = [probability for probability, _ in drawn.lottery]
    found["sure of itself.zone"] = bg.zone_of_agreement(sure_of_itself(game)).exists
    found["sure of itself.closing cost"] = closing_cost(game)
    tried, other = varying.changes(game, answer)
    found["ranges.tried"] = tried
    found["ranges.other answer"] = other
    found |= {f"ensemble.no zone, {form}": there.holds.value for form, there in no_zone().items()}
    found |= {f"ensemble.first draws.{statement}": count for statement, count in over_the_draws().items()}
    return found | drawing.pinned(ensemble(), *game.issue_names)
