"""Measures on outside options: by hand, as integrals, and what must hold whatever the numbers are."""

import math
import pickle
from dataclasses import dataclass, fields
from itertools import permutations
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

import bargain as bg
from bargain.errors import GameError, ScenarioError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import Key
from bargain.game.numbers import numbers
from bargain.game.party import Party
from bargain.game.protocol import TakesMeasures
from bargain.game.quantity import Quantity
from bargain.outside.course import Course
from bargain.outside.fixed import Fixed
from bargain.outside.measures.aid import Aid
from bargain.outside.measures.deadline import Deadline
from bargain.outside.measures.measure import LEVEL, NAME, Measure
from bargain.outside.measures.registry import MEASURES
from bargain.outside.measures.sanctions import Sanctions
from bargain.outside.war import Ending, War
from bargain.scenario.reading import reads
from bargain.scenario.writing import writes

RATES = {"Ann": 0.1, "Bob": 0.25}
BARE = (
    bg.BargainingGame("war", parties=[Party(name, discount_rate=r) for name, r in RATES.items()])
    .with_issue("land", outcomes=["north", "split", "south"], weight={"Ann": 1, "Bob": 3}, status_quo="split",
                worth={"Ann": [100, 60, 0], "Bob": [0, 50, 100]})
)  # fmt: skip
# Points of the endings: Ann 60 and 0, Bob 50 and 100.
ENDINGS = (Ending("long", 0.75), Ending("short", 0.25, {"land": "south"}))
COSTS = {"Ann": 6, "Bob": 4}
WAR = BARE.with_outside_option(War(2, COSTS, ENDINGS))
FIXED = BARE.with_outside_option(Fixed({"Ann": 20, "Bob": 30}))


def loss(game, *measures):
    """Party → points that it loses to the measures."""
    moved = game
    for measure in measures:
        moved = moved.with_measure(measure)
    return {p: game.disagreement[p] - moved.disagreement[p] for p in game.party_names}


def close(expected, abs=1e-10):
    return pytest.approx(expected, abs=abs)


# ---- by hand ----


def test_sanctions_by_hand():
    """λ = 1/2; Bob's r = 1/4, Ann's 1/10."""
    plain = Sanctions(target="Bob", cost_per_year=6)
    assert loss(WAR, plain) == close({"Ann": 0, "Bob": 6 / 0.75})
    full = Sanctions(
        target="Bob", sender="Ann", cost_per_year=6, cost_to_sender=1, probability=0.7, growth=-0.25, evasion=0.3
    )
    assert loss(WAR, full) == close({"Ann": 0.7 * 1 / 0.6, "Bob": 0.7 * 0.7 * 6 / 1.0})
    believed = Sanctions(
        target="Bob", sender="Ann", cost_per_year=6, cost_to_sender=1, probability={"Ann": 1, "Bob": 0.5}
    )
    assert loss(WAR, believed) == close({"Ann": 1 / 0.6, "Bob": 3 / 0.75})
    elsewhere = Sanctions(target="Bob", sender="United States", cost_per_year=6, cost_to_sender=99)
    assert loss(WAR, elsewhere) == loss(WAR, plain)


def test_sanctions_on_given_payoffs_bring_their_own_years():
    shared = Sanctions(target="Bob", sender="Ann", cost_per_year=6, cost_to_sender=1, years=4)
    assert loss(FIXED, shared) == close({"Ann": 1 / 0.35, "Bob": 6 / 0.5})
    own = Sanctions(target="Bob", sender="Ann", cost_per_year=6, cost_to_sender=1, years={"Ann": 1, "Bob": 2})
    assert loss(FIXED, own) == close({"Ann": 1 / 1.1, "Bob": 6 / 0.75})


def test_a_deadline_by_hand():
    one = Deadline(at=2, cost={"Bob": 5, "Ann": -3})
    assert loss(WAR, one) == close({"Ann": -3 * math.exp(-1.2), "Bob": 5 * math.exp(-1.5)})
    assert loss(WAR, Deadline(at=0, cost={"Bob": 5})) == close({"Ann": 0, "Bob": 5})
    assert loss(FIXED, Deadline(at=2, cost={"Bob": 5}, years=4)) == close({"Ann": 0, "Bob": 5 * math.exp(-1)})
    own = Deadline(at=2, cost={"Ann": 1, "Bob": 5}, years={"Ann": 1, "Bob": 4})
    assert loss(FIXED, own) == close({"Ann": math.exp(-2.2), "Bob": 5 * math.exp(-1)})


