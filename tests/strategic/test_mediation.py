"""Mediation: brute force over reports and demands, closed forms, knife edges, refusals, case files."""

import json
import math
import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import ConceptError, GameError
from bargain.outside.war import Ending, War
from bargain.strategic.advice.solving import Plan, play
from bargain.strategic.advice.terms import AdviceTerms
from tests.strategic import mediation_oracle as oracle

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT = 1e-9
PLAIN = {"p": 0.5, "c1": 0.2, "low": 0.05, "high": 0.3, "prior": 0.3, "accuracy": 0.9, "bias": 2.0, "peace": 1.0}


def solved(g):
    return bg.mediation(
        g["p"], (g["c1"], (g["low"], g["high"])), resolved=g["prior"], bias=g["bias"], peace=g["peace"],
        accuracy=g["accuracy"],
    )  # fmt: skip


def random_game(rng, draw):
    low = rng.uniform(0, 0.2)
    return {
        "p": rng.uniform(0, 1), "c1": rng.uniform(0, 0.5), "low": low, "high": low + rng.uniform(0.01, 0.5),
        "prior": rng.uniform(0.05, 0.95), "accuracy": rng.uniform(0.5, 1) if draw % 3 else 1.0,
        "bias": rng.normal(0, 2) if draw % 5 else 0.0, "peace": rng.uniform(0, 1),
    }  # fmt: skip


def demanded(one):
    """The demand after each finding (weak, resolved), in an equilibrium without mixing."""
    reports = [0 if p == 1.0 else 1 for p in one.reports]
    return tuple(one.demands[0] if one.large_demand[r] == 1.0 else one.demands[1] for r in reports)


# ---- independent computation ----


def test_all_pure_equilibria_against_brute_force():
    rng, honest = np.random.default_rng(0), 0
    for draw in range(300):
        g = random_game(rng, draw)
        found = solved(g)
        pure = [one for one in found.equilibria if one.kind != "half honest"]
        ours = {tuple(round(x, 9) for x in demanded(one)) for one in pure}
        assert ours == {tuple(round(x, 9) for x in plan) for plan in oracle.pure_outcomes(g)}, g
        for one in pure:
            assert one.deviation <= EXACT
            assert one.payoffs == pytest.approx(oracle.payoffs(g, demanded(one)), abs=EXACT)
            assert one.failure == pytest.approx(oracle.war(g, demanded(one)), abs=EXACT)
        honest += found.credible
    assert 30 < honest < 250


def test_a_mediator_without_bias_that_is_never_wrong_is_indifferent():
    """After finding weak it may report anything, so it may mix, as long as reports still move the demand."""
    g = PLAIN | {"bias": 0.0, "accuracy": 1.0}
    found = solved(g)
    assert [one.kind for one in found.equilibria] == ["babbling", "honest", "half honest"]
    half = found.others[1]
    share = half.reports[0]
    # of those that "resolved" is said of, the prior 0.3 must be just the threshold (0.8 − 0.55)/(0.8 − 0.3) = 0.5
    assert share == pytest.approx(1 - 0.3 / 0.7, abs=EXACT)
    assert all(one.deviation <= EXACT for one in found.equilibria)
    assert not found.credible
    assert found.margin == pytest.approx(0, abs=EXACT)


def test_too_much_bias_is_as_bad_as_none():
    """At the upper end of the window the mediator is indifferent after finding resolved, and a prior above the
    threshold lets it report weak some of the time."""
    g = PLAIN | {"prior": 0.55, "accuracy": 0.7}
    _, most = solved(g).bias_window
    found = solved(g | {"bias": most})
    assert [one.kind for one in found.equilibria] == ["babbling", "honest", "half honest"]
    half = found.others[1]
    seen_weak, seen_resolved = 0.45 * 0.7 + 0.55 * 0.3, 0.45 * 0.3 + 0.55 * 0.7
    said = half.reports[1]
    belief = (0.55 * 0.3 + said * 0.55 * 0.7) / (seen_weak + said * seen_resolved)
    assert belief == pytest.approx(found.threshold, abs=EXACT)
    assert half.deviation <= EXACT
    assert solved(g | {"bias": most - 0.01}).credible
    assert not solved(g | {"bias": most + 0.01}).credible


