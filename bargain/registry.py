"""Registries that fill themselves: one file in a folder is one entry, named as the file.

Adding a concept, an outside option, an axiom or a strategic game touches one place, the new file. Entries are
imported when they are first asked for, so a registry of fifty costs nothing until one is used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

from bargain.errors import BargainError

T = TypeVar("T")


def did_you_mean(word: str, known: Iterable[object], *, label: str = "known") -> str:
    """The cure of a misspelt word: the nearest known one, or else all of them.

    >>> did_you_mean("unti", ["unit", "range"])
    "did you mean 'unit'?"
    >>> did_you_mean("colour", ["unit", "range"])
    'known: range, unit'
    """
    names = sorted(str(name) for name in known)
    near = get_close_matches(word, names, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    shown = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return f"{label}: {shown}" if names else f"{label}: none"


class Registry(Mapping[str, T], Generic[T]):
    """Read-only mapping from the name of a module in `package` to the object of that name inside it.

    `attribute` turns a module's name into the name of the object inside it (by default the same).
    `error` is raised for an unknown name, with the nearest known one.
    """

    def __init__(self, package: str, what: str, error: type[BargainError], attribute: Callable[[str], str] = str) -> None:
        self._package, self._what, self._error, self._attribute = package, what, error, attribute
        self._found: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all entries, in alphabetical order; imports none of them."""
        if self._found is None:
            folder = import_module(self._package).__path__
            self._found = tuple(sorted(m.name for m in iter_modules(folder) if not m.name.startswith("_")))
        return self._found

    def __getitem__(self, name: str) -> T:
        if name not in self.names:
            raise self._error(f"no {self._what} {name!r}; {did_you_mean(name, self.names)}")
        module = import_module(f"{self._package}.{name}")
        entry: T = getattr(module, self._attribute(name))
        return entry

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
