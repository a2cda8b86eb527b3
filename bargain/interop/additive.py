"""Additive utilities, the common ground of NegMAS, GENIUS and games: u(x) = bias + Σ_i weight_i · value_i(x_i).

A game wants weights that sum to 1 and worths from 0 to 100 points, so that payoffs are 100·u. Files want neither, so
three cases. Let W be the sum of the weights.

1. Values on 0 … 1, no bias, W ≤ 1: weights as they stand, worths 100·W·value. Payoff: Σ (weight/W)·100·W·value = 100·u.
2. The same with W > 1, where payoffs could pass 100: worths 100·value. Payoff: 100·u/W.
3. Anything else. Let s_i be how far issue i moves u, from least to most, and S their sum. Weights s_i, worths
   100·(a + S·(share of s_i reached)), where a is the least utility. Payoff: 100·a + Σ (s_i/S)·100·S·(share) = 100·u.
   Where u leaves 0 … 1, it is first brought back by (u − low)/(most − low), with low = min(0, least).

In case 2, and 3 where u leaves 0 … 1, the reservation value goes the same way, and a note says how.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isinf
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame, Issue
from bargain.game.choice import Choice
from bargain.game.curves import Breakpoints
from bargain.game.frozen import FrozenDict
from bargain.game.party import Party
from bargain.game.preference import Preference
from bargain.game.range import Range
from bargain.interop.decimals import CLOSE, clipped, points
from bargain.outside.fixed import Fixed

MOST_INTEGERS = 1000
"""Whole numbers that are listed as outcomes of a choice; of more, a range is made."""


@dataclass(frozen=True, slots=True)
class Outline:
    """An issue before anybody values it: a choice among `outcomes`, or a range from `low` to `high` without them."""

    name: str
    outcomes: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    question: str = ""


@dataclass(frozen=True, slots=True)
class Bends:
    """Straight lines through (at, value), over a whole range."""

    at: tuple[float, ...]
    values: tuple[float, ...]


Values = tuple[float, ...] | Bends
"""What an issue is worth on the file's scale: one number an outcome, or lines over a range."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One party's additive utility as a file has it, an entry for each issue. `reservation`: None where none is given.

    `discount_rate`: per unit of the file's time. `cut`: what the peer does with utilities above 1, for a note.
    """

    party: str
    weights: tuple[float, ...]
    values: tuple[Values, ...]
    bias: float = 0.0
    reservation: float | None = None
    discount_rate: float = 0.0
    cut: str = ""


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Weights, worths in points, and the way of a utility to points: 100·(u − low)/span."""

    weights: tuple[float, ...]
    worths: tuple[Values, ...]
    low: float = 0.0
    span: float = 1.0
    note: str = ""


def game_of(title: str, outlines: Sequence[Outline], profiles: Sequence[Profile]) -> tuple[BargainingGame, list[str]]:
    """The game of parties with these utilities, and notes on how they were brought to points."""
    if not outlines:
        raise GameError("issues: there are none; a domain needs at least one")
    scaled = [_scaled(p) for p in profiles]
    notes = [f"{p.party}: {s.note}" for p, s in zip(profiles, scaled, strict=True) if s.note]
    option = Fixed(FrozenDict({p.party: _reserved(p, s) for p, s in zip(profiles, scaled, strict=True)}))
    issues: list[Issue] = []
    for k, outline in enumerate(outlines):
        views = {p.party: Preference(s.weights[k], _worth(s.worths[k])) for p, s in zip(profiles, scaled, strict=True)}
        common: dict[str, Any] = {"preferences": FrozenDict(views), "question": outline.question}
        if outline.outcomes:
            issues.append(Choice(outline.name, outline.outcomes, **common))
        else:
            issues.append(Range(outline.name, outline.low, outline.high, **common))
    parties = tuple(Party(p.party, discount_rate=p.discount_rate) for p in profiles)
    return BargainingGame(title, parties, tuple(issues), outside_option=option), notes


def _worth(values: Values) -> Any:
    return Breakpoints(values.at, values.values) if isinstance(values, Bends) else values


def _reserved(profile: Profile, scaled: _Scaled) -> float:
    """The reservation value in points; 0 where there is none, or where anything is better than no agreement."""
    given = profile.reservation
    return 0.0 if given is None or isinf(given) else points((given - scaled.low) / scaled.span)


def heights(values: Values) -> tuple[float, ...]:
    """The values themselves: lines reach their extremes where they bend."""
    return values.values if isinstance(values, Bends) else values


def mapped(values: Values, function: Any) -> Values:
    """Each value through a linear `function`."""
    found = tuple(function(v) for v in heights(values))
    return Bends(values.at, found) if isinstance(values, Bends) else found


def _scaled(profile: Profile) -> _Scaled:
    """The three cases of this file's docstring."""
    values = [mapped(v, clipped) for v in profile.values]
    total = fsum(profile.weights)
    plain = not profile.bias and min(profile.weights) >= 0 and total > 0
    if not plain or any(not 0.0 <= v <= 1.0 for one in values for v in heights(one)):
        return _spread(profile)
    if abs(total - 1.0) <= CLOSE:
        return _Scaled(profile.weights, tuple(mapped(v, points) for v in values))
    if total < 1.0:
        note = (
            f"the weights sum to {total:.10g}, not 1; worths are times {total:.10g}, so that payoffs are 100 × utility"
        )
        return _Scaled(profile.weights, tuple(mapped(v, lambda x: points(total * x)) for v in values), note=note)
    note = f"the weights sum to {total:.10g}, not 1; payoffs are 100 × utility / {total:.10g}{profile.cut}"
    return _Scaled(profile.weights, tuple(mapped(v, points) for v in values), span=total, note=note)


def _spread(profile: Profile) -> _Scaled:
    """Case 3: weights are how far each issue moves the utility."""
    moved = [mapped(v, lambda x, w=w: w * x) for w, v in zip(profile.weights, profile.values, strict=True)]
    least, most = ([pick(heights(m)) for m in moved] for pick in (min, max))
    lowest, highest = profile.bias + fsum(least), profile.bias + fsum(most)
    low, high = min(0.0, lowest), max(1.0, highest)
    note = "values leave 0 to 1, or there is a bias; each weight is how far its issue moves the utility"
    if low < -CLOSE or high > 1.0 + CLOSE:
        over = f"(utility + {-low:.10g})" if low < 0 else "utility"
        high = highest if highest > low else low + 1.0
        note = f"utilities run from {lowest:.10g} to {highest:.10g}; payoffs are 100 × {over} / {high - low:.10g}"
    else:
        low, high = 0.0, 1.0
    span, spans = high - low, [b - a for a, b in zip(least, most, strict=True)]
    whole = fsum(spans)

    def worth(values: Values, start: float, width: float) -> Values:
        base = (lowest - low) / span
        part = whole / span / width if width > 0 else 0.0
        return mapped(values, lambda x: 100.0 * clipped(base + part * (x - start)))

    worths = tuple(worth(m, a, s) for m, a, s in zip(moved, least, spans, strict=True))
    weights = tuple(s / span for s in spans) if whole > 0 else (1.0,) * len(spans)
    if not whole > 0:
        payoff = 100.0 * clipped((lowest - low) / span)
        note = (
            f"every agreement has the same utility, {lowest:.10g}; payoffs are {payoff:.10g}, and weights mean nothing"
        )
    return _Scaled(weights, worths, low, span, note)
