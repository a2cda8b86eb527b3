"""Paths to numbers are read and written without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargain.errors import GameError
from bargain.game.numbers import numbers
from bargain.game.paths import join, locate, split
from bargain.game.quantity import value_of
from tests.scenario.random_games import games, texts


@pytest.mark.parametrize(("path", "parts"), [
    ("a", ["a"]), ("a.b", ["a", "b"]), (" a . b ", ["a", "b"]), ("a[0]", ["a", "0"]),
    ("a[0][1].b", ["a", "0", "1", "b"]),
    ("a.0", ["a", "0"]), ('"a.b".c', ["a.b", "c"]), ("'a.b'.c", ["a.b", "c"]), ('" a "', [" a "]), ('""', [""]),
    ("'say \"no\"'", ['say "no"']), (r'"say \"no\""', ['say "no"']), (r'"a\\b"', ["a\\b"]), (r"'a\b'", ["a\\b"]),
    ("four regions.US aid", ["four regions", "US aid"]), ("é.日本", ["é", "日本"]), ('"a\nb".c', ["a\nb", "c"]),
])  # fmt: skip
def test_split(path, parts):
    assert split(path) == parts


@pytest.mark.parametrize(
    "path", ["", ".", "a.", ".a", "a..b", '"a', "a'b", "a[x]", "a[0", "a[0]b", '"a"b', "[", "a.[0]."]
)
def test_what_is_no_path(path):
    with pytest.raises(GameError, match=r"^path "):
        split(path)


def test_an_index_of_thousands_of_digits_names_nothing():
    with pytest.raises(GameError, match=r"names nothing at '9{56}…; a has"):
        locate({"a": [1, 2]}, f"a[{'9' * 5000}]")


@given(parts=st.lists(texts, min_size=1, max_size=6))
def test_split_undoes_join(parts):
    assert split(join(parts)) == parts


@given(game=games())
def test_every_number_of_any_game_is_at_its_path(game):
    for path, number in list(numbers(game).items())[:20]:
        assert game.value_at(path) == value_of(number)
        assert game.with_value(path, value_of(number)) == game