def test_aid_by_hand():
    """Twice as long, Ann pays 4 less and Bob 2 more, the long ending is more likely by 0.1."""
    aid = Aid(
        recipient="Ann", cost_per_year={"Ann": -4, "Bob": 2}, years=2, endings={"long": 0.1, "short": -0.1}, name="aid"
    )
    game = WAR.with_measure(aid)
    rate = 0.25
    ann = rate / 0.35 * (0.85 * 60) - 2 / 0.35
    bob = rate / 0.5 * (0.85 * 50 + 0.15 * 100) - 6 / 0.5
    assert game.disagreement == close({"Ann": ann, "Bob": bob})
    half = game.with_value("outside_option.measures.aid.level", 0.5)
    rate = 0.5 / math.sqrt(2)
    ann = rate / (rate + 0.1) * (0.8 * 60) - 4 / (rate + 0.1)
    bob = rate / (rate + 0.25) * (0.8 * 50 + 0.2 * 100) - 5 / (rate + 0.25)
    assert half.disagreement == close({"Ann": ann, "Bob": bob})
    twice = half.with_measure(Aid(**{f.name: getattr(aid, f.name) for f in fields(aid)} | {"name": "", "level": 0.5}))
    assert twice.disagreement == close(game.disagreement), "half of the aid twice is the aid"


def test_beliefs_about_aid_may_differ():
    aid = Aid(
        recipient="Ann", years={"Ann": 2, "Bob": 1},
        endings={"long": {"Ann": 0.1, "Bob": 0.05}, "short": {"Ann": -0.1, "Bob": -0.05}},
    )  # fmt: skip
    ann = 0.25 / 0.35 * (0.85 * 60) - 6 / 0.35
    bob = 0.5 / 0.75 * (0.8 * 50 + 0.2 * 100) - 4 / 0.75
    assert WAR.with_measure(aid).disagreement == close({"Ann": ann, "Bob": bob})
    assert WAR.with_measure(aid).outside_option.endings == ENDINGS, "the war as it is written stays"


def test_aid_moves_the_time_over_which_sanctions_and_deadlines_count():
    longer = WAR.with_measure(Aid(recipient="Ann", years=2))
    sanctions, deadline = Sanctions(target="Bob", cost_per_year=6), Deadline(at=2, cost={"Bob": 5})
    assert loss(longer, sanctions)["Bob"] == close(6 / 0.5)
    assert loss(longer, deadline)["Bob"] == close(5 * math.exp(-1))
    for order in permutations([sanctions, deadline, Aid(recipient="Ann", years=2)]):
        assert loss(WAR, *order) == close(loss(WAR, *list(order)[::-1]))


# ---- as integrals over the time without agreement ----

chances, rates = st.floats(0, 1), st.floats(0, 1)
durations = st.floats(0.2, 20)


@given(years=durations, r=rates, p=chances, e=chances, c=st.floats(0, 50), below=st.floats(0.05, 3))
def test_sanctions_against_the_integral(years, r, p, e, c, below):
    growth = 1 / years + r - below
    game = FIXED.with_value("parties.Bob.discount_rate", r)
    found = loss(game, Sanctions(
        target="Bob", cost_per_year=c, probability=p, evasion=e, growth=growth, years=years))["Bob"]  # fmt: skip

    def lost(t):  # points a year at t: there is no agreement yet, discounted
        return p * (1 - e) * c * math.exp(growth * t - r * t - t / years)

    value, _ = quad(lost, 0, math.inf, epsabs=1e-11, epsrel=1e-11, limit=500)
    assert found == pytest.approx(value, abs=1e-6, rel=1e-7)


@given(years=durations, r=rates, at=st.floats(0, 10), c=st.floats(-50, 50))
def test_a_deadline_against_the_integral(years, r, at, c):
    game = FIXED.with_value("parties.Bob.discount_rate", r)
    found = loss(game, Deadline(at=at, cost={"Bob": c}, years=years))["Bob"]
    beyond, _ = quad(lambda t: math.exp(-t / years) / years, at, math.inf, epsabs=1e-12, epsrel=1e-12, limit=500)
    assert found == pytest.approx(math.exp(-r * at) * c * beyond, abs=1e-6)


