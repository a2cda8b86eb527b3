"""Paths to numbers: `issues.recognition.Ukraine.weight` names one number of a case file.

Parts are joined by dots; a part with a dot in it stands in quotes; a list takes an index (`endings[0]` or
`endings.0`), the `name` of one of its tables (`endings.stalemate`) or, for worths, the outcome (`worth.deferred`).
"""

import re
from collections.abc import Iterable
from typing import Any

from bargain.errors import GameError
from bargain.game.quantity import Quantity, value_of
from bargain.registry import did_you_mean

PART = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|\[(\d+)\]|([^.\["']+))\s*(?:\.|(?=\[)|$)""")


def split(path: str) -> list[str]:
    """The parts of a path.

    >>> split('levers."US aid".levels')
    ['levers', 'US aid', 'levels']
    >>> split("outside_option.endings[0].probability")
    ['outside_option', 'endings', '0', 'probability']
    """
    parts, at = [], 0
    while at < len(path):
        match = PART.match(path, at)
        if match is None:
            raise GameError(f"path {path!r}: cannot be read at {path[at:]!r}; write parts joined by dots")
        parts.append(next(group for group in match.groups() if group is not None).strip())
        at = match.end()
    if not parts:
        raise GameError("path '': is empty; write a path such as issues.price.Ann.weight")
    return parts


def _key(branch: Any, part: str, names: Iterable[str] | None) -> Any:
    """The key of `branch` that `part` means; None when it means none."""
    if isinstance(branch, dict):
        return part if part in branch else None
    if isinstance(branch, list):
        labels = list(names) if names is not None else [b.get("name") if isinstance(b, dict) else None for b in branch]
        if part in labels:
            return labels.index(part)
        if part.isdecimal() and int(part) < len(branch):
            return int(part)
    return None


def _options(branch: Any, names: Iterable[str] | None) -> list[str]:
    if isinstance(branch, dict):
        return [str(key) for key in branch]
    if isinstance(branch, list):
        labels = list(names or [])
        return labels or [str(b.get("name", i)) if isinstance(b, dict) else str(i) for i, b in enumerate(branch)]
    return []


def locate(document: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The container and the key of the number at `path`, so that `container[key]` is that number.

    Raises GameError that offers the nearest name when the path names nothing, or something that is no number.
    """
    branch: Any = document
    container: Any = None
    key: Any = None
    outcomes: Iterable[str] | None = None
    gone: list[str] = []
    for part in split(path):
        if isinstance(branch, dict) and "outcomes" in branch:
            outcomes = branch["outcomes"]
        names = outcomes if gone and gone[-1] == "worth" else None
        found = _key(branch, part, names)
        if found is None:
            place = ".".join(gone) or "the case"
            cure = did_you_mean(part, _options(branch, names), label=f"{place} has")
            raise GameError(f"path {path!r}: names nothing at {part!r}; {cure}")
        container, key, branch = branch, found, branch[found]
        gone.append(part)
    if isinstance(branch, bool) or not isinstance(branch, (int, float, Quantity)):
        inside = [o for o in _options(branch, outcomes if gone[-1] == "worth" else None)][:8]
        cure = f"go on with one of: {', '.join(inside)}" if inside else "name a number"
        raise GameError(f"path {path!r}: is no number; {cure}")
    return container, key


def changed(old: Any, new: Any) -> Any:
    """What stands at a path after `new` is laid over `old`: a plain number keeps the old one's evidence."""
    if isinstance(old, Quantity) and isinstance(new, (int, float)) and not isinstance(new, bool):
        return old.with_value(value_of(new))
    return new
