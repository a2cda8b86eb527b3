"""Two-party frontiers with ranges: the part above a floor, the ends that are corners, the agreement behind a point."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.chain import Chain
from bargain.payoffs.factors import CurveFactor
from bargain.payoffs.pieces import Pieces, build_pieces, chord_error, drawn_curve
from bargain.payoffs.problem import BargainingProblem


def game(seed: int) -> bg.BargainingGame:
    """Two choices and two ranges with a bend each, with random worths; whole numbers for every second seed."""
    rng = np.random.default_rng(seed)

    def worth(size: int) -> list[float]:
        return (rng.integers(0, 11, size) * 10.0 if seed % 2 else rng.random(size) * 100).tolist()

    def weight() -> dict[str, float]:
        return {"Ann": float(rng.integers(1, 4)), "Bob": float(rng.integers(1, 4))}

    found = bg.BargainingGame("pieces", parties=["Ann", "Bob"])
    for k in range(2):
        found = found.with_issue(
            f"choice {k}", outcomes=["a", "b", "c"], weight=weight(), worth={"Ann": worth(3), "Bob": worth(3)}
        ).with_issue(
            f"range {k}",
            range=(2, 10),
            weight=weight(),
            worth={p: {"at": [2, 5 + k, 10], "is": worth(3)} for p in ("Ann", "Bob")},
        )
    return found


def point(chain: Chain, piece: int, share: float) -> np.ndarray:
    left, right = np.array([chain.x0[piece], chain.y0[piece]]), np.array([chain.x1[piece], chain.y1[piece]])
    return left + share * (right - left)


@pytest.mark.parametrize("seed", range(24))
def test_every_point_is_paid_by_the_agreement_behind_it(seed: int) -> None:
    whole = game(seed)
    pieces = build_pieces(BargainingProblem.from_game(whole))
    for piece in range(len(pieces.final)):
        for share in (0.0, 0.3, 1.0):
            wanted = point(pieces.final, piece, share)
            found = pieces.agreements(piece, share, 5)
            assert 1 <= len(found) <= 5
            for agreement in found:
                assert [*whole.payoffs(agreement).values()] == pytest.approx(wanted.tolist(), abs=1e-9)


@pytest.mark.parametrize("seed", range(24))
def test_what_is_above_a_floor_is_what_both_reach(seed: int) -> None:
    pieces = build_pieces(BargainingProblem.from_game(game(seed)))
    rng = np.random.default_rng(seed)
    c = pieces.final
    shares = np.linspace(0.0, 1.0, 41)
    drawn = np.concatenate([[point(c, k, s) for s in shares] for k in range(len(c))])
    low, high = drawn.min(axis=0), drawn.max(axis=0)
    for floor in (*(low + rng.random((8, 2)) * (high - low)), low, high, low - 1, high + 1):
        cut = pieces.above(floor).final
        ends = np.array([*zip(cut.x0, cut.y0, strict=True), *zip(cut.x1, cut.y1, strict=True)]).reshape(-1, 2)
        assert (ends >= floor - 1e-8).all()
        for here in drawn:
            near = [np.abs(_nearest(cut, k, here) - here).max() <= 1e-7 for k in range(len(cut))]
            if (here >= floor + 1e-8).all():
                assert any(near), "a point that both accept is lost"
            if (here < floor - 1e-7).any():
                assert not any(near)


def _nearest(chain: Chain, piece: int, here: np.ndarray) -> np.ndarray:
    """The point of a piece that is nearest to `here`."""
    left, right = point(chain, piece, 0.0), point(chain, piece, 1.0)
    length = float((right - left) @ (right - left))
    share = float((here - left) @ (right - left)) / length if length else 0.0
    return left + min(max(share, 0.0), 1.0) * (right - left)


def falling(*pieces: tuple[float, float, float, float]) -> Pieces:
    x0, y0, x1, y1 = np.array(pieces, dtype=float).T
    rows, none = np.arange(len(pieces)), np.zeros(len(pieces))
    chain = Chain(x0, y0, x1, y1, rows, rows, none, none, none, none + 1)
    return Pieces(None, (), (), chain, 0.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([(0, 9, 1, 8), (1, 8, 2, 5)], [(0, 9), (1, 8), (2, 5)]),
        ([(0, 9, 1, 8), (1, 6, 2, 5)], [(0, 9), (1, 8), (2, 5)]),  # the left end of the second lies below (1, 8)
        ([(0, 9, 1, 8), (3, 6, 4, 5)], [(0, 9), (1, 8), (3, 6), (4, 5)]),
        ([(0, 9, 0, 9), (3, 9, 4, 5)], [(3, 9), (4, 5)]),  # the first is as high as what lies to its right
        ([(0, 9, 0, 9)], [(0, 9)]),
    ],
    ids=["a bend", "a jump down", "a gap", "a level step", "one point"],
)
def test_corners(pieces: list[tuple[float, ...]], wanted: list[tuple[float, float]]) -> None:
    found = falling(*pieces)  # type: ignore[arg-type]
    ends, piece, share = found.corners()
    assert [tuple(row) for row in ends.tolist()] == wanted
    for row, k, s in zip(ends, piece.tolist(), share.tolist(), strict=True):
        assert point(found.final, k, s).tolist() == row.tolist()


def test_segments_are_the_pieces_with_a_length() -> None:
    assert falling((0, 9, 0, 9), (1, 8, 2, 5)).segments().tolist() == [[[1, 8], [2, 5]]]


@pytest.mark.parametrize("floor", [(1.0, 7.0), (0.0, 0.0), (1.5, 6.0), (2.5, 0.0), (0.0, 9.5)])
def test_points_and_pieces_above_a_floor(floor: tuple[float, float]) -> None:
    """A point is kept whole or not at all; a piece is cut where a party reaches its floor."""
    found = falling((0, 9, 0, 9), (1, 8, 2, 5)).above(np.array(floor)).final
    wanted = {
        (1.0, 7.0): [(1, 8, 4 / 3, 7)],
        (0.0, 0.0): [(0, 9, 0, 9), (1, 8, 2, 5)],
        (1.5, 6.0): [(1.5, 6.5, 5 / 3, 6)],
        (2.5, 0.0): [],
        (0.0, 9.5): [],
    }[floor]
    ends = list(zip(found.x0, found.y0, found.x1, found.y1, strict=True))
    assert len(ends) == len(wanted)
    for one, other in zip(ends, wanted, strict=True):
        assert one == pytest.approx(other)


def curve(exponent: float) -> CurveFactor:
    made = bg.BargainingGame("curve", parties=["Ann"]).with_issue(
        "share", range=(0, 4), weight={"Ann": 1}, worth={"Ann": {"curve": "power", "exponent": exponent}}
    )
    (factor,) = BargainingProblem.from_game(made).factors
    assert isinstance(factor, CurveFactor)
    return factor


def test_how_far_a_chord_misses() -> None:
    """The square root of the share: over [0, 1] the chord misses by s½ − s, most by a quarter, at s = 0.25."""
    assert chord_error(curve(0.5)) == pytest.approx(25.0)
    assert chord_error(curve(0.5).with_knots(np.array([1.0]))) == pytest.approx(12.5)  # from 0 to 50, from 50 to 100
    # share² misses most at the middle of a chord, by a quarter of the square of its length
    assert chord_error(curve(2.0)) == pytest.approx(25.0)
    assert chord_error(curve(2.0).with_knots(np.array([3.0]))) == pytest.approx(100 * 0.75**2 / 4)


def test_a_curve_is_drawn_closely_at_both_ends() -> None:
    drawn, miss = drawn_curve(curve(0.5))
    assert len(drawn.knots) == 129
    assert (drawn.knots[0], drawn.knots[-1]) == (0.0, 4.0)
    assert drawn.knots + drawn.knots[::-1] == pytest.approx(np.full(129, 4.0))
    gaps = np.diff(drawn.knots)
    assert (np.diff(gaps[:64]) > 0).all()
    assert gaps[0] < 1e-6
    assert miss == pytest.approx(chord_error(drawn))
    assert miss < 0.02