# ---- what must hold whatever the numbers are ----


@st.composite
def sanctions(draw, **fixed):
    rest = {
        "sender": draw(st.sampled_from(["", "Ann", "United States"])), "cost_per_year": draw(st.floats(0, 50)),
        "probability": draw(chances), "growth": draw(st.floats(-2, 0.7)), "evasion": draw(chances),
        "level": draw(st.floats(0, 3)),
    }  # fmt: skip
    cost = draw(st.floats(0, 10)) if rest["sender"] else 0.0
    return Sanctions(target="Bob", **({"cost_to_sender": cost} | rest | fixed))


@st.composite
def deadlines(draw, **fixed):
    rest = {"at": draw(st.floats(0, 10)), "cost": {"Bob": draw(st.floats(-50, 50))}, "level": draw(st.floats(0, 3))}
    return Deadline(**(rest | fixed))


@st.composite
def aids(draw, **fixed):
    """Any two of them fit WAR together."""
    shift = draw(st.floats(-0.05, 0.05))
    rest = {
        "recipient": draw(st.sampled_from(["Ann", "Bob"])),
        "cost_per_year": draw(st.dictionaries(st.sampled_from(["Ann", "Bob"]), st.floats(-0.9, 20))),
        "years": draw(st.one_of(st.floats(0.9, 1), st.fixed_dictionaries(dict.fromkeys(RATES, st.floats(0.9, 1))))),
        "endings": draw(st.sampled_from([{}, {"long": shift, "short": -shift}])),
        "level": draw(st.floats(0, 2)),
    }
    return Aid(**(rest | fixed))


any_measure = st.one_of(sanctions(), deadlines(), aids())


@given(measure=sanctions(), more=st.floats(0, 50), factor=chances)
def test_more_bite_never_helps_the_target(measure, more, factor):
    def bob(**changes):
        held = {f.name: getattr(measure, f.name) for f in fields(measure)}
        return WAR.with_measure(Sanctions(**(held | changes))).disagreement["Bob"] - 1e-12

    there = WAR.with_measure(measure).disagreement["Bob"]
    assert bob(cost_per_year=measure.cost_per_year + more) <= there
    assert bob(level=measure.level + more) <= there
    assert bob(probability=measure.probability + factor * (1 - measure.probability)) <= there
    assert bob(evasion=factor * measure.evasion) <= there
    assert bob(growth=measure.growth + factor * (0.74 - measure.growth)) <= there
    assert there <= WAR.disagreement["Bob"]


NONE = [
    sanctions(probability=0),
    sanctions(level=0),
    sanctions(evasion=1, cost_to_sender=0),
    sanctions(cost_per_year=0, cost_to_sender=0),
    deadlines(level=0),
    deadlines(cost={}),
    aids(level=0),
    aids(cost_per_year={}, years=1, endings={}),
]


@given(measure=st.one_of(NONE))
def test_measures_that_are_none(measure):
    assert WAR.with_measure(measure).disagreement == WAR.disagreement


@given(
    measures=st.lists(any_measure, max_size=2).flatmap(lambda found: st.permutations([*found, Aid(recipient="Ann")]))
)
def test_measures_commute(measures):
    there = back = WAR
    for measure in measures:
        there = there.with_measure(measure)
    for measure in reversed(measures):
        back = back.with_measure(measure)
    assert there.disagreement == close(dict(back.disagreement), abs=1e-9)


@given(one=st.one_of(sanctions(), deadlines()), other=st.one_of(sanctions(), deadlines()))
def test_losses_add_up(one, other):
    apart, together = (loss(WAR, one), loss(WAR, other)), loss(WAR, one, other)
    assert together == close({p: apart[0][p] + apart[1][p] for p in RATES}, abs=1e-9)


@given(measure=any_measure)
def test_the_level_is_the_scale(measure):
    """Losses are proportional to it; twice aid at level s is once at level 2s."""
    held = {f.name: getattr(measure, f.name) for f in fields(measure)}
    half = type(measure)(**(held | {"level": measure.level / 2}))
    assert loss(WAR, half, half) == close(loss(WAR, measure), abs=1e-9)


