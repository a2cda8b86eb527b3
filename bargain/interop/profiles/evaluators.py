"""What an issue is worth in a GENIUS profile, 0 to 1, by the rules of GENIUS's own evaluators.

Discrete: an item's evaluation divided by the largest of the issue (below 10⁻⁵, all are 0); of an item that is listed
twice the last counts. Integer: offset + slope·(x − lowerbound). Real: linear parameter0 + parameter1·x; constant
parameter0; triangular, from parameter0 up to 1 at parameter2 and down to parameter1. Lines are cut at 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.additive import Values
from bargain.interop.decimals import number
from bargain.interop.lines import straight
from bargain.interop.profiles.domain import Placed, attribute, bounds, kind_of
from bargain.interop.profiles.tree import Element
from bargain.registry import did_you_mean

LEAST = 1e-5
"""A largest evaluation below this counts as 0, as in GENIUS."""

FORMS = ("linear", "constant", "triangular")


def values_of(issue: Element, placed: Placed, notes: list[str]) -> tuple[Values, float]:
    """The values of the domain's issue `placed` to the owner of the profile's `issue`, and what evaluations were
    divided by (1 for functions); notes on other oddities are added."""
    where = f"issue {shown(placed.outline.name)}, line {issue.line}"
    evaluator = issue.first("evaluator")
    if evaluator is not None:
        return _along(_function(issue, evaluator, placed, where), placed, where), 1.0
    items = issue.all("item")
    if not items:
        raise GameError(f"{where}: has neither items nor an evaluator; give it one of the two")
    if not placed.outline.outcomes:
        raise GameError(f"{where}: lists items, but the domain has a range there; give it an evaluator")
    return _table(items, placed.outline.outcomes, where, notes)


def _table(
    items: list[Element], outcomes: tuple[str, ...], where: str, notes: list[str]
) -> tuple[tuple[float, ...], float]:
    """Evaluations over the largest, in the order of `outcomes`, and the largest."""
    found: dict[str, float] = {}
    name = where.split(",", maxsplit=1)[0].removeprefix("issue ")
    for item in items:
        value = attribute(item, "value", f"{where}, item on line {item.line}")
        given = item.attributes.get("evaluation", "null").strip()
        if given == "null":  # as GENIUS writes what nobody has filled in
            continue
        if value in found:
            notes.append(f"{name}: {shown(value)} is listed twice; the last evaluation counts, as in GENIUS")
        found[value] = number(given, f"{where}, evaluation of {shown(value)}")
    loose = {value.strip(): evaluation for value, evaluation in found.items()}
    lacking = [o for o in outcomes if o not in found and o.strip() not in loose]
    if not found or len(lacking) == len(outcomes):
        raise GameError(f"{where}: evaluates none of the domain's outcomes; {did_you_mean(outcomes[0], found)}")
    if lacking:
        notes.append(f"{name}: no evaluation of {_few(lacking)}; read as 0, where GENIUS stops")
    known = {o.strip() for o in outcomes}
    extra = [value for value in found if value.strip() not in known]
    if extra:
        notes.append(f"{name}: the domain does not have {_few(extra)}; left out, but for the largest evaluation")
    largest = max(found.values())
    if largest < LEAST:
        notes.append(f"{name}: no evaluation is above 0; all are read as 0, as in GENIUS")
        return (0.0,) * len(outcomes), 1.0
    return tuple(found.get(o, loose.get(o.strip(), 0.0)) / largest for o in outcomes), largest


def _few(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(map(shown, names[:3])) + more


Function = tuple[Callable[[float], float], tuple[float, ...]]
"""A function of the number agreed on, and where it bends."""


def _function(issue: Element, evaluator: Element, placed: Placed, where: str) -> Function:
    form = evaluator.attributes.get("ftype", "linear").strip().lower()
    if form not in FORMS:
        raise GameError(f"{where}: no evaluator {shown(form)} can be read; known: {', '.join(FORMS)}")

    def parameter(name: str) -> float:
        return number(attribute(evaluator, name, where), f"{where}, {name}")

    if form == "constant":
        constant = parameter("parameter0")
        return (lambda x: constant), ()
    if form == "triangular":
        a, b, c = (parameter(f"parameter{k}") for k in range(3))
        if not a <= c <= b or a == b:
            raise GameError(f"{where}: a triangle rises from parameter0 to parameter2 and falls to parameter1; "
                            f"{a:g}, {c:g}, {b:g} do not rise")  # fmt: skip
        return (lambda x: _triangle(x, a, b, c)), (a, b, c)
    if "slope" in evaluator.attributes or "offset" in evaluator.attributes:
        slope = parameter("slope")
        level = parameter("offset") - slope * _start(issue, placed, where)
    else:
        level, slope = parameter("parameter0"), parameter("parameter1")
    bends = tuple((y - level) / slope for y in (0.0, 1.0)) if slope else ()
    return (lambda x: min(1.0, max(0.0, level + slope * x))), bends


def _start(issue: Element, placed: Placed, where: str) -> float:
    """From where an integer evaluator counts: the profile's lower bound, or else the domain's."""
    if "integer" not in (placed.kind, kind_of(issue, where)):
        return 0.0
    if "lowerbound" in issue.attributes or issue.first("range") is not None:
        return bounds(issue, where)[0]
    return number(placed.outline.outcomes[0], where) if placed.outline.outcomes else placed.outline.low


def _triangle(x: float, a: float, b: float, c: float) -> float:
    if not a <= x <= b:
        return 0.0
    if x < c:
        return (x - a) / (c - a)
    return (b - x) / (b - c) if b > c else 1.0


def _along(function: Function, placed: Placed, where: str) -> Values:
    """The function at each whole number, or as lines over the range."""
    value, bends = function
    outline = placed.outline
    if outline.outcomes:
        return tuple(value(number(o, f"{where}, outcome")) for o in outline.outcomes)
    return straight(value, bends, outline, where)
