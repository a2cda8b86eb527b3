"""Many draws at once give what solving each game by itself gives: zones, agreements, payoffs, packages, blockers."""

import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import bargain as bg
from bargain.game.quantity import Quantity
from bargain.uncertainty.model.answers import answers, way_of
from bargain.uncertainty.model.batch import Batch
from bargain.uncertainty.model.blocking import Blocking
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import Package
from bargain.uncertainty.model.pick import QUICK
from bargain.uncertainty.sampling.draws import draws_of
from tests.oracle.random_games import random_game
from tests.uncertainty.games import DISPUTED, vague, with_numbers
from tests.uncertainty.oracle import rebuilt, settled_by_listing, would_do

ANALYSES = Path(__file__).parents[2] / "analyses"
SOME = ("alliance_red_lines", "barter", "four_regions", "grand_package", "aid_and_intelligence")


def model_and_draws(game, n, seed=0, sampler=None):
    draws = draws_of(game, sampler, n, seed)
    return Model.of(draws.space), draws


def assert_same(game, n, seed, concepts=QUICK, lotteries=False):
    """Answers of `n` draws against solving each game; how many of them the quick way gave."""
    model, draws = model_and_draws(game, n, seed)
    found = answers(model, draws.rows, concepts, lotteries=lotteries)
    refused = dict(found.refused)
    for i in range(n):
        assert found.valid[i] == (i not in refused)
        if i in refused:
            with pytest.raises(bg.GameError, match=re.escape(refused[i])):
                draws.game(i)
            continue
        drawn = draws.game(i)
        for concept in concepts:
            assert_one(model, found, i, bg.solve(drawn, concept, lotteries=lotteries))
    return found.quickly


def assert_one(model, found, i, solution):
    outcome = found.outcomes[solution.concept]
    parties = model.game.party_names
    assert found.disagreement[i] == pytest.approx([solution.disagreement[p] for p in parties], abs=1e-9)
    assert outcome.payoffs[i] == pytest.approx([solution.payoffs[p] for p in parties], abs=1e-7)
    rows = np.flatnonzero(outcome.draw == i)
    assert outcome.mass[rows] == pytest.approx([p for p, _ in solution.lottery], abs=1e-9)
    for row, (_, agreement) in zip(rows, solution.lottery, strict=True):
        mine = model.agreement(outcome.positions[row], outcome.numbers[row])
        for name, settled in agreement.items():
            assert mine[name] == (settled if isinstance(settled, str) else pytest.approx(settled, abs=1e-5)), name


@pytest.mark.parametrize("seed", range(30))
def test_two_parties_with_choices_and_a_range(seed):
    kind = {"ranges": seed % 2, "risk": seed % 5 == 0, "war": seed % 3 == 0}
    game = vague(random_game(seed, parties=2, issues=3 + seed % 3, **kind), seed)
    assert way_of(Model.of(draws_of(game, n=0).space), QUICK, False) == "plane"
    bent_range = seed % 5 == 0 and seed % 2 == 1
    assert assert_same(game, 12, seed) == (0 if bent_range else 12)


@pytest.mark.parametrize("seed", range(100, 110))
def test_more_parties_with_few_agreements(seed):
    game = vague(random_game(seed, parties=3 + seed % 2, issues=3, ranges=0, risk=seed % 4 == 0), seed)
    assert way_of(Model.of(draws_of(game, n=0).space), QUICK, False) == "listed"
    assert_same(game, 8, seed)


@pytest.mark.parametrize("seed", [201, 203, 204, 205])
def test_everything_else_is_solved_one_by_one(seed):
    game = vague(random_game(seed, parties=2, issues=3, ranges=2, power_curves=seed % 2 == 0, risk=False), seed)
    assert assert_same(game, 3, seed, ("nash",)) == 0


def test_lotteries_and_concepts_over_lotteries():
    assert assert_same(DISPUTED, 15, 0, ("nash", "raiffa", "egalitarian"), lotteries=True) == 0
    assert assert_same(DISPUTED, 10, 0, ("nash", "perles_maschler")) == 0


