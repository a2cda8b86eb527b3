"""Rubinstein 1982: offers in turn, and what patience, an outside option and a risk of breakdown are worth."""

from __future__ import annotations

import bargain as bg

PUBLISHED = {(0.9, 0.9): 1 / (1 + 0.9), (0.9, 0.8): (1 - 0.8) / (1 - 0.9 * 0.8)}
"""Discount factors → the share of the party that proposes first: (1 − δ₂)/(1 − δ₁δ₂)."""


def shares(first: float, second: float, **more: object) -> list[float]:
    """Shares of the two when the first proposes first, with these discount factors."""
    return list(bg.alternating_offers(discount=(first, second), **more).shares)


def binds_from(first: float = 0.9, second: float = 0.9) -> float:
    """The outside option of the second from which on it gets more than without; by bisection."""
    base, low, high = shares(first, second)[1], 0.0, 0.9
    for _ in range(40):
        middle = (low + high) / 2
        moved = shares(first, second, outside=(0, middle))[1] > base + 1e-9
        low, high = (low, middle) if moved else (middle, high)
    return high


def breakdown(chance: float) -> list[float]:
    """Shares of two patient parties when each refusal ends the talks with this chance, and leaves 0.2 and 0.1."""
    return shares(1.0, 1.0, breakdown=chance, breakdown_payoffs=(0.2, 0.1))


def findings() -> dict[str, object]:
    """Shares by discount factors, outside option and breakdown."""
    found: dict[str, object] = {f"discount {a}, {b}": shares(a, b) for a, b in PUBLISHED}
    found |= {f"outside option {x}": shares(0.9, 0.9, outside=(0, x)) for x in (0.3, 0.6)}
    found |= {f"breakdown {chance}": breakdown(chance) for chance in (0.1, 0.01)}
    return found | {"outside option binds from": binds_from()}