def test_where_the_first_party_is_indifferent_both_ends_are_listed():
    found = solved(PLAIN | {"prior": 0.5, "bias": -1.0})
    assert found.threshold == pytest.approx(0.5, abs=EXACT)
    assert [one.large_demand for one in found.equilibria] == [(0.0, 0.0), (1.0, 1.0)]
    assert any("indifferent between both demands" in sentence for sentence in found.words)
    assert all(one.deviation <= EXACT for one in found.equilibria)


def test_the_evidence_sees_what_is_no_equilibrium():
    """A neutral mediator that may be wrong saves peace · μ_W by reporting resolved; unheeded advice costs the party."""
    terms = AdviceTerms(((0.0, 1.0), (1.0, 0.0)), 0.3, (0.2, 0.45), 0.5, 0.3, 0.9, 0.0, 1.0)
    honest = play(terms, Plan("honest", (1.0, 0.0), (1.0, 0.0)))
    assert honest.deviation == pytest.approx(terms.beliefs[0], abs=EXACT)
    deaf = play(terms, Plan("babbling", (1.0, 1.0), (0.0, 0.0)))
    assert deaf.deviation == pytest.approx(0.7 * 0.8 + 0.3 * 0.3 - 0.55, abs=EXACT)


# ---- closed forms ----


def test_closed_forms_on_200_random_games():
    forms = DERIVATIONS["mediation"]()
    names = ["p", "c_1", "low", "high", "prior", "a", "k"]
    plain = {}
    for name, form in forms.items():
        symbols = {s.name: s for s in form.free_symbols}
        plain[name] = sp.lambdify([symbols.get(n, sp.Symbol(n)) for n in names], form, "math")
    rng, moved = np.random.default_rng(4), 0
    for _ in range(200):
        low = rng.uniform(0, 0.2)
        g = {
            "p": rng.uniform(0.1, 0.4), "c1": rng.uniform(0.01, 0.5), "low": low, "high": low + rng.uniform(0.05, 0.3),
            "prior": rng.uniform(0.05, 0.95), "accuracy": rng.uniform(0.6, 0.99), "bias": 1.0,
            "peace": rng.uniform(0.01, 1),
        }  # fmt: skip
        n = [g[key] for key in ("p", "c1", "low", "high", "prior", "accuracy", "peace")]
        is_ = {name: form(*n) for name, form in plain.items()}
        found = solved(g)
        assert found.demands == pytest.approx((is_["large"], is_["small"]), abs=EXACT)
        assert found.threshold == pytest.approx(is_["threshold"], abs=EXACT)
        assert found.beliefs == pytest.approx((is_["after_weak"], is_["after_resolved"]), abs=EXACT)
        assert found.war_without == pytest.approx(
            is_["war_without"] if g["prior"] < is_["threshold"] else 0.0, abs=EXACT
        )
        if not is_["after_weak"] < is_["threshold"] < is_["after_resolved"]:
            assert (found.bias_window, found.margin, found.credible) == (None, None, False)
            continue
        moved += 1
        least, most = found.bias_window
        assert least == pytest.approx(is_["least_bias"], rel=1e-9)
        assert most == (pytest.approx(is_["most_bias"], rel=1e-6) if is_["most_bias"] > 0 else math.inf)
        inside = solved(g | {"bias": least + 0.3 * (min(most, least + 1.0) - least)})
        assert inside.credible
        assert inside.failure == pytest.approx(is_["war_with"], abs=EXACT)
        assert not solved(g | {"bias": least * 0.99}).credible
    assert moved > 60


# ---- properties ----


def test_only_a_mediator_on_ones_own_side_is_believed():
    """Kydd 2003: with any doubt left, no bias at or below 0 is enough."""
    rng = np.random.default_rng(9)
    seen = 0
    for draw in range(200):
        g = random_game(rng, draw) | {"accuracy": float(rng.uniform(0.6, 0.99)), "peace": float(rng.uniform(0.1, 1))}
        window = solved(g).bias_window
        if window is not None:
            seen += 1
            assert window[0] > 0
            assert not solved(g | {"bias": 0.0}).credible
            assert not solved(g | {"bias": -1.0}).credible
    assert seen > 40


