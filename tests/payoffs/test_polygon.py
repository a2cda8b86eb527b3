"""The hull of two parties' lotteries: where R begins and ends on it, and points at shares of it, by hand."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.criteria import Leximin, NashProduct, WeightedSum
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region

CORNERS = [(0.0, 10.0), (4.0, 9.0), (8.0, 5.0), (9.0, 0.0)]
"""Edges of slope −1/4, −1 and −5."""


def region(disagreement, corners=CORNERS) -> PolygonRegion:
    found = rational_region(BargainingProblem.from_payoffs(corners, disagreement, lotteries=True))
    assert isinstance(found, PolygonRegion)
    return found


@pytest.mark.parametrize(
    ("disagreement", "frontier"),
    [
        ((-1, -1), CORNERS),
        ((0, 0), CORNERS),
        ((2, 2.5), [(2, 9.5), (4, 9), (8, 5), (8.5, 2.5)]),
        ((4, 5), [(4, 9), (8, 5)]),
        ((5, 6), [(5, 8), (7, 6)]),
        ((6, 7), [(6, 7)]),
        ((8.5, 0), [(8.5, 2.5), (9, 0)]),
        ((0, 9.5), [(0, 10), (2, 9.5)]),
    ],
)
def test_where_it_begins_and_ends(disagreement, frontier):
    found = region(disagreement)
    assert found.exists
    assert found.frontier == pytest.approx(np.array(frontier, dtype=float))
    ends = np.array(frontier, dtype=float)
    assert found.ideal == pytest.approx(np.maximum(ends.max(axis=0), disagreement))


@pytest.mark.parametrize("disagreement", [(6.1, 7), (9.1, -1), (-1, 10.1), (4.1, 9), (8, 5.1)])
def test_nothing_is_left(disagreement):
    assert not region(disagreement).exists


@pytest.mark.parametrize(
    ("disagreement", "exists"), [((1, 2), True), ((2, 3), True), ((2.1, 0), False), ((0, 3.1), False)]
)
def test_a_single_corner(disagreement, exists):
    found = region(disagreement, [(2.0, 3.0)])
    assert found.exists == exists
    if exists:
        assert found.locate(np.array([2.0, 3.0])) == (0, 0.0)
        assert found.maximise(WeightedSum(np.array([0.5, 0.5]))).lottery == ((1.0, {"agreement": "0"}),)


def chances(optimum) -> dict[str, float]:
    return {agreement["agreement"]: chance for chance, agreement in optimum.lottery}


@pytest.mark.parametrize("point", [(0, 10), (1, 9.75), (4, 9), (5, 8), (7.9, 5.1), (8, 5), (8.5, 2.5), (9, 0)])
def test_the_lottery_at_a_point(point):
    found = region((0, 0)).toward(np.array(point, dtype=float))
    assert found.payoffs == pytest.approx(np.array(point, dtype=float))
    total = sum(np.array(CORNERS[int(k)]) * chance for k, chance in chances(found).items())
    assert total == pytest.approx(np.array(point, dtype=float))
    assert len(found.lottery) == (1 if point in CORNERS else 2)


@pytest.mark.parametrize(
    ("before", "after", "point"),
    [
        (0.0, 0.0, (6, 7)),  # of lengths 1, 4 and 1 the half is 3: half way along the second edge
        (4.0, 0.0, (4, 9)),  # (4 + 6) / 2 − 4 = 1
        (0.0, 4.0, (8, 5)),
        (5.0, 0.0, (2, 9.5)),
        (6.0, 0.0, (0, 10)),
        (9.0, 0.0, (0, 10)),
        (0.0, 6.0, (9, 0)),
        (0.0, 9.0, (9, 0)),
        (0.0, 5.0, (8.5, 2.5)),
    ],
)
def test_half_way_along(before, after, point):
    found = region((0, 0)).part_way(np.array([1.0, 4.0, 1.0]), before=before, after=after)
    assert found.payoffs == pytest.approx(np.array(point, dtype=float))


@pytest.mark.parametrize(
    ("criterion", "point"),
    [
        (NashProduct(np.array([0.5, 0.5])), (6.5, 6.5)),
        (Leximin(np.ones(2)), (6.5, 6.5)),
        (Leximin(np.array([4.0, 9.0])), (4, 9)),
        (WeightedSum(np.array([0.5, 0.5])), (6.5, 6.5)),  # the whole edge is level: the smallest gain decides
        (WeightedSum(np.array([0.1, 0.9])), (0, 10)),
        (WeightedSum(np.array([0.3, 0.7])), (4, 9)),
        (WeightedSum(np.array([0.9, 0.1])), (9, 0)),
    ],
)
def test_peaks(criterion, point):
    assert region((0, 0)).maximise(criterion).payoffs == pytest.approx(np.array(point, dtype=float), abs=1e-7)


def circle(disagreement) -> BargainingProblem:
    """A range of which each has the square root of its share: x² + y² = 100² is the frontier."""
    game = bg.BargainingGame("circle", parties=["Ann", "Bob"]).with_issue(
        "share", range=(0, 1), weight={"Ann": 1, "Bob": 1},
        worth={"Ann": {"curve": "power", "exponent": 0.5}, "Bob": {"curve": "power", "exponent": 0.5, "rising": False}},
    )  # fmt: skip
    outside = bg.Fixed(dict(zip(("Ann", "Bob"), disagreement, strict=True)))
    return BargainingProblem.from_game(game.with_outside_option(outside), lotteries=True)


@pytest.mark.parametrize("disagreement", [(0, 0), (10, 30), (37, 59.3), (70, 70), (0, 99.9)])
def test_both_ends_of_a_bent_boundary_are_where_they_should_be(disagreement):
    found = rational_region(circle(disagreement))
    assert isinstance(found, PolygonRegion)
    ends = [(d, np.sqrt(1e4 - d * d)) for d in disagreement]
    assert found.frontier[0] == pytest.approx(np.array(ends[0]), abs=1e-6)
    assert found.frontier[-1] == pytest.approx(np.array(ends[1][::-1]), abs=1e-6)
    assert found.ideal == pytest.approx(np.array([ends[1][1], ends[0][1]]), abs=1e-6)


def test_a_bent_boundary_without_room():
    assert not rational_region(circle((71, 71))).exists


def test_it_is_drawn_finely_where_asked_and_only_if_it_is_bent():
    problem = circle((10, 30))
    fine = fine_polygon(problem, rational_region)
    assert isinstance(fine, PolygonRegion)
    middles = (fine.frontier[1:] + fine.frontier[:-1]) / 2
    assert np.hypot(*middles.T) == pytest.approx(np.full(len(middles), 100.0), abs=0.01)
    straight = BargainingProblem.from_payoffs(CORNERS, (0, 0), lotteries=True)
    assert len(fine_polygon(straight, rational_region).corners) == 4
