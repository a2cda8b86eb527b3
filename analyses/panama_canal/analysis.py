"""Panama Canal treaty: the published adjusted winner, and what every other concept says of the same points."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
OFF = 0.25
"""How far off, as a part of itself, every reported point may be: assumed, for there is no range in the sources."""


def panama_canal() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def payoffs(game: bg.BargainingGame, *, lotteries: bool = False) -> dict[str, list[float]]:
    """Concept → payoffs of the United States and of Panama, in points."""
    return {s.concept: list(s.payoffs.values()) for s in bg.compare(game, lotteries=lotteries)}


def shares(solution: bg.Solution) -> dict[str, float]:
    """Issue → share of it that is settled as the United States wants, 0 to 1."""
    return {issue: percent / 100 for issue, percent in solution.agreement.items()}


def with_outside_option(game: bg.BargainingGame, party: str, points: float) -> bg.BargainingGame:
    """The same talks, in which `party` gets `points` with no treaty and the other gets none."""
    return game.with_value(f'outside_option.payoffs."{party}"', points)


def nash_gain(game: bg.BargainingGame, party: str, points: float) -> float:
    """What an outside option of `points` adds to the Nash payoff of `party`."""
    return bg.nash(with_outside_option(game, party, points)).payoffs[party] - bg.nash(game).payoffs[party]


def roughly(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same talks with every reported point known only to within a part of itself."""
    for issue in game.issues:
        for party, view in issue.preferences.items():
            value = value_of(view.weight)
            vague = bg.Quantity(value, (1 - OFF) * value, (1 + OFF) * value, "assumed", reason="within a stated part")
            game = game.with_value(f'issues."{issue.name}"."{party}".weight', vague)
    return game


@cache
def ensemble() -> Ensemble:
    """What Nash settles over these ranges and those of the outside options."""
    return bg.ensemble(roughly(panama_canal()), draws=300, seed=0)


def whole(over: Ensemble) -> dict[str, tuple[float, float]]:
    """Issue → the share of the draws in which all of it goes to the United States, and to Panama."""
    found = {}
    for issue, held in over["nash"].issues.items():
        places = {round(held.origin + place * held.width, 6): mass for place, mass in held.bins}
        total = sum(places.values())
        found[issue] = places.get(100.0, 0.0) / total, places.get(0.0, 0.0) / total
    return found


def findings() -> dict[str, object]:
    """Adjusted winner share by share, and every concept with and without lotteries."""
    game = panama_canal()
    winner = bg.solve(game, "adjusted_winner")
    found: dict[str, object] = {f"share.{issue}": share for issue, share in shares(winner).items()}
    found["divided issues"] = [issue for issue, share in shares(winner).items() if 0 < share < 1]
    for concept, points in payoffs(game).items():
        found[f"{concept}"] = points
    for concept, points in payoffs(game, lotteries=True).items():
        found[f"{concept}, lotteries"] = points
    found["frontier.corners"] = bg.pareto_frontier(game).payoffs
    for party in game.party_names:
        high = game.outside_option.payoffs[party].high
        found[f"{party} with its outside option at the high end"] = nash_gain(game, party, high)
    found |= {f"ensemble.{issue}, whole": list(shares) for issue, shares in whole(ensemble()).items()}
    return found | drawing.pinned(ensemble())
