"""Labels beside marks, and the words in pictures."""

import pytest

from bargain.plots.cells import fitted
from bargain.plots.labels import label_points
from bargain.plots.rows import key_above
from bargain.plots.style import chosen, plain, scalar_label, short, wrapped, wrapped_path
from tests.plots.looking import assert_readable


def boxes(notes):
    from matplotlib.text import Text

    return [Text.get_window_extent(note) for note in notes]


def test_labels_of_a_crowd_are_clear_of_each_other_and_inside(ax):
    points = [(0.5 + k / 500, 0.5 - k / 700) for k in range(9)]
    notes = label_points(ax, points, [f"label {k}" for k in range(9)])
    assert_readable(ax.figure)
    frame = ax.get_window_extent()
    for box in boxes(notes):
        assert frame.x0 <= box.x0
        assert box.x1 <= frame.x1
        assert frame.y0 <= box.y0
        assert box.y1 <= frame.y1


def test_a_label_alone_stands_beside_its_mark_without_a_line(ax):
    (note,) = label_points(ax, [(0.5, 0.5)], ["alone"])
    assert note.get_position() == (7.0, 0.0)
    assert not note.arrow_patch.get_visible()


def test_a_label_keeps_off_what_it_is_told_to(ax):
    line = [(k / 200, 0.5) for k in range(201)]
    (note,) = label_points(ax, [(0.5, 0.5)], ["off the line"], clear_of=line)
    (box,) = boxes([note])
    level = ax.transData.transform((0.5, 0.5))[1]
    assert box.y0 > level or box.y1 < level


def test_neighbours_turn_away_from_each_other(ax):
    left, right = label_points(ax, [(0.48, 0.5), (0.52, 0.5)], ["left", "right"])
    assert left.get_position()[0] < 0 < right.get_position()[0]


def test_a_corner_pushes_a_label_inwards(ax):
    (note,) = label_points(ax, [(1.0, 1.0)], ["a label of some length"])
    assert note.get_position()[0] < 0


@pytest.mark.parametrize("text", ["one two three four five six", "unbreakable" * 5, "北京" * 20, "$" * 30, "a"])
@pytest.mark.parametrize("lines", [1, 3])
def test_words_fit_into_their_room(ax, text, lines):
    said = fitted(ax, text, 60.0, lines=lines)
    assert said
    assert said.count("\n") < lines
    written = ax.text(0.5, 0.5, said, fontsize=8.5)
    assert written.get_window_extent().width * 72 / ax.figure.dpi <= 60.0


def test_a_legend_that_would_be_cut_moves(ax):
    from matplotlib.lines import Line2D

    ax.set_ylabel("y")
    names = [f"{'wide ' * 5}{k}" for k in range(5)]
    key_above(ax, [Line2D([], []) for _ in names], names)
    assert_readable(ax.figure)


def test_names_are_shortened_by_the_letter():
    assert wrapped("unbreakable", 6, 1) == "unbre…"
    assert wrapped("a $ sign", 20, 1) == "a \\$ sign"
    assert plain("a\x1b[31m") == "a\\x1b[31m"
    assert short("abc", 3) == "abc"
    assert short("abcd", 3) == "ab…"
    assert chosen(("a", "b", "c"), None, 2) == ("a", "b")
    assert chosen(("a", "b", "c"), ["c", "a"], 2) == ("c", "a")


def test_paths_keep_their_ends():
    path = 'outside_option.endings."a Northern advance".probability.Ann'
    assert wrapped_path(path, 30, 3) == 'outside_option.endings.\n"a Northern advance".\nprobability.Ann'
    assert wrapped_path(path, 40, 1) == 'outs…ion.endings."a N…ce".prob…ity.Ann'
    assert wrapped_path("a.$b", 10, 1) == r"a.\$b"
    assert wrapped_path("abcdefgh", 4, 1) == "a…h"
    assert all(len(wrapped_path(path, width, 1)) <= width for width in range(2, 60))


@pytest.mark.parametrize(
    ("scalar", "said"),
    [
        ("zone.exists", "zone.exists"),
        ('nash.gains."A.B"', 'nash.gains."A.B", points'),
        ("disagreement.Ann", "disagreement.Ann, points"),
        ("margin of nash", "margin of nash"),
    ],
)
def test_a_scalar_has_its_unit(scalar, said):
    assert scalar_label(scalar) == said
