"""What the page draws are the results of the library, number for number."""

import json
from pathlib import Path

import numpy as np
import pytest

import bargain as bg
from bargain.explorer.answer import answer
from bargain.explorer.form import all_numbers, form
from bargain.explorer.picture import MOST_MARKS, MOST_ROWS, evenly
from bargain.explorer.spans import span
from bargain.game.paths import split
from bargain.game.quantity import Quantity, value_of
from bargain.words import points
from benchmarks.games import shared_out
from tests.explorer.cases import TOLL, answered, lifted, setting, three, value

ROOT = Path(__file__).parents[2]


def test_the_picture_is_frontier_zone_and_disagreement():
    game = TOLL.with_value("issues.road.Ann.weight", 4)
    drawn = answered(TOLL, value("issues.road.Ann.weight", 4))["picture"]
    whole, zone = bg.pareto_frontier(game), bg.zone_of_agreement(game)
    assert drawn["parties"] == ["Ann", "Bob"]
    assert drawn["disagreement"] == list(game.disagreement.values())
    assert drawn["layers"]["frontier"]["lines"] == whole.pieces.tolist()
    assert drawn["layers"]["frontier"]["dots"] == whole.payoffs.tolist()
    assert drawn["layers"]["zone"]["lines"] == zone.frontier.pieces.tolist()
    assert drawn["notes"] == []
    assert [row["payoffs"] for row in drawn["rows"]] == [list(map(points, u)) for u in whole.payoffs.tolist()]


def test_concepts_are_compare():
    found = answered(TOLL)["concepts"]
    side_by_side = bg.compare(TOLL)
    assert [row["concept"] for row in found["rows"]] == [s.concept for s in side_by_side]
    assert [row["payoffs"] for row in found["rows"]] == [list(s.payoffs.values()) for s in side_by_side]
    assert found["left_out"] == dict(side_by_side.left_out)


def test_other_concepts_are_set_against_the_chosen_one():
    # At x kilograms Ann gains 50 + 5x and Bob 45 − 5x: nash and egalitarian give Ann no more than she has, at 0.
    # Kalai–Smorodinsky: (50 + 5x)/95 = (45 − 5x)/45, so x = 2025/700.
    game = (
        bg.BargainingGame("shares", parties=["Ann", "Bob"])
        .with_issue(
            "pie", range=(0, 10), unit="kg", weight={"Ann": 1, "Bob": 1},
            worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
        )
        .with_issue(
            "hat", outcomes=["on", "off"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [50, 0]}
        )
        .with_outside_option(bg.Fixed({"Ann": 0, "Bob": 30}))
    )  # fmt: skip
    settled = {row["concept"]: row["settled"] for row in answered(game)["concepts"]["rows"]}
    assert (settled["nash"], settled["egalitarian"]) == ("nothing", "nothing")
    assert settled["kalai_smorodinsky"] == "pie: 2.8929 kg"
    assert settled["perles_maschler"] == "with probability 0.55 nothing, or with probability 0.45 pie: 10 kg"
    lottery = answered(game, {"kind": "concept", "name": "raiffa"})["concepts"]["rows"]
    assert {row["concept"]: row["settled"] for row in lottery}["nash"] == "pie: 0 kg; hat: on"


def test_ranges_are_the_ends_of_the_zone():
    found = answered(TOLL)
    payoffs = bg.zone_of_agreement(TOLL).frontier.payoffs
    assert [(r["low"], r["high"]) for r in found["ranges"]] == list(
        zip(payoffs.min(axis=0).tolist(), payoffs.max(axis=0).tolist(), strict=True)
    )
    assert [r["settled"] for r in found["ranges"]] == list(bg.nash(TOLL).payoffs.values())


