"""The enforcement game against a peace played out period by period, and against its closed forms."""

import json
import math
from dataclasses import FrozenInstanceError
from itertools import product

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations import enforcement as closed
from bargain.errors import GameError
from bargain.strategic.keeping.keeper import Keeper
from tests.strategic import enforcement_oracle as oracle

PD = {"temptation": 5, "reward": 3, "punishment": 1}
ORACLE = {"temptation": "T", "reward": "R", "punishment": "P", "sucker": "S", "detection": "q", "force": "F"}


def random_game(rng, *, alarms=True):
    """Keywords for both parties, arrays of two where they differ."""
    P = rng.uniform(0, 3, 2)
    R = P + rng.uniform(0.5, 4, 2)
    q = rng.uniform(0.2, 1, 2)
    return {
        "temptation": R + rng.uniform(0.2, 5, 2), "reward": R, "punishment": P, "sucker": P - rng.uniform(0, 2, 2),
        "discount": rng.uniform(0.2, 0.95, 2), "detection": q,
        "false_alarm": q * rng.choice([0.0, 0.2], 2) * rng.uniform(0, 1, 2) if alarms else np.zeros(2),
        "force": rng.choice([0.0, 1.0]) * rng.uniform(0, 4, 2),
        "punishment_periods": rng.choice([math.inf, 1, 2, 5, 12]), "gap": int(rng.choice([1, 1, 2, 5])),
    }  # fmt: skip


def of_party(numbers, i):
    """The oracle's game of party i."""
    n = numbers["punishment_periods"]
    return {
        **{ORACLE[name]: float(numbers[name][i]) for name in ORACLE}, "delta": float(numbers["discount"][i]),
        "f": float(numbers["false_alarm"][i]), "f_other": float(numbers["false_alarm"][1 - i]),
        "n": None if math.isinf(n) else int(n), "k": numbers["gap"],
    }  # fmt: skip


# ---- published ----


def test_the_ceasefire_of_the_grim_trigger():
    """δ ≥ (T − R)/(T − P) = 2/4: Friedman 1971."""
    found = bg.enforcement(temptation=5, reward=3, punishment=1)
    assert found.critical_discount == pytest.approx(0.5, abs=1e-9)
    assert bg.enforcement(temptation=5, reward=3, punishment=1, sucker=0).critical_discount == found.critical_discount
    assert found.peace
    assert found.holds
    assert found.payoffs == (3.0, 3.0)
    assert found.margins == pytest.approx((0, 0), abs=1e-12)
    assert [e.peace for e in found.equilibria] == [True, False]


# ---- every violation, played out ----


@pytest.mark.parametrize("seed", range(200))
def test_the_peace_holds_where_no_plan_of_violations_gains(seed):
    numbers = random_game(np.random.default_rng(seed))
    found = bg.enforcement(**numbers)
    games = [of_party(numbers, i) for i in (0, 1)]
    assert found.holds == all(oracle.holds(g) for g in games)
    peaces = [e for e in found.equilibria if e.peace]
    fights = [e for e in found.equilibria if not e.peace]
    assert len(peaces) == all(oracle.largest_gain(g) <= 1e-9 for g in games)
    assert len(fights) == 1
    assert fights[0].payoffs == tuple(numbers["punishment"])
    assert fights[0].deviation == 0.0
    for e in peaces:
        assert e.payoffs == pytest.approx([oracle.peace(g) for g in games], abs=1e-9)
        assert e.deviation <= 1e-9
    for i, g in enumerate(games):
        gain = oracle.largest_gain(g)
        assert (found.margins[i] < -1e-9) == (gain > 1e-9)
        if gain > 1e-9:  # points for each period of violating, as the peace is given up from its first period on
            periods = (1 - g["delta"] ** g["k"]) / (1 - g["delta"])
            kept = oracle.values(g, lambda options, state: options[oracle.keeps(state)])
            once = violated_once(g, kept)
            assert -found.margins[i] * periods == pytest.approx(once - kept[("peace", 0, False)], abs=1e-8)


def violated_once(g, kept):
    """Discounted points of violating through one stretch, and keeping the peace after the look."""
    worth, state = 0.0, ("peace", 0, False)
    for period in range(g["k"]):
        reward, ahead = oracle.step(g, state, True)
        worth += g["delta"] ** period * reward
        state = ahead[0][1]
    return worth + g["delta"] ** g["k"] * sum(chance * kept[after] for chance, after in ahead)


