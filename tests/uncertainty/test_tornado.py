"""The tornado against numbers laid over the game one by one."""

import json

import numpy as np
import pytest

import bargain as bg
from bargain.game.numbers import numbers
from bargain.uncertainty.sensitivity import evaluating
from tests.uncertainty.games import RANGES, disputed
from tests.uncertainty.sensitive import ranked, road, straight_pie, uncertain


def test_every_bar_is_the_game_with_that_value():
    game = disputed(lambda path: bg.Quantity(RANGES[path][0], *RANGES[path][1:], "assumed"))
    found = bg.tornado(game, "nash.gains.Bob")
    assert {bar.path for bar in found} == set(RANGES)
    base = bg.nash(game).gains["Bob"]
    assert found.written == pytest.approx(base, abs=1e-9)
    for bar in found:
        _, low, high = RANGES[bar.path]
        there = [bg.nash(game.with_value(bar.path, x)).gains["Bob"] for x in (low, high)]
        assert (bar.low, bar.high, bar.basis) == (low, high, "assumed")
        assert (bar.at_low, bar.at_high) == pytest.approx(there, abs=1e-9)
        assert bar.swing == pytest.approx(np.ptp([base, *there]), abs=1e-9)
        assert bar.moved == sum(abs(x - base) > 1e-6 for x in there)
    assert [bar.swing for bar in found] == sorted((bar.swing for bar in found), reverse=True)


@pytest.mark.parametrize("scalar", ["zone.exists", "nash.deal", "disagreement.Ann", "nash.agreement.border.shared"])
def test_other_scalars(scalar):
    game = disputed(lambda path: bg.Quantity(RANGES[path][0], *RANGES[path][1:], "assumed"))

    def plain(there):
        solution = bg.nash(there)
        return {
            "zone.exists": float(bg.zone_of_agreement(there).exists),
            "nash.deal": float(solution.deal),
            "disagreement.Ann": there.disagreement["Ann"],
            "nash.agreement.border.shared": float(solution.deal and solution.agreement["border"] == "shared"),
        }[scalar]

    for bar in bg.tornado(game, scalar):
        ends = [plain(game.with_value(bar.path, x)) for x in (bar.low, bar.high)]
        assert (bar.at_low, bar.at_high) == pytest.approx(ends, abs=1e-9)


def test_which_outcome_is_settled():
    game = road()
    found = bg.tornado(game, "nash.agreement.road")
    settled = bg.nash(game).agreement["road"]
    assert found.written == settled
    for bar in found:
        ends = [bg.nash(game.with_value(bar.path, x)) for x in (bar.low, bar.high)]
        names = [s.agreement["road"] if s.deal else "no deal" for s in ends]
        assert [bar.at_low, bar.at_high] == names
        assert bar.moved == bar.swing == sum(name != settled for name in names)
    assert found.moving == tuple(bar.path for bar in found if bar.moved)
    assert {bar.moved for bar in found} >= {1}


def test_the_other_endings_lose_in_proportion():
    def war(chances):
        endings = [
            bg.Ending(name, p, {"road": name}) for name, p in zip(("north", "middle", "south"), chances, strict=True)
        ]
        game = bg.BargainingGame("war", parties=["Ann", "Bob"]).with_issue(
            "road", outcomes=["north", "middle", "south"], weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 30, 0], "Bob": [0, 50, 100]},
        )  # fmt: skip
        return game.with_outside_option(bg.War(1, {"Ann": 5, "Bob": 5}, endings))

    game = war([bg.Quantity(0.5, 0.2, 0.8, "assumed"), bg.Quantity(0.3, 0.1, 0.4, "assumed"), 0.2])
    bars = {bar.path: bar for bar in bg.tornado(game, "disagreement.Ann")}
    for k, name in enumerate(("north", "middle")):
        bar = bars[f"outside_option.endings.{name}.probability"]
        for value, found in ((bar.low, bar.at_low), (bar.high, bar.at_high)):
            chances = np.array([0.5, 0.3, 0.2])
            chances *= (1 - value) / (1 - chances[k])
            chances[k] = value
            assert found == pytest.approx(war(chances.tolist()).disagreement["Ann"], abs=1e-9)


