"""The nucleolus by a sequence of linear programmes, and the least core, which is the first of them.

The surplus of a coalition S at a split x is x(S) − v(S). The first programme makes the smallest surplus of all proper
coalitions as large as it can be. Coalitions whose row has a positive price have that surplus at every best split
(complementary slackness), so it is settled; so is every coalition whose indicator vector is a combination of settled
ones. The next programme does the same for the rest, until the split is settled. Each step settles one coalition or more
that is no combination of those before, so at most n − 1 programmes are needed.

The programmes see few rows: those of coalitions that were short before are added until none is. Their answers are
used for one thing only, which coalitions are settled at which step. The split itself is then solved from these
equations, so it is exact to rounding.

The first programme's prices, scaled to give every player 1, are balanced weights: Σ λ_S·1_S = 1_N. Its value e is
negative exactly where Σ λ_S·v(S) > v(N), and then no split satisfies all coalitions: the core is empty (Bondareva 1963,
Shapley 1967). Sources: Schmeidler (1969), The nucleolus of a characteristic function game; Kopelowitz (1967) and
Maschler, Peleg & Shapley (1979) for the programmes; Kohlberg (1971) for the criterion in `kohlberg_gap`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bargain.errors import SolverError
from bargain.payoffs.solver import quiet
from bargain.strategic.cooperative.worths import SHORT, Worths

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

PRICED = 1e-7
"""A price above this settles a coalition; the prices of a step sum to 1."""


FAR = 1e3
"""No split that matters gives a player more, as a multiple of the game's size: keeps programmes of few rows bounded."""


@dataclass(frozen=True, eq=False)
class Settled:
    """`split`: shape (n,). `surplus`: of each step, smallest first, units of worth. `tight`: the coalitions (bit masks)
    that were priced, step by step. `weights`: coalition → price of the first step, scaled to give every player 1."""

    split: Array
    surplus: tuple[float, ...]
    tight: tuple[tuple[int, ...], ...]
    weights: dict[int, float]


def nucleolus(game: Worths, *, imputations: bool) -> Settled | None:
    """The nucleolus over imputations, the splits that give everyone what it is worth alone; None where there is none.

    Without `imputations`, the prenucleolus: over all splits of v(N), which always exist.
    """
    scaled = game.added / game.size
    if imputations and scaled[-1] < -SHORT:
        return None
    steps = _Steps(game.members, scaled, imputations)
    while len(steps.free):
        steps.advance()
    split, surplus = (np.round(found, 14) + 0.0 for found in steps.solved())
    tight = tuple(tuple(sorted(step)) for step in steps.priced)
    weights = _balanced(game.members, steps.priced[0]) if steps.priced and not imputations else {}
    return Settled(split * game.size + game.alone, tuple((surplus * game.size).tolist()), tight, weights)


def kohlberg_gap(game: Worths, found: Settled, *, imputations: bool) -> float:
    """By how much a step's smallest surpluses could be raised together without lowering any, in units of worth.

    0 for the nucleolus: at every level the coalitions with that surplus or less are balanced (Kohlberg 1971). No player
    is moved by more than the game's size. Each level is a linear programme that the sequence has not solved.
    """
    surplus = -game.excess(found.split)[1:-1] / game.size
    held = np.flatnonzero((found.split - game.alone) / game.size <= SHORT) if imputations else np.zeros(0, dtype=int)
    largest = 0.0
    for level in found.surplus:
        low = game.members[1:-1][surplus <= level / game.size + 1e-9]
        at_least = np.vstack([low, np.eye(game.count)[held]])
        answer = _linprog(
            -low.sum(axis=0), -at_least, np.zeros(len(at_least)), equal=np.ones((1, game.count)), most=1.0
        )
        largest = max(largest, -float(answer.fun))
    return largest * game.size


