"""How a call is written, with the types of its parameters and of what it returns."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any

WIDE = 88
"""Longer signatures have a line for each parameter, unless said otherwise."""

STARS: dict[object, str] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


def signature(name: str, held: Any, *, wide: float = WIDE) -> str:
    """The call of `name`, with types; one parameter a line where it is longer than `wide`."""
    told = inspect.signature(held if inspect.isclass(held) else inspect.unwrap(held))
    shown = list(_parameters(told))
    silent = inspect.isclass(held) or told.return_annotation is told.empty
    gives = "" if silent else f" -> {_type(told.return_annotation)}"
    line = f"{name}({', '.join(shown)}){gives}"
    return line if len(line) <= wide else "\n".join([f"{name}(", *(f"    {one}," for one in shown), f"){gives}"])


def _parameters(told: inspect.Signature) -> Iterator[str]:
    """Every parameter but `self` as it is written, with the bare / and * between kinds."""
    before = None
    for p in told.parameters.values():
        if p.name in ("self", "cls"):
            continue
        if before is p.POSITIONAL_ONLY and p.kind is not before:
            yield "/"
        if p.kind is p.KEYWORD_ONLY and before not in (p.KEYWORD_ONLY, p.VAR_POSITIONAL):
            yield "*"
        kind = "" if p.annotation is p.empty else f": {_type(p.annotation)}"
        default = "" if p.default is p.empty else f"{' = ' if kind else '='}{shortened(p.default)}"
        yield f"{STARS.get(p.kind, '')}{p.name}{kind}{default}"
        before = p.kind
    if before is inspect.Parameter.POSITIONAL_ONLY:
        yield "/"


def _type(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def shortened(default: Any) -> str:
    """A default as it is written; "…" where that would be long or tell an address in memory."""
    text = repr(default)
    return text if len(text) <= 30 and "<" not in text else "…"


def results_of(held: Any) -> list[type]:
    """The package's own classes that a function says it returns, in the order of its annotation."""
    function = inspect.unwrap(held)
    words = re.findall(r"\w+", _type(inspect.signature(function).return_annotation))
    found = (getattr(sys.modules[function.__module__], word, None) for word in words)
    return [one for one in dict.fromkeys(found) if inspect.isclass(one) and one.__module__.startswith("bargain.")]
