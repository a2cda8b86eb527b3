"""Small games that pictures are tested on, whose numbers are found by hand."""

import bargain as bg

PLAIN = ("Ann", "Bob")
ODD = ("<b>北京</b> & $x^2$", "the united and most serene republics of the far upper and lower valleys")
"""Names that hold markup, mathematics, letters that are no Latin ones, and too many letters."""


def road(parties=PLAIN, *, fixed=(0, 0), never=(), **more):
    """One issue of three outcomes, which pay (100, 0), (60, 70) and (0, 100)."""
    one, two = parties
    game = bg.BargainingGame("road", parties=list(parties)).with_issue(
        "road", outcomes=["north", "middle", "south"], weight={one: 1, two: 1},
        worth={one: [100, 60, 0], two: [0, 70, 100]}, never={one: list(never)}, **more,
    )  # fmt: skip
    return game.with_outside_option(bg.Fixed(dict(zip(parties, fixed, strict=True))))


def fork(fixed):
    """One issue of two outcomes, which pay (100, 0) and (0, 100)."""
    game = bg.BargainingGame("fork", parties=list(PLAIN)).with_issue(
        "fork", outcomes=["left", "right"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    )
    return game.with_outside_option(bg.Fixed(dict(zip(PLAIN, fixed, strict=True))))


def pie(parties=PLAIN, fixed=(0, 0)):
    """One number from 0 to 1, the first party's share; `parties`: names or parties."""
    one, two = (getattr(p, "name", p) for p in parties)
    game = bg.BargainingGame("pie", parties=list(parties)).with_issue(
        "pie", range=(0, 1), unit="loaf", weight={one: 1, two: 1},
        worth={one: {"at": [0, 1], "is": [0, 100]}, two: {"at": [0, 1], "is": [100, 0]}},
    )  # fmt: skip
    return game.with_outside_option(bg.Fixed({one: fixed[0], two: fixed[1]}))


def three(names=("Ann", "Bob", "Cyd")):
    """Three parties and two issues."""
    a, b, c = names
    return (
        bg.BargainingGame("three", parties=list(names))
        .with_issue("one", outcomes=["a", "b", "c"], weight={a: 1, b: 1, c: 1},
                    worth={a: [100, 0, 0], b: [0, 100, 0], c: [0, 0, 100]})
        .with_issue("two", outcomes=["a", "b", "c"], weight={a: 1, b: 1, c: 1},
                    worth={a: [100, 0, 60], b: [0, 100, 60], c: [0, 0, 60]})
    )  # fmt: skip


def swap(parties=PLAIN):
    """Two numbers, each of which one party cares about four times as much as the other: a logroll."""
    one, two = parties
    halves = {one: {"at": [0, 1], "is": [0, 100]}, two: {"at": [0, 1], "is": [100, 0]}}
    game = bg.BargainingGame("swap", parties=list(parties))
    game = game.with_issue("land", range=(0, 1), weight={one: 4, two: 1}, worth=halves)
    return game.with_issue("water", range=(0, 1), weight={one: 1, two: 4}, worth=halves)


def texts(ax):
    """What is written inside the axes, in order."""
    return [text.get_text() for text in ax.texts if text.get_text()]


def marks(ax, marker):
    """Points, rounded, of the lines that are drawn with a marker."""
    lines = [line for line in ax.lines if line.get_marker() == marker]
    return [(round(float(x), 6), round(float(y), 6)) for line in lines for x, y in zip(*line.get_data(), strict=True)]