@dataclass(eq=False)
class _Steps:
    """The sequence of programmes on a game `worth`, shape (2**n,), in which every player alone is worth 0."""

    members: Array
    worth: Array
    imputations: bool
    priced: list[dict[int, float]] = field(default_factory=list)  # each step: coalition → price
    held: set[int] = field(default_factory=set)  # players held at 0, what they are worth alone

    def __post_init__(self) -> None:
        self.free: Ints = np.arange(1, len(self.worth) - 1)
        self.working = {1 << i for i in range(self.members.shape[1])}
        self._leave_out_combinations()

    def advance(self) -> None:
        """One programme, with rows added until no coalition is short."""
        start = self.solved()[0]
        while True:
            rows = np.array(sorted(self.working & set(self.free.tolist())) or self.free[:1].tolist())
            split, least, prices, floors = self._programme(start, rows)
            surplus = self.members[self.free] @ split - self.worth[self.free]
            lowest = np.argsort(surplus, kind="stable")[: 4 * len(split)]
            fresh = set(self.free[lowest[surplus[lowest] < least - SHORT]].tolist()) - self.working
            if not fresh:
                break
            self.working |= fresh
        step = {int(mask): float(price) for mask, price in zip(rows, prices, strict=True) if price > PRICED}
        if not step:
            raise SolverError("nucleolus: a linear programme ended without prices, so no coalition could be settled")
        self.priced.append(step)
        self.held |= {int(i) for i in np.flatnonzero(floors > PRICED)}
        self._leave_out_combinations()

    def solved(self) -> tuple[Array, Array]:
        """A split, shape (n,), and the surplus of each step, that fulfil the equations of all steps."""
        n, count = self.members.shape[1], len(self.priced)
        rows, right = [np.append(np.ones(n), np.zeros(count))], [self.worth[-1]]
        for k, step in enumerate(self.priced):
            for mask in step:
                rows.append(np.append(self.members[mask], -1.0 * (np.arange(count) == k)))
                right.append(self.worth[mask])
        for i in self.held:
            rows.append(1.0 * (np.arange(n + count) == i))
            right.append(0.0)
        found = np.linalg.lstsq(np.array(rows), np.array(right), rcond=None)[0]
        return found[:n], found[n:]

    def _leave_out_combinations(self) -> None:
        """Take out of `free` what is a combination of settled coalitions, the whole among them."""
        masks = [len(self.worth) - 1, *(1 << i for i in self.held), *(mask for step in self.priced for mask in step)]
        _, sizes, directions = np.linalg.svd(self.members[masks])
        self.moves = directions[int((sizes > 1e-9).sum()) :]  # how a split can still move, shape (moves, n)
        self.free = self.free[np.abs(self.members[self.free] @ self.moves.T).max(axis=1, initial=0.0) > 1e-9]

    def _programme(self, start: Array, rows: Ints) -> tuple[Array, float, Array, Array]:
        """Best split, its smallest surplus over `rows`, their prices, and the prices of not going below 0.

        Variables: how far the split moves from `start` in each direction, and the surplus, which is made large.
        """
        below = np.hstack([-self.members[rows] @ self.moves.T, np.ones((len(rows), 1))])
        right = self.members[rows] @ start - self.worth[rows]
        n = len(start) if self.imputations else 0
        floors = np.hstack([-self.moves.T, np.zeros((len(start), 1))])[:n]
        objective = np.append(np.zeros(len(self.moves)), -1.0)
        found = _linprog(objective, np.vstack([below, floors]), np.append(right, np.maximum(start[:n], 0.0)), most=FAR)
        prices = -np.asarray(found.ineqlin.marginals)
        split = start + found.x[:-1] @ self.moves
        return split, float(found.x[-1]), prices[: len(rows)], np.append(prices[len(rows) :], np.zeros(len(start) - n))


def _balanced(members: Array, prices: dict[int, float]) -> dict[int, float]:
    """Prices scaled and made exact, so that the weights of the coalitions of each player sum to 1."""
    masks = sorted(prices)
    weights = np.linalg.lstsq(members[masks].T, np.ones(members.shape[1]), rcond=None)[0]
    if (weights < 0).any():  # the coalitions are no independent family: the prices themselves are
        weights = (
            np.array([prices[mask] for mask in masks]) / sum(prices[mask] * members[mask] for mask in masks).mean()
        )
    return dict(zip(masks, weights.tolist(), strict=True))


def _linprog(cost: Array, below: Array, right: Array, *, equal: Array | None = None, most: float) -> Any:
    """Minimise cost·x with below·x ≤ right, equal·x = 0 and |x| ≤ most: scipy's HiGHS, silent, checked."""
    from scipy.optimize import linprog

    for method, tolerance in (("highs-ds", 1e-10), ("highs-ds", 1e-8), ("highs-ipm", 1e-8)):
        with quiet():
            found = linprog(  # type: ignore[call-overload]
                cost,
                A_ub=below,
                b_ub=right,
                A_eq=equal,
                b_eq=None if equal is None else np.zeros(len(equal)),
                bounds=(-most, most),
                method=method,
                options={"primal_feasibility_tolerance": tolerance, "dual_feasibility_tolerance": tolerance},
            )
        if found.status == 0:
            return found
    raise SolverError(f"nucleolus: a linear programme ended without an answer: {found.message}")
