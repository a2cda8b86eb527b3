"""What red lines cost: each one, and each set of up to three, at the solution of a concept.

Lifting a set changes every party's payoff at the solution, and may open a zone of agreement. It closes none: whatever
was acceptable still is.

For a single line the question is what crossing may cost its holder, in points charged as a red line's price is, with
the holder still better off at the solution than with the line kept as the file has it. The break-even is the highest
such price; for a line that has a price, lower ones are looked at, for a dearer line is not lifted. Not every price
below the break-even need do: where crossing is cheap to the holder the concept may settle on an agreement that gives
more to the others, and less to the holder than keeping the line would. So all prices are looked through, and those at
which the holder gains are given as intervals. On each the solution keeps to the same outcomes, or changes from some to
others; every change is found by halving the distance between two prices that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.frozen import FrozenDict
from bargain.game.quantity import value_of
from bargain.game.red_line import RedLine
from bargain.instruments.crossing import Crossed, crossing
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution
from bargain.showing import Shown
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    import pandas

MOST_LINES = 3
"""Red lines lifted together at most."""

CLOSE = 1e-7
"""How closely a break-even price is found, points."""

CELLS = 16
"""Prices, less one, that are looked at first, evenly spread."""

DEAREST = 1e6
"""Points: higher prices are not looked at."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class RedLinePrice:
    """A set of red lines and what keeping it costs.

    `cost`: party → payoff at the solution with the set lifted, less the payoff with it kept: points that the set costs
    the party (negative: it protects the party). `opens`, `closes`: whether lifting opens or closes a zone.
    `gaining`: for a single line on outcomes, the prices of crossing, below its own, at which its holder gets more than
    with the line kept, as intervals (low, high) in points; none for sets and for bounds of ranges, which have no price.
    `solution`: the answer with the set lifted.
    """

    lines: tuple[RedLine, ...]
    cost: FrozenDict[str, float]
    opens: bool
    closes: bool
    gaining: tuple[Interval, ...]
    solution: Solution

    @property
    def break_even(self) -> float | None:
        """The most that crossing may cost the holder of a single line with the holder still gaining; None when it gains
        at no price."""
        return self.gaining[-1][1] if self.gaining else None

    @property
    def label(self) -> str:
        """The set in words."""
        return " and ".join(line.label for line in self.lines)

    def __repr__(self) -> str:
        cost = ", ".join(f"{party} {points:+.4f}" for party, points in self.cost.items())
        zone = "; opens a zone" if self.opens else "; closes the zone" if self.closes else ""
        words = f"{self.label}: lifted {cost}{zone}"
        for low, high in self.gaining:
            reach = f"{low:.4f} to {high:.4f}" if low > 0 else f"up to {high:.4f}"
            words += f"; its holder gains where crossing costs {reach} points"
        return words

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "lines": [line.label for line in self.lines],
            "cost": dict(self.cost),
            "opens": self.opens,
            "closes": self.closes,
            "break_even": self.break_even,
            "gaining": [list(interval) for interval in self.gaining],
            "solution": self.solution.to_dict(),
        }


