"""The door for payoff matrices: two tables of plain finite numbers of one shape, or one clear error."""

from __future__ import annotations

from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from bargain.errors import GameError

Array = np.ndarray[Any, np.dtype[np.float64]]

LARGEST = 1e150
"""Larger payoffs are refused: sums and differences of them would leave the numbers that a machine can hold."""

EXAMPLE = "for example [[3, 0], [5, 1]]"


def payoff_matrices(A: npt.ArrayLike, B: npt.ArrayLike) -> tuple[Array, Array]:
    """Both payoff tables as fresh float arrays, shape (rows, columns): A pays the row party, B the column party.

    Raises GameError, naming the argument, the value and the cure, for anything else than two tables of finite real
    numbers of the same shape with at least one row and one column.
    """
    first, second = _table("A", A), _table("B", B)
    if first.shape != second.shape:
        raise GameError(
            f"A has shape {first.shape} and B has shape {second.shape}; both list the same outcomes: one row for each "
            "strategy of the row party, one column for each of the column party"
        )
    return first, second


def _table(name: str, given: npt.ArrayLike) -> Array:
    if isinstance(given, np.ma.MaskedArray) and np.ma.is_masked(given):
        raise GameError(f"{name} has masked entries; fill them with payoffs, {name}.filled(…)")
    try:
        table = np.array(given)
    except ValueError:
        raise GameError(f"{name} has rows of unequal length; give every row the same number of payoffs") from None
    if table.ndim != 2:
        raise GameError(
            f"{name} has {table.ndim} dimension{'s' * (table.ndim != 1)}, value {_cut(given)}; give a table, a list "
            f"of rows, {EXAMPLE}"
        )
    if not table.size:
        raise GameError(f"{name} is empty, shape {table.shape}; give at least one row and one column, {EXAMPLE}")
    if table.dtype.kind not in "iuf":
        table = _plain(name, np.array(given, dtype=object))
    payoffs = table.astype(np.float64)
    for row, column in np.argwhere(~(np.abs(payoffs) <= LARGEST))[:1].tolist():
        value = float(payoffs[row, column])
        cure = f"divide all of {name} by one number" if np.isfinite(value) else "give a finite number"
        raise GameError(f"{name}[{row}][{column}] = {value!r}; {cure}")
    return payoffs


def _plain(name: str, table: np.ndarray[Any, Any]) -> Array:
    """A table of Python objects as floats: fractions and decimals are numbers; text, truth values, complex are not."""
    payoffs = np.zeros(table.shape)
    for (row, column), entry in np.ndenumerate(table):
        if isinstance(entry, (bool, np.bool_)) or not isinstance(entry, (Real, Decimal)):
            raise GameError(f"{name}[{row}][{column}] = {_cut(entry)} is no real number; give payoffs like 3 or 2.5")
        try:
            payoffs[row, column] = float(entry)
        except OverflowError:
            raise GameError(f"{name}[{row}][{column}] is too large; divide all of {name} by one number") from None
    return payoffs


def _cut(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
