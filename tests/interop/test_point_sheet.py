"""Adjusted Winner point sheets: what is read is divided as Brams & Taylor divide it, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bargain as bg

SHEET = "item,Ann,Bob\nhouse,55,40\nboat,25,20\ndog,20,40\n"


def read(folder, text, name="divorce.csv"):
    (folder / name).write_bytes(text.encode("utf-8"))
    return bg.read_point_sheet(folder / name)


def test_adjusted_winner_divides_the_sheet(tmp_path):
    found = read(tmp_path, SHEET)
    assert found.notes == ()
    assert found.game.title == "divorce"
    # By hand: Ann wins house and boat (80), Bob the dog (40). House has the lower ratio of her points to his for the
    # boat 25/20 = 1.25, house 55/40 = 1.375: the boat goes first, 80 − 25 = 55 < 40 + 20 = 60, so it is split: with x
    # of it for Ann, 55 + 25·x = 40 + 20·(1 − x), x = 1/9.
    solution = bg.solve(found.game, "adjusted_winner")
    assert dict(solution.agreement) == pytest.approx({"house": 1.0, "boat": 1 / 9, "dog": 0.0})
    assert dict(solution.payoffs) == pytest.approx({"Ann": 55 + 25 / 9, "Bob": 40 + 20 * 8 / 9})


@pytest.mark.parametrize(
    "text",
    [
        SHEET.replace(",", ";"),
        SHEET.replace(",", "\t"),
        "\ufeff" + SHEET.replace("\n", "\r\n"),
        SHEET.replace("house", '"house"').replace("\n", "\n\n"),
        "item;Ann;Bob\nhouse;55,0;40\nboat; 25 ;20,00\ndog;20;4e1\n",
    ],
)
def test_separators_quotes_blank_rows_and_decimal_commas_do_not_matter(text, tmp_path):
    assert read(tmp_path, text) == read(tmp_path, SHEET)


def test_other_sums_are_scaled_and_told(tmp_path):
    found = read(tmp_path, "item,Ann,Bob\na,30,1\nb,20,3\n")
    assert found.notes == (
        "Ann: the points sum to 50, not 100; they are scaled to 100",
        "Bob: the points sum to 4, not 100; they are scaled to 100",
    )
    assert dict(found.game.weights("Ann")) == pytest.approx({"a": 0.6, "b": 0.4})
    assert found.game.payoffs({"a": 1.0, "b": 0.0}) == pytest.approx({"Ann": 60.0, "Bob": 75.0})


def test_back_to_the_same_sheet(tmp_path):
    game = read(tmp_path, SHEET).game
    assert bg.write_point_sheet(game, tmp_path / "divorce2.csv") == ()
    assert (tmp_path / "divorce2.csv").read_text() == "item,Ann,Bob\nhouse,55.0,40.0\nboat,25.0,20.0\ndog,20.0,40.0\n"
    assert bg.read_point_sheet(tmp_path / "divorce2.csv").game.issues == game.issues


points = st.lists(
    st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=8
).filter(lambda rows: all(sum(r[k] for r in rows) > 1e-3 for k in (0, 1)))  # fmt: skip
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6).filter(lambda s: s == s.strip())


@given(rows=points, items=st.lists(names, min_size=8, max_size=8, unique=True))
def test_any_sheet_comes_back(rows, items, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    quote = lambda text: '"' + text.replace('"', '""') + '"'  # noqa: E731
    text = "item,Ann,Bob\n" + "".join(f"{quote(i)},{a!r},{b!r}\n" for i, (a, b) in zip(items, rows, strict=False))
    game = read(folder, text).game
    bg.write_point_sheet(game, folder / "new.csv")
    again = bg.read_point_sheet(folder / "new.csv").game
    assert again.issue_names == game.issue_names
    for k, party in enumerate(("Ann", "Bob")):
        whole = sum(row[k] for row in rows)
        expected = {item: row[k] / whole for item, row in zip(items, rows, strict=False)}
        assert dict(game.weights(party)) == pytest.approx(expected, abs=1e-9)
        assert dict(again.weights(party)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the first row has nothing where item and two parties stand; write a header such as item,Ann,Bob and a row such "
         "as house,55,40 for each item"),
        ("item,Ann\nhouse,5\n", "the first row has 2 columns where item and two parties stand; write a header such as "
         "item,Ann,Bob and a row such as house,55,40 for each item"),
        ("item,Ann,Ann\nhouse,5,5\n", "header: party 'Ann' stands twice; keep one"),
        ("item,Ann,Bob\n", "lists no item; write a header such as item,Ann,Bob and a row such as house,55,40 for each item"),
        (SHEET + "house,1,1\n", "row 5: item 'house' stands twice; keep one"),
        (SHEET + ",1,1\n", "row 5: the item has no name; give it one"),
        (SHEET + "cat,1\n", "row 5: has 2 cells for 3; write a header such as item,Ann,Bob and a row such as house,55,40 for "
         "each item"),
        (SHEET + "cat,-1,1\n", "row 5, Ann: -1 is below 0; points are at least 0"),
        (SHEET + "cat,1,many\n", "row 5, Bob: 'many' is not a number; write a number such as 30 or 0.5"),
        ("item,Ann,Bob\na,0,1\n", "Ann: gives no points to any item; spread 100 points over the items"),
        ("item,Ann,value\na,1,1\n", "parties.value: this word means something else inside a case; choose another name"),
        ('item,Ann,Bob\n"a,1,1\n', "unexpected end of data; close the quotes, and keep cells short"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(text, message, tmp_path):
    with pytest.raises(bg.ScenarioError) as refused:
        read(tmp_path, text)
    assert str(refused.value) == f"{tmp_path / 'divorce.csv'}: {message}"


def test_only_shared_out_games_are_written_and_nothing_is_lost_in_silence(tmp_path):
    game, file = read(tmp_path, SHEET).game, tmp_path / "new.csv"
    for other, message in (
        (bg.BargainingGame("t", parties=["Ann"]), "a point sheet is for two parties; the game has 1"),
        (game.with_issue("cat", outcomes=["a", "b"], indifferent=["Ann", "Bob"]),
         "issues.cat: is not shared out on straight lines; a point sheet has only such issues"),
        (game.with_issue("cat", range=(0, 1), weight={"Ann": 1, "Bob": 1},
                         worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [0, 100]}}),
         "issues.cat: worth must run from 0 to 100 points for one party and back for the other"),
        (game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 0})),
         "a point sheet cannot hold what no agreement is worth to Ann; write it without that by lossy=True (--lossy)"),
    ):  # fmt: skip
        with pytest.raises(bg.ScenarioError) as refused:
            bg.write_point_sheet(other, file)
        assert str(refused.value) == f"{file}: {message}"
    assert not file.exists()
    aside = game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 0}))
    assert bg.write_point_sheet(aside, file, lossy=True) == ("not written: what no agreement is worth to Ann",)
    assert bg.read_point_sheet(file).game.issues == game.issues
