"""The one place where two payoffs are called equal.

Payoffs are points, 0 to 100 for most cases. Sums of weights and worths carry rounding errors of some
1e-13 points, so equality is absolute, 1e-9 points: far above the rounding, far below anything that an
analyst could mean.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

EQUAL = 1e-9
"""Two payoffs closer than this, in points, are the same payoff."""

SOLVER_FEASIBILITY = 1e-6
"""What a linear or mixed-integer solver can tell from zero, relative to the ideal gain: below it a surplus
is called knife-edge and decided exactly, never by the solver's sign."""


def at_least(payoffs: "np.ndarray[Any, Any]", floor: "np.ndarray[Any, Any] | float") -> "np.ndarray[Any, Any]":
    """Mask, elementwise: the payoff reaches the floor, both in points."""
    return payoffs >= floor - EQUAL


def above(payoffs: "np.ndarray[Any, Any]", floor: "np.ndarray[Any, Any] | float") -> "np.ndarray[Any, Any]":
    """Mask, elementwise: the payoff is strictly over the floor, both in points."""
    return payoffs > floor + EQUAL
