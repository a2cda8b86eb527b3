"""Powell 2006: a power that is about to fall fights now, for no promise of the other can be kept."""

from __future__ import annotations

import bargain as bg

POWER, DESTROYED, DISCOUNT = (0.8, 0.3), 0.2, 0.9
"""The first party's chance to win in this period and ever after, what war destroys of every later pie, patience."""


def shift(later: float = POWER[1], **changed: float) -> bg.Commitment:
    """The game in which the first party's chance falls to `later`."""
    numbers = {"destroyed": DESTROYED, "discount": DISCOUNT, **changed}
    return bg.commitment(power=(POWER[0], later), **numbers)


def findings() -> dict[str, object]:
    """Both sides of the inequality, whether there is war, and the shift from which on there is."""
    found = shift()
    return {
        "gain by waiting, of the party that rises": found.lhs,
        "what war destroys": found.rhs,
        "war": found.war,
        "least later chance with peace": found.critical_power,
        "war at 0.55": shift(0.55).war,
        "payment that would prevent it": found.margin,
    }
