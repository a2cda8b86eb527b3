"""Random games of every kind: written and read back, each format holds what it can and says what it cannot."""

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bargain as bg
from bargain.game.curves import Breakpoints, PowerCurve
from bargain.game.frozen import FrozenDict
from bargain.game.party import Party
from bargain.game.quantity import Quantity, value_of
from tests.scenario.random_games import games


def additive(game, party, agreement):
    """Points of an agreement, plainly: each issue's worth times its share of the weights; all else left out."""
    shares = game.weights(party)
    return sum(shares[i.name] * i.worth(party, agreement[i.name]) for i in game.issues)


def attempt(ask):
    """What was refused, or None; and what was given back."""
    try:
        return None, ask()
    except bg.ScenarioError as error:
        return str(error), ()


def rows(game, again):
    """Some agreements in outcomes of both games: ends, middle, and the first outcomes of choices in turn."""
    for k in range(4):
        here, there = {}, {}
        for old, new in zip(game.issues, again.issues, strict=True):
            if new.kind == "range":
                low, high = new.bounds
                here[old.name] = there[new.name] = min(low + (high - low) * k / 3, high)
            else:
                there[new.name] = new.outcomes[k % len(new.outcomes)]
                here[old.name] = float(there[new.name]) if old.kind == "range" else there[new.name]
        yield here, there


def same(game, again):
    assert (again.title, again.party_names) == (game.title, game.party_names)
    assert again.issue_names == game.issue_names
    for old, new in zip(game.issues, again.issues, strict=True):
        if old.kind == "choice":
            assert new.outcomes == old.outcomes
    for here, there in rows(game, again):
        for old, new in zip(game.issues, again.issues, strict=True):
            if old.kind == "range" and new.kind == "choice":
                low, high = old.bounds  # ten digits of the number stand in its name, so an end may be rounded outwards
                here[old.name] = min(max(here[old.name], low), high)
        for party in game.party_names:
            assert again.payoffs(there)[party] == pytest.approx(additive(game, party, here), abs=1e-5), (party, here)


def neutral(game):
    """The same parties without risk attitude: points can then be compared with the disagreement as written."""
    parties = tuple(replace(p, risk_aversion=0.0) for p in game.parties)
    return replace(game, parties=parties, levers=())


def lined(game):
    """The same with weights for rankings, lines for power curves and no levers: what a table of worths has rows for."""
    issues = []
    for issue in game.issues:
        views = {
            party: replace(
                view,
                weight=1.0 if view.weight is None else view.weight,
                worth=Breakpoints(issue.bounds, (0.0, 100.0)) if isinstance(view.worth, PowerCurve) else view.worth,
            )
            for party, view in issue.preferences.items()
        }
        if views:  # an issue that nobody values has no row
            issues.append(replace(issue, preferences=FrozenDict(views)))
    kept = {issue.name for issue in issues}
    option = None if len(kept) < len(game.issues) else game.outside_option
    rest = {"linkages": (), "red_lines": (), "levers": (), "rankings": FrozenDict()}
    return replace(game, issues=tuple(issues), outside_option=option, **rest)


def bare(part):
    """`part` of a game with numbers that carry no evidence as plain numbers: a table has no place for the difference."""
    if isinstance(part, Quantity):
        evidence = (part.low, part.high, part.basis, part.source, part.reason)
        return part.value if evidence == (None,) * 5 else part
    if isinstance(part, dict):
        return {key: bare(value) for key, value in part.items()}
    if isinstance(part, tuple):
        return tuple(map(bare, part))
    if isinstance(part, Party | Breakpoints):
        return tuple(bare(getattr(part, field.name)) for field in fields(part))
    return part


with_issues = games().filter(lambda game: game.issues)