@given(measure=any_measure)
def test_a_measure_is_plain_data(measure):
    assert type(measure).from_document(measure.to_document()) == measure
    assert type(measure).from_document(measure.to_document(defaults=True)) == measure
    assert hash(type(measure).from_document(measure.to_document())) == hash(measure)
    assert pickle.loads(pickle.dumps(measure)) == measure
    game = WAR.with_measure(measure)
    again = reads(writes(game))
    assert again == game
    assert repr(again.outside_option) == repr(game.outside_option), "order and types are the same too"


def test_extreme_times_are_finite():
    for years in (5e-324, 1e-9, 1e15):
        game = FIXED.with_measure(Deadline(at=1, cost={"Ann": 5}, years=years)).with_measure(
            Sanctions(target="Bob", cost_per_year=6, years=years)
        )
        assert all(math.isfinite(d) for d in game.disagreement.values())
    assert loss(FIXED, Deadline(at=0, cost={"Ann": 5}, years=5e-324))["Ann"] == 5


# ---- in a game ----

PRESSED = (
    WAR.with_measure(Sanctions(target="Bob", cost_per_year=Quantity(6, 4, 9, "assumed"), name="US sanctions"))
    .with_measure(Deadline(at=1, cost={"Ann": 5}))
    .with_measure(Aid(recipient="Ann", cost_per_year={"Ann": -3}, endings={"long": 0.1, "short": -0.1}, name="US aid"))
)


def test_numbers_have_paths():
    path = "outside_option.measures.'US sanctions'."
    assert PRESSED.value_at(path + "cost_per_year") == 6
    assert PRESSED.value_at(path + "probability") == 1, "a number that has its default has a path too"
    assert PRESSED.value_at("outside_option.measures[1].level") == 1
    assert PRESSED.value_at("outside_option.measures.'US aid'.endings.long") == 0.1
    changed = PRESSED.with_value(path + "cost_per_year", 7).outside_option.measures[0].cost_per_year
    assert changed == Quantity(7, 4, 9, "assumed")
    assert list(numbers(PRESSED))[-6:] == [
        'outside_option.measures."US sanctions".cost_per_year',
        "outside_option.measures.1.at",
        "outside_option.measures.1.cost.Ann",
        'outside_option.measures."US aid".cost_per_year.Ann',
        'outside_option.measures."US aid".endings.long',
        'outside_option.measures."US aid".endings.short',
    ]
    assert all(PRESSED.with_value(p, PRESSED.value_at(p)) == PRESSED for p in numbers(PRESSED))


def test_levers_set_measures():
    game = PRESSED.with_lever("aid", "United States", {"full": {}, "none": {"outside_option.measures.US aid.level": 0}})
    bare = game.without_measure("US aid")
    assert game.at_levels({"aid": "none"}).disagreement == bare.disagreement
    assert bare.levers[0].levels == {"full": {}, "none": {}}
    with pytest.raises(GameError) as caught:
        game.with_lever("more", "Carol", {"high": {"outside_option.measures[2].level": 2}})
    assert str(caught.value) == (
        "levers.more.levels.high: 'outside_option.measures[2].level' is set by lever 'aid' too; let one lever set it"
    )
    double = PRESSED.with_lever("aid", "United States", {"double": {"outside_option.measures.US aid.level": 4}})
    with pytest.raises(GameError) as caught:
        double.at_levels({"aid": "double"})
    assert str(caught.value) == (
        "levers.aid.levels.double: outside_option.measures.US aid.cost_per_year.Ann: -3 at level 4 makes the cost "
        "per year of 'Ann' -6; it must be at least 0: lower the level or bring this number nearer to 0"
    )
    with pytest.raises(ScenarioError) as caught:
        reads(writes(double), "game.toml")
    assert str(caught.value).startswith("game.toml: levers.aid.levels.double: outside_option.measures.US aid.cost_per")


