"""Leverage and grids of levers: every level against a solution of its own, closed forms, refusals."""

import json

import pytest

import bargain as bg
from tests.instruments.wars import war_with_levers
from tests.oracle.random_games import random_game

CONCEPTS = ["egalitarian", "kalai_smorodinsky", "nash", "raiffa", "utilitarian"]


def pie(levers=(), d=(20, 30)):
    game = (
        bg.BargainingGame("pie", parties=["Ann", "Bob"])
        .with_issue(
            "share",
            range=(0, 1),
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}},
        )
        .with_outside_option(bg.Fixed(dict(zip(("Ann", "Bob"), d, strict=True))))
    )
    for lever in levers:
        game = game.with_lever(*lever)
    return game


GUARD = ("guard", "Ann", {"home": {}, "sent": {"outside_option.payoffs.Ann": 40}})
TASTE = ("taste", "Bob", {"plain": {}, "keen": {"parties.Bob.risk_aversion": -2}})


def test_grid_and_leverage_in_closed_form():
    """A guard who may be sent: 20 points more without agreement are 10 more of the pie, from the other's share."""
    rows = {row.levels["guard"]: row.solutions[0].payoffs["Ann"] for row in bg.grid(pie([GUARD]))}
    assert rows == pytest.approx({"home": 45, "sent": 55}, abs=1e-9)
    found = bg.leverage(pie([GUARD]), concepts=["nash"])
    effect = found.effect("guard", "sent")
    assert effect.held_by == "Ann"
    assert effect.moved == pytest.approx({"Ann": 20, "Bob": 0})
    assert effect.disagreement == {"Ann": 40, "Bob": 30}
    assert effect.change == pytest.approx({"Ann": 10, "Bob": -10}, abs=1e-9)
    assert found.effect("guard", "home").change == {"Ann": 0, "Bob": 0}
    assert found.slope("Ann").up == pytest.approx({"Ann": 0.5, "Bob": -0.5}, abs=1e-8)