@pytest.mark.parametrize(("write", "read"), [(bg.write_negmas, bg.read_negmas), (bg.write_genius, bg.read_genius)])
@settings(max_examples=60)
@given(game=with_issues.map(neutral).filter(lambda game: game.title.strip().lower() not in ("root", "any")))
def test_what_additive_formats_hold_comes_back(write, read, game, tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder")
    message, _ = attempt(lambda: write(game, folder / "new", lossy=True))
    if message is not None:  # XML has no control characters
        assert write is bg.write_genius
        assert "has a character that XML cannot hold" in message
        return
    again = read(folder / "new").game
    same(game, again)
    for party in game.party_names:
        assert again.disagreement[party] == pytest.approx(game.disagreement[party], rel=1e-9, abs=1e-9)
        rate = value_of(game.party(party).discount_rate)
        assert value_of(again.party(party).discount_rate) == pytest.approx(rate, abs=1e-9)


@pytest.mark.parametrize("write", [bg.write_negmas, bg.write_genius])
@settings(max_examples=50)
@given(game=games())
def test_nothing_is_lost_in_silence(write, game, tmp_path_factory):
    """Written without `lossy`, there was nothing but what the format holds: payoffs are the same, red lines none."""
    folder = tmp_path_factory.mktemp("folder")
    message, notes = attempt(lambda: write(game, folder / "new"))
    if message is not None:
        assert not (folder / "new").exists()
        assert any(word in message for word in ("cannot hold", "out of reach"))
        return
    assert all("discount rate" in note for note in notes)
    assert not [*game.all_red_lines, *game.linkages, *game.levers, *game.rankings]
    assert all(value_of(p.power) == 1 and value_of(p.risk_aversion) == 0 for p in game.parties)
    assert game.outside_option is None or game.outside_option.kind == "fixed"


@st.composite
def plain_games(draw):
    """Games that additive formats hold whole: choices and straight ranges, a fixed outside option."""
    parties = ["Ann", "Bob", "Cy"][: draw(st.integers(1, 3))]
    game = bg.BargainingGame("plain", parties=parties)
    quarter = st.integers(0, 400).map(lambda k: k / 4)
    for name in ["road", "toll", "tree", "dam"][: draw(st.integers(1, 4))]:
        weight = {p: float(draw(st.integers(1, 9))) for p in parties}
        if draw(st.booleans()):
            outcomes = draw(st.sampled_from([["n", "s", "e"], ["1", "2", "3"], ["10", "5"], ["only"], ["2.5", "3.5"]]))
            worth = {p: [draw(quarter) for _ in outcomes] for p in parties}
            game = game.with_issue(name, outcomes=outcomes, weight=weight, worth=worth)
        else:
            low = draw(st.integers(-5, 5))
            high = low + draw(st.integers(1, 9))
            worth = {p: {"at": [low, high], "is": [draw(quarter), draw(quarter)]} for p in parties}
            game = game.with_issue(name, range=(low, high), weight=weight, worth=worth)
    return game.with_outside_option(bg.Fixed({p: draw(quarter) for p in parties}))


@pytest.mark.parametrize(("write", "read"), [(bg.write_negmas, bg.read_negmas), (bg.write_genius, bg.read_genius)])
@given(game=plain_games())
def test_plain_games_come_back_whole_and_twice(write, read, game, tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder")
    assert write(game, folder / "one") == ()
    first = read(folder / "one").game
    assert write(first, folder / "two") == ()
    second = read(folder / "two").game
    for again in (first, second):
        same(game, again)
        assert dict(again.disagreement) == pytest.approx(dict(game.disagreement), abs=1e-12)
    assert [(i.kind, getattr(i, "outcomes", ())) for i in second.issues] == [
        (i.kind, getattr(i, "outcomes", ())) for i in game.issues
    ]


@settings(max_examples=60)
@given(game=with_issues.map(lined).filter(lambda game: game.issues))
def test_frames_hold_parties_and_issues_whole(game):
    frames = bg.to_frames(game)
    again = bg.from_frame(frames.worths, title=game.title, parties=frames.parties, issues=frames.issues)
    assert bare(again.parties) == bare(game.parties)
    assert [i.name for i in again.issues] == [i.name for i in game.issues]
    for old, new in zip(game.issues, again.issues, strict=True):
        assert set(new.indifferent) == set(old.indifferent)
        for party, view in old.preferences.items():
            assert bare(new.preferences[party].worth) == bare(view.worth)
            assert bare(new.preferences[party].weight) == bare(view.weight)
            assert bare(new.preferences[party].never) == bare(view.never)
        for key in ("kind", "question", "source", "status_quo"):
            assert bare(getattr(new, key)) == bare(getattr(old, key))
    assert dict(again.disagreement) == pytest.approx(dict(game.disagreement), rel=1e-12)


def test_the_comparison_can_fail(tmp_path):
    game = bg.BargainingGame("t", parties=["Ann"]).with_issue(
        "road", outcomes=["n", "s"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
    )
    other = game.with_value("issues.road.Ann.worth.s", 1)
    with pytest.raises(AssertionError):
        same(game, other)
    assert additive(game, "Ann", {"road": "n"}) == float(Fraction(100))