@dataclass(frozen=True)
class RedLinePrices(Shown):
    """All sets, smallest first; `kept`: the answer with every line kept."""

    parties: tuple[str, ...]
    kept: Solution
    prices: tuple[RedLinePrice, ...]

    def __iter__(self) -> Iterator[RedLinePrice]:
        return iter(self.prices)

    def __len__(self) -> int:
        return len(self.prices)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {kept, prices}."""
        return {"kept": self.kept.to_dict(), "prices": [p.to_dict() for p in self.prices]}

    def to_frame(self) -> pandas.DataFrame:
        """One row a set: what it costs each party, whether it opens or closes a zone, the break-even price."""
        rows = []
        for price in self.prices:
            row: dict[str, Any] = {"red lines": price.label, **{p: price.cost[p] for p in self.parties}}
            rows.append({**row, "opens": price.opens, "closes": price.closes, "break-even": price.break_even})
        return frame(rows)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.prices))


def red_line_prices(
    game: BargainingGame, *, concept: str = "nash", lotteries: bool | None = None, up_to: int = MOST_LINES
) -> RedLinePrices:
    """The cost of every set of up to `up_to` red lines (1 to 3) at the solution of `concept`.

    Lines that are equal, party, outcomes and price, count as one. Raises GameError for another `up_to`.
    """
    if isinstance(up_to, bool) or not isinstance(up_to, int) or not 1 <= up_to <= MOST_LINES:
        raise GameError(f"up_to: {up_to!r} red lines; give a whole number between 1 and {MOST_LINES}")
    lines = tuple(dict.fromkeys(the_game(game).all_red_lines))
    solver = CONCEPTS[concept]
    chances = bool(lotteries) or solver.by_lottery

    def solved(lifted: tuple[RedLine, ...]) -> Solution:
        return solver(BargainingProblem.from_game(game, lotteries=chances, lifted=lifted))

    kept = solved(())
    prices = []
    for group in (group for size in range(1, up_to + 1) for group in combinations(lines, size)):
        found = solved(group)
        cost = FrozenDict({p: found.payoffs[p] - kept.payoffs[p] for p in game.party_names})
        gaining: tuple[Interval, ...] = ()
        if len(group) == 1 and _can_be_priced(group[0]):
            gaining = _intervals(game, group[0], concept, chances)
        opens, closes = found.deal and not kept.deal, kept.deal and not found.deal
        prices.append(RedLinePrice(group, cost, opens, closes, gaining, found))
    return RedLinePrices(game.party_names, kept, tuple(prices))


def _can_be_priced(line: RedLine) -> bool:
    """A bound on a range is absolute; only refused outcomes have prices."""
    return all(isinstance(outcomes, tuple) for outcomes in line.never.values())


def priced(game: BargainingGame, line: RedLine, price: float | None) -> BargainingGame:
    """The game with `line` at another price; None makes it absolute."""
    if line in game.red_lines:
        lines = tuple(replace(r, price=price) if r == line else r for r in game.red_lines)
        return replace(game, red_lines=lines)
    return game.with_red_line(line.party, line.never, price)


def _intervals(game: BargainingGame, line: RedLine, concept: str, lotteries: bool) -> tuple[Interval, ...]:
    """The intervals of prices at which the holder of `line` gets more than with the line kept."""
    at = cache(crossing(partial(priced, game, line), line, concept, lotteries))
    own = None if line.price is None else value_of(line.price)
    if "independence_of_irrelevant_alternatives" in CONCEPTS[concept].satisfies and at(0.0) == at(own):
        return ()  # what is not chosen at no charge is not chosen at any
    prices = _prices(game, line)
    if own is not None:
        prices = [*(price for price in prices if price < own), own]
    return _gaining(at, prices, own)


def _prices(game: BargainingGame, line: RedLine) -> list[float]:
    """Prices to look at first: from 0, evenly over the holder's points, then ever farther apart, to one at which an
    agreement that crosses `line` gives its holder less than no agreement."""
    free = BargainingProblem.from_game(game, lifted=[line])
    if not free.feasible:
        return [0.0]
    holder = free.parties.index(line.party)
    most, least = (sum(float(f(x.points[:, holder])) for x in free.factors) for f in (np.max, np.min))
    last = float(np.clip(most - free.floor[holder] + 1.0, 1.0, DEAREST))
    span = max(most - least, 1.0)
    far = [span * 2.0**k for k in range(1, 60) if span * 2.0 ** (k - 1) < last]
    return [*(span * k / CELLS for k in range(CELLS + 1)), *far]


def _gaining(at: Callable[[float | None], Crossed], prices: list[float], own: float | None) -> tuple[Interval, ...]:
    """The intervals of prices at which the holder gets more than at its `own`, each to the nearest `CLOSE` inside."""
    kept = at(own)

    def gains(price: float) -> bool:
        return at(price).payoff > kept.payoff + EQUAL

    while own is None and at(prices[-1]).settled != kept.settled and prices[-1] < DEAREST:
        prices = [*prices, 2 * prices[-1] + 1.0]  # lotteries may still cross where crossing alone would not do
    pending, seen = list(pairwise(prices)), set(prices)
    while pending:
        low, high = pending.pop()
        alike = at(low).settled == at(high).settled and gains(low) == gains(high)
        if not alike and high - low > CLOSE:
            middle = (low + high) / 2
            seen.add(middle)
            pending += [(low, middle), (middle, high)]
    found: list[Interval] = []
    last = False
    for price in sorted(seen):
        if gains(price):
            found = [*found[:-1], (found[-1][0], price)] if last else [*found, (price, price)]
        last = gains(price)
    return tuple(found)
