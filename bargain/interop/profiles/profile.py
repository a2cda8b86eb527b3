"""One GENIUS profile: weights, values, reservation value and discount factor of one party."""

from __future__ import annotations

from math import log

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.additive import Bends, Profile, Values
from bargain.interop.decimals import number, whole
from bargain.interop.profiles.domain import Placed, attribute, issues_of
from bargain.interop.profiles.evaluators import values_of
from bargain.interop.profiles.tree import Element

CUT = "; GENIUS cuts utilities at 1"

_CONSTRAINTS = frozenset({"ufun", "hyperrectangle", "constraint", "utility", "utility_function"})


def profile_of(root: Element, domain: list[Placed], party: str) -> tuple[Profile, list[str]]:
    """The utility of `party` over the issues of `domain`, and notes."""
    _additive(root)
    owned, notes = _paired(root, domain)
    weights: list[float] = []
    values: list[Values] = []
    divided: list[str] = []
    for placed in domain:
        name = placed.outline.name
        if placed.index not in owned:
            notes.append(f"{name}: the profile does not value it; read as nothing to this party, where GENIUS stops")
            weights.append(0.0)
            values.append(_nothing(placed))
            continue
        issue, weight = owned[placed.index]
        if weight is None:
            notes.append(f"{name}: no weight; read as 0, where GENIUS stops")
        found, largest = values_of(issue, placed, notes)
        divided += [f"{name} by {largest:g}"] if largest != 1.0 else []
        weights.append(weight or 0.0)
        values.append(found)
    if divided:
        more = f" and {len(divided) - 5} more" if len(divided) > 5 else ""
        notes.append(f"evaluations are divided by the issue's largest, as in GENIUS: {', '.join(divided[:5])}{more}")
    reservation = _reservation(root, notes)
    rate = _discount_rate(root, notes)
    utility = Profile(party, tuple(weights), tuple(values), reservation=reservation, discount_rate=rate, cut=CUT)
    return utility, [f"{party}: {note}" for note in notes]


def _additive(root: Element) -> None:
    kind = root.attributes.get("type", "").strip().lower()
    odd = next((e for e in root.walk() if e.tag in _CONSTRAINTS), None)
    if kind in ("nonlinear", "constraint") or odd is not None:
        what = f"type={kind!r}" if odd is None else f"<{odd.tag}> on line {odd.line}"
        raise GameError(
            f"{what}: the utility is made of constraints or hyper-rectangles over several issues; only additive "
            f"utilities can be read, the sum of a value for each issue"
        )


def _nothing(placed: Placed) -> Values:
    outline = placed.outline
    return (0.0,) * len(outline.outcomes) if outline.outcomes else Bends((outline.low, outline.high), (0.0, 0.0))


Owned = dict[int, tuple[Element, float | None]]
"""Index in the domain → the profile's issue, and its weight where it has one."""


def _paired(root: Element, domain: list[Placed]) -> tuple[Owned, list[str]]:
    """The profile's issues by the domain's indices: by their own index, as in GENIUS, or else by their names."""
    weights = {id(e): _weights(e) for e in root.walk()}
    rows = [
        (whole(attribute(issue, "index", f"line {issue.line}"), f"line {issue.line}, index"), issue, parent)
        for parent, issue in issues_of(root)
    ]
    if not rows:
        raise GameError("holds no <issue>; name a utility profile")
    known = {placed.index: placed for placed in domain}
    names = {placed.outline.name.strip(): placed.index for placed in domain}
    by_index = all(index in known and _fits(issue, known[index]) for index, issue, _ in rows)
    by_index = by_index and len({index for index, _, _ in rows}) == len(rows)
    owned: Owned = {}
    notes = []
    for index, issue, parent in rows:
        name = issue.attributes.get("name", "").strip()
        place = index if by_index else names.get(name)
        if place is None:
            raise GameError(
                f"line {issue.line}: the domain has no issue {shown(name)} with index {index} and such items"
            )
        if place in owned:
            raise GameError(f"line {issue.line}: issue {shown(name)} is valued twice; keep one")
        if by_index and name and name != known[index].outline.name.strip():
            notes.append(f"issue {index} is called {shown(name)} here; paired by its index, as in GENIUS")
        owned[place] = issue, weights[id(parent)].get(index)
    if not by_index:
        notes.append("the indices are not the domain's; issues are paired by their names")
    if any(parent.tag == "objective" and parent not in root.children for _, _, parent in rows):
        notes.append("weights of objectives around issues count for nothing, as in GENIUS")
    return owned, notes


def _fits(issue: Element, placed: Placed) -> bool:
    """Whether the profile's issue can be about the domain's: some item of its is an outcome there."""
    items = {item.attributes.get("value", "").strip() for item in issue.all("item")}
    return not items or not placed.outline.outcomes or any(o.strip() in items for o in placed.outline.outcomes)


def _weights(parent: Element) -> dict[int, float]:
    """Index → weight, of the issues of one element; the last counts, as in GENIUS."""
    found = {}
    for element in parent.all("weight"):
        where = f"line {element.line}, weight"
        index = whole(attribute(element, "index", where), f"{where}, index")
        found[index] = number(attribute(element, "value", where), where)
        if found[index] < 0:
            raise GameError(f"{where}: {found[index]:g} is below 0; give a number of at least 0")
    return found


def _reservation(root: Element, notes: list[str]) -> float | None:
    element = next((e for e in root.walk() if e.tag == "reservation"), None)
    if element is None:
        notes.append("no reservation value; 0, as in GENIUS")
        return None
    return number(attribute(element, "value", f"line {element.line}, reservation"), f"line {element.line}, reservation")


def _discount_rate(root: Element, notes: list[str]) -> float:
    """−ln(factor): exp(−rate·t) is factor^t, with t from 0 at the start to 1 at the deadline."""
    element = next((e for e in root.walk() if e.tag == "discount_factor"), None)
    if element is None:
        return 0.0
    given = element.attributes.get("value", "")
    try:
        factor = number(given, "discount_factor")
    except GameError:
        notes.append(f"the discount factor {shown(given)} is no number; nothing is discounted, as in GENIUS")
        return 0.0
    if not 0.0 < factor <= 1.0:
        if factor != 0.0:
            notes.append(f"the discount factor {factor:g} is not between 0 and 1; nothing is discounted, as in GENIUS")
        return 0.0
    if factor == 1.0:
        return 0.0
    rate = -log(factor)
    notes.append(
        f"the discount factor {factor:g} is kept as discount_rate {rate:.6g} per negotiation, from start to deadline, "
        f"where the package counts years"
    )
    return rate
