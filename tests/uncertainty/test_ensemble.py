"""Ensembles: counts against plain counting, one result whoever computes, refusals, interruption, resumption."""

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import bargain as bg
from bargain.game.quantity import Quantity
from bargain.uncertainty.ensemble import uninterrupted
from bargain.uncertainty.running import tally, workers
from bargain.uncertainty.running.plan import Plan
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.shares import Share, spread
from tests.cli.conftest import environment
from tests.uncertainty.games import DISPUTED, with_numbers
from tests.uncertainty.oracle import count_up, rebuilt, would_do

FOUR = Path(__file__).parents[2] / "analyses" / "four_regions" / "game.toml"
WILD = bg.Sampler(distributions={"issues.border.Ann.worth.shared": stats.norm(60, 30)})


def plain(found):
    """All that an ensemble says, as text; floats to the last digit."""
    return json.dumps(found.to_dict(), allow_nan=False)


@pytest.fixture(scope="module")
def disputed():
    return bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"))


# ---- what is counted ----


@pytest.fixture(scope="module")
def counted():
    """150 draws, as an ensemble and as games of their own."""
    draws = bg.draws_of(DISPUTED, n=150, seed=9)
    games = rebuilt(with_numbers, draws.paths, draws.rows)
    return bg.ensemble(DISPUTED, 150, seed=9), games, count_up(games)


def test_shares_are_those_of_plain_counting(counted):
    found, _, plainly = counted
    zones = plainly["zones"]
    assert (found.drawn, found.valid, found.complete) == (150, 150, True)
    assert (found.zone.count, found.zone.of) == (zones, 150)
    nash = found["nash"]
    assert (nash.deal.count, nash.deal.of) == (zones, 150)
    for issue, held in nash.issues.items():
        assert {o: s.count for o, s in held.items()} == {o: plainly["settled"][issue, o] for o in held}
        assert {s.of for s in held.values()} == {zones}
    assert nash.packages == len(plainly["packages"])
    assert nash.likeliest.count == max(plainly["packages"].values())
    written = bg.nash(DISPUTED).agreement
    assert nash.written == written
    assert nash.as_written.count == plainly["packages"][tuple(written.items())]


def test_distributions_are_those_of_the_payoffs(counted):
    found, _, plainly = counted
    payoffs, d = np.array(plainly["payoffs"]), np.array(plainly["d"])
    nash = found["nash"]
    for p, party in enumerate(found.parties):
        for held, values in ((nash.payoffs, payoffs), (nash.gains, payoffs - d)):
            assert held[party].mean == pytest.approx(values[:, p].mean(), abs=1e-9)
            assert held[party].deviation == pytest.approx(values[:, p].std(), abs=1e-6)
        for held, values in ((nash.payoffs, payoffs), (nash.gains, payoffs - d), (found.disagreement, d)):
            assert held[party].least == pytest.approx(values[:, p].min(), abs=0.0051)
            assert held[party].most == pytest.approx(values[:, p].max(), abs=0.0051)
            for q in (0.05, 0.25, 0.5, 0.95):
                exact = np.quantile(values[:, p], q, method="inverted_cdf")
                assert held[party].quantile(q) == pytest.approx(exact, abs=0.0051)


def test_packages_and_their_central_weights(counted):
    found, games, plainly = counted
    assert len(found.packages) > 3
    for package in found.packages:
        done = [would_do(game, package.agreement) for game in games]
        assert package.acceptable.count == sum(a for a, _ in done)
        assert package.on_zone.count == sum(z for _, z in done)
        settled = plainly["packages"][tuple(package.agreement.items())]
        assert package.solution["nash"].count == settled
        assert ("nash" in package.central_weights) == (settled > 0)
        if settled:
            chosen = [g for g in games if bg.nash(g).agreement == package.agreement]
            for party, central in package.central_weights["nash"].items():
                expected = [np.mean([g.weights(party)[i] for g in chosen]) for i in DISPUTED.issue_names]
                assert list(central.values()) == pytest.approx(expected)
    counts = [p.solution["nash"].count for p in found.packages]
    assert counts == sorted(counts, reverse=True)
    assert bg.nash(DISPUTED).agreement in [p.agreement for p in found.packages]


def test_blockers_are_counted_over_draws_without_a_zone(counted):
    found, games, _ = counted
    blocked = [g for g in games if not bg.zone_of_agreement(g).exists]
    assert found.blocked == len(blocked)
    assert found.looked_at == sum(min(32, c) for c in per_chunk(games, 64))
    looked_at = [g for part in chunks(games, 64) for g in [x for x in part if x in blocked][:32]]
    alone, sets = Counter(), Counter()
    for game in looked_at:
        groups = [frozenset(b.label.split(" (price")[0] for b in g) for g in bg.zone_of_agreement(game).blockers]
        sets.update(groups)
        alone.update(set().union(*groups))
    assert {label: s.count for label, s in found.blockers.items()} == alone
    assert {frozenset(group): s.count for group, s in found.blocking_sets} == sets
    assert next(iter(found.blockers.values())).count == max(alone.values())


