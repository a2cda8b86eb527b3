"""What red lines cost: each one, and each set of up to three, at the solution of a concept.

Lifting a set changes every party's payoff at the solution, and may open a zone of agreement or close one (a holder's
priced line that is lifted no longer charges it, so more is acceptable; nothing closes unless the concept's own answer
does). For a single line the break-even price is the most that crossing may cost its holder, in points, with the holder
still better off at the solution than with the line kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from bargain.concepts.registry import CONCEPTS
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.red_line import RedLine
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    import pandas

MOST_LINES = 3
"""Red lines lifted together at most."""

DEAREST = 1e4
"""Points: a line whose holder is better off even at this price has no break-even."""

CLOSE = 1e-7
"""How closely a break-even price is found, points."""


@dataclass(frozen=True)
class RedLinePrice:
    """A set of red lines and what keeping it costs.

    `cost`: party → payoff at the solution with the set lifted, less the payoff with it kept: points that the set costs
    the party (negative: it protects the party). `opens`, `closes`: whether lifting opens or closes a zone.
    `break_even`: for a single line, the most that crossing may cost its holder with the holder still gaining; None for
    sets, and when the holder does not gain even at 0. `solution`: the answer with the set lifted.
    """

    lines: tuple[RedLine, ...]
    cost: FrozenDict[str, float]
    opens: bool
    closes: bool
    break_even: float | None
    solution: Solution

    @property
    def label(self) -> str:
        """The set in words."""
        return " and ".join(line.label for line in self.lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "lines": [line.label for line in self.lines],
            "cost": dict(self.cost),
            "opens": self.opens,
            "closes": self.closes,
            "break_even": self.break_even,
            "solution": self.solution.to_dict(),
        }


@dataclass(frozen=True)
class RedLinePrices:
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
        import pandas

        rows = []
        for price in self.prices:
            row: dict[str, Any] = {"red lines": price.label, **{p: price.cost[p] for p in self.parties}}
            rows.append({**row, "opens": price.opens, "closes": price.closes, "break-even": price.break_even})
        return pandas.DataFrame(rows)

    def __repr__(self) -> str:
        lines = []
        for price in self.prices:
            cost = ", ".join(f"{p} {price.cost[p]:+.4f}" for p in self.parties)
            zone = "; opens a zone" if price.opens else "; closes the zone" if price.closes else ""
            even = "" if price.break_even is None else f"; worth lifting up to {price.break_even:.4f} points"
            lines.append(f"{price.label}: lifted {cost}{zone}{even}")
        return "\n".join(lines)


def red_line_prices(
    game: BargainingGame, *, concept: str = "nash", lotteries: bool | None = None, up_to: int = MOST_LINES
) -> RedLinePrices:
    """The cost of every set of up to `up_to` red lines (1 to 3) at the solution of `concept`."""
    lines = game.all_red_lines
    solver = CONCEPTS[concept]

    def solved(changed: BargainingGame, lifted: tuple[RedLine, ...] = ()) -> Solution:
        return solver(BargainingProblem.from_game(changed, lotteries=bool(lotteries), lifted=lifted))

    kept = solved(game)
    prices = []
    for size in range(1, min(up_to, MOST_LINES, len(lines)) + 1):
        for group in combinations(lines, size):
            found = solved(game, group)
            cost = FrozenDict({p: found.payoffs[p] - kept.payoffs[p] for p in game.party_names})
            even = None
            if size == 1 and cost[group[0].party] > EQUAL and _can_be_priced(group[0]):
                even = _break_even(game, group[0], kept.payoffs[group[0].party], solved)
            opens, closes = found.deal and not kept.deal, kept.deal and not found.deal
            prices.append(RedLinePrice(group, cost, opens, closes, even, found))
    return RedLinePrices(game.party_names, kept, tuple(prices))


def _can_be_priced(line: RedLine) -> bool:
    """A bound on a range is absolute; only refused outcomes have prices."""
    return all(isinstance(outcomes, tuple) for outcomes in line.never.values())


def _break_even(game: BargainingGame, line: RedLine, kept: float, solved: Any) -> float | None:
    """The largest price at which the holder still gains: doubled until it does not, then halved to the point."""

    def gains(price: float) -> bool:
        return bool(solved(priced(game, line, price)).payoffs[line.party] > kept + EQUAL)

    low, high = 0.0, 1.0
    while gains(high):
        low, high = high, 2 * high
        if high > DEAREST:
            return None
    while high - low > CLOSE:
        middle = (low + high) / 2
        low, high = (middle, high) if gains(middle) else (low, middle)
    return low


def priced(game: BargainingGame, line: RedLine, price: float) -> BargainingGame:
    """The game with `line` at another price."""
    if line in game.red_lines:
        lines = tuple(replace(r, price=price) if r == line else r for r in game.red_lines)
        return replace(game, red_lines=lines)
    return game.with_red_line(line.party, line.never, price)