def test_the_party_and_a_mediator_of_its_mind_always_understand_each_other():
    """One whose concern for peace is c_1 times its bias wants what the first party wants."""
    rng = np.random.default_rng(10)
    for draw in range(100):
        g = random_game(rng, draw)
        g |= {"accuracy": float(rng.uniform(0.6, 0.99)), "bias": 1.0, "peace": g["c1"]}
        found = solved(g)
        if found.margin is not None:
            assert found.margin >= -EXACT


def test_advice_never_hurts_the_party_that_is_advised():
    rng = np.random.default_rng(11)
    for draw in range(100):
        found = solved(random_game(rng, draw))
        babbling = next(one for one in found.equilibria if one.kind == "babbling")
        assert all(one.payoffs[0] >= babbling.payoffs[0] - EXACT for one in found.equilibria)


def test_advice_can_bring_war_where_there_was_none():
    cautious = solved(PLAIN | {"prior": 0.6})
    assert cautious.credible
    assert cautious.war_without == 0.0
    assert cautious.failure == pytest.approx(0.06, abs=EXACT)
    bold = solved(PLAIN)
    assert (bold.war_without, bold.failure) == (pytest.approx(0.3), pytest.approx(0.03))


def test_one_demand_for_both_types_leaves_nothing_to_say():
    found = bg.mediation(0.9, (0.1, (0.2, 0.4)), resolved=0.5, bias=1, peace=1)
    assert found.demands == (1.0, 1.0)
    assert (found.margin, found.failure, len(found.equilibria)) == (None, 0.0, 1)


# ---- form and refusals ----


def test_the_result_is_plain_frozen_and_told():
    found = solved(PLAIN)
    assert found.parties == ("first", "second", "mediator")
    assert found.words == (
        "mediator reports what it finds",
        'first demands 0.8 after "weak" and 0.55 after "resolved"',
        "a weak second accepts up to 0.8, a resolved one up to 0.55",
        "the probability of war is 0.03",
    )
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["credible"] is True
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(FrozenInstanceError):
        found.credible = False


GIVEN = {
    "win_probability": 0.5, "costs": (0.2, (0.05, 0.3)), "resolved": 0.3, "bias": 1, "peace": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"win_probability": 1.2}, "win_probability: 1.2 is out of range; it must lie between 0 and 1"),
        ({"costs": (-0.2, (0.05, 0.3))}, "costs[0]: -0.2 is out of range; it must be at least 0"),
        ({"costs": (0.2, (-0.05, 0.3))}, "costs[1][0]: -0.05 is out of range; it must be at least 0"),
        ({"costs": (0.2, 0.3)}, "costs[1]: 0.3 is not a list of 2; write costs[1]=(0.05, 0.3)"),
        ({"costs": 0.2}, "costs: 0.2 is not a list of 2; write costs=(0.2, (0.05, 0.3))"),
        (
            {"costs": (0.2, (0.3, 0.3))},
            "costs[1]: 0.3 and 0.3 are no two types; the first, the low cost, must be below",
        ),
        ({"resolved": 0}, "resolved: 0 is out of range; it must be above 0 and at most 1"),
        ({"resolved": 1}, "resolved: 1 is out of range; it must be above 0 and below 1, or nothing is unknown"),
        ({"peace": -1}, "peace: -1 is out of range; it must be at least 0"),
        ({"accuracy": 0.4}, "accuracy: 0.4 is out of range; it must lie between 0.5 and 1"),
        ({"bias": "much"}, "bias: 'much' is not a number; write a number such as 30 or 0.5"),
        ({"parties": ("A", "A")}, "parties: party 'A' stands twice; keep one"),
        ({"mediator": "first"}, "mediator: 'first' is one of the two parties; name a third"),
        ({"mediator": ""}, "mediator: the text is empty; give it a name"),
    ],
)
def test_bad_input_is_refused_with_its_cure(change, message):
    with pytest.raises(GameError) as error:
        bg.mediation(**{**GIVEN, **change})
    assert str(error.value) == message


