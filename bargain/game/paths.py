"""Paths to numbers: `issues.recognition.Ukraine.weight` names one number of a case file.

Parts are joined by dots; a part with a dot or a quote in it stands in double quotes, where `\\"` and `\\\\` stand for
a quote and a backslash, or in single quotes, where all is literal; a list takes an index (`endings[0]` or
`endings.0`), the `name` of one of its tables (`endings.stalemate`) or, for worths, the outcome (`worth.deferred`).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import Quantity, finite
from bargain.registry import did_you_mean

PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|\[(\d+)\]|([^.\["']+))\s*(?:\.(?=.)|(?=\[)|\Z)""", re.DOTALL)
BARE = re.compile(r"[\w-]+")


def split(path: str) -> list[str]:
    """The parts of a path.

    >>> split('levers."US aid".levels')
    ['levers', 'US aid', 'levels']
    >>> split("outside_option.endings[0].probability")
    ['outside_option', 'endings', '0', 'probability']
    """
    if not isinstance(path, str):
        raise GameError(f"path: {shown(path)} is not a text; write a path such as issues.price.Ann.weight")
    parts, at = [], 0
    while at < len(path):
        match = PART.match(path, at)
        if match is None:
            raise GameError(
                f"path {shown(path)}: cannot be read at {shown(path[at:])}; "
                f"join parts by dots and put a part with a dot or a quote in double quotes"
            )
        double, single, index, bare = match.groups()
        if double is not None:
            parts.append(re.sub(r"\\(.)", r"\1", double, flags=re.DOTALL))
        else:
            parts.append(bare.strip() if bare is not None else index if index is not None else single)
        at = match.end()
    if not parts:
        raise GameError("path '': is empty; write a path such as issues.price.Ann.weight")
    return parts


def join(parts: Iterable[str]) -> str:
    """The path with these parts; `split` undoes it.

    >>> join(["levers", "US aid", "levels"])
    'levers."US aid".levels'
    """
    return ".".join(part if BARE.fullmatch(part) else _quoted(part) for part in parts)


def _quoted(part: str) -> str:
    return '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(branch: Any, part: str, names: Iterable[str] | None, positions: dict[int, dict[Any, int]]) -> Any:
    """The key of `branch` that `part` means; None when it means none."""
    if isinstance(branch, dict):
        return part if part in branch else None
    if isinstance(branch, list):
        if id(branch) not in positions:
            labels = names if names is not None else [b.get("name") if isinstance(b, dict) else None for b in branch]
            positions[id(branch)] = {}
            for i, label in enumerate(labels):
                positions[id(branch)].setdefault(label, i)
        if part in positions[id(branch)]:
            return positions[id(branch)][part]
        if part.isdecimal() and len(part) < 20 and int(part) < len(branch):
            return int(part)
    return None


def _options(branch: Any, names: Iterable[str] | None) -> list[str]:
    if isinstance(branch, dict):
        return [str(key) for key in branch]
    if isinstance(branch, list):
        labels = list(names or [])
        return labels or [str(b.get("name", i)) if isinstance(b, dict) else str(i) for i, b in enumerate(branch)]
    return []


def locate(document: dict[str, Any], path: str, positions: dict[int, dict[Any, int]] | None = None) -> tuple[Any, Any]:
    """The container and the key of the number at `path`, so that `container[key]` is that number.

    `positions`: an empty dict to share among calls on one document, so that each list's labels are read once.
    Raises GameError that offers the nearest name when the path names nothing, or something that is no number.
    """
    branch: Any = document
    container: Any = None
    key: Any = None
    outcomes: Iterable[str] | None = None
    gone: list[str] = []
    positions = {} if positions is None else positions
    for part in split(path):
        if isinstance(branch, dict) and "outcomes" in branch:
            outcomes = branch["outcomes"]
        names = outcomes if gone and gone[-1] == "worth" else None
        found = _key(branch, part, names, positions)
        if found is None:
            place = ".".join(gone) or "the case"
            cure = did_you_mean(part, _options(branch, names), label=f"{place} has")
            raise GameError(f"path {shown(path)}: names nothing at {shown(part)}; {cure}")
        container, key, branch = branch, found, branch[found]
        gone.append(part)
    if isinstance(branch, bool) or not isinstance(branch, (int, float, Quantity)):
        inside = _options(branch, outcomes if gone[-1] == "worth" else None)[:8]
        cure = f"go on with one of: {', '.join(inside)}" if inside else "name a number"
        raise GameError(f"path {shown(path)}: is no number; {cure}")
    return container, key


def changed(old: Any, new: Any) -> Any:
    """What stands at a path after `new` is laid over `old`: a plain number keeps the old one's evidence."""
    if isinstance(old, Quantity) and not isinstance(new, (Quantity, Mapping)):
        return old.with_value(finite(new, "value"))
    return new