@pytest.mark.parametrize("slug", SOME)
def test_documented_analyses(slug):
    game = bg.read(ANALYSES / slug / "game.toml")
    quickly = assert_same(game, 25 if slug == "four_regions" else 10, 7, ("nash", "kalai_smorodinsky"))
    assert quickly >= 9


def test_refused_draws_carry_the_words_of_the_game():
    wild = bg.Sampler(distributions={"issues.border.Ann.worth.shared": stats.norm(60, 30)})
    model, draws = model_and_draws(DISPUTED, 300, 1, wild)
    found = answers(model, draws.rows)
    column = draws.rows[:, draws.paths.index("issues.border.Ann.worth.shared")]
    assert (found.valid == ((column >= 0) & (column <= 100))).all()
    row, message = found.refused[0]
    assert message == f"issues.border.Ann.worth.shared: {column[row]:g} is out of range; it must lie between 0 and 100"
    assert np.isnan(found.disagreement[~found.valid]).all()
    assert np.isfinite(found.outcomes["nash"].payoffs[found.valid]).all()


def test_probabilities_that_leave_no_room_are_refused():
    ends = [
        bg.Ending("a", Quantity(0.5, low=0.1, high=0.9)),
        bg.Ending("b", Quantity(0.3, low=0.1, high=0.5)),
        bg.Ending("c", 0.2),
    ]
    game = DISPUTED.with_outside_option(bg.War(2, {"Ann": 1, "Bob": 1}, ends))
    model, draws = model_and_draws(game, 200)
    found = answers(model, draws.rows)
    drawn = [draws.paths.index(f"outside_option.endings.{e}.probability") for e in "ab"]
    assert (found.valid == (draws.rows[:, drawn].sum(axis=1) <= 1)).all()
    assert 0 < len(found.refused) < 60


def test_corners_of_a_curve_that_cross_are_refused():
    worth = {"at": [0, Quantity(4, low=1, high=6), Quantity(6, low=4, high=9), 10], "is": [0, 50, 70, 100]}
    game = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
        "toll", range=(0, 10), weight={"Ann": 1, "Bob": 1}, worth={"Ann": worth, "Bob": {"at": [0, 10], "is": [100, 0]}}
    )
    model, draws = model_and_draws(game, 200)
    found = answers(model, draws.rows)
    assert (found.valid == (draws.rows[:, 0] < draws.rows[:, 1])).all()
    assert 0 < len(found.refused) < 100


def test_followed_packages_against_listing():
    model, draws = model_and_draws(DISPUTED, 60, 2)
    packages = tuple(Package((a, b, c)) for a in range(3) for b in range(3) for c in range(3))
    found = answers(model, draws.rows, followed=packages)
    assert found.known.all()
    for i, game in enumerate(rebuilt(with_numbers, draws.paths, draws.rows)):
        for k, package in enumerate(packages):
            expected = would_do(game, package.agreement(model))
            assert (found.acceptable[i, k], found.on_zone[i, k]) == expected
    assert 50 < found.on_zone.sum() < found.acceptable.sum()


@pytest.mark.parametrize("concepts", [("nash",), ("nash", "raiffa")])
def test_followed_packages_with_a_range(concepts):
    """On the zone: no agreement of a fine grid gives both as much and together a tenth of a point more."""
    game = bg.read(ANALYSES / "four_regions" / "game.toml")
    model, draws = model_and_draws(game, 12, 3)
    packages = []
    for control, power, withdrawal in product(range(3), (0, 3, 5, 10), range(4)):
        at = {"control": control, "recognition": 1, "power": power, "withdrawal": withdrawal}
        packages.append(Package(tuple(at[name] for name in game.issue_names)))
    found = answers(model, draws.rows, concepts, followed=tuple(packages))
    wrong = 0
    for i in range(12):
        drawn = draws.game(i)
        frontier, d = bg.pareto_frontier(drawn), np.array(list(drawn.disagreement.values()))
        for k, package in enumerate(packages):
            own = np.array(list(drawn.payoffs(package.agreement(model)).values()))
            acceptable = bool((own >= d - 1e-9).all())
            assert found.acceptable[i, k] == acceptable
            ends = frontier.pieces
            fine = np.concatenate([ends[:, 0] + t * (ends[:, 1] - ends[:, 0]) for t in np.linspace(0, 1, 201)])
            fine = np.concatenate([fine, frontier.payoffs])
            beaten = bool(((fine >= own - 1e-9).all(axis=1) & (fine.sum(axis=1) > own.sum() + 0.1)).any())
            if found.on_zone[i, k] != (acceptable and not beaten):
                wrong += 1
    assert wrong == 0
    assert found.on_zone.sum() > 20