def test_ranges_of_a_pie_with_lotteries():
    # Two agreements, (100, 0) and (0, 100), and nothing without a deal but 10 and 30: by hand 10 to 70 and 30 to 90.
    pie = (
        bg.BargainingGame("pie", parties=["Ann", "Bob"])
        .with_issue("pie", outcomes=["a", "b"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
        .with_outside_option(bg.Fixed({"Ann": 10, "Bob": 30}))
    )
    found = answered(pie, {"kind": "lotteries", "on": True})
    assert [(r["low"], r["high"]) for r in found["ranges"]] == [(10.0, pytest.approx(70)), (30.0, pytest.approx(90))]
    assert sorted(found["picture"]["layers"]["lotteries"]["lines"][0]) == [[0.0, 100.0], [100.0, 0.0]]
    issue = found["settlement"]["issues"][0]["settled"]  # gains are equal where Ann gets all with probability 0.4
    assert dict(zip(issue, found["settlement"]["chances"], strict=True)) == {
        "a": "with probability 0.4", "b": "with probability 0.6",
    }  # fmt: skip
    none = answered(pie)
    assert none["exists"] is False
    assert none["ranges"] == []
    assert none["settlement"]["kind"] == "no deal: every party gets its outside option"


def test_a_risk_attitude_bends_the_segments():
    # With a = 2 the payoff of v points is 100 (1 - exp(-2v/100)) / (1 - exp(-2)): the middle of a segment in points.
    game = TOLL.with_value("parties.Ann.risk_aversion", 2)
    line = answered(game)["picture"]["layers"]["frontier"]["lines"][0]
    raw = [-50 * np.log(1 - u / 100 * (1 - np.exp(-2))) for u, _ in line]
    assert len(line) == 9
    assert raw == pytest.approx(np.linspace(raw[0], raw[-1], 9).tolist(), abs=1e-9)
    assert [v for _, v in line] == pytest.approx(np.linspace(line[0][1], line[-1][1], 9).tolist(), abs=1e-9)


def test_three_parties_first_the_settlement_then_the_picture():
    game = three()
    first = answered(game, parts=["settlement"])
    assert first["quick"] is False
    assert first["settlement"]["solution"] == bg.nash(game).to_dict()
    assert "picture" not in first
    drawn = answered(game, {"kind": "pair", "parties": ["Cleo", "Bob"]})["picture"]
    zone = bg.zone_of_agreement(game).frontier
    assert drawn["parties"] == ["Cleo", "Bob"]
    assert drawn["layers"]["zone"]["dots"] == zone.payoffs[:, [2, 1]].tolist()
    assert drawn["notes"] == ["3 parties: two of them are drawn, and only agreements in the zone"]


def test_very_many_points_are_thinned_evenly_and_it_is_said():
    game = shared_out(2, 40, 5)
    whole = bg.pareto_frontier(game)
    drawn = answered(game)["picture"]
    layer = drawn["layers"]["frontier"]
    assert len(whole) > MOST_MARKS
    assert (len(layer["dots"]), layer["left_out"]) == (MOST_MARKS, len(whole) - MOST_MARKS)
    assert layer["dots"][0] == whole.payoffs[0].tolist()
    assert layer["dots"][-1] == whole.payoffs[-1].tolist()
    assert (
        f"frontier: {len(whole) - MOST_MARKS:,} agreements left out evenly, so that the picture stays quick"
        in drawn["notes"]
    )
    assert (len(drawn["rows"]), drawn["count"]) == (MOST_ROWS, len(whole))


def test_kept_positions_are_even():
    assert set(np.diff(evenly(10_001, 101)).tolist()) == {100}


def test_what_stands_in_the_way():
    game = TOLL.with_value("outside_option.cost_per_year.Ann", -30).with_value("outside_option.cost_per_year.Bob", -30)
    found = answered(game, parts=["blockers"])["blockers"]
    zone = bg.zone_of_agreement(game)
    assert not zone.exists
    assert found == {**zone.to_dict(), "problem": ""}


def test_red_lines_say_whether_they_are_crossed():
    shown = {line["label"]: (line["lifted"], line["crossed"]) for line in answered(TOLL)["red_lines"]}
    assert shown == {
        "Bob: never road = north (price 12)": (False, bg.nash(TOLL).agreement["road"] == "north"),
        "Bob: never toll above 8": (False, False),
    }
    costs = [value(f"outside_option.cost_per_year.{party}", c) for party, c in (("Ann", -20), ("Bob", 20))]
    free = answered(TOLL, lifted("Bob", {"toll": ["above"]}), value("issues.toll.Ann.weight", 50), *costs)
    toll = free["settlement"]["solution"]["agreement"]["toll"]
    assert toll > 8
    assert [(line["lifted"], line["crossed"]) for line in free["red_lines"]][1] == (True, True)


def test_every_number_has_a_control_that_says_where_it_comes_from():
    shown = form(setting(TOLL))
    rows = {row["path"]: row for g in shown["groups"] for s in g["sections"] for row in s["rows"]}
    assert rows.keys() == all_numbers(TOLL).keys()
    for path, row in rows.items():
        assert row["low"] <= TOLL.value_at(path) <= row["high"]
        assert row["step"] > 0
    weight = rows["issues.road.Ann.weight"]
    assert (weight["low"], weight["high"], weight["evidence"]) == (1.0, 6.0, "assumed, 1 to 6")
    own = rows["issues.road.Bob.weight"]["evidence"]
    assert own == "no basis given, without a range: the slider's span is this page's own"
    assert rows["issues.toll.Bob.worth.at.1"]["unit"] == "EUR"
    assert rows["outside_option.cost_per_year.Ann"]["unit"] == "points per year"
    assert "issues.toll.Ann.worth.at.0" not in rows  # it follows the end of the range


@pytest.mark.parametrize("x", [0.0, -3.0, 1e-9, 1e12, 7.5])
def test_any_number_has_a_span(x):
    found = span(split("outside_option.something"), x)
    assert found.low <= x <= found.high
    assert found.low < found.high
    half = span(split("outside_option.something"), Quantity(x, low=x - 1))
    assert half.low == x - 1
    assert half.own


def test_a_number_that_a_lever_sets_is_held():
    state = answered(TOLL, {"kind": "lever", "lever": "support", "level": "paid"})["state"]
    assert state["held"] == {"outside_option.cost_per_year.Ann": "set to 4 by the lever support: paid"}
    assert state["values"] == {path: value_of(x) for path, x in all_numbers(TOLL).items()}


@pytest.mark.parametrize(
    ("game", "problem"),
    [
        (bg.BargainingGame("empty", parties=["Ann", "Bob"]), "there is nothing to settle yet: add an issue"),
        (
            bg.BargainingGame("one", parties=["Ann"]).with_issue(
                "x", outcomes=["a", "b"], weight={"Ann": 1}, worth={"Ann": [0, 100]}
            ),
            "there is one party only; a picture needs the payoffs of two",
        ),
    ],
)
def test_a_case_without_a_picture_says_why(game, problem):
    assert answered(game, parts=["form", "settlement", "picture", "blockers"])["picture"] == {"problem": problem}


@pytest.mark.parametrize("slug", ["barter", "four_regions", "grand_package", "ceasefire_30_days", "panama_canal"])
def test_documented_cases(slug):
    game = bg.read(ROOT / "analyses" / slug / "game.toml")
    found = answer(setting(game), ["form", "settlement", "picture"])
    json.dumps(found, allow_nan=False)
    assert found["settlement"]["solution"] == bg.nash(game).to_dict()
