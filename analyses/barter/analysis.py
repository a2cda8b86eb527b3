"""Nash's own example, in the units of his table: who gives what, what each gains, and what other concepts say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.shares import Share

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
PAIRED = 200
"""Draws that are solved with lotteries too."""

UNITS = {"Bill": 34, "Jack": 16}
"""What 100 points are in the units of Nash's table: the utility of all nine goods."""

PARTS = (0.05, 0.1, 0.25, 0.5)
"""How far off, as a part of itself, every printed utility may be: assumed, for there is no range in the source."""


def barter() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def gains(solution: bg.Solution) -> list[float]:
    """Gains of Bill and of Jack in the units of Nash's table, from a solution in points."""
    return [solution.gains[party] * units / 100 for party, units in UNITS.items()]


def exchanged(game: bg.BargainingGame, solution: bg.Solution, giver: str, taker: str) -> list[str]:
    """The goods that go from `giver` to `taker`."""
    return [i.name for i in game.issues if (i.status_quo, solution.agreement[i.name]) == (giver, taker)]


def nobody_worse_off(game: bg.BargainingGame) -> list[list[float]]:
    """Gains, in Nash's units, of the exchanges that no other beats and that leave nobody worse off."""
    zone = bg.zone_of_agreement(game).frontier
    units = [UNITS[party] / 100 for party in game.party_names]
    return (((zone.payoffs - zone.disagreement) * units).round(9) + 0.0).tolist()


def in_units(game: bg.BargainingGame) -> bg.BargainingProblem:
    """The problem with gains in Nash's units, lotteries included."""
    frontier = bg.pareto_frontier(game)
    units = [UNITS[party] / 100 for party in game.party_names]
    table = (frontier.payoffs - frontier.disagreement) * units
    return bg.BargainingProblem.from_payoffs(table, [0, 0], parties=game.party_names, lotteries=True)


def best_for(problem: bg.BargainingProblem, party: str) -> float:
    """The most that `party` can gain while the other is not worse off: its ideal."""
    almost_alone = {name: 1.0 if name == party else 1e-9 for name in problem.parties}
    return bg.solve(problem, "utilitarian", power=almost_alone).gains[party]


def largest_total(game: bg.BargainingGame) -> float:
    """The gain to share, in Nash's units, if a unit of his were as good as a unit of the other's, and payable."""
    total = 0.0
    for issue in game.issues:
        worth = {party: game.weights(party)[issue.name] * units for party, units in UNITS.items()}
        total += max(worth.values()) - worth[issue.status_quo]
    return total


def roughly(game: bg.BargainingGame, part: float) -> bg.BargainingGame:
    """The same game with every printed utility known only to within this part of itself."""
    for issue in game.issues:
        for party, view in issue.preferences.items():
            value = value_of(view.weight)
            vague = bg.Quantity(value, (1 - part) * value, (1 + part) * value, "assumed", reason="within a stated part")
            game = game.with_value(f"issues.{issue.name}.{party}.weight", vague)
    return game


@cache
def ensemble(part: float = 0.25) -> Ensemble:
    """What Nash settles when every printed utility may be off by up to this part of itself."""
    return bg.ensemble(roughly(barter(), part), draws=1000, seed=0)


def as_printed(part: float) -> Share:
    """Share of the draws in which the exchange is the published one."""
    return ensemble(part)["nash"].as_written


@cache
def without_a_lottery(part: float = 0.25) -> int:
    """In how many of the first `PAIRED` draws the Nash solution is a sure exchange although lotteries are allowed."""
    cases = bg.draws_of(roughly(barter(), part), n=PAIRED, seed=0)
    return sum(len(bg.nash(cases.game(k), lotteries=True).lottery) == 1 for k in range(PAIRED))


def findings() -> dict[str, object]:
    """Nash's agreement and gains, the exchanges that leave nobody worse off, and the concepts over lotteries."""
    game = barter()
    nash = bg.nash(game)
    bill, jack = gains(nash)
    problem = in_units(game)
    found: dict[str, object] = {
        "gain.Bill": bill,
        "gain.Jack": jack,
        "product": bill * jack,
        "Bill gives": exchanged(game, nash, "Bill", "Jack"),
        "Jack gives": exchanged(game, nash, "Jack", "Bill"),
        "other agreements that rank equal": len(nash.ties),
        "nobody worse off": nobody_worse_off(game),
        "ideal": [best_for(problem, party) for party in UNITS],
        "egalitarian in points": gains(bg.solve(game, "egalitarian", lotteries=True)),
        "transferable.total": largest_total(game),
        "transferable.each": largest_total(game) / len(UNITS),
    }
    for solution in bg.compare(problem):
        found[f"lotteries.{solution.concept}"] = list(solution.gains.values())
    found |= {f"ensemble.as printed, within {part}": as_printed(part).value for part in PARTS}
    found["ensemble.exchanges"] = ensemble()["nash"].packages
    found["ensemble.without a lottery"] = without_a_lottery()
    return found | drawing.pinned(ensemble(), *game.issue_names)
