"""When something holds of an agreement: named issues settled in named outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, shown


@dataclass(frozen=True, slots=True)
class Beyond:
    """A number past a bound of a range: `side` is "below" or "above", `bound` in the unit of the range."""

    side: str
    bound: float

    def __str__(self) -> str:
        return f"{self.side} {self.bound:g}"


Condition = FrozenDict[str, tuple[str, ...] | Beyond]
"""Issue → outcomes (or a bound): holds for an agreement that settles every named issue so."""


def holds(condition: Condition, agreement: Mapping[str, Any]) -> bool:
    """Whether `agreement` (issue → outcome) settles every issue of `condition` as it says."""
    return all(_meets(settled, agreement[issue]) for issue, settled in condition.items())


def _meets(settled: tuple[str, ...] | Beyond, outcome: Any) -> bool:
    if isinstance(settled, Beyond):
        return bool(outcome < settled.bound if settled.side == "below" else outcome > settled.bound)
    return outcome in settled


def in_words(condition: Condition) -> str:
    """The condition as text, the same in every table."""
    return " with ".join(
        f"{issue} {settled}" if isinstance(settled, Beyond) else f"{issue} = {' or '.join(settled)}"
        for issue, settled in condition.items()
    )


def condition(given: Any, where: str) -> Condition:
    """`given` as a condition: a mapping from issues to lists of outcomes (or one outcome)."""
    if not isinstance(given, Mapping) or not given:
        raise GameError(f'{where}: {shown(given)} names no issue; write {{issue = ["outcome", …]}}')
    found: dict[str, tuple[str, ...] | Beyond] = {}
    for issue, outcomes in given.items():
        if isinstance(outcomes, Beyond):
            found[issue] = outcomes
            continue
        listed = (outcomes,) if isinstance(outcomes, str) else outcomes
        found[issue] = distinct(listed, f"{where}.{issue}", "outcome")
        if not found[issue]:
            raise GameError(f"{where}.{issue}: the list is empty; name at least one outcome")
    return FrozenDict(found)