def test_without_measure():
    game = PRESSED.with_lever("date", "Carol", {"late": {"outside_option.measures[1].at": 3}}).with_lever(
        "aid", "Carol", {"late": {"outside_option.measures[2].level": 0.5, "outside_option.years": 3}}
    )
    less = game.without_measure("US sanctions")
    assert [m.kind for m in less.outside_option.measures] == ["deadline", "aid"]
    assert dict(less.levers[0].levels) == {"late": {"outside_option.measures.0.at": 3}}
    assert less.at_levels({"date": "late"}).value_at("outside_option.measures[0].at") == 3
    assert game.without_measure(1).levers[0].levels == {"late": {}}
    assert game.without_measure("1") == game.without_measure(1)
    assert game.without_measure(0) == less
    assert less.without_measure(0).without_measure(0).outside_option == WAR.outside_option
    for asked in ("US sanction", "", 7):
        with pytest.raises(GameError, match=r"^outside_option.measures: no measure "):
            game.without_measure(asked)
    with pytest.raises(GameError) as caught:
        game.without_measure("US aids")
    assert str(caught.value) == "outside_option.measures: no measure 'US aids'; did you mean 'US aid'?"


def test_issues_come_and_go():
    more = PRESSED.with_issue(
        "port", outcomes=["ours", "theirs"], weight={"Ann": 2, "Bob": 4}, worth={"Ann": [100, 0], "Bob": [0, 100]},
        status_quo="ours", endings={"short": "theirs"},
    )  # fmt: skip
    assert more.outside_option.measures == PRESSED.outside_option.measures
    assert more.without_issue("port") == PRESSED
    levers = PRESSED.with_lever("date", "Carol", {"late": {"outside_option.measures[1].at": 3}}).levers
    assert more.with_lever("date", "Carol", levers[0].levels).without_issue("port").levers == levers


def test_measures_may_be_written_as_in_a_file():
    rows = [m.to_document() for m in PRESSED.outside_option.measures]
    assert rows[1] == {"kind": "deadline", "at": 1.0, "cost": {"Ann": 5.0}}
    assert BARE.with_outside_option(War(2, COSTS, ENDINGS, rows)) == PRESSED
    assert Fixed({"Ann": 1}, measures=rows[1:2]).measures == (Deadline(at=1, cost={"Ann": 5}),)
    assert isinstance(PRESSED.outside_option, TakesMeasures)
    assert War.from_document(PRESSED.outside_option.to_document()) == PRESSED.outside_option


# ---- refusals ----

SURE = {"target": "Bob", "cost_per_year": 6}
PLACE = "outside_option.measures"


