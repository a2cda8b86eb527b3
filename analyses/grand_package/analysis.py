"""The whole package: sixteen matters at once, for two parties and for four, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from runpy import run_path
from statistics import median
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.payoffs.zone import ZoneOfAgreement
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.shares import Share

HERE = Path(__file__).parent
GAME, FOUR_PARTY = HERE / "game.toml", HERE / "four_party.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))

FOUR_DRAWS = 20
"""Draws of the four-party game, each solved as a mixed-integer programme."""

TOLD = ("aid", "sanctions", "assets", "recognition", "alliances", "elections", "language", "withdrawal")
"""Issues of the four-party game whose counts are told."""


def two_parties() -> bg.BargainingGame:
    """The case of Ukraine and Russia."""
    return bg.read(GAME)


def four_parties() -> bg.BargainingGame:
    """The same case with the United States and Europe at the table."""
    return bg.read(FOUR_PARTY)


def harsher(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game with facts 16, 21 and 24 read as strictly as they can be.

    Ukraine: NATO "not pursued now" is a limit too (24), and no peace without a guarantee by states (16). Russia: a
    guarantee by any Western state is NATO's involvement too (21).
    """
    return (
        game.with_red_line("Ukraine", {"alliances": "EU open, NATO not pursued now"})
        .with_red_line("Ukraine", {"guarantees": "nobody"})
        .with_red_line("Ukraine", {"guarantees": "consultations"})
        .with_red_line("Russia", {"guarantees": "European states"})
        .with_red_line("Russia", {"guarantees": "European states and the United States"})
    )


def lines_that_block(zone: ZoneOfAgreement) -> list[str]:
    """Every red line (or outside option) that stands in some minimal set of blockers, each once."""
    return list(dict.fromkeys(blocker.label for group in zone.blockers for blocker in group))


def settled(game: bg.BargainingGame, power: Mapping[str, float] | None = None) -> dict[str, str]:
    """What the Nash solution settles, in words; a range by the quarter that its number lies in."""
    return in_words(game, bg.nash(game, power=power))


def in_words(game: bg.BargainingGame, solution: bg.Solution) -> dict[str, str]:
    """Issue → outcome of a solution of `game`; the number of a range is told by its quarter."""
    words = {}
    for issue, outcome in (solution.agreement or {}).items():
        if not isinstance(outcome, str):
            low, high = value_of(game.issue(issue).low), value_of(game.issue(issue).high)
            share = (outcome - low) / (high - low)
            outcome = "below a quarter" if share < 0.25 else "above three quarters" if share > 0.75 else "in between"
        words[issue] = outcome
    return words


def each_red_line_lifted(game: bg.BargainingGame) -> dict[str, dict[str, float]]:
    """Label of a red line → what lifting it alone adds to each party's Nash payoff, in points."""
    base = bg.nash(game).payoffs
    lifted = {line.label: bg.nash(game.without_red_line(line)).payoffs for line in game.all_red_lines}
    return {label: {p: found[p] - base[p] for p in base} for label, found in lifted.items()}


def each_lever(game: bg.BargainingGame) -> dict[str, bg.BargainingGame]:
    """Lever and level → the game with that lever moved and the others at their first level."""
    return {
        f"{lever.name}: {level}": game.at_levels({lever.name: level})
        for lever in game.levers
        for level in list(lever.levels)[1:]
    }


def moved_by(game: bg.BargainingGame, other: bg.BargainingGame) -> list[str]:
    """The issues that the Nash solution settles differently in `other`."""
    return differing(settled(game), settled(other))


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The issues that two packages settle differently."""
    return [issue for issue in before if after.get(issue) != before[issue]]


def with_third_parties_power(power: float) -> dict[str, str]:
    """What the four-party Nash solution settles when the United States and Europe have `power` each, the others 1."""
    return settled(four_parties(), {"United States": power, "Europe": power})


def over_the_ranges(game: bg.BargainingGame) -> tuple[int, int, dict[str, int]]:
    """Variations tried, those with another settled package, and issue → in how many it is settled otherwise."""
    base = settled(game)
    counts: Counter[str] = Counter(dict.fromkeys(base, 0))
    tried = other = 0
    for _, _, varied in one_at_a_time(game):
        found = settled(varied)
        moved = [issue for issue, outcome in base.items() if found.get(issue) != outcome]
        counts.update(moved)
        tried, other = tried + 1, other + bool(moved)
    return tried, other, dict(counts)


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the two-party game at once."""
    return bg.ensemble(two_parties(), draws=1000, seed=0)


