"""What every strategic game returns: an equilibrium in words and numbers, with the evidence that it is one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from bargain.showing import Shown


@dataclass(frozen=True, kw_only=True, repr=False)
class StrategicResult(Shown):
    """One equilibrium of a strategic game; results of one game are frozen dataclasses that add its own numbers.

    `parties`: their names. `words`: who does what, when, one sentence an entry. `payoffs`: expected, in the order of
    the parties and in the game's units. `failure`: probability of war, or that no agreement comes about, 0 to 1.
    `deviation`: the most that any party of any type could gain by leaving the equilibrium, in units of payoff.
    `method`: how it was found. `others`: the game's other equilibria, results of the same kind; none is hidden.
    """

    parties: tuple[str, ...]
    words: tuple[str, ...]
    payoffs: tuple[float, ...]
    failure: float
    deviation: float
    method: str
    others: tuple[Any, ...] = ()

    @property
    def equilibria(self) -> tuple[Any, ...]:
        """All equilibria, this one first."""
        return (self, *self.others)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, one entry a field; None for what is infinite."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def __repr__(self) -> str:
        points = ", ".join(f"{party} {payoff:.6g}" for party, payoff in zip(self.parties, self.payoffs, strict=True))
        name = type(self).__name__
        lines = [f"{name}: payoffs {points}; probability of failure {self.failure:.6g}"]
        lines += [f"  {sentence}" for sentence in self.words]
        if self.others:
            lines.append(f"  {len(self.others)} other equilibri{'um' if len(self.others) == 1 else 'a'}: see .others")
        return "\n".join([*lines, f"  found by {self.method}; largest gain from deviating {self.deviation:.1e}"])


def plain(value: Any) -> Any:
    """`value` in plain JSON types: numbers as they are, infinite ones as None, anything unknown as its text.

    >>> plain({"when": (1, math.inf), "who": None})
    {'when': [1, None], 'who': None}
    """
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (str, bool, int)) else str(value)
