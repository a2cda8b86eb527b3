"""The registry of closed forms: what a file proves → its `derive`, which returns name → expression.

Here, and only here, sympy is used. Expressions are in symbols whose names are those of the file's docstring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bargain.errors import BargainError
from bargain.registry import Registry

Derivation = Callable[[], dict[str, Any]]

DERIVATIONS: Registry[Derivation] = Registry(
    "bargain.derivations", "closed form", BargainError, attribute=lambda _: "derive"
)


def value(expression: Any, numbers: Mapping[str, float]) -> float:
    """The number that a sympy expression takes when its symbols, by name, are given numbers.

    >>> value(DERIVATIONS["risk_aversion_hurts"]()["x"], {"rho": 0.5}).__round__(4)
    0.6667
    """
    return float(expression.subs({symbol: numbers[symbol.name] for symbol in expression.free_symbols}))