def test_the_other_shifts_of_an_aid_move_in_proportion():
    def aided(shifts):
        endings = [bg.Ending(name, p, {"road": name}) for name, p in (("north", 0.5), ("middle", 0.3), ("south", 0.2))]
        aid = bg.Aid(name="aid", recipient="Ann", endings=dict(zip(("north", "middle", "south"), shifts, strict=True)))
        game = bg.BargainingGame("aid", parties=["Ann", "Bob"]).with_issue(
            "road", outcomes=["north", "middle", "south"], weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 30, 0], "Bob": [0, 50, 100]},
        )  # fmt: skip
        return game.with_outside_option(bg.War(1, {"Ann": 5, "Bob": 5}, endings, [aid]))

    game = aided([bg.Quantity(0.2, 0.1, 0.3, "assumed"), -0.15, -0.05])
    (bar,) = bg.tornado(game, "disagreement.Ann")
    for value, found in ((0.1, bar.at_low), (0.3, bar.at_high)):
        expected = aided([value, -0.75 * value, -0.25 * value]).disagreement["Ann"]
        assert found == pytest.approx(expected, abs=1e-9)
    stuck = aided([bg.Quantity(0.0, -0.1, 0.1, "assumed"), 0.0, 0.0])
    assert bg.tornado(stuck, "disagreement.Ann").moving == ()


def test_the_ends_of_a_range_take_its_curves_along():
    game = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
        "toll", range=(0, bg.Quantity(10, 8, 20, "assumed")), weight={"Ann": 1, "Bob": 1},
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    )  # fmt: skip
    (bar,) = bg.tornado(game, "nash.agreement.toll")
    assert (bar.path, bar.at_low, bar.at_high) == ("issues.toll.range.1", 4.0, 10.0)


def test_a_ranking_moves_between_equal_weights_and_the_first_alone(tmp_path):
    game = ranked(tmp_path)
    bar = {bar.path: bar for bar in bg.tornado(game, "disagreement.Ann")}["rankings.Ann"]
    assert (bar.low, bar.high, bar.moved) == (None, None, 0)
    bar = {bar.path: bar for bar in bg.tornado(game, "nash.payoffs.Ann")}["rankings.Ann"]
    weighted = [
        bg.nash(road(weight=w, worth=60, outside=20).with_value("issues.toll.Ann.weight", v)).payoffs["Ann"]
        for w, v in ((1, 1), (1, 0))
    ]
    assert (bar.at_low, bar.at_high) == pytest.approx(weighted)


@pytest.mark.parametrize("at_once", [1, 4096])
def test_an_end_that_the_game_refuses_is_said(at_once, monkeypatch):
    monkeypatch.setattr(evaluating, "AT_ONCE", at_once)
    war = straight_pie()
    three = war.with_value("outside_option.endings.0.probability.Ann", bg.Quantity(0.8, 0.1, 0.9, "assumed"))
    assert all(not bar.refused for bar in bg.tornado(three, "zone.exists"))
    game = bg.BargainingGame("toll", parties=["Ann"]).with_issue(
        "toll", range=(0, bg.Quantity(10, 4, 20, "assumed")), weight={"Ann": 1}, status_quo=5.0,
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}},
    )  # fmt: skip
    (bar,) = bg.tornado(game, "nash.payoffs.Ann")
    assert (bar.at_low, bar.at_high, bar.moved) == (None, 100.0, 0)
    assert bar.refused == ("issues.toll.status_quo: 5 is out of range; it must lie between 0 and 4",)


def test_no_deal_has_no_number():
    found = bg.tornado(straight_pie(), "nash.agreement.pie")
    assert found.written is None
    bar = found.bars[0]
    assert {bar.at_low is None, bar.at_high is None} == {True, False}
    assert bar.moved == 1


def test_forms_of_the_result():
    found = bg.tornado(road(), "nash.gains.Ann")
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    assert list(found.to_frame()["path"]) == [bar.path for bar in found]
    assert repr(found).startswith(f"nash.gains.Ann: {found.written:.4g} as written; 3 numbers one at a time")
    assert len(found) == 3


def test_numbers_of_levers_and_without_a_range_stand_still():
    game = road().with_lever("fee", "Bob", {"high": {"outside_option.payoffs.Ann": uncertain(10, 5, 15)}})
    assert [bar.path for bar in bg.tornado(game, "zone.exists")] == [
        bar.path for bar in bg.tornado(road(), "zone.exists")
    ]
    assert all(bar.path in numbers(game) for bar in bg.tornado(game, "zone.exists"))


def test_a_game_in_which_nothing_varies():
    game = road(weight=3, worth=60, outside=20)
    assert bg.tornado(game, "nash.gains.Ann").bars == ()
    assert bg.tornado(game, "nash.gains.Ann").written == pytest.approx(bg.nash(game).gains["Ann"])
