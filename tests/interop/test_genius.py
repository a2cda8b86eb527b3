"""Ten GENIUS domains: what is read are GENIUS's utilities, of every agreement; and nothing is lost on the way back."""

import json

import pytest

import bargain as bg
from tests.interop import oracle
from tests.interop.domains import GENIUS, settled

TOO_HEAVY = {("quarter", "council"): 1.02}
"""Profiles whose weights sum to more than 1: payoffs are then 100 times utility over the sum."""


def few(agreements, most=4000):
    """Some thousand agreements, evenly spread."""
    rows = list(agreements.items())
    return rows[:: max(1, len(rows) // most)]


def utilities(name, monkeypatch):
    """The oracle's utilities of each party; the range of 20,001 whole numbers is looked at in nine places."""
    domain, profiles = GENIUS[name]
    listed = oracle.genius_domain

    def shorter(path):
        return [
            (index, issue, outcomes if len(outcomes) < 1000 else outcomes[:: len(outcomes) // 8])
            for index, issue, outcomes in listed(path)
        ]

    monkeypatch.setattr(oracle, "genius_domain", shorter)
    return {path.stem: oracle.genius(domain, path) for path in profiles}


def test_there_are_ten_and_they_hold_every_kind_of_issue():
    games = [bg.read_genius(domain, profiles).game for domain, profiles in GENIUS.values()]
    text = "".join(path.read_text(encoding="latin-1") for domain, _ in GENIUS.values() for path in [domain])
    assert len(games) == 10
    assert all(f'type="{kind}"' in text for kind in ("discrete", "integer", "real", "objective"))
    assert {len(g.parties) for g in games} == {2, 3}


@pytest.mark.parametrize("name", GENIUS)
def test_payoffs_are_utilities_times_100(name, monkeypatch):
    game = bg.read_genius(GENIUS[name][0].parent).game
    found = utilities(name, monkeypatch)
    assert list(game.party_names) == list(found)
    for party, (agreements, reservation) in found.items():
        over = TOO_HEAVY.get((name, party), 1.0)
        assert game.disagreement[party] == pytest.approx(100 * reservation / over, abs=1e-9)
        for row, utility in few(agreements):
            assert game.payoffs(settled(game, row))[party] == pytest.approx(100 * utility / over, abs=1e-9), row


@pytest.mark.parametrize("name", GENIUS)
def test_names_and_order_are_the_file_s(name):
    domain, profiles = GENIUS[name]
    game = bg.read_genius(domain, profiles).game
    listed = oracle.genius_domain(domain)
    assert list(game.issue_names) == [issue for _, issue, _ in listed]
    for issue, (_, _, outcomes) in zip(game.issues, listed, strict=True):
        if issue.kind == "choice":
            assert list(issue.outcomes) == [str(o) for o in outcomes]
        else:
            assert issue.bounds == (float(outcomes[0]), float(outcomes[-1]))


@pytest.mark.parametrize("name", GENIUS)
def test_there_and_back_nothing_is_lost(name, tmp_path, monkeypatch):
    domain, profiles = GENIUS[name]
    game = bg.read_genius(domain, profiles).game
    assert all("discount rate" in note for note in bg.write_genius(game, tmp_path / "new"))
    again = bg.read_genius(tmp_path / "new").game
    assert (again.title, again.party_names, again.issue_names) == (game.title, game.party_names, game.issue_names)
    assert [getattr(i, "outcomes", i.kind) for i in again.issues] == [
        getattr(i, "outcomes", i.kind) for i in game.issues
    ]
    assert dict(again.disagreement) == pytest.approx(dict(game.disagreement), abs=1e-9)
    assert [p.discount_rate for p in again.parties] == pytest.approx([p.discount_rate for p in game.parties], rel=1e-12)
    found = utilities(name, monkeypatch)
    for row, _ in few(next(iter(found.values()))[0], 300):
        there = settled(game, row)
        assert dict(again.payoffs(there)) == pytest.approx(dict(game.payoffs(there)), abs=1e-9)


@pytest.mark.parametrize("name", GENIUS)
def test_files_to_game_to_files_keeps_the_utilities(name, tmp_path, monkeypatch):
    domain, profiles = GENIUS[name]
    before = utilities(name, monkeypatch)
    bg.write_genius(bg.read_genius(domain, profiles).game, tmp_path / "new")
    for party, (agreements, reservation) in before.items():
        over = TOO_HEAVY.get((name, party), 1.0)
        again, value = oracle.genius(tmp_path / "new" / "domain.xml", next((tmp_path / "new").glob(f"*{party}.xml")))
        assert value == pytest.approx(reservation / over, abs=1e-12)
        names = [[tuple(map(float_or_text, row)) for row in rows] for rows in (again, agreements)]
        assert names[0] == names[1]
        assert list(again.values()) == pytest.approx([u / over for u in agreements.values()], abs=1e-12)


def float_or_text(outcome):
    """An outcome in a form that does not depend on how numbers are written."""
    try:
        return float(outcome)
    except ValueError:
        return outcome


def test_a_single_profile_is_a_game_of_one_party():
    _, profiles = GENIUS["tour"]
    found = bg.read_genius(profiles[0])
    assert found.game.party_names == ("away",)
    assert found.game.issue_names == ("Share", "Venue", "Fixtures")
    assert found.game.payoffs({"Share": "40:60", "Venue": "coast", "Fixtures": "three"})["away"] == 100.0


def test_profiles_may_be_named_one_by_one_and_as_paths_or_texts():
    domain, profiles = GENIUS["ferry"]
    assert bg.read_genius(str(domain), [str(profiles[2]), profiles[0]]).game.party_names == ("port", "crew")
    assert bg.read_genius(domain, profiles[1]).game.party_names == ("line",)


def test_what_is_read_can_be_told_in_json():
    found = bg.read_genius(*GENIUS["supply"])
    told = json.loads(json.dumps(found.to_dict()))
    assert told["game"]["parties"]["maker"]["discount_rate"] == pytest.approx(0.22314355131)
    assert told["notes"] == list(found.notes)
    assert repr(found).startswith("<game 'Supply': parties maker, supplier;")


def test_the_kinds_of_issue_come_back(tmp_path):
    for name, kinds in (("water", ["real", "real", "real", "discrete"]), ("energy", ["integer", "integer", "real"])):
        bg.write_genius(bg.read_genius(*GENIUS[name]).game, tmp_path / name)
        root = oracle.ElementTree.parse(tmp_path / name / "domain.xml").getroot()
        assert [issue.get("type") for issue in root.iter("issue")] == kinds
    steady = bg.BargainingGame("steady", parties=["Ann", "Bob"]).with_issue(
        "days", outcomes=["2", "3", "4"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [0, 50, 100], "Bob": [80, 40, 0]}
    )
    bg.write_genius(steady, tmp_path / "steady")
    root = oracle.ElementTree.parse(tmp_path / "steady" / "Bob.xml").getroot()
    assert next(root.iter("evaluator")).attrib == {"ftype": "linear", "slope": "-0.4", "offset": "0.8"}
