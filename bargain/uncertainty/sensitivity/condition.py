"""Yes or no of a result: a scalar that is 0 or 1, or one compared with a number.

Texts are those of scalars, with a comparison where they are no yes or no, and "not" before them where wanted:
`zone.exists`, `not nash.deal`, `nash.gains.Ann >= 10`. A function says yes by True or any number but 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.quantity import finite
from bargain.tolerances import above, at_least
from bargain.uncertainty.sensitivity.scalar import Function, Scalar, scalar_of

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

COMPARED = re.compile(r"(.*\S)\s*(>=|<=|>|<)\s*([-+.\deE]+)\s*")
RELATIONS: dict[str, Callable[[Array, float], Any]] = {
    ">=": at_least,
    ">": above,
    "<=": lambda values, bound: ~above(values, bound),
    "<": lambda values, bound: ~at_least(values, bound),
}
"""Within the tolerance of payoffs two numbers are equal."""


@dataclass(frozen=True)
class Condition:
    """`scalar` in `relation` to `bound`, or `scalar` not 0 where there is no relation; `negated`: the opposite."""

    text: str
    scalar: Scalar
    relation: str = ""
    bound: float = 0.0
    negated: bool = False

    def holds(self, values: Array) -> Mask:
        """Mask over values of the scalar, shape (m,); False where there is no value."""
        found = RELATIONS[self.relation](values, self.bound) if self.relation else values != 0
        return np.asarray((~found if self.negated else found) & ~np.isnan(values))


def condition_of(
    given: Function | str, game: BargainingGame, *, concept: str | None = None, lotteries: bool = False
) -> Condition:
    """The condition that is asked of `game`. Raises GameError that names it where it cannot be.

    >>> condition_of("not disagreement.Ann > 20", BargainingGame("none", parties=["Ann"])).holds(np.array([20.0, 21.0]))
    array([ True, False])
    """
    if not isinstance(given, str):
        scalar = scalar_of(given, game, concept=concept, lotteries=lotteries).only_number("a condition")
        return Condition(scalar.text, scalar)
    text = given.strip()
    negated = text.startswith("not ")
    bare = text.removeprefix("not ").strip()
    compared = COMPARED.fullmatch(bare)
    relation, bound = "", 0.0
    if compared:
        bare, relation, number = compared.groups()
        try:
            bound = finite(float(number), f"condition {given!r}")
        except ValueError:
            raise GameError(f"condition {given!r}: {number!r} is not a number; write a number such as 30") from None
    scalar = scalar_of(bare, game, concept=concept, lotteries=lotteries).only_number("a condition")
    if not relation and not scalar.yes_or_no:
        raise GameError(f"condition {given!r}: is a number, not yes or no; compare it, as in '{bare} >= 0.5'")
    return Condition(text, scalar, relation, bound, negated)
