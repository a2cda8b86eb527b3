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

LONGEST, MOST = 80, 5000
"""Longer words, and more of them, are not compared: a hostile file must not make a message take minutes."""


def did_you_mean(word: str, known: Iterable[object], *, label: str = "known") -> str:
    """The cure of a misspelt word: the nearest known one, or else all of them.

    >>> did_you_mean("unti", ["unit", "range"])
    "did you mean 'unit'?"
    >>> did_you_mean("colour", ["unit", "range"])
    'known: range, unit'
    """
    names = sorted(str(name) for name in known)
    short = [name for name in names if len(name) <= LONGEST] if len(word) <= LONGEST else []
    if len(short) > MOST:
        short = sorted(short, key=lambda name: -_alike(name, word))[:MOST]
    near = get_close_matches(word, short, 1)
    if near:
        return f"did you mean {near[0]!r}?"
    cut = (name if len(name) <= LONGEST else f"{name[:LONGEST]}…" for name in names[:20])
    shown = ", ".join(cut) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return f"{label}: {shown}" if names else f"{label}: none"


def _alike(one: str, other: str) -> int:
    """How many characters the two words begin with alike."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class Registry(Mapping[str, T], Generic[T]):
    """Read-only mapping from the name of a module in `package` to the object of that name inside it.

    `attribute` turns a module's name into the name of the object inside it (by default the same).
    `error` is raised for an unknown name, with the nearest known one. `others`: modules of the folder, besides
    `registry`, that are no entries.
    """

    def __init__(
        self,
        package: str,
        what: str,
        error: type[BargainError],
        attribute: Callable[[str], str] = str,
        others: Iterable[str] = (),
    ) -> None:
        self._package, self._what, self._error, self._attribute = package, what, error, attribute
        self._others = {"registry", *others}
        self._found: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all entries, in alphabetical order; imports none of them."""
        if self._found is None:
            folder = import_module(self._package).__path__
            names = (m.name for m in iter_modules(folder) if not m.ispkg)  # folders hold parts, not entries
            self._found = tuple(sorted(name for name in names if name not in self._others))
        return self._found

    def __getitem__(self, name: str) -> T:
        if not isinstance(name, str):
            raise self._error(f"no {self._what} {name!r:.60}; known: {', '.join(self.names)}")
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