def test_thresholds_are_where_the_played_out_peace_turns():
    seen = []
    for seed, i in product(range(20), (0, 1)):
        rng = np.random.default_rng(1000 + seed)
        numbers = random_game(rng, alarms=seed % 2 == 0)
        numbers["discount"] = np.minimum(numbers["discount"], 0.8)
        found = bg.enforcement(**numbers)
        g = of_party(numbers, i)
        for name, key, low, high in (
            ("critical_discounts", "delta", 0.0, 0.95),
            ("smallest_forces", "F", 0.0, 60.0),
            ("critical_detections", "q", g["f"], 1.0),
        ):
            threshold = getattr(found, name)[i]
            below = np.linspace(low, min(threshold, high), 8)[:-1]
            if threshold < high:
                assert oracle.holds({**g, key: threshold + 1e-7}), (name, g)
                below = [*below, threshold - 1e-7] if threshold > low else []
            assert not any(oracle.holds({**g, key: float(x)}) for x in below), (name, g)
            seen.append(threshold < high)
    assert 40 < sum(seen) < 110


@pytest.mark.parametrize("seed", range(16))
def test_whole_periods_are_counted_one_by_one(seed):
    numbers = random_game(np.random.default_rng(2000 + seed), alarms=seed % 2 == 0)
    numbers["discount"] = np.minimum(numbers["discount"], 0.75)
    found = bg.enforcement(**numbers)
    for i in (0, 1):
        g = of_party(numbers, i)
        safe = [k for k in range(1, 13) if oracle.holds({**g, "k": k})]
        assert found.longest_gaps[i] == max(safe, default=0)
        enough = [n for n in range(1, 13) if oracle.holds({**g, "n": n})]
        least = found.shortest_punishments[i]
        assert min(enough, default=math.inf) == (max(least, 1) if least <= 12 else math.inf)
        alone = {**g, "n": 1, "P": oracle.peace({**g, "f": 0, "F": 0, "f_other": 0, "n": 1}), "S": -9.0}
        assert (least == 0) == (oracle.largest_gain(alone) <= 1e-9 and bool(enough))  # fighting takes nothing


def test_a_force_alone_may_be_enough_and_then_no_fighting_is_needed():
    found = bg.enforcement(**PD, discount=0.0, force=2.0)
    assert found.holds
    assert found.critical_discount == 0.0
    assert found.shortest_punishment == 0.0
    assert found.smallest_force == 2.0
    assert found.margins == (0.0, 0.0)
    assert not bg.enforcement(**PD, discount=0.0, force=1.99).holds


def test_no_fighting_is_long_enough_where_it_never_comes():
    """After a look that finds nothing, or so late that nothing is left of it; nor where peace is worth no more."""
    for keeper, gap in (
        (Keeper(5, 3, 1, 0, 0, 0, 0, 0, 9), 1),  # nothing is ever found
        (Keeper(5, 3, 3, 0, 1, 0, 0, 0, 9), 1),  # peace is worth no more than fighting
        (Keeper(5, 3, 1, 0, 1, 0, 0, 0, 9), 10_000),  # what comes at the look weighs nothing
    ):
        assert keeper.shortest_punishment(0.9, gap) == math.inf
    found = Keeper(5, 3, 1, 0, 1, 0, 0, 0, 9).shortest_punishment(0.9, 1)  # 2 ≤ 2 · 0.9 · (1 + 0.9 + …): two periods
    assert found == 2.0


def test_a_late_report_comes_to_the_same_as_a_rare_look():
    """Found for sure, k − 1 periods late: the violator goes on until then. Played out over 4000 periods."""
    for k, delta, n in ((2, 0.8, 3), (3, 0.72, 2), (4, 0.9, 1), (5, 0.85, 40)):
        kept = 3 / (1 - delta)
        violated = sum(5 * delta**t for t in range(k)) + sum(1 * delta**t for t in range(k, k + n))
        violated += sum(3 * delta**t for t in range(k + n, 4000))
        found = bg.enforcement(**PD, discount=delta, punishment_periods=n, gap=k)
        assert found.holds == (kept >= violated)
        assert found.margins[0] * (1 - delta**k) / (1 - delta) == pytest.approx(kept - violated, abs=1e-9)


