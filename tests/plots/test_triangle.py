"""Three parties as a triangle, by the data on the axes."""

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, road, texts, three
from tests.plots.looking import assert_readable

TOP = 3**0.5 / 2


def drawn(result, ax=None, **how):
    ax = bg.draw_triangle(ax or new_axes(), result, **how)
    assert_readable(ax.figure)
    return ax


def shares(ax):
    """Shares of the three parties at every mark, from its place: the height is the third's, and so on."""
    found = []
    for line in ax.lines:
        if line.get_marker() != "None":
            (x,), (y,) = line.get_data()
            third = float(y) / TOP
            second = float(x) - third / 2
            found.append([round(share, 5) for share in (1 - second - third, second, third)])
    return found


def test_a_mark_divides_the_triangle_as_the_gains_are_divided(ax):
    comparison = bg.compare(three(), ["utilitarian", "nash"], lotteries=True)
    assert drawn(comparison, ax) is ax
    held = {tuple(round(g / sum(s.gains.values()), 5) for g in s.gains.values()) for s in comparison}
    assert sorted(map(tuple, shares(ax))) == sorted(held)
    assert "shares in the sum of gains over disagreement, %" in texts(ax)
    assert [f"all to\n{party}" in texts(ax) for party in ("Ann", "Bob", "Cyd")] == [True] * 3


def test_a_known_split():
    """The one agreement that anybody gains by pays 60, 30 and 10."""
    game = bg.BargainingGame("known", parties=["Ann", "Bob", "Cyd"]).with_issue(
        "all", outcomes=["yes", "no"], weight=dict.fromkeys(("Ann", "Bob", "Cyd"), 1),
        worth={"Ann": [60, 0], "Bob": [30, 0], "Cyd": [10, 0]},
    )  # fmt: skip
    assert shares(drawn(bg.compare(game, ["nash"]))) == [[0.6, 0.3, 0.1]]


def test_corners_are_all_to_one():
    """A game in which only one player adds anything."""
    for place, player in enumerate("abc"):
        ax = drawn(bg.coalition(list("abc"), lambda s, player=player: float(player in s)))
        assert shares(ax) == [[float(k == place) for k in range(3)]]
        assert "Shapley value,\nnucleolus" in texts(ax) or "Shapley value, nucleolus" in texts(ax)


def test_the_glove_game():
    """Shapley (1953): 2/3, 1/6, 1/6; the core is all to the one left glove."""
    glove = bg.coalition(["left", "right", "other right"], lambda s: float("left" in s and len(s) > 1))
    ax = drawn(glove)
    assert shares(ax) == [[0.66667, 0.16667, 0.16667], [1, 0, 0]]
    assert texts(ax)[-2:] == ["Shapley value", "nucleolus"]
    assert "shares in what all are worth together, %\nthe nucleolus lies in the core" in texts(ax)


def test_an_empty_core():
    ax = drawn(bg.coalition([1, 2, 3], lambda s: float(len(s) > 1)))
    assert shares(ax) == [[0.33333, 0.33333, 0.33333]]
    assert any(text.endswith("the core is empty") for text in texts(ax))
    assert "all to\n2" in texts(ax)


def test_no_imputation_shows_the_prenucleolus():
    alone = {("a",): 10, ("b",): 10, ("c",): 10, ("a", "b"): 0, ("a", "c"): 0, ("b", "c"): 0, ("a", "b", "c"): 9}
    ax = drawn(bg.coalition(list("abc"), alone))
    assert any("prenucleolus" in text for text in texts(ax))


def test_costs_are_shared_like_gains():
    ax = drawn(bg.coalition(list("abc"), lambda s: -float(len(s)) * 2))
    assert shares(ax) == [[0.33333, 0.33333, 0.33333]]


def test_what_has_no_shares_is_named():
    nothing = drawn(bg.coalition(list("abc"), lambda s: 0.0))
    assert shares(nothing) == []
    assert any("Shapley value: nothing to share\nnucleolus: nothing to share" in text for text in texts(nothing))
    less = drawn(bg.coalition(list("abc"), lambda s: float("a" in s) - 0.5 * float("b" in s)))
    assert any("Shapley value: less than nothing for somebody" in text for text in texts(less))


def test_no_deal():
    game = three().with_outside_option(bg.Fixed({"Ann": 99, "Bob": 99, "Cyd": 99}))
    ax = drawn(bg.compare(game, ["nash"]))
    assert shares(ax) == []
    assert any(text.endswith("nash: no deal") for text in texts(ax))


def test_payoffs_in_place_of_gains():
    game = three().with_outside_option(bg.Fixed({"Ann": 10, "Bob": 0, "Cyd": 0}))
    comparison = bg.compare(game, ["nash"], lotteries=True)
    payoffs = np.array(list(comparison["nash"].payoffs.values()))
    ax = drawn(comparison, of="payoffs")
    assert shares(ax) == [pytest.approx((payoffs / payoffs.sum()).tolist(), abs=2e-5)]
    assert "shares in the sum of payoffs, %" in texts(ax)


def test_three_of_four_and_odd_names():
    comparison = bg.compare(bg.read("analyses/sanctions_threat/game.toml"), ["nash"])
    ax = drawn(comparison, parties=["Europe", "Russia", "Ukraine"])
    gains = np.array([comparison["nash"].gains[p] for p in ("Europe", "Russia", "Ukraine")])
    assert shares(ax) == [pytest.approx((gains / gains.sum()).tolist(), abs=2e-5)]
    odd = drawn(bg.compare(three((*ODD, "Cyd")), ["nash"], lotteries=True))
    assert any("\\$x^2\\$" in text for text in texts(odd))


@pytest.mark.parametrize(
    ("result", "how", "message"),
    [
        (lambda: bg.compare(road(), ["nash"]), {}, "parties: there are 2; this picture needs 3"),
        (lambda: bg.compare(three(), ["nash"]), {"of": "gain"}, 'of: \'gain\' is neither "gains" nor "payoffs"'),
        (lambda: bg.coalition("abc", len), {"parties": ["a", "b"]}, "parties: 2 names; this picture shows 3 parties"),
    ],
)
def test_what_is_no_triangle_is_refused(result, how, message):
    with pytest.raises(bg.GameError) as caught:
        bg.draw_triangle(new_axes(), result() if how.get("parties") is None else bg.coalition(list("abc"), len), **how)
    assert str(caught.value) == message