# ---- from a case ----


def border():
    """A pie of 100 points, and a war that Ann wins with probability 1/2, over at once."""
    return bg.BargainingGame("border", parties=["Ann", "Bob"]).with_issue(
        "line", outcomes=["north", "south"], status_quo="north", weight={"Ann": 1, "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]},
    ).with_outside_option(
        War(years=1, cost_per_year={"Ann": 20, "Bob": 12}, endings=[
            Ending("Ann wins", 0.5, {"line": "north"}), Ending("Bob wins", 0.5, {"line": "south"})])
    )  # fmt: skip


@pytest.mark.parametrize("leading", ["Ann", "Bob"])
def test_a_case_is_the_plain_game_in_points(leading):
    own = {"Ann": 20, "Bob": 12}[leading]
    found = bg.mediation.from_game(
        border(), second_costs=(5, 30), resolved=0.3, bias=2, peace=100, accuracy=0.9, first=leading, mediator="Eve"
    )
    plain = bg.mediation(0.5, (own / 100, (0.05, 0.3)), resolved=0.3, bias=2, peace=1, accuracy=0.9)
    assert found.parties == (leading, {"Ann": "Bob", "Bob": "Ann"}[leading], "Eve")
    assert found.payoffs == pytest.approx([100 * x for x in plain.payoffs], abs=1e-7)
    assert found.demands == pytest.approx([100 * x for x in plain.demands], abs=1e-7)
    assert found.failure == pytest.approx(plain.failure, abs=EXACT)
    assert found.bias_window == pytest.approx(plain.bias_window, rel=1e-6)
    assert found.threshold == pytest.approx(plain.threshold, abs=EXACT)


@pytest.mark.parametrize("case", ["four_regions", "grand_package"])
@pytest.mark.parametrize("leading", [0, 1])
def test_the_documented_cases_are_read(case, leading):
    game = bg.read(ANALYSES / case / "game.toml")
    name = game.party_names[leading]
    found = bg.mediation.from_game(
        game, first=name, second_costs=(15, 40), resolved=0.4, bias=1, peace=10, accuracy=0.9
    )
    assert found.parties[0] == name
    assert found.demands[0] > found.demands[1] > game.disagreement[name]
    assert all(one.deviation <= 1e-9 * 100 for one in found.equilibria)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"first": "Ned"}, "first: no party 'Ned'; known: Ann, Bob"),
        ({"second_costs": (30, 5)}, "second_costs: 30 and 5 are no two types; the first, the low cost, must be below"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused(change, message):
    told = {"second_costs": (5, 30), "resolved": 0.3, "bias": 2, "peace": 100}
    with pytest.raises(GameError) as error:
        bg.mediation.from_game(border(), **{**told, **change})
    assert str(error.value) == message


def test_a_party_that_no_agreement_can_content_is_refused():
    game = border().with_value("outside_option.cost_per_year.Ann", 0).with_red_line("Bob", {"line": "north"})
    with pytest.raises(GameError) as error:
        bg.mediation.from_game(game, second_costs=(0, 30), resolved=0.3, bias=2, peace=100)
    assert str(error.value) == (
        "second_costs: with a cost of 0 points no agreement gives both parties what war would; a resolved party that "
        "costs so little to fight cannot be talked to, so raise it"
    )


def test_three_parties_and_no_war_are_refused():
    with pytest.raises(GameError, match="'fixed' is no war"):
        bg.mediation.from_game(
            border().with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0})), second_costs=(5, 30), resolved=0.3, bias=2,
            peace=1,
        )  # fmt: skip
    three = bg.BargainingGame("three", parties=["A", "B", "C"])
    with pytest.raises(ConceptError, match="mediation is defined for two parties; this problem has 3"):
        bg.mediation.from_game(three, second_costs=(5, 30), resolved=0.3, bias=2, peace=1)