def test_answers_by_listing():
    model, draws = model_and_draws(DISPUTED, 150, 4)
    found = answers(model, draws.rows)
    outcome = found.outcomes["nash"]
    place = {int(i): k for k, i in enumerate(outcome.draw)}
    for i, game in enumerate(rebuilt(with_numbers, draws.paths, draws.rows)):
        exists, agreement, payoffs, d = settled_by_listing(game)
        assert found.zone[i] == exists
        assert found.disagreement[i] == pytest.approx(d)
        assert outcome.payoffs[i] == pytest.approx(payoffs)
        if exists:
            assert dict(model.agreement(outcome.positions[place[i]], outcome.numbers[place[i]])) == agreement
    assert 20 < found.zone.sum() < 130


@pytest.mark.parametrize("seed", range(12))
def test_blockers_are_those_of_the_zone_of_agreement(seed):
    game = vague(random_game(seed, parties=2 + seed % 2, issues=3, ranges=0, zone="none", war=False), seed)
    model, draws = model_and_draws(game, 5, seed)
    found, numbers = answers(model, draws.rows), model.space.table(draws.rows)
    weights, totals = model.weights.scaled(numbers)
    blocking = Blocking(model, False)
    assert blocking.listed
    for i in np.flatnonzero(found.valid & ~found.zone):
        one = slice(i, i + 1)
        sets = blocking.sets(draws.rows[i], Batch(numbers[one], weights[one], totals[one], found.disagreement[one]))
        drawn = draws.game(i)
        everything = [*((r.party, r) for r in drawn.all_red_lines), *((p, None) for p in drawn.party_names)]
        groups = bg.zone_of_agreement(drawn).blockers
        assert sorted(sets) == sorted(tuple(sorted(everything.index((b.party, b.red_line)) for b in g)) for g in groups)


def test_blockers_where_agreements_cannot_be_listed():
    game = DISPUTED.with_issue(
        "toll", range=(0, 10), weight={"Ann": 1, "Bob": 1}, status_quo=5,
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    )  # fmt: skip
    model, draws = model_and_draws(game, 12, 1)
    found, blocking = answers(model, draws.rows), Blocking(model, False)
    assert not blocking.listed
    blocked = np.flatnonzero(~found.zone)[:2]
    assert len(blocked) == 2
    for i in blocked:
        names = {frozenset(blocking.labels[b] for b in group) for group in blocking.sets(draws.rows[i], None)}
        groups = bg.zone_of_agreement(draws.game(i)).blockers
        assert names == {frozenset(b.label.split(" (price")[0] for b in group) for group in groups}


def test_a_game_of_which_red_lines_leave_nothing():
    game = DISPUTED.with_red_line("Bob", {"water": ["all", "half"]})
    model, draws = model_and_draws(game, 5)
    found = answers(model, draws.rows, QUICK)
    assert not found.zone.any()
    assert (found.outcomes["nash"].payoffs == found.disagreement).all()


def test_a_game_without_issues():
    game = bg.BargainingGame("nothing", parties=["Ann"]).with_outside_option(
        bg.Fixed({"Ann": Quantity(5, low=1, high=9)})
    )
    model, draws = model_and_draws(game, 3)
    found = answers(model, draws.rows)
    assert (found.disagreement == draws.rows).all()
    assert not found.zone.any()