@pytest.mark.parametrize(("build", "message"), [
    (lambda: Sanctions(**SURE, level=-1), f"{PLACE}.level: -1 is out of range; it must be at least 0"),
    (lambda: Sanctions(**SURE, name="s", level=-1), f"{PLACE}.s.level: -1 is out of range; it must be at least 0"),
    (lambda: Sanctions(**SURE, name=5), f"{PLACE}.name: 5 is not a text; put it in quotes"),
    (lambda: Sanctions(**SURE, probability=1.5, name="s"),
     f"{PLACE}.s.probability: 1.5 is out of range; it must lie between 0 and 1"),
    (lambda: Sanctions(**SURE, probability={"Ann": -1}, name="s"),
     f"{PLACE}.s.probability.Ann: -1 is out of range; it must lie between 0 and 1"),
    (lambda: Sanctions(**SURE, evasion=2, name="s"),
     f"{PLACE}.s.evasion: 2 is out of range; it must lie between 0 and 1"),
    (lambda: Sanctions(target="Bob", cost_per_year=-6, name="s"),
     f"{PLACE}.s.cost_per_year: -6 is out of range; it must be at least 0"),
    (lambda: Sanctions(**SURE, sender="Ann", cost_to_sender=-1, name="s"),
     f"{PLACE}.s.cost_to_sender: -1 is out of range; it must be at least 0"),
    (lambda: Sanctions(**SURE, cost_to_sender=1, name="s"),
     f"{PLACE}.s.cost_to_sender: 1 is paid by nobody; name the sender, or leave it out"),
    (lambda: Sanctions(**SURE, sender="Bob", name="s"),
     f"{PLACE}.s.sender: 'Bob' is the target too; name two sides"),
    (lambda: Sanctions(**SURE, growth="fast", name="s"),
     f"{PLACE}.s.growth: 'fast' is not a number; write a number such as 30 or 0.5"),
    (lambda: Sanctions(**SURE, years=0, name="s"), f"{PLACE}.s.years: 0 is out of range; it must be above 0"),
    (lambda: Deadline(at=-1, cost={"Ann": 5}, name="d"), f"{PLACE}.d.at: -1 is out of range; it must be at least 0"),
    (lambda: Deadline(at=1, cost=5, name="d"), f"{PLACE}.d.cost: 5 is not a table; write cost = {{Ann = 5}}"),
    (lambda: Aid(recipient="Ann", years=0, name="a"), f"{PLACE}.a.years: 0 is out of range; it must be above 0"),
    (lambda: Aid(recipient="Ann", cost_per_year=3, name="a"),
     f"{PLACE}.a.cost_per_year: 3 is not a table; write cost_per_year = {{Ann = -4, Bob = 2}}"),
    (lambda: Aid(recipient="Ann", endings=[1], name="a"),
     f'{PLACE}.a.endings: [1] is not a table; write endings = {{stalemate = 0.1, "Bob advances" = -0.1}}'),
    (lambda: Aid(recipient="Ann", endings={"long": 2}, name="a"),
     f"{PLACE}.a.endings.long: 2 is out of range; it must lie between -1 and 1"),
    (lambda: Sanctions.from_document({"target": "Bob"}),
     f"{PLACE}: 'cost_per_year' is missing; write cost_per_year = 6"),
    (lambda: Aid.from_document({"name": "a", "recpient": "Ann"}),
     f"{PLACE}.a: unknown key 'recpient'; did you mean 'recipient'?"),
    (lambda: Fixed({"Ann": 1}, measures=5), f"{PLACE}: 5 is not a list; give each as [[{PLACE}]]"),
    (lambda: Fixed({"Ann": 1}, measures=[5]), f"{PLACE}[0]: 5 is no measure; give its kind and what goes with it"),
    (lambda: Fixed({"Ann": 1}, measures=[{"at": 5}]),
     f"{PLACE}[0]: 'kind' is missing; known: aid, deadline, sanctions"),
    (lambda: Fixed({"Ann": 1}, measures=[{"kind": "sanction"}]),
     f"{PLACE}[0].kind: no measure 'sanction'; did you mean 'sanctions'?"),
    (lambda: Fixed({"Ann": 1}, measures=[{"kind": "measure"}]),
     f"{PLACE}[0].kind: no measure 'measure'; known: aid, deadline, sanctions"),
    (lambda: Fixed({"Ann": 1}, measures=[{"kind": "deadline", "at": 1}]),
     f"{PLACE}[0]: 'cost' is missing; write cost = {{Ann = 5}}"),
    (lambda: Fixed({"Ann": 1}, measures=[{"kind": "deadline", "at": -1, "cost": {}}]),
     f"{PLACE}[0].at: -1 is out of range; it must be at least 0"),
    (lambda: Fixed({"Ann": 1}, measures=[{"kind": "deadline", "name": "d", "at": -1, "cost": {}}]),
     f"{PLACE}.d.at: -1 is out of range; it must be at least 0"),
    (lambda: Fixed({"Ann": 1}, measures=[Deadline(at=1, cost={})] * 201),
     f"{PLACE}: 201 measures; at most 200 are computed: join those that do the same"),
    (lambda: Fixed({"Ann": 1}, measures=[Deadline(at=1, cost={}, name="d")] * 2),
     f"{PLACE}: measure 'd' stands twice; keep one"),
    (lambda: Fixed({"Ann": 1}, measures=[Deadline(at=1, cost={}, name="1")]),
     f"{PLACE}[0].name: '1' reads as a position in the list; put a letter in it"),
    (lambda: BARE.with_measure(Sanctions(**SURE)),
     "outside_option: the game has none to take measures; add it with with_outside_option first"),
])  # fmt: skip
def test_measures_that_cannot_be(build, message):
    with pytest.raises(GameError) as caught:
        build()
    assert str(caught.value) == message


AT = f"{PLACE}[0]"


