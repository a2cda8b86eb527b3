"""The canonical form itself: what a group of tied choices becomes, row by row, and when it is too large."""

from itertools import product

import numpy as np
import pytest

import bargain as bg
from bargain.errors import TooLargeError
from bargain.payoffs.factors import TableFactor, factors_of


def tied(issues: int, outcomes: int) -> bg.BargainingGame:
    """`issues` choices that one joint red line of the first party ties together: not the first outcome everywhere."""
    game = bg.BargainingGame("tied", parties=["Ann", "Bob"])
    for i in range(issues):
        game = game.with_issue(
            f"issue {i}",
            outcomes=[f"outcome {j}" for j in range(outcomes)],
            weight={"Ann": i + 1, "Bob": 1},
            worth={"Ann": [j / 2 for j in range(outcomes)], "Bob": [90 - j / 4 for j in range(outcomes)]},
        )
    return game.with_red_line("Ann", {f"issue {i}": "outcome 0" for i in range(issues)})


def test_the_rows_of_a_group_are_all_combinations_the_last_issue_turning_fastest() -> None:
    game = tied(3, 4)
    (factor,) = factors_of(game)
    assert isinstance(factor, TableFactor)
    wanted = list(product(range(4), repeat=3))[1:]  # the first combination is never agreed
    assert factor.choices.tolist() == [list(w) for w in wanted]
    assert factor.choices.dtype == np.int64
    for row, at in enumerate(wanted):
        agreement = {f"issue {i}": f"outcome {j}" for i, j in enumerate(at)}
        assert factor.settle(row) == agreement
        assert factor.points[row].tolist() == pytest.approx([*game.payoffs(agreement).values()], abs=1e-12)


def test_issues_of_one_outcome_may_be_tied_in_any_number() -> None:
    (factor,) = factors_of(tied(80, 1))
    assert isinstance(factor, TableFactor)
    assert factor.choices.shape == (0, 80)


@pytest.mark.parametrize(
    "issues, said",
    [
        (22, "22 issues ('issue 0', 'issue 1', 'issue 2', …) are tied by linkages or joint red lines into 4e+6"),
        (1100, "1100 issues ('issue 0', 'issue 1', 'issue 2', …) are tied by linkages or joint red lines into 1e+331"),
    ],
)
def test_a_group_that_would_not_fit_is_refused_with_its_size(issues: int, said: str) -> None:
    game = tied(issues, 2)
    with pytest.raises(TooLargeError) as error:
        bg.pareto_frontier(game)
    assert str(error.value) == f"{said} combinations; at most 2e+6 fit: untie some of them"


def test_three_tied_issues_are_all_named() -> None:
    with pytest.raises(TooLargeError, match=r"^3 issues \('issue 0', 'issue 1', 'issue 2'\) are tied"):
        factors_of(tied(3, 130))
