"""Problems given by their payoffs: what is wrong with them is said, and where."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.problem import BargainingProblem

PIE = [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("payoffs", "disagreement", "more", "words"),
    [
        ([["a", 0]], [0, 0], {}, r"payoffs: give a table of numbers, one row for each agreement"),
        (PIE, [0, "a"], {}, r"disagreement\[1\]: 'a' is not a number"),
        (PIE, [0, np.inf], {}, r"disagreement\[1\]: "),
        (PIE, [0, 0, 0], {}, r"payoffs: shape \(2, 2\) does not fit 3 parties; give one row for each agreement and one "
                             r"column for each party"),
        ([1, 2], [0, 0], {}, r"payoffs: shape \(2,\) does not fit 2 parties"),
        ([[]], [], {}, r"payoffs: shape \(1, 0\) does not fit 0 parties"),
        ([[1, np.nan]], [0, 0], {}, r"payoffs: holds a number that is not finite"),
        (PIE, [0, 0], {"parties": ["Ann"]}, r"payoffs: 1 parties and 2 labels do not fit shape \(2, 2\)"),
        (PIE, [0, 0], {"labels": ["one"]}, r"payoffs: 2 parties and 1 labels do not fit shape \(2, 2\)"),
        (PIE, [0, 0], {"power": [1, "b"]}, r"power\[1\]: 'b' is not a number"),
        (PIE, [0, 0], {"power": [1, 0]}, r"power: \[1.0, 0.0\]; give one number above 0 for each party"),
        (PIE, [0, 0], {"power": [1]}, r"power: \[1.0\]; give one number above 0 for each party"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_where(payoffs, disagreement, more, words):
    with pytest.raises(bg.GameError, match=f"^{words}"):
        BargainingProblem.from_payoffs(payoffs, disagreement, **more)
