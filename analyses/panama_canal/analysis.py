"""Panama Canal treaty: the published adjusted winner, and what every other concept says of the same points."""

from __future__ import annotations

from pathlib import Path

import bargain as bg

GAME = Path(__file__).with_name("game.toml")


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
    return found