@cache
def four_over_the_draws() -> tuple[dict[str, dict[str, int]], dict[str, list[float]]]:
    """Issue → outcome → in how many draws the four-party Nash solution settles it so; party → its gains, rising."""
    cases, solutions = bg.draws_of(four_parties(), n=FOUR_DRAWS, seed=0), []
    counts: dict[str, Counter[str]] = {issue: Counter() for issue in four_parties().issue_names}
    for game in map(cases.game, range(FOUR_DRAWS)):
        solutions.append(bg.nash(game))
        for issue, outcome in in_words(game, solutions[-1]).items():
            counts[issue][outcome] += 1
    gains = {party: sorted(s.gains[party] for s in solutions) for party in four_parties().party_names}
    return {issue: dict(held.most_common()) for issue, held in counts.items()}, gains


def least_middle_most(gains: list[float]) -> list[float]:
    """The ends and the middle of rising numbers."""
    return [gains[0], median(gains), gains[-1]]


@cache
def strictly_read() -> Share:
    """Share of the draws in which the stricter reading leaves no zone of agreement."""
    return bg.scenario_discovery(harsher(two_parties()), draws=500, seed=0).holds


def findings() -> dict[str, object]:
    """Both games by every concept, the red lines, the levers, and the ranges of the two-party game."""
    found: dict[str, object] = {}
    for name, game in (("two", two_parties()), ("four", four_parties())):
        for party, points in game.disagreement.items():
            found[f"{name}.disagreement.{party}"] = points
        for solution in bg.compare(game):
            for party, points in solution.payoffs.items():
                found[f"{name}.{solution.concept}.{party}"] = points
        for issue, outcome in bg.nash(game).agreement.items():
            found[f"{name}.nash.{issue}"] = outcome
        frontier, zone = bg.pareto_frontier(game), bg.zone_of_agreement(game).frontier
        found[f"{name}.frontier.points"] = len(frontier)
        found[f"{name}.zone.points"] = len(zone)
        found[f"{name}.frontier.resolution"] = frontier.resolution
    game = two_parties()
    found["four.settles otherwise"] = moved_by(game, four_parties())
    found["four.little power.settles otherwise"] = differing(settled(game), with_third_parties_power(0.01))
    for label, more in each_red_line_lifted(game).items():
        found |= {f"lifted.{label}.{party}": points for party, points in more.items()}
    strict = bg.zone_of_agreement(harsher(game))
    found["harsher.zone"] = strict.exists
    found["harsher.sets of blockers"] = len(strict.blockers)
    found["harsher.lines in each set"] = sorted({len(group) for group in strict.blockers})
    found["harsher.lines"] = lines_that_block(strict)
    for label, other in each_lever(game).items():
        found |= {f"lever.{label}.disagreement.{party}": points for party, points in other.disagreement.items()}
        found |= {f"lever.{label}.nash.{party}": points for party, points in bg.nash(other).payoffs.items()}
        found[f"lever.{label}.moves"] = moved_by(game, other)
    tried, other_package, otherwise = over_the_ranges(game)
    found["ranges.tried"] = tried
    found["ranges.other package"] = other_package
    found |= {f"ranges.{issue} otherwise": count for issue, count in otherwise.items()}
    found |= {
        "ensemble.agreements": ensemble()["nash"].packages,
        "ensemble.likeliest": ensemble()["nash"].likeliest.value,
        "ensemble.harsher, no zone": strictly_read().value,
    }
    counts, gains = four_over_the_draws()
    found |= {f"ensemble.four.{i}.{outcome}": n for i in TOLD for outcome, n in counts[i].items()}
    found |= {f"ensemble.four.gain of {party}": least_middle_most(points) for party, points in gains.items()}
    return found | drawing.pinned(ensemble(), *game.issue_names)
