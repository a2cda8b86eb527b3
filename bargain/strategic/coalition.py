"""A cooperative game: how to split what all can have together, so that no coalition would rather go alone.

Players agree on how to share v(N), what all of them are worth together. A coalition S is worth v(S), what its members
can have in all without the rest (any unit; costs are negative worths). A split x gives every player a number, with
x(S) for the sum over S, and x(N) = v(N). Worth can be passed from hand to hand, without loss and without limit.

- **Shapley value** (Shapley 1953): what a player adds on average, over all orders in which players may arrive. The only
  split rule that is efficient, treats equals alike, gives nothing to one who never adds anything, and is additive.
- **Core**: the splits with x(S) ≥ v(S) for every S. It is empty exactly when some balanced weights, which add up to 1
  for each player, give Σ λ_S·v(S) > v(N) (Bondareva 1963, Shapley 1967): `balancing` shows such weights.
- **Least core**: the smallest e with x(S) ≥ v(S) − e for all proper S; e ≤ 0 where the core is not empty. If leaving
  costs every coalition more than e, no coalition leaves (Maschler, Peleg & Shapley 1979).
- **Nucleolus** (Schmeidler 1969): the split that makes the largest excess v(S) − x(S) as small as it can be, then the
  next largest, and so on. Over imputations, the splits that give nobody less than v({i}); over all splits it is called
  the prenucleolus. In the core whenever there is one.

This is no non-cooperative game: nobody moves, so nothing can be said of who does what and when. Taken into the form
that all strategic games share, `payoffs` is the Shapley value, and `failure` is 1 where the core is empty, so that
every split leaves some coalition a reason to go, and 0 where it is not. It is a statement about splits, not a
probability read from play. `deviation` is evidence that the numbers are what their names say, in units of worth: the
largest of three differences, each found on a second way. (1) The Shapley value, summed over marginal contributions,
against the sum of shared dividends (Harsanyi 1963). (2) Kohlberg's criterion (1971): by how much the coalitions that
the nucleolus serves worst could all be served no worse and some of them better. (3) What a coalition could gain by
leaving the element of the core. What coalitions gain by leaving the Shapley split is no mistake, and stands in
`objection`. Left out: worths that depend on what outsiders do, and limits on side payments.

How each number is found stands in bargain/strategic/cooperative. Who will contribute if nobody can be made to is
another question, that of a non-cooperative game: see bargain/strategic/contribution.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.strategic.cooperative.features import convex, monotonic, superadditive
from bargain.strategic.cooperative.nucleolus import Settled, kohlberg_gap, nucleolus
from bargain.strategic.cooperative.of_case import worth_in_case
from bargain.strategic.cooperative.shapley import by_dividends, shapley_value
from bargain.strategic.cooperative.worths import Array, Player, Worth, Worths, worths_of
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult, plain

if TYPE_CHECKING:
    import pandas

Split = FrozenDict[Player, float]


@dataclass(frozen=True, kw_only=True, repr=False)
class Coalition(StrategicResult):
    """Splits of a cooperative game; numbers in the unit of the worths, mappings from players as they were given.

    `worth`: of all players together. `shapley`; `nucleolus`: None where the players alone are worth more than all
    together; `prenucleolus`. `core_empty`; `core_element`: None where the core is empty, else the nucleolus.
    `least_core_value`: the smallest e by which no proper coalition need fall short by more; −inf for one player.
    `balancing`: coalition → weight, the weights of each player's coalitions summing to 1, for which Σ weight · worth
    comes nearest to the worth of all, or exceeds it by most for the weights' sum. `objection`: the coalition that would
    gain most by leaving the Shapley split, and how much; no player and 0 where none would gain.
    `superadditive`: two coalitions lose nothing by joining; `convex`: nobody adds less to a larger coalition;
    `monotonic`: nobody takes away by joining.
    """

    worth: float
    shapley: Split
    nucleolus: Split | None
    prenucleolus: Split
    core_empty: bool
    core_element: Split | None
    least_core_value: float
    balancing: FrozenDict[tuple[Player, ...], float]
    objection: tuple[tuple[Player, ...], float]
    superadditive: bool
    convex: bool
    monotonic: bool

    @property
    def shapley_in_core(self) -> bool:
        """Whether no coalition would gain by leaving the Shapley split."""
        return not self.objection[0]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; coalitions in `balancing` as their players joined by " + "."""
        weights = {" + ".join(map(str, coalition)): weight for coalition, weight in self.balancing.items()}
        return {**super().to_dict(), "balancing": plain(weights)}

    def to_frame(self) -> pandas.DataFrame:
        """One row a player: Shapley value, nucleolus (none where it does not exist) and prenucleolus."""
        splits = {"shapley": self.shapley, "nucleolus": self.nucleolus or EMPTY, "prenucleolus": self.prenucleolus}
        rows = [{"player": p} | {name: split.get(p) for name, split in splits.items()} for p in self.shapley]
        return frame(rows).set_index("player").astype(float)