# ---- closed forms ----


def test_closed_forms_on_200_random_games():
    rng, forms = np.random.default_rng(5), closed.derive()
    plain = {}
    for name, form in forms.items():
        symbols = sorted(form.free_symbols, key=str)
        plain[name] = (sp.lambdify(symbols, form, "math"), [symbol.name for symbol in symbols])
    seen = dict.fromkeys(forms, 0)
    for _ in range(200):
        numbers = {**random_game(rng), "gap": 1, "punishment_periods": math.inf}
        if rng.random() < 0.5:
            numbers["false_alarm"] = np.zeros(2)
        found = bg.enforcement(**numbers)
        for i in (0, 1):
            g = of_party(numbers, i)
            n = {**{key: g[key] for key in "TRPFqf"}, "g": g["f_other"], "delta": g["delta"]}
            is_ = {name: form(*(n[key] for key in keys)) for name, (form, keys) in plain.items()}
            assert found.margins[i] == pytest.approx(is_["margin"], abs=1e-9)
            for e in found.equilibria:
                assert not e.peace or e.payoffs[i] == pytest.approx(is_["peace"], abs=1e-9)
            for name, attribute in (
                ("critical_discount", "critical_discounts"), ("smallest_force", "smallest_forces"),
                ("critical_detection", "critical_detections"),
            ):  # fmt: skip
                threshold = getattr(found, attribute)[i]
                if 0 < threshold < math.inf:
                    assert threshold == pytest.approx(is_[name], rel=1e-9, abs=1e-9)
                    seen[name] += 1
            if found.longest_gaps[i] and not numbers["false_alarm"].any():
                assert found.longest_gaps[i] == math.floor(is_["longest_gap"] + 1e-9)
                seen["longest_gap"] += 1
    assert min(seen[name] for name in seen if name not in ("margin", "peace")) > 40


# ---- what moves what ----


@pytest.mark.parametrize("seed", range(60))
def test_more_of_each_guarantee_never_hurts_where_nothing_is_mistaken(seed):
    rng = np.random.default_rng(3000 + seed)
    numbers = random_game(rng, alarms=False)
    before = bg.enforcement(**numbers)
    assert before.calm == math.inf
    for better in (
        {"detection": np.minimum(numbers["detection"] * 1.2, 1)}, {"force": numbers["force"] + 1}, {"gap": 1},
        {"punishment_periods": numbers["punishment_periods"] + 1}, {"punishment": numbers["punishment"] - 1,
        "sucker": numbers["sucker"] - 1},
    ):  # fmt: skip
        after = bg.enforcement(**{**numbers, **better})
        assert after.critical_discount <= before.critical_discount + 1e-12
        assert after.longest_gap >= before.longest_gap or "gap" in better
        assert after.holds >= before.holds


def test_false_alarms_cost_peace_and_long_punishments_then_have_a_price():
    common = {**PD, "discount": 0.9, "detection": 0.8, "punishment_periods": 5}
    calm, nervous = bg.enforcement(**common), bg.enforcement(**common, false_alarm=0.05)
    assert calm.payoffs == (3.0, 3.0)
    assert (calm.failure, calm.calm) == (0.0, math.inf)
    assert nervous.payoffs[0] < 3.0
    assert nervous.calm == pytest.approx(1 / (1 - 0.95**2))
    assert nervous.failure == pytest.approx(5 / (5 + nervous.calm))
    longer = bg.enforcement(**{**common, "punishment_periods": math.inf}, false_alarm=0.05)
    assert longer.failure == 1.0
    assert longer.payoffs[0] < nervous.payoffs[0]
    assert longer.margins[0] > nervous.margins[0]


def test_a_force_whose_mistakes_cost_more_than_peace_brings():
    found = bg.enforcement(**PD, discount=0.5, detection=0.9, false_alarm=0.5, force=8)
    assert not found.holds
    assert not found.peace
    assert [e.peace for e in found.equilibria] == [False, True]
    assert found.words[1] == "Peace is not worth having for first: the force takes more by mistake than it brings."
    assert found.critical_discount == found.critical_detection == found.shortest_punishment == math.inf
    assert found.others[0].payoffs[0] < 1.0