@pytest.mark.parametrize(("game", "measure", "message"), [
    (WAR, Sanctions(target="Bbo", cost_per_year=6), f"{AT}.target: no party 'Bbo'; did you mean 'Bob'?"),
    (WAR, Sanctions(**SURE, probability={"Bob": 1}),
     f"{AT}.probability: 'Ann' is missing; give a number for every party"),
    (WAR, Sanctions(**SURE, years=2),
     f"{AT}.years: 2, but the outside option 'war' has years of its own; leave them out here"),
    (WAR, Deadline(at=1, cost={}, years={"Ann": 1, "Bob": 2}),
     f"{AT}.years: one per party, but the outside option 'war' has years of its own; leave them out here"),
    (FIXED, Sanctions(**SURE), f"{AT}: 'years' is missing, for the outside option 'fixed' has none; write years = 3"),
    (FIXED, Deadline(at=1, cost={}, name="d"),
     f"{PLACE}.d: 'years' is missing, for the outside option 'fixed' has none; write years = 3"),
    (FIXED, Deadline(at=1, cost={}, years={"Ann": 1}), f"{AT}.years: 'Bob' is missing; give a number for every party"),
    (WAR, Deadline(at=1, cost={"Bbo": 1}), f"{AT}.cost: no party 'Bbo'; did you mean 'Bob'?"),
    (WAR, Sanctions(**SURE, growth=0.75),
     f"{AT}.growth: 0.75 is not below 0.75, 1/years + discount_rate of 'Bob', so the loss has no bound; "
     "write a growth below that, or fewer years"),
    (FIXED, Sanctions(**SURE, growth=2, years=1, name="s"),
     f"{PLACE}.s.growth: 2 is not below 1.25, 1/years + discount_rate of 'Bob', so the loss has no bound; "
     "write a growth below that, or fewer years"),
    (WAR.with_measure(Aid(recipient="Ann", years=2)), Sanctions(**SURE, growth=0.5, name="s"),
     f"{PLACE}.s.growth: 0.5 is not below 0.5, 1/years + discount_rate of 'Bob', so the loss has no bound; "
     "write a growth below that, or fewer years"),
    (FIXED, Aid(recipient="Ann"),
     f"{AT}.kind: 'aid' moves a war, and the outside option 'fixed' is none; "
     'leave it out or write the outside option as kind = "war"'),
    (WAR, Aid(recipient="Carol"), f"{AT}.recipient: no party 'Carol'; known: Ann, Bob"),
    (WAR, Aid(recipient="Ann", cost_per_year={"Anne": 1}), f"{AT}.cost_per_year: no party 'Anne'; did you mean 'Ann'?"),
    (WAR, Aid(recipient="Ann", years={"Ann": 1}), f"{AT}.years: 'Bob' is missing; give a number for every party"),
    (WAR, Aid(recipient="Ann", endings={"shrot": 0.1, "long": -0.1}),
     f"{AT}.endings: no ending 'shrot'; did you mean 'short'?"),
    (WAR, Aid(recipient="Ann", endings={"short": {"Ann": 0.1}}),
     f"{AT}.endings.short: 'Bob' is missing; give a number for every party"),
    (WAR, Aid(recipient="Ann", endings={"short": 0.1, "long": -0.05}),
     f"{AT}.endings: the shifts sum to 0.05; change them so that they sum to 0"),
    (WAR, Aid(recipient="Ann", endings={"short": {"Ann": 0.1, "Bob": 0.2}, "long": -0.1}),
     f"{AT}.endings: the shifts of 'Bob' sum to 0.1; change them so that they sum to 0"),
    (WAR, Aid(recipient="Ann", endings={"long": 0.1, "short": -0.1}, level=3, name="US aid"),
     f"{PLACE}.US aid.endings.long: 0.1 at level 3 makes the probability of 'long' 1.05; it must be between 0 and 1: "
     "lower the level or bring this number nearer to 0"),
    (WAR, Aid(recipient="Ann", endings={"short": {"Ann": -0.3, "Bob": 0}, "long": {"Ann": 0.3, "Bob": 0}}),
     f"{AT}.endings.short.Ann: -0.3 at level 1 makes the probability of 'short' -0.05; it must be between 0 and 1: "
     "lower the level or bring this number nearer to 0"),
    (WAR, Aid(recipient="Ann", cost_per_year={"Bob": -5}),
     f"{AT}.cost_per_year.Bob: -5 at level 1 makes the cost per year of 'Bob' -1; it must be at least 0: "
     "lower the level or bring this number nearer to 0"),
    (WAR, Aid(recipient="Ann", years=10, level=1e4),
     f"{AT}.years: 10 at level 10000 makes the war last inf years; it must be above 0, at most 1e+15: "
     "lower the level or bring this number nearer to 1"),
    (WAR, Aid(recipient="Ann", years={"Ann": 1, "Bob": 0.1}, level=1e4),
     f"{AT}.years.Bob: 0.1 at level 10000 makes the war last 0 years; it must be above 0, at most 1e+15: "
     "lower the level or bring this number nearer to 1"),
])  # fmt: skip
def test_measures_that_do_not_fit_the_game(game, measure, message):
    with pytest.raises(GameError) as caught:
        game.with_measure(measure)
    assert str(caught.value) == message.replace("[0]", f"[{len(game.outside_option.measures)}]")