@pytest.mark.parametrize("seed", range(8))
def test_leverage_against_solving_each_level(seed):
    lotteries = seed in (0, 4)
    game = random_game(seed, parties=2 + seed % 2, issues=2, ranges=0, war=False, zone="zone", risk=seed % 4 == 2)
    game = war_with_levers(game, seed, levels=(2, 3))
    found = bg.leverage(game, lotteries=lotteries)
    names = {s.concept for s in bg.compare(game, lotteries=lotteries)}
    assert {s.concept for s in found.slopes} == {e.solution.concept for e in found.effects} == names
    assert len(found.slopes) == len(names) * len(game.parties)
    assert len(found.effects) == len(names) * sum(len(v.levels) for v in game.levers)
    for effect in found.effects:
        there = game.at_levels({effect.lever: effect.level})
        alone, base = (bg.solve(g, effect.solution.concept, lotteries=lotteries) for g in (there, game))
        assert effect.solution.payoffs == pytest.approx(alone.payoffs, abs=1e-6)
        assert effect.disagreement == effect.solution.disagreement == there.disagreement
        assert effect.moved == {p: there.disagreement[p] - game.disagreement[p] for p in game.party_names}
        assert effect.change == pytest.approx({p: alone.payoffs[p] - base.payoffs[p] for p in alone.payoffs}, abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_grid_against_solving_each_combination(seed):
    game = random_game(seed, parties=2 + seed % 2, issues=2, ranges=0, war=False, zone="zone")
    game = war_with_levers(game, seed, levels=(2, 3))
    done = []
    found = bg.grid(game, concepts=CONCEPTS, progress=lambda at, of: done.append((at, of)))
    sizes = [len(v.levels) for v in game.levers]
    total = 1
    for size in sizes:
        total *= size
    assert len(found) == total
    assert done == [(k + 1, total) for k in range(total)]
    for row in list(found)[:: max(1, total // 6)]:
        there = game.at_levels(row.levels)
        assert row.disagreement == there.disagreement
        for solution in row.solutions:
            assert solution.payoffs == pytest.approx(bg.solve(there, solution.concept).payoffs, abs=1e-6)


def test_a_lever_may_move_what_agreements_are_worth():
    """Bob's taste for risk moves his payoffs: every level is then a game of its own, in effects and in grids."""
    game = pie([GUARD, TASTE])
    plain, keen = game, game.at_levels({"taste": "keen"})
    assert bg.nash(keen).payoffs != pytest.approx(bg.nash(plain).payoffs, abs=1)
    effect = bg.leverage(game, concepts=["nash"]).effect("taste", "keen")
    assert effect.solution.payoffs == pytest.approx(bg.nash(keen).payoffs, abs=1e-9)
    rows = {tuple(row.levels.values()): row.solutions[0].payoffs for row in bg.grid(game)}
    assert rows["home", "keen"] == pytest.approx(bg.nash(keen).payoffs, abs=1e-9)
    both = game.at_levels({"guard": "sent", "taste": "keen"})
    assert rows["sent", "keen"] == pytest.approx(bg.nash(both).payoffs, abs=1e-9)


def test_some_levers_alone():
    game = pie([GUARD, TASTE])
    assert [dict(row.levels) for row in bg.grid(game, "guard")] == [{"guard": "home"}, {"guard": "sent"}]
    assert bg.grid(game, ["taste", "guard"]).levers == ("taste", "guard")


def test_a_game_without_levers_has_slopes_alone():
    found = bg.leverage(pie())
    assert found.effects == ()
    assert found.slope("Bob", "egalitarian").up == pytest.approx({"Ann": -0.5, "Bob": 0.5}, abs=1e-8)


def test_concepts_that_are_not_defined_are_left_out_or_refused():
    game = random_game(1, parties=3, issues=2, ranges=0, war=False, zone="zone")
    found = bg.leverage(game)
    assert "perles_maschler" not in {s.concept for s in found.slopes}
    with pytest.raises(bg.ConceptError) as error:
        bg.leverage(game, concepts=["perles_maschler"])
    assert str(error.value) == "perles_maschler is defined for two parties; this problem has 3"


def test_results_are_plain_and_framed():
    found = bg.leverage(pie([GUARD]))
    document = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert {s["concept"] for s in document["slopes"]} >= {"nash", "raiffa"}
    assert list(found.to_frame().columns) == [
        "lever", "level", "concept", "disagreement of Ann", "disagreement of Bob", "Ann", "Bob",
    ]  # fmt: skip
    assert "nash, per point of the outside option of Ann: Ann +0.5000, Bob -0.5000" in repr(found)
    table = bg.grid(pie([GUARD]))
    assert json.loads(json.dumps(table.to_dict(), allow_nan=False))["rows"][1]["levels"] == {"guard": "sent"}
    assert list(table.to_frame()["Ann"]) == pytest.approx([45, 55], abs=1e-9)
    assert repr(table).startswith("guard: home; nash: Ann 45.0000 (without: 20.0000)")


# ---- refusals ----


def war(levers):
    """A road, a war for it with two endings, and levers."""
    game = (
        bg.BargainingGame("road", parties=["Ann", "Bob"])
        .with_issue(
            "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [0, 100]}, status_quo="north",
        )
        .with_outside_option(
            bg.War(2, {"Ann": 5, "Bob": 5}, [bg.Ending("held", 0.4), bg.Ending("lost", 0.6, {"road": "south"})])
        )
    )  # fmt: skip
    for lever in levers:
        game = game.with_lever(*lever)
    return game


HELD, LOST = "outside_option.endings.held.probability", "outside_option.endings.lost.probability"
AT_BIRTH = {
    "levers.aid.levels.full: path 'outside_option.cost_per_year.Anne': names nothing at 'Anne'; did you mean 'Ann'?": [
        ("aid", "Ann", {"full": {"outside_option.cost_per_year.Anne": 3}}),
    ],
    "levers.aid.levels.full: path 'outside_option.endings.won.probability': names nothing at 'won'; "
    "outside_option.endings has: held, lost": [
        ("aid", "Ann", {"full": {"outside_option.endings.won.probability": 0.5}}),
    ],
    "levers.aid.levels.full: path 'outside_option.endings.held': is no number; go on with one of: name, probability": [
        ("aid", "Ann", {"full": {"outside_option.endings.held": 0.5}}),
    ],
    "levers.raid.levels.on: 'outside_option.years' is set by lever 'aid' too; let one lever set it": [
        ("aid", "Ann", {"full": {"outside_option.years": 3}}), ("raid", "Bob", {"on": {"outside_option.years": 1}}),
    ],
    "levers.raid.levels.on: 'outside_option.endings[0].probability' is set by lever 'aid' too; let one lever set it": [
        ("aid", "Ann", {"full": {HELD: 0.4}}), ("raid", "Bob", {"on": {"outside_option.endings[0].probability": 0.4}}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("message", AT_BIRTH)
def test_levers_that_name_nothing_or_one_number_twice_are_refused_at_birth(message):
    with pytest.raises(bg.GameError) as error:
        war(AT_BIRTH[message])
    assert str(error.value) == message


OFF = {
    "levers.odds.levels.high: outside_option.endings.held.probability: 1.4 is out of range; "
    "it must lie between 0 and 1": {HELD: 1.4, LOST: -0.4},
    "levers.odds.levels.high: outside_option.endings: the probabilities sum to 1.3; "
    "change them so that they sum to 1": {HELD: 0.7},
    "levers.odds.levels.high: outside_option.years: 0 is out of range; it must be above 0": {
        "outside_option.years": 0,
    },
}  # fmt: skip


@pytest.mark.parametrize("message", OFF)
@pytest.mark.parametrize("ask", [bg.leverage, bg.grid, bg.threats])
def test_a_level_out_of_range_is_refused(message, ask):
    game = war([("odds", "Ann", {"as now": {}, "high": OFF[message]})])
    with pytest.raises(bg.GameError) as error:
        ask(game)
    assert str(error.value) == message


@pytest.mark.parametrize("ask", [bg.grid, bg.threats])
def test_levels_that_do_not_go_together_are_refused_with_both_named(ask):
    """The one leaves more to the first ending, the other to the second: each sound alone, together 1.2."""
    paths = {e: {f"outside_option.endings.{e}.probability": 0.5} for e in ("held", "rest")}
    endings = [bg.Ending("held", 0.3), bg.Ending("rest", 0.3), bg.Ending("lost", 0.4)]
    game = war([]).with_outside_option(bg.War(2, {"Ann": 5, "Bob": 5}, endings))
    lost = "outside_option.endings.lost.probability"
    game = game.with_lever("one", "Ann", {"off": {}, "on": {**paths["held"], lost: 0.2}})
    game = game.with_lever("two", "Bob", {"off": {}, "on": paths["rest"]})
    assert len(bg.grid(game, "one")) == 2
    with pytest.raises(bg.GameError) as error:
        ask(game)
    where = "levers.one.levels.off with levers.two.levels.on"
    assert str(error.value) == (
        f"{where}: outside_option.endings: the probabilities sum to 1.2; change them so that they sum to 1"
    )


def test_unknown_levers_and_none_at_all():
    with pytest.raises(bg.GameError) as error:
        bg.grid(pie([GUARD]), "gurad")
    assert str(error.value) == "levers: no lever 'gurad'; did you mean 'guard'?"
    with pytest.raises(bg.GameError) as error:
        bg.grid(pie())
    message = 'levers: the game has none; add [levers."name"] with held_by and levels, or with_lever(…)'
    assert str(error.value) == message


def test_a_text_is_the_name_of_one_concept():
    game = (
        bg.BargainingGame("road", parties=["Ann", "Bob"])
        .with_issue("road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1},
                    worth={"Ann": [100, 0], "Bob": [0, 100]})
        .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
        .with_lever("guard", "Ann", {"home": {}, "sent": {"outside_option.payoffs.Ann": 40}})
    )  # fmt: skip
    assert bg.leverage(game, concepts="nash") == bg.leverage(game, concepts=["nash"])
    assert [row.solutions for row in bg.grid(game, concepts="nash")] == [
        row.solutions for row in bg.grid(game, concepts=["nash"])
    ]
    assert [s.concept for s in bg.compare(game, "nash")] == ["nash"]
