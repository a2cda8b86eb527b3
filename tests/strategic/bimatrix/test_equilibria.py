"""Every extreme equilibrium of bimatrix games of seven kinds, against exact rational enumeration."""

from fractions import Fraction

import numpy as np
import pytest

import bargain as bg
from tests.strategic.bimatrix.exact_enumeration import exact_equilibria

THIRDS, TENTHS = 3, 10


def game(seed: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Payoffs of both, whole once multiplied by the number returned (0: as the floats say)."""
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 6, 2))
    draws = {
        0: (0, 4, 1, 0, 1),
        1: (-5, 6, 1, 0, 1),
        2: (0, 50, TENTHS, 0, 1),
        3: (0, 7, THIRDS, 0, 1),
        4: (0, 6, 1, 10**6, 1),
        5: (0, 6, 1, 0, 10**9),
    }
    if seed % 7 == 6:
        return rng.random(shape), rng.random(shape), 0
    low, high, parts, offset, unit = draws[seed % 7]
    one, two = (offset + unit * rng.integers(low, high, shape) / parts for _ in range(2))
    return one, two, parts


def exact(matrix: np.ndarray, parts: int) -> list[list[Fraction]]:
    """The fractions that the payoffs stand for."""
    if parts == 0:
        return [[Fraction(x) for x in row] for row in matrix.tolist()]
    return [[Fraction(round(x * parts), parts) for x in row] for row in matrix.tolist()]


def rounded(pairs) -> set[tuple[tuple[float, ...], tuple[float, ...]]]:
    return {(tuple(round(float(p), 7) for p in x), tuple(round(float(p), 7) for p in y)) for x, y in pairs}


@pytest.mark.parametrize("seed", range(500))
def test_none_missed_and_none_wrong(seed: int) -> None:
    one, two, parts = game(seed)
    wanted, degenerate = exact_equilibria(exact(one, parts), exact(two, parts))
    found = bg.equilibria(one, two)
    assert rounded((e.row, e.column) for e in found.equilibria) == rounded(wanted)
    assert len(found.equilibria) == len(wanted)
    assert found.degenerate == degenerate
    spread = max(np.ptp(one), np.ptp(two), 1e-300)
    for e in found.equilibria:
        row, column = np.array(e.row), np.array(e.column)
        gain = max((one @ column).max() - row @ one @ column, (row @ two).max() - row @ two @ column)
        assert gain <= 1e-9 * spread + 1e-9
        assert e.deviation <= 1e-9 * spread + 1e-9