def test_shifts_of_several_measures_add_up_before_they_are_judged():
    up = Aid(recipient="Ann", endings={"long": 0.2, "short": -0.2}, cost_per_year={"Bob": -3}, name="up")
    odds = Aid(recipient="Ann", endings=up.endings, name="up")
    down = Aid(recipient="Bob", endings={"long": -0.4, "short": 0.4}, cost_per_year={"Bob": 3}, name="down")
    assert WAR.with_measure(down).with_measure(up).with_value("outside_option.measures.up.level", 2).disagreement
    with pytest.raises(GameError, match=r"^outside_option.measures.up.endings.long: 0.2 at level 2 "):
        WAR.with_measure(odds).with_value("outside_option.measures.up.level", 2)
    with pytest.raises(GameError, match=r"^outside_option.measures.up.cost_per_year.Bob: -3 at level 1 .* -2;"):
        WAR.with_measure(up).with_measure(Aid(recipient="Ann", cost_per_year={"Bob": -3}))


def test_a_cost_below_zero_that_no_measure_lowers_is_left_alone():
    gain = WAR.with_value("outside_option.cost_per_year.Bob", -5)
    assert gain.with_measure(Aid(recipient="Ann", cost_per_year={"Bob": 2, "Ann": -1})).disagreement


# ---- new kinds ----


@dataclass(frozen=True, kw_only=True)
class Mediation(Measure):
    """A kind of the caller's own: it takes nothing from anyone, and halves the expected duration."""

    kind: ClassVar[str] = "mediation"
    summary: ClassVar[str] = "halves the war"
    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict({"name": NAME, "level": LEVEL})

    def reshaped(self, course):
        years = {party: given * 0.5**self.scale for party, given in course.years.items()}
        return Course(course.kind, course.discount_rates, years, course.cost_per_year, course.endings)


def test_a_measure_of_the_callers_own():
    game = WAR.with_measure(Mediation())
    assert game.disagreement == WAR.with_value("outside_option.years", 1).disagreement
    with pytest.raises(ScenarioError) as caught:
        writes(game)
    assert str(caught.value) == (
        "outside_option.measures: Mediation is no measure that a file can name; "
        "take it out, or write a Fixed with the payoffs instead"
    )


@pytest.mark.parametrize("kind", list(MEASURES))
def test_every_kind_says_what_it_is(kind):
    measure = MEASURES[kind]
    assert measure.kind == kind
    assert measure.summary
    assert set(measure.keys) == {field.name for field in fields(measure)}
    assert all(held.says and held.write for held in measure.keys.values())
    required = {field.name for field in fields(measure) if repr(field.default).startswith("<dataclasses._MISSING")}
    assert required == {key for key, held in measure.keys.items() if held.required}


def test_the_registry_holds_the_kinds_and_nothing_else():
    assert dict(MEASURES) == {"aid": Aid, "deadline": Deadline, "sanctions": Sanctions}
    assert (bg.Aid, bg.Deadline, bg.Sanctions, bg.MEASURES) == (Aid, Deadline, Sanctions, MEASURES)


class Silence:
    """An outside option of the caller's own that takes no measures."""

    kind = "silence"

    def check(self, game):
        """Fits every game."""

    def disagreement(self, game):
        return dict.fromkeys(game.party_names, 1.0)

    def to_document(self):
        return {"kind": self.kind}


def test_an_outside_option_without_measures():
    game = BARE.with_outside_option(Silence())
    assert game.disagreement == {"Ann": 1.0, "Bob": 1.0}
    for build in (lambda: game.with_measure(Sanctions(**SURE)), lambda: game.without_measure("s")):
        with pytest.raises(GameError) as caught:
            build()
        assert str(caught.value) == "outside_option: 'silence' takes no measures; use a fixed one or a war"
