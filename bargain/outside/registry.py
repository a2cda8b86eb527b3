"""The registry of outside options: kind → class, one file each (`war` holds `War`)."""

from typing import Any

from bargain.errors import GameError
from bargain.game.names import known
from bargain.game.protocol import OutsideOption
from bargain.registry import Registry


def class_name(kind: str) -> str:
    """The class that a module holds: its name in capitals."""
    return "".join(part.capitalize() for part in kind.split("_"))


OUTSIDE_OPTIONS: Registry[type[OutsideOption]] = Registry(
    "bargain.outside", "outside option", GameError, class_name, others=("base", "beliefs", "course")
)


def outside_option(document: dict[str, Any]) -> OutsideOption:
    """The outside option that a case file describes; `kind` says which model."""
    kind = document.get("kind")
    if kind is None:
        raise GameError(f"outside_option: 'kind' is missing; known: {', '.join(OUTSIDE_OPTIONS)}")
    known(kind, OUTSIDE_OPTIONS.names, "outside_option.kind", "outside option")
    rest = {key: value for key, value in document.items() if key != "kind"}
    return OUTSIDE_OPTIONS[kind].from_document(rest)
