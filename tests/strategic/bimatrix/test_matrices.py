"""Payoff matrices at the door: each mistake is refused with argument, value and cure."""

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import bargain as bg

GOOD = [[3, 0], [5, 1]]
REFUSED = {
    "one dimension": ([1, 2], r"^A has 1 dimension, value \[1, 2\]; give a table, a list of rows, for example"),
    "three dimensions": (np.zeros((2, 2, 2)), r"^A has 3 dimensions, value array[^;]*; give a table"),
    "a number": (3.0, r"^A has 0 dimensions, value 3\.0; give a table"),
    "none": (None, "^A has 0 dimensions, value None; give a table"),
    "ragged": ([[1, 2], [3]], "^A has rows of unequal length; give every row the same number"),
    "empty": ([[]], r"^A is empty, shape \(1, 0\); give at least one row"),
    "nan": ([[1, float("nan")], [0, 0]], r"^A\[0\]\[1\] = nan; give a finite number"),
    "infinite": ([[1, 0], [float("-inf"), 0]], r"^A\[1\]\[0\] = -inf; give a finite number"),
    "text": ([[1, "2"], [3, 4]], r"^A\[0\]\[1\] = '2' is no real number; give payoffs like"),
    "missing": ([[1, None], [3, 4]], r"^A\[0\]\[1\] = None is no real number"),
    "complex": ([[1, 2j], [3, 4]], r"^A\[0\]\[1\] = 2j is no real number"),
    "truth": ([[True, False], [True, True]], r"^A\[0\]\[0\] = True is no real number"),
    "huge": ([[1e200, 0], [0, 0]], r"^A\[0\]\[0\] = 1e\+200; divide all of A by one number"),
    "huge whole": ([[10**400, 0], [0, 0]], r"^A\[0\]\[0\] is too large; divide all of A by one number"),
    "masked": (np.ma.masked_equal([[1, 0], [5, 1]], 0), "^A has masked entries; fill them"),
    "shapes": ([[1, 2]], r"^A has shape \(1, 2\) and B has shape \(2, 2\); both list the same outcomes"),
}


@pytest.mark.parametrize("solve", [bg.equilibria, bg.threat_game, bg.threat_game_ntu])
@pytest.mark.parametrize("name", REFUSED)
def test_refused(solve, name):
    matrix, message = REFUSED[name]
    with pytest.raises(bg.GameError, match=message):
        solve(matrix, GOOD)
    if name != "shapes":
        with pytest.raises(bg.GameError, match=message.replace("A", "B")):
            solve(GOOD, matrix)


def test_any_real_numbers_are_payoffs():
    plain = bg.equilibria([[0.5, 0], [0, 1]], GOOD)
    assert bg.equilibria([[Fraction(1, 2), 0], [0, Decimal(1)]], np.array(GOOD, dtype=np.int8)) == plain


def test_the_callers_matrices_stay_as_they_are():
    A, B = np.array([[3.0, 0], [0, 2]]), np.array([[2.0, 0], [0, 3]])
    for solve in (bg.equilibria, bg.threat_game, bg.threat_game_ntu):
        solve(A, B)
    assert (A.tolist(), B.tolist()) == ([[3, 0], [0, 2]], [[2, 0], [0, 3]])


def test_one_module_alone_opens_the_door_to_nashpy():
    house = Path(bg.__file__).parent
    doors = [
        path.name
        for path in house.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(alias.name.startswith("nashpy") for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nashpy"))
    ]
    assert set(doors) == {"nashpy_door.py"}
