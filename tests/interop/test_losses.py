"""What a format cannot hold is listed in one error, or in notes where the caller lets it go."""

import pytest

import bargain as bg
from tests.interop import oracle

WAR = bg.War(
    2, {"Ann": 5, "Bob": 10}, [bg.Ending("north", 0.5, {"road": "north"}), bg.Ending("south", 0.5, {"road": "south"})]
)
GAME = (
    bg.BargainingGame("toll", parties=[bg.Party("Ann", power=2), bg.Party("Bob", risk_aversion=1.5)], source="a tale")
    .with_issue(
        "road", outcomes=["north", "south"], question="Which?", weight={"Ann": bg.Quantity(3, 2, 4, "assumed"), "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]}, never={"Ann": {"south": 40}}, status_quo="south",
    )
    .with_issue(
        "toll", range=(0, 8), unit="EUR", weight={"Ann": 1, "Bob": 3}, status_quo=0,
        worth={"Ann": {"curve": "power", "exponent": 0.5}, "Bob": {"at": [0, 8], "is": [100, 0]}},
    )
    .with_linkage("Bob", {"road": ["south"]}, 5)
    .with_outside_option(WAR)
    .with_lever("gate", "Ann", {"open": {}, "shut": {"outside_option.cost_per_year.Bob": 20}})
)  # fmt: skip
LISTED = (
    "1 red line (Ann: never road = south (price 40)); 1 linkage (of Bob); 1 risk aversion (Bob); 1 power (Ann); 1 lever "
    "(gate); the outside option's model (war): the reservation values are what it comes to; the basis, range or source of 1 "
    "number; 1 unit (toll); 2 status quo (road, toll); 1 source (the game)"
)
CURVE = "1 curve of range (toll): cut to a grid of numbers"
LOSSY = "; write it without that by lossy=True (--lossy)"


def test_one_error_lists_it_all_and_nothing_is_written(tmp_path):
    for write, what, listed in (
        (bg.write_genius, "a GENIUS scenario", f"{LISTED}; {CURVE}"),
        (bg.write_negmas, "a NegMAS scenario", f"{LISTED}; 1 question (road); {CURVE}"),
    ):
        with pytest.raises(bg.ScenarioError) as refused:
            write(GAME, tmp_path / "new")
        assert str(refused.value) == f"{tmp_path / 'new'}: {what} cannot hold {listed}{LOSSY}"
        assert not (tmp_path / "new").exists()


def test_what_is_let_go_is_told(tmp_path):
    notes = bg.write_genius(GAME, tmp_path / "new", lossy=True)
    assert notes == tuple(f"not written: {loss}" for loss in f"{LISTED}; {CURVE}".split("; "))
    again = bg.read_genius(tmp_path / "new").game
    assert again.issue("road").question == "Which?"
    assert again.issue("toll").outcomes[:3] == ("0", "0.4", "0.8")
    assert again.disagreement["Ann"] == pytest.approx(GAME.disagreement["Ann"])
    # Bob is risk averse: his war brings as many points after his attitude as this number of points brings without it.
    reserved = again.disagreement["Bob"]
    assert 100 * (1 - 2.718281828459045 ** (-1.5 * reserved / 100)) / (1 - 2.718281828459045**-1.5) == pytest.approx(
        GAME.disagreement["Bob"]
    )
    # A power curve is exact at each number of the grid: 100·(0.8/8)^(1/2), and the line at 0.8 is 90.
    there = {"road": "north", "toll": "0.8"}
    assert again.payoffs(there)["Ann"] == pytest.approx(0.75 * 100 + 0.25 * 100 * 0.1**0.5)
    assert again.payoffs(there)["Bob"] == pytest.approx(0.75 * 90)


def test_a_reservation_value_beyond_the_attitude_is_refused(tmp_path):
    game = bg.BargainingGame("t", parties=[bg.Party("Ann", risk_aversion=2)]).with_issue(
        "road", outcomes=["n", "s"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
    )
    with pytest.raises(bg.ScenarioError) as refused:
        bg.write_negmas(game.with_outside_option(bg.Fixed({"Ann": 150})), tmp_path / "new", lossy=True)
    assert str(refused.value) == (
        f"{tmp_path / 'new'}: outside_option: 150 points are out of reach at the risk aversion 2 of 'Ann', so no "
        f"reservation value says as much; set risk_aversion to 0"
    )


@pytest.mark.parametrize("write", [bg.write_genius, bg.write_negmas])
def test_a_folder_that_holds_something_is_never_written_to(write, tmp_path):
    game = bg.BargainingGame("t", parties=["Ann"]).with_issue(
        "road", outcomes=["n", "s"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
    )
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        with pytest.raises(bg.ScenarioError) as refused:
            write(game, tmp_path / name)
        message = "exists already and is not an empty folder; choose another name"
        assert str(refused.value) == f"{tmp_path / name}: {message}"
    write(game, tmp_path / "empty")
    write(game, tmp_path / "deep" / "er")
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file() and p.suffix in (".xml", ".yml")) != []
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert not list(tmp_path.rglob(".*"))


def test_patience_goes_out_as_a_factor_and_is_told(tmp_path):
    game = bg.BargainingGame("t", parties=[bg.Party("Ann", discount_rate=0.5)]).with_issue(
        "road", outcomes=["n", "s"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
    )
    assert bg.write_genius(game, tmp_path / "g") == (
        "Ann: the discount rate 0.5 is written as the factor 0.606531 over one negotiation, as if that took a year",
    )
    assert bg.write_negmas(game, tmp_path / "n") == (
        "Ann: the discount rate 0.5 is written as the discount 0.606531 over relative_time, as if a negotiation took a year",
    )
    document = oracle.yaml.safe_load((tmp_path / "n" / "Ann.yml").read_text())
    assert (document["type"], document["factor"]) == ("ExpDiscountedUFun", "relative_time")


def test_names_that_no_file_can_have_and_orders_that_sorting_would_change(tmp_path):
    parties = ["zoë/1", "Ann", "ann", "..", "domain"]
    game = bg.BargainingGame("t", parties=parties).with_issue(
        "road", outcomes=["n", "s"], weight=dict.fromkeys(parties, 1), worth={p: [100, 0] for p in parties}
    )
    for write, read, folder in ((bg.write_genius, bg.read_genius, "g"), (bg.write_negmas, bg.read_negmas, "n")):
        write(game, tmp_path / folder)
        assert read(tmp_path / folder).game.party_names == tuple(parties)
    names = sorted(p.name for p in (tmp_path / "g").iterdir())
    assert names == ["1-zo__1.xml", "2-Ann.xml", "3-ann.xml", "4-party.xml", "5-domain.xml", "domain.xml"]


def test_what_is_no_game_is_refused(tmp_path):
    for write in (bg.write_genius, bg.write_negmas, bg.write_point_sheet):
        with pytest.raises(bg.GameError, match=r"^int is no game; give a BargainingGame \(bargain\.read reads one\)$"):
            write(5, tmp_path / "new")
    with pytest.raises(bg.GameError, match=r"^int is no game;"):
        bg.to_frames(5)
