"""All numbers at once: what an ensemble found, as lines for a page and as findings to pin. Shared by the analyses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.shares import Share, Spread

ENDS = (0.05, 0.5, 0.95)
"""Nine draws in ten lie between the first and the last; half do not exceed the middle one."""


def told(game: bg.BargainingGame, over: Ensemble, *issues: str, concept: str = "nash") -> list[str]:
    """What a page shows of an ensemble of `game`: zone, how `issues` are settled, gains, how sure the shares are."""
    refused = over.drawn - over.valid
    lines = [
        f"{over.drawn:,} draws of {len(over.varied)} numbers, {refused or 'none'} refused",
        f"a zone of agreement: {over.zone.value:.3f} ± {over.zone.error:.3f}",
    ]
    for issue in issues:
        held = over[concept].issues[issue]
        if isinstance(held, Spread):
            lines.append(f"{issue}: {_between(held)} {getattr(game.issue(issue), 'unit', '')}".rstrip())
        else:
            ranked = sorted(held.items(), key=lambda row: -row[1].value)
            lines.append(f"{issue}: " + ", ".join(f"{outcome} {s.value:.3f}" for outcome, s in ranked if s.count))
    lines += [f"gain of {party}: {_between(gain)} points" for party, gain in over[concept].gains.items()]
    error, moved = over.convergence.standard_error, over.convergence.doubling
    return [*lines, f"error of a share: {error:.3f} at most; twice the draws would move it by some {moved:.3f}"]


def _between(over: Spread) -> str:
    low, middle, high = (f"{over.quantile(q):.1f}" for q in ENDS)
    return f"{low} to {high}, half up to {middle}"


def pinned(over: Ensemble, *issues: str, concept: str = "nash") -> dict[str, object]:
    """The same as findings."""
    found: dict[str, object] = {"valid": over.valid, "zone": over.zone.value}
    for issue in issues:
        held = over[concept].issues[issue]
        if isinstance(held, Spread):
            found[issue] = [held.quantile(q) for q in ENDS]
        else:
            found |= {f"{issue}.{outcome}": share.value for outcome, share in held.items() if share.count}
    found |= {f"gain of {party}": [x.quantile(q) for q in ENDS] for party, x in over[concept].gains.items()}
    found["error of a share"] = over.convergence.standard_error
    return {f"ensemble.{name}": value for name, value in found.items()}


def drawn(
    game: bg.BargainingGame, draws: int, beside: Mapping[str, float | Quantity] | None = None
) -> Iterator[tuple[bg.BargainingGame | None, dict[str, float]]]:
    """Draws of all numbers of a case, and of those `beside` it, each anywhere in its range; None: they make no game."""
    cases, chance = bg.draws_of(game, n=draws, seed=0), Random(0)
    for k in range(draws):
        numbers = {name: _somewhere(number, chance) for name, number in (beside or {}).items()}
        try:
            yield cases.game(k), numbers
        except bg.GameError:
            yield None, numbers


def _somewhere(number: float | Quantity, chance: Random) -> float:
    if not isinstance(number, Quantity) or number.low is None or number.high is None:
        return value_of(number)
    return chance.uniform(number.low, number.high)


def share(count: int, of: int) -> str:
    """A share of draws with its standard error.

    >>> share(93, 100)
    '0.930 ± 0.027'
    """
    found = Share(count, of)
    return f"{found.value:.3f} ± {found.error:.3f}"