def test_both_have_to_keep_it():
    found = bg.enforcement((5, 9), (3, 3), (1, 1), discount=0.6)
    assert found.critical_discounts == pytest.approx((0.5, 0.75))
    assert found.critical_discount == max(found.critical_discounts)
    assert not found.holds
    assert found.smallest_forces == pytest.approx((0.0, 3.0))
    assert found.smallest_force == max(found.smallest_forces)
    assert found.longest_gaps == (1.0, 0.0)
    assert found.longest_gap == 0.0
    assert found.words == (
        "Both fight in every period; to be the only one that keeps the peace would gain neither anything.",
        "Peace does not hold: second would gain 3 points a period by violating it.",
        "The repeated game has many more equilibria (folk theorem); this is one of the two that are looked at.",
    )
    saved = bg.enforcement((5, 9), (3, 3), (1, 1), discount=0.6, force=(0, 3), parties=("Ann", "Bob"))
    assert saved.holds
    assert saved.words == (
        "Both keep the peace; a look every period may raise an alarm; after an alarm both fight for ever.",
        "Ann keeps it from 0.5 on, as a discount factor.",
        "Bob keeps it from 0.6 on, as a discount factor, and pays 3 points if it is found to violate.",
        "The repeated game has many more equilibria (folk theorem); this is one of the two that are looked at.",
    )


def test_no_discount_factor_is_enough_for_a_short_punishment():
    found = bg.enforcement(**PD, punishment_periods=1, detection=0.5)
    assert found.critical_discount == math.inf
    assert not found.holds
    assert found.payoffs == (1.0, 1.0)
    assert found.longest_gap is found.smallest_force is found.critical_detection is found.shortest_punishment is None


# ---- from a case ----


def road():
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "middle", "south"],
        weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 70, 0], "Bob": [0, 70, 100]},
    )  # fmt: skip
    game = game.with_value("parties.Ann.discount_rate", 0.1).with_value("parties.Bob.discount_rate", 0.2)
    return game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))


def test_a_case_by_hand():
    """Nash: gains (50, 40) at the middle. Best of the pie: Ann from the middle to Bob's 30, slope 3/7 on the way."""
    found = bg.enforcement.from_game(road(), period=0.5)
    assert found.parties == ("Ann", "Bob")
    assert found.payoffs == pytest.approx((70, 70))
    assert found.discount == pytest.approx((math.exp(-0.05), math.exp(-0.1)))
    best = 70 + (70 - 30) * 30 / 70, 70 + (70 - 20) * 30 / 70
    wanted = [(best[i] - 70) / (best[i] - d) for i, d in enumerate((20, 30))]
    assert found.critical_discounts == pytest.approx(wanted, abs=1e-9)
    taken = bg.enforcement.from_game(
        road(), agreement={"road": "middle"}, violations={"Ann": {"road": "north"}, "Bob": {"road": "south"}},
    )  # fmt: skip
    assert taken.critical_discounts == pytest.approx((30 / 80, 30 / 70), abs=1e-9)


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_documented_cases(slug):
    game = bg.read(f"analyses/{slug}/game.toml")
    found = bg.enforcement.from_game(game, period=1 / 12, detection=0.3)
    assert found.parties == game.party_names
    assert found.deviation <= 1e-9
    assert found.others[0].payoffs == pytest.approx(tuple(game.disagreement.values()))
    assert 0 < found.critical_discount < 1


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        (
            {"agreement": {"road": "south"}},
            "agreement: 'Ann' gets 0 points by it and 20 without; it must get more, or nothing makes it keep the peace",
        ),
        (
            {"agreement": {"road": "middle"}, "violations": {"Ann": {"road": "south"}}},
            "violations.Ann: it gets 0 points by violating and 70 by the agreement; name what would bring it more, or "
            "nothing has to be enforced",
        ),
        ({"violations": {"Ann": {"road": "north"}}}, "violations: they change an agreement; name the agreement too"),
        (
            {"agreement": {"road": "middle"}, "violations": {"Anne": {}}},
            "violations: no party 'Anne'; did you mean 'Ann'?",
        ),
        ({"agreement": {"rod": "middle"}}, "agreement: no issue 'rod'; did you mean 'road'?"),
        ({"period": 0}, "period: 0 is out of range; it must be above 0"),
    ],
)
def test_cases_that_are_refused(keywords, message):
    with pytest.raises(GameError) as error:
        bg.enforcement.from_game(road(), **keywords)
    assert str(error.value) == message