def _from_game(game: BargainingGame, *, needs: Mapping[str, Any] | None = None) -> Coalition:
    """The cooperative game of a case's parties, in points over what they have without one another.

    `needs`: issue → the parties whose consent it needs; issues not named need all. A coalition with everyone that every
    issue needs is worth the largest sum of its members' gains over their disagreement. Another settles the issues that
    it can and is worth the largest sum by which that lifts its members over the status quo, with the rest as it is.
    Nobody is worth less than 0. Red lines bind their holders where these are members. Points count as transferable.
    Raises GameError for unknown names, parties with a risk attitude, and missing status quos of issues left alone.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["none", "north", "south"], status_quo="none",
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [0, 100, 20], "Bob": [0, 0, 60]})
    >>> dict(coalition.from_game(game).shapley)
    {'Ann': 50.0, 'Bob': 50.0}
    >>> dict(coalition.from_game(game, needs={"road": ["Ann"]}).shapley)
    {'Ann': 100.0, 'Bob': 0.0}
    """
    return coalition(list(game.party_names), worth_in_case(game, needs))


@strategic_game(
    question="who pays for a guarantee force, and does any split keep everyone in?",
    source="Shapley 1953; Schmeidler 1969; Bondareva 1963; Shapley 1967",
    from_game=_from_game,
)
def coalition(players: Any, worth: Worth) -> Coalition:
    """Shapley value, nucleolus and core of the game in which a coalition of `players` is worth `worth`.

    `players`: names or whole numbers. `worth`: a function of a frozenset of players, or a table from tuples or
    frozensets of players (or one player) to numbers, in any unit; single players whom a table leaves out are worth 0.
    Raises GameError for worths that are missing, stand twice or are no numbers, TooLargeError for too many players.

    >>> glove = coalition(["left", "right", "other right"], lambda s: float("left" in s and len(s) > 1))
    >>> {player: round(share, 6) for player, share in glove.shapley.items()}
    {'left': 0.666667, 'right': 0.166667, 'other right': 0.166667}
    >>> dict(glove.nucleolus), glove.core_empty
    ({'left': 1.0, 'right': 0.0, 'other right': 0.0}, False)
    """
    game = worths_of(players, worth)
    value = shapley_value(game)
    free, bounded = nucleolus(game, imputations=False), nucleolus(game, imputations=True)
    assert free is not None, "some split always exists"
    least = -min(free.surplus) if free.surplus else -math.inf
    empty = least > game.tie
    leaving = game.excess(value)[:-1]
    best = int(leaving.argmax())
    objection = (game.coalition(best), float(leaving[best])) if leaving[best] > game.tie else ((), 0.0)
    return Coalition(
        parties=tuple(map(str, game.players)),
        words=_words(game, value, free, empty, objection),
        payoffs=tuple(value.tolist()),
        failure=float(empty),
        deviation=_evidence(game, value, free, bounded, empty),
        method="sums over all coalitions; a sequence of linear programmes, solved again as equations",
        worth=float(game.table[-1]),
        shapley=_split(game, value),
        nucleolus=None if bounded is None else _split(game, bounded.split),
        prenucleolus=_split(game, free.split),
        core_empty=empty,
        core_element=None if empty or bounded is None else _split(game, bounded.split),
        least_core_value=least,
        balancing=FrozenDict({game.coalition(mask): weight for mask, weight in free.weights.items()}),
        objection=objection,
        superadditive=superadditive(game),
        convex=convex(game),
        monotonic=monotonic(game),
    )


def _split(game: Worths, x: Array) -> Split:
    return FrozenDict(zip(game.players, x.tolist(), strict=True))


def _evidence(game: Worths, value: Array, free: Settled, bounded: Settled | None, empty: bool) -> float:
    """The largest of the differences that the top of this file names, in units of worth."""
    missed = float(np.abs(value - by_dividends(game)).max())
    gaps = [kohlberg_gap(game, free, imputations=False)]
    if bounded is not None:
        gaps.append(kohlberg_gap(game, bounded, imputations=True))
        if not empty:
            gaps.append(float(game.excess(bounded.split)[:-1].max()))
    return max(missed, *gaps)


def _words(
    game: Worths, value: Array, free: Settled, empty: bool, objection: tuple[tuple[Player, ...], float]
) -> tuple[str, ...]:
    shares = ", ".join(f"{player} {share:.6g}" for player, share in zip(game.players, value, strict=True))
    sentences = [f"the Shapley value splits {game.table[-1]:.6g} so: {shares}"]
    if empty:
        claims = ", ".join(f"{_joined(game.coalition(m))} ({weight:.6g})" for m, weight in free.weights.items())
        total = sum(weight * game.table[m] for m, weight in free.weights.items())
        sentences.append(
            f"the core is empty: coalitions counted with these weights, 1 in all for each player, are worth "
            f"{total:.6g}, more than there is: {claims}"
        )
        sentences.append(f"in every split some coalition could gain {-min(free.surplus):.6g} or more by leaving")
    else:
        sentences.append("the core is not empty: no coalition gains by leaving the nucleolus")
    if objection[0]:
        sentences.append(f"{_joined(objection[0])} would gain {objection[1]:.6g} by leaving the Shapley split")
    return tuple(sentences)


def _joined(coalition: tuple[Player, ...]) -> str:
    return " + ".join(map(str, coalition))
