"""One quiet style for all pictures: readable in black and white, and the parties treated alike.

Parties and concepts are told apart by marker, line and hatching first, by colour only besides. Colours go by the place
of a party in the file; none is a flag's, none is an alarm's, and all differ in lightness.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bargain.errors import GameError
from bargain.game.names import distinct, known
from bargain.words import number, printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, GREY, PALE = "#222222", "#767676", "#d9d9d9"
"""Text and what matters; what helps to read; areas."""

SMALL = 8.5
"""Size of labels inside a picture, in points of type."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one of several things is drawn: `colour`, `line` style, `marker`, `hatch` of areas."""

    colour: str
    line: str
    marker: str
    hatch: str


LOOKS = (
    Look("#54478c", "-", "o", ""),
    Look("#3fa796", "--", "s", "///"),
    Look("#7d4f2a", "-.", "^", "..."),
    Look("#c59bb4", ":", "D", "xxx"),
    Look("#333333", (0, (8, 2)), "v", "\\\\\\"),  # type: ignore[arg-type]
    Look("#93a13f", (0, (1, 1)), "P", "++"),  # type: ignore[arg-type]
    Look("#9c9c9c", (0, (5, 1, 1, 1, 1, 1)), "X", "oo"),  # type: ignore[arg-type]
    Look("#5d86a8", (0, (3, 3)), "*", "--"),  # type: ignore[arg-type]
)
"""In the order of the file: the first party's look, the second's, …; after the eighth they begin again."""


def look(place: int) -> Look:
    """The look of the party, concept or outcome at a place of its list, from 0."""
    return LOOKS[place % len(LOOKS)]


def plain(text: str) -> str:
    r"""`text` as matplotlib shows it by the letter: a name is no formula, and cannot break a line.

    >>> plain("toll in $"), plain("a\nb")
    ('toll in \\$', 'a\\nb')
    """
    return printable(text).replace("$", r"\$")


def wrapped(text: str, width: int = 22, lines: int = 2) -> str:
    """A name on at most so many lines of so many letters, the rest as "…"; by the letter as in `plain`.

    >>> wrapped("guarantees by a coalition of the willing states", 18)
    'guarantees by a\\ncoalition of the…'
    """
    held = textwrap.wrap(printable(text), width, break_on_hyphens=False)
    if len(held) > lines:
        held = [*held[: lines - 1], " ".join(held[lines - 1 :])[: width - 1].rstrip() + "…"]
    return "\n".join(held).replace("$", r"\$")


def wrapped_path(path: str, width: int = 44, lines: int = 2) -> str:
    """The path of a number on at most so many lines, broken after dots only. Where it is too long its longest parts
    lose letters in their middle: paths differ at their ends.

    >>> wrapped_path("issues.control.Ukraine.weight", 20), wrapped_path("issues.withdrawal.Ukraine.weight", 30, 1)
    ('issues.control.\\nUkraine.weight', 'issues.with…wal.Ukraine.weight')
    """
    parts = printable(path).split(".")
    for letters in range(min(max(map(len, parts)), width - 1), 2, -1):
        held = [""]
        for k, name in enumerate(parts):
            part = _without_middle(name, letters) + "." * (k < len(parts) - 1)
            if held[-1] and len(held[-1]) + len(part) > width:
                held.append("")
            held[-1] += part
        if len(held) <= lines:
            return "\n".join(held).replace("$", r"\$")
    return _without_middle(printable(path), width).replace("$", r"\$")


def _without_middle(text: str, letters: int) -> str:
    """`text` with at most so many letters, the first and the last ones."""
    if len(text) <= letters:
        return text
    first = letters // 2
    return text[:first] + "…" + text[len(text) - (letters - 1 - first) :]


def scalar_label(scalar: str) -> str:
    """What stands at an axis of one number of results (`bargain.uncertainty.sensitivity.scalar`), with its unit.

    >>> scalar_label("nash.gains.Ann"), scalar_label("disagreement.Ann"), scalar_label("nash.agreement.toll")
    ('nash.gains.Ann, points', 'disagreement.Ann, points', 'nash.agreement.toll')
    """
    head, _, rest = scalar.partition(".")
    in_points = head == "disagreement" or rest.split(".")[0] in ("gains", "payoffs")
    return wrapped(scalar, 48, 2) + (", points" if in_points else "")


def short(text: str, letters: int) -> str:
    """A name of so many letters at most, to be passed on to `plain` or `wrapped`.

    >>> short("line of contact, with exchanges", 16)
    'line of contact…'
    """
    said = printable(text)
    return said if len(said) <= letters else said[: letters - 1].rstrip(" ,;") + "…"


def chosen(parties: Sequence[str], asked: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """The parties that a picture of `count` shows: those asked for, or the first ones.

    Raises GameError where there are too few, or another number or unknown ones are asked for.
    """
    if asked is None:
        if len(parties) < count:
            raise GameError(f"parties: there are {len(parties)}; this picture needs {count}")
        return tuple(parties[:count])
    names = distinct(asked, "parties", "party")
    if len(names) != count:
        raise GameError(f"parties: {len(names)} names; this picture shows {count} parties")
    return tuple(known(name, parties, "parties", "party") for name in names)


def payoff_label(party: str) -> str:
    """What stands at an axis of payoffs."""
    return f"payoff of {wrapped(party, 40, 1)}, points"


def gain_label(party: str) -> str:
    """What stands at an axis of gains."""
    return f"gain of {wrapped(party, 40, 1)}, points over disagreement"


def percent(share: float) -> str:
    """A share in words; never 0 or 100 % for what is only near it.

    >>> percent(0.25), percent(0.001), percent(0.999), percent(1.0)
    ('25 %', '<1 %', '>99 %', '100 %')
    """
    if 0.0 < share < 0.01:
        return "<1 %"
    return ">99 %" if 0.99 < share < 1.0 else f"{100.0 * share:.0f} %"


def rough(x: float) -> str:
    """A number that was estimated: with three digits, more only before the point.

    >>> rough(59.8765), rough(2026.4), rough(0.0123456)
    ('59.9', '2026', '0.0123')
    """
    return number(float(f"{x:.3g}") if abs(x) < 1000 else round(x))


def quiet(ax: Axes) -> Axes:
    """Take away what carries no information: the upper and right edge, long ticks."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(GREY)
        ax.spines[side].set_linewidth(0.8)
    ax.tick_params(length=3, color=GREY, labelsize=SMALL)
    ax.xaxis.label.set_fontsize(SMALL + 0.5)
    ax.yaxis.label.set_fontsize(SMALL + 0.5)
    return ax