def chunks(games, size):
    return [games[k : k + size] for k in range(0, len(games), size)]


def per_chunk(games, size):
    return [sum(not bg.zone_of_agreement(g).exists for g in part) for part in chunks(games, size)]


def test_a_range_is_a_distribution_over_the_deals():
    found = bg.ensemble(bg.read(FOUR), 200, seed=2)
    draws = bg.draws_of(bg.read(FOUR), n=200, seed=2)
    numbers = np.array([bg.nash(draws.game(i)).agreement["power"] for i in range(40)])
    first = bg.ensemble(bg.read(FOUR), 40, seed=2)["nash"].issues["power"]
    assert first.least == pytest.approx(numbers.min(), abs=0.051)
    assert first.quantile(0.5) == pytest.approx(np.quantile(numbers, 0.5, method="inverted_cdf"), abs=0.051)
    assert first.mean == pytest.approx(numbers.mean(), abs=0.05)
    for package in found.packages:
        assert package.agreement["power"] in np.arange(0, 101, 10)


def test_lotteries_count_by_their_probabilities():
    found = bg.ensemble(DISPUTED, 30, ("nash",), lotteries=True)
    draws = bg.draws_of(DISPUTED, n=30)
    solutions = [bg.nash(draws.game(i), lotteries=True) for i in range(30)]
    masses = Counter()
    for s in solutions:
        for p, agreement in s.lottery:
            masses[agreement["border"]] += p
    held = found["nash"].issues["border"]
    assert {o: s.count for o, s in held.items() if s.count} == pytest.approx(dict(masses))
    assert found["nash"].deal.count == sum(s.deal for s in solutions)
    assert found.lotteries
    assert sum(masses.values()) < 30 or all(s.deal for s in solutions)


def test_refused_draws_are_counted_with_the_words_of_the_first():
    found = bg.ensemble(DISPUTED, 600, sampler=WILD)
    draws = bg.draws_of(DISPUTED, WILD, 600)
    column = draws.rows[:, draws.paths.index("issues.border.Ann.worth.shared")]
    out = (column < 0) | (column > 100)
    (refusal,) = found.refused
    assert (refusal.place, refusal.count) == ("issues.border.Ann.worth.shared", out.sum())
    first = column[out][0]
    assert refusal.example.endswith(f"{first:g} is out of range; it must lie between 0 and 100")
    assert (found.drawn, found.valid, found.zone.of) == (600, 600 - out.sum(), 600 - out.sum())
    assert f"{out.sum()} draws refused at issues.border.Ann.worth.shared; the first: " in repr(found)


def test_every_draw_may_be_refused():
    hopeless = bg.Sampler(distributions={"issues.border.Ann.weight": stats.uniform(-5, 1)})
    found = bg.ensemble(DISPUTED, 40, sampler=hopeless)
    assert (found.valid, found.refused[0].count) == (0, 40)
    assert plain(found)
    assert "zone of agreement in nan" in repr(found)


# ---- how far it holds ----


def test_convergence_says_how_far_twice_the_draws_move_the_shares(disputed):
    more = bg.ensemble(DISPUTED, 4000, ("nash", "egalitarian"))
    moved = [abs(disputed.zone.value - more.zone.value)]
    for concept in ("nash", "egalitarian"):
        for issue, held in disputed[concept].issues.items():
            moved += [abs(s.value - more[concept].issues[issue][o].value) for o, s in held.items()]
    convergence = disputed.convergence
    assert convergence.doubling == pytest.approx(convergence.standard_error / 2**0.5)
    assert max(moved) < 4 * convergence.doubling
    assert more.convergence.halves >= max(moved) - 1e-12  # the first half of the larger one is the smaller one
    assert convergence.r_hat is None


def test_standard_errors_are_those_of_repeated_runs():
    runs = [bg.ensemble(DISPUTED, 400, seed=s).zone for s in range(25)]
    assert np.std([r.value for r in runs], ddof=1) == pytest.approx(np.mean([r.error for r in runs]), rel=0.4)


def test_walks_are_told_to_have_converged():
    found = bg.ensemble(DISPUTED, 1500, sampler=bg.Sampler(weights="fixed_sum"))
    assert 1.0 <= found.convergence.r_hat < 1.02


