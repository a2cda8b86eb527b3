"""A dictionary that cannot change: hashable, picklable, and equal to a plain one."""

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """Read-only dictionary; keeps the order in which it was filled.

    >>> prices = FrozenDict({"Ann": 3.0})
    >>> prices["Ann"], prices == {"Ann": 3.0}
    (3.0, True)
    >>> prices["Bob"] = 1.0
    Traceback (most recent call last):
    TypeError: this mapping is read-only
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this mapping is read-only")

    __setitem__ = __delitem__ = pop = popitem = setdefault = update = clear = _refuse
    __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type["FrozenDict[K, V]"], tuple[dict[K, V]]]:
        return (type(self), (dict(self),))

    def with_items(self, changes: Mapping[K, V]) -> "FrozenDict[K, V]":
        """A new mapping with `changes` laid over this one."""
        return FrozenDict({**self, **changes})

    def without(self, *keys: K) -> "FrozenDict[K, V]":
        """A new mapping that lacks `keys`."""
        return FrozenDict({key: value for key, value in self.items() if key not in keys})


EMPTY: FrozenDict[Any, Any] = FrozenDict()
"""The default of every mapping field."""
