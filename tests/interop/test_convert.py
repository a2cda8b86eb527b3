"""`bargain convert`: every format to every other that can hold it, notes on standard error, nothing overwritten."""

import shutil
from pathlib import Path

import pytest

import bargain as bg
from tests.cli.conftest import run
from tests.interop.domains import GENIUS, HERE

TOUR = GENIUS["tour"][0].parent


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def done(*words):
    result = run("convert", *map(str, words))
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    return result.stderr.splitlines()


def failed(*words):
    result = run("convert", *map(str, words))
    assert (result.exit_code, result.stdout) == (2, "")
    *notes, line = result.stderr.splitlines()
    assert all(note.startswith("note: ") for note in notes)
    return line


def test_a_scenario_goes_through_every_format_and_comes_back():
    first = bg.read_genius(TOUR).game
    notes = done(TOUR, "tour.toml")
    assert notes[-1] == "tour.toml is written"
    assert notes[0] == (
        "note: away: evaluations are divided by the issue's largest, as in GENIUS: Venue by 8, Fixtures by 6, Share by 9"
    )
    assert done("tour.toml", "yaml", "--to", "negmas") == ["yaml is written"]
    assert done("yaml", "xml", "--to", "genius") == ["xml is written"]
    assert done("xml", "again.toml")[-1] == "again.toml is written"
    last = bg.read("again.toml")
    assert (last.title, last.party_names, last.issue_names) == (first.title, first.party_names, first.issue_names)
    assert dict(last.disagreement) == pytest.approx(dict(first.disagreement))
    for venue in first.issue("Venue").outcomes:
        for fixtures in first.issue("Fixtures").outcomes:
            there = {"Venue": venue, "Fixtures": fixtures, "Share": "50:50"}
            assert dict(last.payoffs(there)) == pytest.approx(dict(first.payoffs(there)))
    assert run("solve", "again.toml").exit_code == 0


def test_point_sheets_profiles_and_folders_with_a_case():
    Path("sheet.csv").write_text("item,Ann,Bob\nhouse,55,40\nboat,45,60\n")
    assert done("sheet.csv", "sheet.toml") == ["sheet.toml is written"]
    assert done("sheet.toml", "back.csv") == ["back.csv is written"]
    assert Path("back.csv").read_text() == "item,Ann,Bob\nhouse,55.0,40.0\nboat,45.0,60.0\n"
    Path("case").mkdir()
    shutil.copy("sheet.toml", "case/game.toml")
    assert done("case", "third.csv") == ["third.csv is written"]
    assert done(TOUR / "home.xml", "home.toml")[-1] == "home.toml is written"
    assert bg.read("home.toml").party_names == ("home",)
    assert done(HERE / "negmas" / "garden", "garden.toml") == ["garden.toml is written"]


def test_levers_are_a_game_of_threats_and_normal_forms_stay_normal_forms():
    game = (
        bg.BargainingGame("toll", parties=["Ann", "Bob"])
        .with_issue("road", outcomes=["n", "s"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
        .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
        .with_lever("gate", "Ann", {"open": {}, "shut": {"outside_option.payoffs.Bob": 4}})
    )
    bg.write(game, "toll.toml")
    note = "note: payoffs are those without agreement, at every combination of the levers' levels"
    assert done("toll.toml", "toll.nfg") == [note, "toll.nfg is written"]
    assert done("toll.toml", "toll.efg") == [note, "toll.efg is written"]
    assert done("toll.nfg", "again.nfg") == ["again.nfg is written"]
    assert Path("again.nfg").read_text() == Path("toll.nfg").read_text()
    assert done("toll.nfg", "again.efg") == ["again.efg is written"]
    assert Path("again.efg").read_text() == Path("toll.efg").read_text()
    assert failed("toll.nfg", "x.toml") == (
        "bargain: --to toml: a normal form has no issues; it can be written as nfg or efg"
    )
    assert failed("toll.efg", "x.nfg") == (
        "bargain: toll.efg: trees are written and not read; give the normal form as .nfg"
    )


def test_what_cannot_be_held_needs_lossy():
    line = failed("four_regions", "new", "--to", "negmas")
    assert line.startswith("bargain: new: a NegMAS scenario cannot hold ")
    assert line.endswith("; write it without that by lossy=True (--lossy)")
    assert "the outside option's model (war): the reservation values are what it comes to" in line
    assert not Path("new").exists()
    notes = done("four_regions", "new", "--to", "negmas", "--lossy")
    lost = [note for note in notes if note.startswith("note: not written: ")]
    assert [note for note in notes if note not in lost] == [
        "note: Ukraine: the discount rate 0.1 is written as the discount 0.904837 over relative_time, as if a negotiation "
        "took a year",
        "note: Russia: the discount rate 0.1 is written as the discount 0.904837 over relative_time, as if a negotiation "
        "took a year",
        "new is written",
    ]
    assert len(lost) > 5
    assert bg.read_negmas("new").game.party_names == ("Ukraine", "Russia")


def test_nothing_is_overwritten_and_mistakes_are_told():
    Path("full").mkdir()
    Path("full/mine").write_text("mine")
    Path("old.toml").write_text("mine")
    assert failed(TOUR, "full", "--to", "genius") == (
        "bargain: full: exists already and is not an empty folder; choose another name"
    )
    assert failed(TOUR, "old.toml") == "bargain: old.toml: exists already; choose another name"
    assert failed(TOUR, "full", "--to", "toml") == "bargain: full: exists already; choose another name"
    assert Path("old.toml").read_text() == "mine"
    assert failed(TOUR, "new") == ("bargain: new: its name does not say the format; add --to negmas or --to genius")
    assert failed(TOUR, "new", "--to", "xml") == (
        "bargain: --to 'xml': is no format; write one of negmas, genius, csv, toml, nfg, efg"
    )
    assert (
        failed(TOUR, "new.csv", "--to", "toml")
        == "bargain: new.csv: ends in .csv and --to says 'toml'; keep one of the two"
    )
    assert failed("nowhere", "new.toml") == "bargain: nowhere: there is no such folder; correct the path"
    assert failed("nowhere.toml", "new.csv").startswith("bargain: nowhere.toml: there is no such file; ")
    assert failed("nowhere.xml", "new.csv") == "bargain: nowhere.xml: there is no such file; correct the path"
    Path("bare").mkdir()
    assert failed("bare", "new.toml") == (
        "bargain: bare: holds no game.toml, no GENIUS files (.xml) and no NegMAS files (.yml); name a scenario"
    )
    assert failed(TOUR, "new.csv") == (
        "bargain: new.csv: issues.Venue: is not shared out on straight lines; a point sheet has only such issues"
    )
    assert failed(TOUR, "new.nfg") == (
        'bargain: levers: the game has none; add [levers."name"] with held_by and levels, or with_lever(…)'
    )
    assert not [p for p in Path().iterdir() if p.name.startswith("new")]
