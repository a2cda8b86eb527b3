"""What leaves the command line: text that is safe to print, JSON, and messages to standard error."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from typing import Any

import click

from bargain.words import printable


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"bargain: {printable(' '.join(message.split()))}", err=True)


def remark(message: str) -> None:
    """A line on standard error that is no complaint: a hint, or what was left out."""
    click.echo(printable(message), err=True)


def say(text: str = "") -> None:
    """One line of the result on standard output."""
    click.echo(printable(text))


def say_json(document: Any) -> None:
    """`document` as JSON on standard output; numbers that JSON does not have become null."""
    plain_ascii = not (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(finite(document), indent=2, ensure_ascii=plain_ascii, allow_nan=False))


def finite(document: Any) -> Any:
    """`document` with NaN and infinities as None.

    >>> finite({"gap": float("nan"), "payoffs": [1.0]})
    {'gap': None, 'payoffs': [1.0]}
    """
    if isinstance(document, Mapping):
        return {key: finite(value) for key, value in document.items()}
    if isinstance(document, (list, tuple)):
        return [finite(value) for value in document]
    return None if isinstance(document, float) and not math.isfinite(document) else document


def speak_any_name() -> None:
    """Let a terminal that lacks a letter show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