def test_shares_and_spreads():
    assert (Share(0, 0).to_dict(), repr(Share(3, 4))) == ({"share": None, "standard_error": None}, "0.75 ± 0.24")
    assert Share(0, 100).error > 0  # what was never seen is not taken as impossible
    held = spread({0: 1.0, 100: 2.0, 300: 1.0}, 0.01)
    assert (held.mean, held.least, held.most, held.quantile(0.5), held.quantile(0.8)) == (1.25, 0.0, 3.0, 1.0, 3.0)
    assert spread({}, 0.01).to_dict()["mean"] is None


# ---- who computes ----


def test_processes_and_threads_give_the_same_to_the_last_digit(disputed):
    assert plain(bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), workers=2)) == plain(disputed)
    with ThreadPoolExecutor(3) as executor:
        assert plain(bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), executor=executor)) == plain(disputed)


def test_every_chunk_is_computed_once(monkeypatch):
    started, finished = [], []
    monkeypatch.setattr(
        workers, "ProcessPoolExecutor", lambda count, **more: started.append(count) or ThreadPoolExecutor(count)
    )
    job = bg.ensemble(DISPUTED, 2000, workers=2, progress=lambda done, draws: finished.append(done))
    assert started == [2]
    assert job.complete
    assert (len(finished), finished[-1]) == (32, 2000)
    numbers = [index for index, _ in workers.in_processes(sent_plan(), [5, 1, 3, 2], 1)]
    assert sorted(numbers) == [1, 2, 3, 5]


def sent_plan():
    """A pickled plan of six chunks."""
    space = Space.of(DISPUTED)
    return pickle.dumps(Plan(space, 0, 48, ("nash",), False, 8, (), (None,)))


def test_a_killed_worker_is_replaced_and_changes_nothing(disputed):
    killed = []

    def kill(done, draws):
        if not killed:
            victim = multiprocessing.active_children()[0]
            os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

    found = bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), workers=2, progress=kill)
    assert killed
    assert plain(found) == plain(disputed)


class Flimsy(Executor):
    """An executor that computes two chunks and then loses its workers."""

    def __init__(self):
        self.done = 0

    def submit(self, task, /, *words, **more):
        future = Future()
        self.done += 1
        if self.done > 2:
            future.set_exception(BrokenExecutor("gone"))
        else:
            future.set_result(task(*words, **more))
        return future


def test_an_executor_that_loses_its_workers_leaves_what_is_finished(tmp_path, disputed):
    words = {"checkpoint": tmp_path / "kept"}
    with pytest.raises(bg.LostWorkersError, match=r"executor: its workers are lost \(gone\)"):
        bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), executor=Flimsy(), **words)
    assert len(list((tmp_path / "kept").glob("chunk-*"))) == 2
    assert plain(bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), **words)) == plain(disputed)


def test_an_interrupted_run_says_what_is_finished_and_goes_on(tmp_path, disputed):
    def stop(done, draws):
        if done >= 300:
            raise KeyboardInterrupt

    words = {"checkpoint": tmp_path / "kept"}
    with pytest.raises(bg.EnsembleInterrupted) as interrupted:
        bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), progress=stop, **words)
    part = interrupted.value.finished
    assert 300 <= part.drawn < 2000
    assert not part.complete
    assert "of 2,000: INTERRUPTED" in repr(part)
    assert part.zone.of == part.drawn
    told = []
    whole = bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), progress=lambda *now: told.append(now), **words)
    assert plain(whole) == plain(disputed)
    assert told[-1] == (2000, 2000)
    again = bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), executor=Flimsy(), **words)  # nothing is left to do
    assert plain(again) == plain(disputed)


