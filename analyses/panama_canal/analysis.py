"""Panama Canal treaty: the published adjusted winner, and what every other concept says of the same points."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from runpy import run_path
from statistics import median
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.sampling.draws import Draws

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
DRAWS, ADJUSTED, PAIRED = 150, 300, 25
"""Draws of the ensemble, of adjusted winner, and those in which other concepts are held against adjusted winner."""

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
    return bg.ensemble(roughly(panama_canal()), draws=DRAWS, seed=0)


def whole(over: Ensemble) -> dict[str, tuple[float, float]]:
    """Issue → the share of the draws in which all of it goes to the United States, and to Panama."""
    found = {}
    for issue, held in over["nash"].issues.items():
        places = {round(held.origin + place * held.width, 6): mass for place, mass in held.bins}
        total = sum(places.values())
        found[issue] = places.get(100.0, 0.0) / total, places.get(0.0, 0.0) / total
    return found


def without_outside_options() -> Draws:
    """Draws of the points alone: no treaty is worth 0 to both, as in the file and for adjusted winner."""
    game = roughly(panama_canal())
    return bg.draws_of(game.with_outside_option(bg.Fixed(dict.fromkeys(game.party_names, 0))), n=ADJUSTED, seed=0)


@cache
def adjusted() -> tuple[dict[str, int], list[float]]:
    """What adjusted winner divides → in how many draws; what it gives both sides alike, least, middle and most."""
    cases = without_outside_options()
    winners = [bg.solve(cases.game(k), "adjusted_winner") for k in range(ADJUSTED)]
    divided = Counter(", ".join(i for i, share in shares(w).items() if 0 < share < 1) for w in winners)
    points = sorted(min(w.payoffs.values()) for w in winners)
    return dict(divided.most_common()), [points[0], median(points), points[-1]]


@cache
def apart() -> dict[str, tuple[int, float]]:
    """Concept that meets adjusted winner in the file → in how many draws it does, and points apart at the most."""
    cases, found = without_outside_options(), {}
    games = [cases.game(k) for k in range(PAIRED)]
    winners = [bg.solve(game, "adjusted_winner").payoffs for game in games]
    for concept in ("nash", "kalai_smorodinsky", "egalitarian"):
        others = [bg.solve(game, concept).payoffs for game in games]
        off = [max(abs(w[p] - o[p]) for p in w) for w, o in zip(winners, others, strict=True)]
        found[concept] = sum(x < 1e-5 for x in off), max(off)
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
    divided, points = adjusted()
    found |= {f"ensemble.adjusted winner divides.{issue}": count for issue, count in divided.items()}
    found["ensemble.adjusted winner"] = points
    for concept, (same, most) in apart().items():
        found |= {f"ensemble.{concept}, as adjusted winner": same, f"ensemble.{concept}, apart": round(most, 4) + 0.0}
    return found | drawing.pinned(ensemble())