def test_a_case_without_impatience_is_refused():
    with pytest.raises(GameError) as error:
        bg.enforcement.from_game(road().with_value("parties.Bob.discount_rate", 0.0))
    assert str(error.value) == ("parties.Bob.discount_rate: 0 is out of range; it must be above 0 in this game")


# ---- the door ----

ENDLESS = "is out of range; it must be at least 0 and below 1, for nothing else ends the game"


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"temptation": 3}, "temptation: 3 is out of range; it must be above reward = 3"),
        ({"reward": (1, 3)}, "reward: 1 is out of range; it must be above punishment = 1"),
        ({"sucker": 2}, "sucker: 2 is out of range; it must be at most punishment = 1"),
        ({"temptation": "5"}, "temptation: '5' is not a number; write a number such as 30 or 0.5"),
        ({"temptation": [5, 6, 7]}, "temptation: 3 entries; it must have 2, such as temptation=(0.9, 0.8)"),
        ({"temptation": math.nan}, "temptation: nan is not a finite number; write a number such as 30 or 0.5"),
        ({"discount": 1.0}, f"discount: 1 {ENDLESS}"),
        ({"discount": (0.5, 1.2)}, f"discount[1]: 1.2 {ENDLESS}"),
        ({"discount": -0.1}, f"discount: -0.1 {ENDLESS}"),
        ({"detection": 1.2}, "detection: 1.2 is out of range; it must lie between 0 and 1"),
        ({"false_alarm": (0, -0.1)}, "false_alarm[1]: -0.1 is out of range; it must lie between 0 and 1"),
        ({"false_alarm": 0.2, "detection": 0.1},
         "detection: 0.1 is out of range; it must be at least false_alarm = 0.2"),
        ({"force": -1}, "force: -1 is out of range; it must be at least 0"),
        ({"gap": 0}, "gap: 0 is out of range; it must lie between 1 and 100000"),
        ({"gap": 1.5}, "gap: 1.5 is not a whole number of periods; write one such as 3"),
        ({"gap": math.inf}, "gap: inf is not a finite number; write a number between 1 and 100000"),
        ({"punishment_periods": 0}, "punishment_periods: 0 is out of range; it must lie between 1 and 100000"),
        ({"parties": ("Ann", "Ann")}, "parties: party 'Ann' stands twice; keep one"),
        ({"parties": ("Ann",)}, 'parties: 1 entries; it must have 2, such as parties=("Ann", "Bob")'),
    ],
)  # fmt: skip
def test_what_is_refused(keywords, message):
    with pytest.raises(GameError) as error:
        bg.enforcement(**{**PD, **keywords})
    assert str(error.value) == message


def test_the_result_is_plain_frozen_and_readable():
    found = bg.enforcement(**PD, discount=0.9, detection=0.5, false_alarm=0.01, punishment_periods=4, force=1)
    again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert again["critical_discount"] == found.critical_discount
    assert again["others"][0]["peace"] is False
    assert again["longest_gap"] == found.longest_gap
    with pytest.raises(FrozenInstanceError):
        found.peace = False
    assert found == bg.enforcement(**PD, discount=0.9, detection=0.5, false_alarm=0.01, punishment_periods=4, force=1)
    assert hash(found.discount)
    assert "largest gain from deviating" in repr(found)
    assert bg.STRATEGIC_GAMES["enforcement"] is bg.enforcement
    assert bg.enforcement.question == "which guarantee makes a peace hold?"


def test_evidence_is_computed():
    """Played out for a peace that does not hold, it finds the gain."""
    from bargain.strategic.keeping.evidence import fighting_gain, peace_gain

    keeper = Keeper(5, 3, 1, 0, 1, 0, 0, 0, math.inf)
    assert peace_gain(keeper, 0.4, 1) == pytest.approx(0.6 * (5 + 0.4 * 1 / 0.6 - 3 / 0.6))
    assert peace_gain(keeper, 0.5, 1) == pytest.approx(0, abs=1e-12)
    wrong = Keeper(5, 3, 1, 2, 1, 0, 0, 0, math.inf)
    assert fighting_gain(wrong, 0.5) == pytest.approx(0.5)
