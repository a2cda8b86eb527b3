"""Break-even against closed forms of a war over a straight pie."""

import json
import math

import pytest

import bargain as bg
from tests.uncertainty.sensitive import opens_at, road, straight_pie

COST = "outside_option.cost_per_year.Ann"


@pytest.mark.parametrize("years", [1.0, 2.0, 3.5])
@pytest.mark.parametrize("rate", [0.0, 0.3])
@pytest.mark.parametrize("believed", [(0.8, 0.7), (0.65, 0.9)])
def test_the_cost_at_which_the_zone_opens(years, rate, believed):
    terms = {"years": years, "rate": rate, "believed": believed}
    expected = opens_at(**terms)
    found = bg.break_even(straight_pie(**terms), COST, between=(-50, 150))
    (crossing,) = found
    assert crossing.at == pytest.approx(expected, abs=1e-8)
    assert crossing.high - crossing.low <= 1e-9
    assert (crossing.begins, found.holds_at_low, found.holds_at_high) == (True, False, True)
    assert found.holds_as_written == (expected <= 4.0)


def test_its_own_range_by_default_and_none_in_it():
    found = bg.break_even(straight_pie(), COST)
    assert (found.low, found.high, found.written, found.step) == (0.0, 30.0, 4.0, 30.0 / 200)
    assert [c.at for c in found] == pytest.approx([opens_at()], abs=1e-8)
    none = bg.break_even(straight_pie(), COST, between=(25, 30))
    assert (none.crossings, none.holds_at_low, none.holds_at_high) == ((), True, True)
    assert repr(none).splitlines() == [
        f"zone.exists: does not hold as written, {COST} = 4", "  no turn between 25 and 30"
    ]  # fmt: skip


def test_probability_takes_the_other_ending_along():
    """Ann's chance p: 100·p − 8 + 70 − 8 ≤ 100 up to p = 0.46."""
    found = bg.break_even(straight_pie(), 'outside_option.endings."Ann wins".probability.Ann', between=(0, 1))
    (crossing,) = found
    assert (crossing.at, crossing.begins) == (pytest.approx(0.46, abs=1e-9), False)


def test_all_crossings_are_found():
    """Ann's share of the pie is 1/2 + (d_A − d_B)/200 and d_A falls by 2 points with each of cost."""
    base = straight_pie(believed=(0.4, 0.4))

    def wave(solution):
        return math.sin(solution.disagreement["Ann"]) > 0

    found = bg.break_even(base, COST, wave, between=(0, 8), scan=41)
    turns = sorted((40.0 - k * math.pi) / 2 for k in range(20) if 0 < (40.0 - k * math.pi) / 2 < 8)
    assert len(turns) == 5
    assert [c.at for c in found] == pytest.approx(turns, abs=1e-9)
    assert [c.begins for c in found] == [(c.begins if k == 0 else not found.crossings[k - 1].begins)
                                         for k, c in enumerate(found)]  # fmt: skip


def test_a_comparison_and_its_opposite():
    game = straight_pie(believed=(0.4, 0.4))
    asked = "nash.payoffs.Ann >= 50"
    there = bg.break_even(game, COST, asked)
    opposite = bg.break_even(game, COST, f"not {asked}")
    assert [c.at for c in there] == pytest.approx([4.0], abs=1e-8)  # as dear as to Bob
    assert [(c.at, not c.begins) for c in opposite] == [(c.at, c.begins) for c in there]
    assert [c.at for c in bg.break_even(game, COST, "nash.payoffs.Ann < 50")] == pytest.approx([4.0], abs=1e-8)


def test_numbers_that_the_game_refuses_are_counted():
    found = bg.break_even(straight_pie(), 'outside_option.endings."Ann wins".probability.Ann', between=(-1, 1), scan=21)
    assert [c.at for c in found] == pytest.approx([0.46], abs=1e-9)
    assert found.holds_at_low is None
    assert sum(r.count for r in found.refused) == 10
    assert "10 refused at outside_option.endings.Ann wins.probability.Ann; the first: " in repr(found)


def test_a_weight_and_a_choice_that_turns():
    """Road settled north for Ann and the toll for Bob gives way, as a scan of plain solutions tells."""
    path = "issues.road.Ann.worth.middle"
    found = bg.break_even(road(), path, "nash.agreement.road.middle", between=(0, 100))
    for crossing in found:
        below, above = (
            bg.nash(road().with_value(path, x)).agreement["road"] == "middle"
            for x in (crossing.low - 1e-6, crossing.high + 1e-6)
        )
        assert (below, above) == (not crossing.begins, crossing.begins)
    assert len(found) >= 1


def test_forms_of_the_result():
    found = bg.break_even(straight_pie(), COST)
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    assert list(found.to_frame()["at"]) == [c.at for c in found]
    assert list(bg.break_even(straight_pie(), COST, between=(25, 30)).to_frame().columns) == [
        "at",
        "begins",
        "low",
        "high",
    ]
    assert repr(found).splitlines()[1] == "  begins to hold above 21"


@pytest.mark.parametrize(
    ("path", "settings", "said"),
    [
        ("outside_option.cost_per_year.Amy", {}, "path 'outside_option.cost_per_year.Amy': names nothing at 'Amy'; "
         "outside_option.cost_per_year has: Ann, Bob"),
        ("issues.pie.Ann.weight", {}, "path 'issues.pie.Ann.weight': has no range in the case; "
         "say where to look: between=(low, high)"),
        ("issues.pie.Ann.worth.at.1", {"between": (1, 2)}, "path 'issues.pie.Ann.worth.at.1': the end of a curve "
         "follows the end of its range; move that"),
        (COST, {"between": (3, 3)}, "between = (3, 3); the first must be below the second"),
        (COST, {"between": 3}, "between = 3; give two numbers, (low, high)"),
        (COST, {"scan": 1}, "scan = 1; give a whole number of at least 2"),
        (COST, {"condition": "nash.gains.Ann"}, "condition 'nash.gains.Ann': is a number, not yes or no; "
         "compare it, as in 'nash.gains.Ann >= 0.5'"),
    ],
)  # fmt: skip
def test_refusals(path, settings, said):
    with pytest.raises(bg.GameError) as error:
        bg.break_even(straight_pie(), path, **settings)
    assert str(error.value) == said


def test_what_cannot_give_way():
    certain = straight_pie(believed=(1.0, 0.7))
    with pytest.raises(bg.GameError) as error:
        bg.break_even(certain, 'outside_option.endings."Ann wins".probability.Ann', between=(0, 1))
    assert str(error.value) == (
        "path 'outside_option.endings.\"Ann wins\".probability.Ann': cannot move alone; "
        "what would have to give way to it is 0"
    )
