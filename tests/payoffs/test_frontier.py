"""What a frontier says of itself: how far it may miss, and which agreements stand behind a point."""

import numpy as np
import pytest

import bargain as bg

UP, DOWN = {"at": [0, 100], "is": [0, 100]}, {"at": [0, 100], "is": [100, 0]}
BENT = {"curve": "power", "exponent": 0.5}


def game(*views, issues=1):
    """Ranges from 0 to 100, the same for each of `issues`, with equal weights."""
    names = ["Ann", "Bob", "Cleo"][: len(views)]
    found = bg.BargainingGame("ranges", parties=names)
    for k in range(issues):
        worth = dict(zip(names, views, strict=True))
        found = found.with_issue(f"share {k}", range=(0, 100), weight=dict.fromkeys(names, 1), worth=worth)
    return found


@pytest.mark.parametrize(("samples", "step"), [(2, 100), (5, 25), (11, 10), (21, 5)])
@pytest.mark.parametrize("issues", [1, 2])
def test_the_resolution_is_the_longest_step_between_samples(samples, step, issues):
    """Each of two equal ranges has half the points, and together they can miss as much as one."""
    assert bg.pareto_frontier(game(UP, DOWN, UP, issues=issues), samples=samples).resolution == pytest.approx(step)


def test_steps_are_as_long_as_the_steepest_party_finds_them():
    steep = {"at": [0, 10, 100], "is": [0, 90, 100]}
    assert bg.pareto_frontier(game(UP, DOWN, steep), samples=11).resolution == pytest.approx(90)


@pytest.mark.parametrize("view", [UP, BENT, {"at": [0, 30, 100], "is": [0, 100, 20]}])
def test_one_party_alone_takes_its_best_number(view):
    found = bg.pareto_frontier(game(view))
    assert found.payoffs.tolist() == [[100.0]]
    assert found.resolution == 0.0


def test_straight_pieces_are_exact():
    assert bg.pareto_frontier(game(UP, DOWN)).resolution == 0.0


def test_a_curve_drawn_by_pieces_misses_by_no_more_than_it_says():
    """Both have the square root of their share, so payoffs x and y with x² + y² = 100² are the frontier."""
    found = bg.pareto_frontier(game(BENT, {**BENT, "rising": False}))
    assert 0 < found.resolution < 0.02
    middles = found.pieces.mean(axis=1)
    assert np.hypot(*found.payoffs.T) == pytest.approx(np.full(len(found), 100.0))
    assert (np.hypot(*middles.T) <= 100 + 1e-9).all()
    assert (np.hypot(*middles.T) >= 100 - found.resolution).all()
    assert found.pieces[1:, 0] == pytest.approx(found.pieces[:-1, 1], abs=1e-9)


def test_a_part_of_a_frontier_keeps_its_resolution_and_its_agreements():
    whole = bg.pareto_frontier(game(UP, DOWN, UP), samples=5)
    part = whole.select(whole.payoffs[:, 0] > 40)
    assert part.resolution == whole.resolution == 25
    assert part.payoffs.tolist() == [[50, 50, 50], [75, 25, 75], [100, 0, 100]]
    assert [part.agreement(k)["share 0"] for k in range(3)] == [50, 75, 100]
    assert part.pieces is None


@pytest.mark.parametrize("span", [False, True])
def test_no_more_agreements_than_asked_for(span):
    """Of 4 × 6 agreements that pay the same the first in file order."""
    found = game(UP, DOWN) if span else bg.BargainingGame("idle", parties=["Ann", "Bob"])
    for k, size in enumerate((4, 6)):
        found = found.with_issue(f"idle {k}", outcomes=list("abcdef"[:size]), indifferent=found.party_names)
    frontier = bg.pareto_frontier(found)
    assert len(frontier.agreements(0)) == 24
    listed = [(a["idle 0"], a["idle 1"]) for a in frontier.agreements(0, most=8)]
    assert listed == [*(("a", other) for other in "abcdef"), ("b", "a"), ("b", "b")]
    assert frontier.agreement(0) == frontier.agreements(0)[0]


def test_an_empty_frontier_has_no_agreement_to_ask_for():
    never = game(UP, DOWN).with_issue("dam", outcomes=["yes"], weight={"Ann": 1, "Bob": 1},
                                      worth={"Ann": [1], "Bob": [1]}, never={"Ann": ["yes"]})  # fmt: skip
    empty = bg.pareto_frontier(never)
    assert len(empty) == 0
    with pytest.raises(IndexError, match=r"the frontier has 0 points; there is no number 0"):
        empty.agreement(0)