def test_a_chunk_that_cannot_be_read_is_computed_again(tmp_path, disputed):
    words = {"checkpoint": tmp_path / "kept"}
    bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), **words)
    files = sorted((tmp_path / "kept").glob("chunk-*"))
    files[1].write_bytes(files[1].read_bytes()[:-20])
    files[3].unlink()
    assert plain(bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"), **words)) == plain(disputed)
    assert len(list((tmp_path / "kept").glob("chunk-*"))) == len(files)


@pytest.mark.parametrize(
    "other", [{"seed": 1}, {"draws": 101}, {"concepts": ("egalitarian",)}, {"sampler": WILD}, {"lotteries": True}]
)
def test_a_checkpoint_of_another_ensemble_is_refused(tmp_path, other):
    bg.ensemble(DISPUTED, draws=100, checkpoint=tmp_path / "kept")
    with pytest.raises(bg.GameError) as error:
        bg.ensemble(DISPUTED, **({"draws": 100, "checkpoint": tmp_path / "kept"} | other))
    (key,) = other
    assert str(error.value).startswith(f"checkpoint: {tmp_path / 'kept'} belongs to another ensemble (")
    assert f"{key}: " in str(error.value)


def test_a_checkpoint_of_another_game_or_of_other_files_is_refused(tmp_path):
    bg.ensemble(DISPUTED, 50, checkpoint=tmp_path / "kept")
    with pytest.raises(bg.GameError, match="belongs to another ensemble \\(game: "):
        bg.ensemble(DISPUTED.with_value("issues.water.Ann.weight", 4), 50, checkpoint=tmp_path / "kept")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(bg.GameError, match=r"holds other files and no ensemble\.json; name a new or empty folder"):
        bg.ensemble(DISPUTED, 50, checkpoint=tmp_path / "full")


def test_an_interrupt_waits_until_a_chunk_is_added_up():
    done = []

    def add_up():
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append(True)

    with pytest.raises(KeyboardInterrupt):
        add_up()
    assert done


def test_a_script_that_does_not_guard_its_main_part_is_told_so(tmp_path):
    bg.write(DISPUTED, tmp_path / "game.toml")
    script = tmp_path / "script.py"
    script.write_text("import bargain as bg\nbg.ensemble(bg.read('game.toml'), 200, workers=2)\n")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert 'must do so under `if __name__ == "__main__":`' in done.stderr


def test_rare_packages_are_dropped_and_counted(monkeypatch):
    before = bg.ensemble(DISPUTED, 500)
    monkeypatch.setattr(tally, "MOST_PACKAGES", 2)
    after = bg.ensemble(DISPUTED, 500)
    assert before["nash"].packages > 4
    assert after["nash"].likeliest == before["nash"].likeliest
    assert after["nash"].packages >= before["nash"].packages


# ---- what is asked ----


def test_what_cannot_be_asked():
    cases = {
        "draws = 0; give a whole number of at least 1": {"draws": 0},
        "seed = -1; give a whole number of at least 0": {"seed": -1},
        "workers = 0; give a whole number of at least 1": {"workers": 0},
        "workers and executor: give one of them alone; it says who computes": {"workers": 2, "executor": Flimsy()},
        "client: int is no Dask client; give one, or the scheduler's address": {"client": 3},
    }
    for message, words in cases.items():
        with pytest.raises(bg.GameError) as error:
            bg.ensemble(DISPUTED, **words)
        assert str(error.value) == message
    with pytest.raises(bg.GameError, match="concepts: names none; give some of: adjusted_winner, "):
        bg.ensemble(DISPUTED, concepts=())
    with pytest.raises(bg.ConceptError, match="no concept 'nsh'; did you mean 'nash'"):
        bg.ensemble(DISPUTED, concepts=("nsh",))
    with pytest.raises(bg.ConceptError, match="adjusted_winner divides issues by share"):
        bg.ensemble(DISPUTED, concepts=("adjusted_winner",))
    with pytest.raises(bg.GameError, match="'egalitarin'; did you mean 'egalitarian'"):
        bg.ensemble(DISPUTED, 10, ("egalitarian",))["egalitarin"]


def test_a_draw_for_which_a_concept_is_not_defined_is_counted():
    shares = {"range": (0, 1), "weight": {"Ann": 1, "Bob": 1}}
    curve = {"at": [0, 0.5, 1], "is": [0, Quantity(50, low=50, high=60), 100]}
    game = bg.BargainingGame("divide", parties=["Ann", "Bob"]).with_issue(
        "house", worth={"Ann": curve, "Bob": {"at": [0, 1], "is": [100, 0]}}, **shares
    )
    found = bg.ensemble(game, 20, ("adjusted_winner",))
    assert found.valid == 0
    assert found.refused[0].example == (
        "adjusted_winner divides issues by share; the worth of 'house' does not run straight"
    )


def test_a_game_in_which_nothing_varies():
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 3, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    )
    found = bg.ensemble(game, 10)
    assert found.varied == ()
    assert found["nash"].as_written == Share(10, 10)


def test_tables_and_words(disputed):
    settled = disputed.to_frame()
    assert len(settled) == 2 * 9
    assert settled["share"].sum() == pytest.approx(6)
    assert len(disputed.to_frame("payoffs")) == 8
    assert list(disputed.to_frame("packages")["border"]) == [p.agreement["border"] for p in disputed.packages]
    assert list(disputed.to_frame("blockers")["blocker"]) == list(disputed.blockers)
    with pytest.raises(bg.GameError) as error:
        disputed.to_frame("all")
    assert str(error.value) == "table = 'all'; give one of: settled, payoffs, packages, blockers"
    assert repr(disputed).startswith("disputed: 2,000 draws of 15 numbers, seed 0\nzone of agreement in 0.")
    assert disputed == bg.ensemble(DISPUTED, 2000, ("nash", "egalitarian"))
