"""Random bargaining problems: tables of payoffs with lotteries, and games of issues to share out."""

import numpy as np
from hypothesis import strategies as st

import bargain as bg

SMALL = st.integers(0, 4).map(float)
"""Few values, so that ties, equal agreements, collinear points and zero surpluses are common."""

WHOLE = st.integers(0, 100).map(float)
DECIMAL = st.integers(0, 10**6).map(lambda k: k / 10**4)
THIRD = st.integers(0, 700).map(lambda k: k / 7)
"""Not short in decimals or in bits."""


@st.composite
def tables(draw, parties: int):
    """Payoffs, shape (m, n), points; some rows lie between two others, some repeat one."""
    number = draw(st.sampled_from([SMALL, SMALL, WHOLE, DECIMAL, THIRD]))
    row = st.lists(number, min_size=parties, max_size=parties)
    rows = [np.array(r) for r in draw(st.lists(row, min_size=1, max_size=5))]
    for share in draw(st.lists(st.sampled_from([0.0, 0.25, 0.5]), max_size=2)):
        rows.append(rows[0] + share * (rows[-1] - rows[0]))
    return np.array(rows)


@st.composite
def problems(draw, parties: int):
    """Problems with lotteries: disagreement below all agreements, among them, on one, between two, or out of reach."""
    table = draw(tables(parties))
    where = draw(st.sampled_from(["below", "below", "mixed", "on one", "between", "above"]))
    if where == "below":
        d = table.min(axis=0) - draw(st.sampled_from([0.0, 1.0, 50.0]))
    elif where == "mixed":
        shares = draw(st.lists(st.sampled_from([0.0, 0.25, 0.5]), min_size=parties, max_size=parties))
        d = table.min(axis=0) + np.array(shares) * np.ptp(table, axis=0)
    elif where == "on one":
        d = table[draw(st.integers(0, len(table) - 1))]
    elif where == "between":
        d = (table[0] + table[-1]) / 2
    else:
        d = table.max(axis=0) + 1.0
    return bg.BargainingProblem.from_payoffs(table, d.tolist(), lotteries=True)


@st.composite
def plain_problems(draw, parties: int):
    """Problems with lotteries in general position: no ties, whatever is measured."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    table = rng.uniform(0, 100, (draw(st.integers(1, 6)), parties))
    d = table.min(axis=0) + draw(st.sampled_from([-1.0, 0.0, 0.3])) * rng.uniform(0, 100, parties)
    return bg.BargainingProblem.from_payoffs(table, d.tolist(), lotteries=True)


@st.composite
def shared_out(draw):
    """Games of two parties with one to four issues, each divided by share, in either direction."""
    game = bg.BargainingGame("shares", parties=["Ann", "Bob"])
    for k in range(draw(st.integers(1, 4))):
        rising = draw(st.booleans())
        weights = draw(st.tuples(st.integers(1, 20), st.integers(1, 20)))
        up, down = {"at": [0, 10], "is": [0, 100]}, {"at": [0, 10], "is": [100, 0]}
        game = game.with_issue(
            f"issue {k}", range=(0, 10), unit="parts", weight=dict(zip(("Ann", "Bob"), weights, strict=True)),
            worth={"Ann": up if rising else down, "Bob": down if rising else up},
        )  # fmt: skip
    d = draw(st.tuples(st.integers(-10, 60), st.integers(-10, 60)))
    game = game.with_outside_option(bg.Fixed(dict(zip(("Ann", "Bob"), d, strict=True))))
    return bg.BargainingProblem.from_game(game)
