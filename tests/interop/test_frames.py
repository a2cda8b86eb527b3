"""A game as pandas frames and back: what stands in the tables, and what is refused."""

import pandas as pd
import pytest

import bargain as bg

GAME = (
    bg.BargainingGame("toll", parties=["Ann", bg.Party("Bob", power=2, discount_rate=0.1)])
    .with_issue(
        "road", outcomes=["north", "south"], status_quo="south", question="Which road?",
        weight={"Ann": bg.Quantity(3, 2, 4, "assumed"), "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]},
        never={"Ann": {"south": 40}, "Bob": ["north"]},
    )
    .with_issue(
        "toll", range=(0, 10), unit="EUR", weight={"Ann": 1}, indifferent=["Bob"],
        worth={"Ann": {"at": [0, 4, 10], "is": [0, 90, 100]}}, never={"Ann": {"below": 1}},
    )
    .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
)  # fmt: skip


def test_what_stands_in_the_tables():
    frames = bg.to_frames(GAME)
    assert repr(frames) == "<frames: 2 parties, 2 issues, 7 worths>"
    assert frames.parties.to_dict("list") == {
        "party": ["Ann", "Bob"], "power": [1.0, 2.0], "risk_aversion": [0.0, 0.0], "discount_rate": [0.0, 0.1],
        "disagreement": [20.0, 30.0],
    }  # fmt: skip
    assert frames.issues["kind"].tolist() == ["choice", "range"]
    assert frames.issues["high"].tolist()[1] == 10.0
    worths = frames.worths
    assert worths["outcome"].tolist() == ["north", "south", "north", "south", 0.0, 4.0, 10.0]
    assert worths["worth"].tolist() == [100.0, 0.0, 0.0, 100.0, 0.0, 90.0, 100.0]
    assert worths["never"].tolist() == [False, True, True, False, False, False, False]
    assert worths["price"].dropna().tolist() == [40.0]
    assert worths["weight_basis"].dropna().tolist() == ["assumed", "assumed"]
    assert worths["never_below"].dropna().tolist() == [1.0, 1.0, 1.0]


def test_there_and_back():
    frames = bg.to_frames(GAME)
    assert bg.from_frame(frames.worths, title="toll", parties=frames.parties, issues=frames.issues) == GAME


def test_a_plain_table_is_a_game():
    table = pd.DataFrame(
        [("road", "north", "Ann", 3, 100), ("road", "south", "Ann", 3, 0), ("road", "north", "Bob", 1, 0),
         ("road", "south", "Bob", 1, 100), ("fee", 0, "Ann", 1, 0), ("fee", 8, "Ann", 1, 100)],
        columns=["issue", "outcome", "party", "weight", "worth"],
    )  # fmt: skip
    game = bg.from_frame(table, title="mine")
    assert game.payoffs({"road": "north", "fee": 4.0}) == {"Ann": 87.5, "Bob": 0.0}
    assert (game.issue("fee").kind, game.issue("fee").indifferent) == ("range", ("Bob",))
    assert game.outside_option is None
    assert dict(bg.from_frame(table.drop(columns="weight")).weights("Ann")) == {"road": 0.5, "fee": 0.5}


def test_numbers_that_are_names_stay_a_choice_where_the_issues_say_so(tmp_path):
    game = bg.BargainingGame("t", parties=["Ann"]).with_issue(
        "days", outcomes=["1", "2"], weight={"Ann": 1}, worth={"Ann": [0, 100]}
    )
    frames = bg.to_frames(game)
    frames.worths.to_csv(tmp_path / "w.csv", index=False)
    table = pd.read_csv(tmp_path / "w.csv")
    assert bg.from_frame(table, issues=frames.issues).issue("days").outcomes == ("1", "2")
    assert bg.from_frame(table).issue("days").bounds == (1.0, 2.0)


ROW = {"issue": "road", "outcome": "n", "party": "Ann", "weight": 1.0, "worth": 50.0}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "worths: there is no column 'issue'; known: none"),
        ([{"issue": "a", "party": "b", "outcome": "c", "wort": 5}],
         "worths: there is no column 'worth'; did you mean 'wort'?"),
        ([ROW, ROW], "worths, row 1: 'n' stands twice for 'Ann'; keep one"),
        ([ROW, {**ROW, "outcome": "s", "weight": 2}], "worths, row 1: 'Ann' has 2 weights for one issue; give one"),
        ([ROW, {**ROW, "outcome": "s", "party": "Bob"}], "worths: 'Ann' has no row for 's'; give one for each outcome"),
        ([{**ROW, "worth": None}], "issue 'road', outcome 'n', party 'Ann': there is no worth; give a number"),
        ([{**ROW, "worth": 500}], "issues.road.Ann.worth.n: 500 is out of range; it must lie between 0 and 100"),
        ([{**ROW, "outcome": 3}], "worths, row 0: the range 'road' has one number; give at least two"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_worths_is_refused(rows, message):
    with pytest.raises(bg.GameError) as refused:
        bg.from_frame(pd.DataFrame(rows))
    assert str(refused.value) == message


def test_what_is_no_frame_or_has_no_rows():
    with pytest.raises(bg.GameError, match=r"^worths: 5 is no data frame; give a pandas\.DataFrame$"):
        bg.from_frame(5)
    with pytest.raises(bg.GameError, match="the table is empty"):
        bg.from_frame(pd.DataFrame([ROW]).iloc[:0])
    power = bg.BargainingGame("t", parties=["Ann"]).with_issue(
        "x", range=(0, 1), weight={"Ann": 1}, worth={"Ann": {"curve": "power", "exponent": 0.5}}
    )
    with pytest.raises(bg.GameError) as refused:
        bg.to_frames(power)
    assert str(refused.value) == ("issues.x.Ann.worth: a power curve has no rows; give it as straight lines, at and is")
