"""Random games for hypothesis: every part that a case file can hold, and names that no one would choose."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from hypothesis import strategies as st

from bargain.game.bargaining_game import BargainingGame
from bargain.game.check import RESERVED
from bargain.game.document import issue_from
from bargain.game.numbers import numbers
from bargain.game.party import Party
from bargain.game.quantity import Quantity, value_of
from bargain.outside.base import Base
from bargain.outside.course import Course, rate
from bargain.outside.fixed import Fixed
from bargain.outside.measures.aid import Aid
from bargain.outside.measures.deadline import Deadline
from bargain.outside.measures.sanctions import Sanctions
from bargain.outside.war import Ending, War

WEIRD = [
    "a.b",
    'say "no"',
    "it's",
    "back\\slash",
    "two\nlines",
    "\t",
    "\x00\x7f",
    "#",
    "[x]",
    "é",
    "日本",
    "\u202e",
    "😀",
    " a ",
]
texts = st.one_of(
    st.sampled_from(["north", "south", "x-1", "0", "low", "worth", *WEIRD]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
)
names = texts.filter(lambda name: bool(name.strip()))
notes = st.one_of(st.just(""), texts)


def floats(low: float, high: float) -> st.SearchStrategy[float]:
    """Whole numbers and any others."""
    free = st.floats(low, high)
    return st.one_of(st.integers(ceil(low), floor(high)).map(float), free) if ceil(low) <= floor(high) else free


@st.composite
def amounts(draw: Any, low: float, high: float) -> float | Quantity:
    """A number from `low` to `high`, with evidence or without."""
    value = draw(floats(low, high))
    if draw(st.integers(0, 3)):
        return value
    least = draw(st.one_of(st.none(), st.floats(low, value)))
    most = draw(st.one_of(st.none(), st.floats(value, high)))
    basis = draw(st.sampled_from([None, "reported", "assumed"]))
    return Quantity(value, least, most, basis, draw(st.one_of(st.none(), notes)), draw(st.one_of(st.none(), notes)))


def distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """Names, all different."""
    return st.lists(names, min_size=least, max_size=most, unique=True)


@st.composite
def views(draw: Any, game: BargainingGame, worths: Any, nevers: Any, ranked: list[str]) -> dict[str, Any]:
    """weight, worth, never and indifferent of one issue."""
    valued = [p for p in game.party_names if draw(st.integers(0, 4))]
    return {
        "weight": {p: draw(amounts(0.5, 1000)) for p in valued if p not in ranked},
        "worth": {p: draw(worths) for p in valued},
        "never": {p: never for p in valued if (never := draw(nevers))},
        "indifferent": [p for p in game.party_names if p not in valued],
    }


@st.composite
def breakpoints(draw: Any, low: float, high: float) -> dict[str, Any]:
    """Straight lines over the range."""
    inner = st.floats(low, high).filter(lambda x: round(x, 9) not in (round(low, 9), round(high, 9)))
    at = [low, *sorted(draw(st.lists(inner, max_size=4, unique_by=lambda x: round(x, 9)))), high]
    return {"at": at, "is": [draw(amounts(0, 100)) for _ in at]}


@st.composite
def power_curves(draw: Any) -> dict[str, Any]:
    """A power of the share."""
    return {"curve": "power", "exponent": draw(amounts(0.01, 100)), "rising": draw(st.booleans())}


def issue(name: str, *, weight: Any, worth: Any, never: Any, **rest: Any) -> Any:
    """One issue from the columns of `with_issue`; a party that ranks its issues has no weight."""
    rows = {p: {"weight": weight.get(p), "worth": worth[p], "never": never.get(p)} for p in worth}
    return issue_from(name, {**rest, **rows})


@st.composite
def choices(draw: Any, game: BargainingGame, name: str, ranked: list[str]) -> Any:
    """A choice."""
    outcomes = draw(distinct(1, 4))
    prices = st.one_of(st.just("absolute"), amounts(0, 100))
    nevers = st.one_of(
        st.just({}),
        st.lists(st.sampled_from(outcomes), unique=True),
        st.dictionaries(st.sampled_from(outcomes), prices),
    )
    return issue(
        name,
        outcomes=outcomes,
        **draw(views(game, st.lists(amounts(0, 100), min_size=len(outcomes), max_size=len(outcomes)), nevers, ranked)),
        status_quo=draw(st.sampled_from([None, *outcomes])),
        question=draw(notes),
        source=draw(notes),
    )


@st.composite
def ranges(draw: Any, game: BargainingGame, name: str, ranked: list[str]) -> Any:
    """A range."""
    low = draw(floats(-1000, 1000))
    high = low + draw(floats(1, 1000))
    worths = st.one_of(breakpoints(low, high), power_curves())
    nevers = st.dictionaries(st.sampled_from(["below", "above"]), amounts(low, high))
    return issue(
        name,
        range=(low, high),
        unit=draw(notes),
        **draw(views(game, worths, nevers, ranked)),
        status_quo=draw(st.one_of(st.none(), amounts(low, high))),
        question=draw(notes),
        source=draw(notes),
    )


def agreements(game: BargainingGame) -> st.SearchStrategy[dict[str, Any]]:
    """An outcome for every issue."""
    return st.fixed_dictionaries(
        {i.name: amounts(*i.bounds) if i.kind == "range" else st.sampled_from(i.outcomes) for i in game.issues}
    )


@st.composite
def wars(draw: Any, game: BargainingGame) -> War:
    """A war, its beliefs shared or not."""

    def own(number: st.SearchStrategy[Any]) -> Any:
        return draw(st.one_of(number, st.fixed_dictionaries(dict.fromkeys(game.party_names, number))))

    weights = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    shares = [w / sum(weights) for w in weights]
    endings = []
    for name, share in zip(draw(distinct(len(shares), len(shares))), shares, strict=True):
        belief = draw(
            st.sampled_from([share, Quantity(share, basis="assumed"), dict.fromkeys(game.party_names, share)])
        )
        endings.append(Ending(name, belief, draw(agreements(game))))
    return War(own(amounts(0.01, 50)), {p: draw(amounts(-50, 50)) for p in game.party_names}, endings)


@st.composite
def timed(draw: Any, game: BargainingGame, course: Course, own: Any, name: str) -> Sanctions | Deadline:
    """Sanctions or a deadline for an outside option that goes as `course` says."""
    rest: dict[str, Any] = {"name": name, "level": draw(amounts(0, 3))}
    if course.years is None:
        rest["years"] = own(amounts(0.01, 50))
    if draw(st.booleans()):
        lost = draw(st.dictionaries(st.sampled_from(game.party_names), amounts(-50, 50), max_size=3))
        return Deadline(at=draw(amounts(0, 20)), cost=lost, **rest)
    target = draw(st.sampled_from(game.party_names))
    sender = draw(st.one_of(st.just(""), st.sampled_from(game.party_names), names).filter(lambda n: n != target))
    cost_to_sender = draw(amounts(0, 20)) if sender else 0.0
    # Levers set numbers to what they are, other tests change discount rates: keep well below the bound.
    growth = draw(amounts(-3, 0.5 * rate(51.0)))
    return Sanctions(
        target=target, sender=sender, cost_per_year=draw(amounts(0, 50)), cost_to_sender=cost_to_sender,
        probability=own(amounts(0, 1)), growth=growth, evasion=draw(amounts(0, 1)), **rest,
    )  # fmt: skip


@st.composite
def aids(draw: Any, game: BargainingGame, course: Course, own: Any, name: str) -> Aid:
    """Aid, at a level that `course` bears."""
    level = draw(amounts(0, 3))
    shifts: dict[str, Any] = {}
    if len(course.endings) > 1:
        up, down = draw(st.permutations(list(course.endings)))[:2]
        room = min(min(1 - course.endings[up][p], course.endings[down][p]) for p in game.party_names)
        size = draw(st.floats(0, room / max(1.0, value_of(level))))
        shifts = {up: draw(st.sampled_from([size, dict.fromkeys(game.party_names, size)])), down: -size}
    added = draw(st.dictionaries(st.sampled_from(game.party_names), amounts(0, 50), max_size=3))
    recipient = draw(st.sampled_from(game.party_names))
    factor = draw(st.one_of(st.just(1.0), st.just(own(amounts(0.5, 1)))))
    return Aid(name=name, level=level, recipient=recipient, cost_per_year=added, years=factor, endings=shifts)


@st.composite
def with_measures(draw: Any, game: BargainingGame) -> BargainingGame:
    """The game with up to three measures on its outside option, one of them aid at most."""
    option = game.outside_option
    if not isinstance(option, Base):
        return game

    def own(number: st.SearchStrategy[Any]) -> Any:
        return draw(st.one_of(number, st.fixed_dictionaries(dict.fromkeys(game.party_names, number))))

    course = option.course(game)
    called = [n if draw(st.booleans()) else "" for n in draw(distinct(0, 3)) if not n.isdecimal()]
    aided = draw(st.integers(0, 2)) if course.years is not None else None
    for k, name in enumerate(called):
        game = game.with_measure(draw((aids if k == aided else timed)(game, course, own, name)))
    return game


@st.composite
def with_levers(draw: Any, game: BargainingGame) -> BargainingGame:
    """The game with levers whose levels set numbers to what they are."""
    free = [(path, value_of(number)) for path, number in numbers(game).items()]
    for name in draw(distinct(0, 2)):
        mine = [free.pop(draw(st.integers(0, len(free) - 1))) for _ in range(draw(st.integers(0, min(3, len(free)))))]
        levels = {level: dict(mine[: draw(st.integers(0, 3))]) for level in draw(distinct(1, 3))}
        game = game.with_lever(name, draw(names), levels)
    return game


@st.composite
def games(draw: Any) -> BargainingGame:
    """A game of up to three parties and four issues with everything that a file can say."""
    parties = [
        Party(name, draw(amounts(0.1, 10)), draw(amounts(-3, 3)), draw(amounts(0, 2)))
        for name in draw(st.lists(names.filter(lambda n: n not in RESERVED), min_size=1, max_size=3, unique=True))
    ]
    game = BargainingGame(draw(names), parties, source=draw(notes))
    ranked = [p for p in game.party_names if not draw(st.integers(0, 3))]
    bare = []
    for name in draw(distinct(0, 4)):
        kind = draw(st.sampled_from([choices, ranges]))
        bare.append(draw(kind(game, name, ranked)))
    rankings = {p: draw(st.permutations([i.name for i in bare if p in i.preferences])) for p in ranked}
    game = BargainingGame(game.title, parties, bare, rankings=rankings, source=game.source)
    named = [i for i in game.issues if i.kind == "choice"]
    if named:
        conditions = st.lists(st.sampled_from(named), min_size=1, max_size=2, unique_by=lambda i: i.name).flatmap(
            lambda found: st.fixed_dictionaries(
                {i.name: st.lists(st.sampled_from(i.outcomes), min_size=1, unique=True) for i in found}
            )
        )
        for _ in range(draw(st.integers(0, 2))):
            game = game.with_linkage(draw(st.sampled_from(game.party_names)), draw(conditions), draw(amounts(-50, 50)))
        for _ in range(draw(st.integers(0, 2))):
            condition = draw(conditions)
            if len(condition) > 1:
                price = draw(st.one_of(st.none(), amounts(0, 50)))
                game = game.with_red_line(draw(st.sampled_from(game.party_names)), condition, price)
    option = draw(st.sampled_from(["none", "fixed", "war"]))
    if option == "fixed":
        game = game.with_outside_option(Fixed({p: draw(amounts(-100, 200)) for p in game.party_names}))
    if option == "war":
        game = game.with_outside_option(draw(wars(game)))
    return draw(with_levers(draw(with_measures(game))))
