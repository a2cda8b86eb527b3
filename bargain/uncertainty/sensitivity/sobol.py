"""Sobol indices: which share of a scalar's variance each number carries, alone and with the others.

The first order index of number i is Var(E[f | x_i]) / Var f, what would go away, on average, if x_i became known. The
total order index is 1 − Var(E[f | all but x_i]) / Var f, what would be left if all but x_i became known. They are
estimated from two independent tables of draws, A and B, and for each number from A with its column taken from B, by
scipy.stats.sobol_indices (Saltelli et al. 2010). The weights of a ranking, and numbers that keep a sum, are one group:
its columns are taken together. Probabilities that are scaled to sum 1 are taken as drawn, before they are scaled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import shown
from bargain.showing import Shown
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.sampling.draws import WALKS, generator_name, stream, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.evaluating import PAIRS, RESAMPLES, Evaluator, checked, left_out
from bargain.uncertainty.sensitivity.groups import Group, groups_of
from bargain.uncertainty.sensitivity.scalar import Function, scalar_of

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]
Pairs = Callable[[int], tuple[Array, Array]]
"""Number of a block → its rows of A and of B, shape (n, k) each."""

MOST_BLOCKS = 8
"""Blocks of rows tried, at most, until as many are whole as were asked for."""

TIMES = 200
"""Bootstrap resamples behind a standard error."""

SHOWN = 10
"""Numbers that the text names."""


@dataclass(frozen=True, slots=True)
class Index:
    """Indices of one number (or group) with their standard errors. Estimates can leave 0 to 1 by some errors."""

    path: str
    first: float
    first_error: float
    total: float
    total_error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {name: getattr(self, name) for name in ("path", "first", "first_error", "total", "total_error")}


@dataclass(frozen=True)
class Sobol(Shown):
    """`indices`: the largest total order first. `mean`, `variance`: of the scalar. `draws`: rows of A.

    `solved`: games asked; of these the game `refused` some, and some had no number (`undefined`). A row of which any
    game has none is left out and another drawn, so the indices are those of the draws that have a number.
    """

    title: str
    scalar: str
    draws: int
    seed: int
    sampler: Sampler
    mean: float
    variance: float
    indices: tuple[Index, ...]
    solved: int
    refused: tuple[Refusal, ...]
    undefined: int

    def __iter__(self) -> Iterator[Index]:
        return iter(self.indices)

    def __len__(self) -> int:
        return len(self.indices)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "scalar": self.scalar,
            "draws": self.draws,
            "seed": self.seed,
            "sampler": self.sampler.to_dict(),
            "mean": self.mean,
            "variance": self.variance,
            "indices": [index.to_dict() for index in self.indices],
            "solved": self.solved,
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "undefined": self.undefined,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row a number, the largest total order first."""
        return frame([index.to_dict() for index in self.indices])

    def __repr__(self) -> str:
        head = f"{self.scalar}: mean {self.mean:.4g}, variance {self.variance:.4g} over {self.draws} draws"
        lines = [f"{head}, seed {self.seed}"]
        if not self.variance:
            lines.append("  no number moves it")
        for index in self.indices[: SHOWN if self.variance else 0]:
            alone = f"{index.first:.3f} ± {index.first_error:.3f}"
            lines.append(f"  {index.path}: {alone} alone, {index.total:.3f} ± {index.total_error:.3f} with others")
        return "\n".join(lines + left_out(self.refused, self.undefined))


def sobol(
    game: BargainingGame,
    scalar: Function | str,
    draws: int = 512,
    seed: int = 0,
    *,
    sampler: Sampler | None = None,
    concept: str | None = None,
    lotteries: bool = False,
) -> Sobol:
    """Which share of the variance of `scalar` each number of `game` carries.

    It solves draws × (numbers + 2) games; `draws` is a power of 2. A and B are the halves of one Sobol sequence,
    whatever the `method` of the `sampler`. `scalar`, `concept`: as for `tornado`. Raises GameError for settings that
    cannot be, and where too many draws have no number.
    """
    asked = checked(scalar_of(scalar, game, concept=concept, lotteries=lotteries).only_number("a Sobol index"), game)
    count, seed = whole(draws, "draws", 2), whole(seed, "seed", 0)
    if count & (count - 1):
        raise GameError(f"draws = {shown(draws)}; give a power of 2, such as {1 << count.bit_length()}")
    space = Space.of(game, sampler)
    groups = groups_of(space)
    evaluator = Evaluator(asked, space)
    f_a, f_b, f_ab = whole_rows(evaluator, _pairs(space, seed, count), groups, count)
    first, total = indices(f_a, f_b, f_ab)
    first_error, total_error = errors(f_a, f_b, f_ab, stream(seed, RESAMPLES))
    columns = (first.tolist(), first_error.tolist(), total.tolist(), total_error.tolist())
    found = [Index(g.name, *own) for g, *own in zip(groups, *columns, strict=True)]
    found.sort(key=lambda index: -index.total)
    both = np.concatenate([f_a, f_b])
    return Sobol(
        game.title, asked.text, count, seed, space.sampler, float(both.mean()), float(both.var()), tuple(found),
        evaluator.solved, evaluator.refusals, evaluator.undefined,
    )  # fmt: skip


def _pairs(space: Space, seed: int, count: int) -> Pairs:
    """Blocks of `count` rows of A and B from one scrambled Sobol sequence of twice the dimensions."""
    dimensions = len(space.in_cube)

    def pair(block: int) -> tuple[Array, Array]:
        cube = np.zeros((count, 0))
        if dimensions:
            from scipy.stats import qmc

            if 2 * dimensions > qmc.Sobol.MAXDIM:
                raise GameError(f"sobol: takes {qmc.Sobol.MAXDIM // 2} numbers at most; {dimensions} vary")
            kind: Any = qmc.Sobol
            sequence = kind(2 * dimensions, **{generator_name(): stream(seed, PAIRS)})
            if block:
                sequence.fast_forward(block * count)
            cube = np.clip(sequence.random(count), 2.0**-54, 1.0 - 2.0**-53)
        a, b = (space.rows_at(cube[:, half * dimensions : (half + 1) * dimensions]) for half in (0, 1))
        for half, rows in enumerate((a, b)):
            space.walk(rows, 0, stream(seed, WALKS, 2 * block + half))
        return a, b

    return pair


def whole_rows(
    function: Callable[[Array], Array], pairs: Pairs, groups: tuple[Group, ...], count: int
) -> tuple[Array, Array, Array]:
    """f at A and B, shape (count,), and at A with each group's columns from B, shape (groups, count).

    `function`: rows, shape (m, k) → (m,). Rows in which any of these is NaN are left out, and the next blocks of
    `pairs` fill them up. Raises GameError where that does not help.
    """
    kept: list[Array] = []
    have = 0
    for block in range(MOST_BLOCKS):
        a, b = pairs(block)
        ends = np.stack([function(a), function(b)])
        fine = ~np.isnan(ends).any(axis=0)
        a, b, ends = a[fine], b[fine], ends[:, fine]
        rows = np.stack([*ends, *(function(_crossed(a, b, group)) for group in groups)])
        kept.append(rows[:, ~np.isnan(rows).any(axis=0)])
        have += kept[-1].shape[1]
        if have >= count:
            found = np.concatenate(kept, axis=1)[:, :count]
            return found[0], found[1], found[2:]
    tried = MOST_BLOCKS * count
    raise GameError(f"scalar: only {have:,} of {tried:,} draws have a number in all games; narrow the ranges")


def _crossed(a: Array, b: Array, group: Group) -> Array:
    """A with the group's columns from B."""
    rows, columns = a.copy(), list(group.positions)
    rows[:, columns] = b[:, columns]
    return rows


def indices(f_a: Array, f_b: Array, f_ab: Array) -> tuple[Array, Array]:
    """First and total order indices, shape (groups,) each, all 0 where f does not vary; see `whole_rows`."""
    from scipy.stats import sobol_indices

    if not len(f_ab):
        return np.zeros(0), np.zeros(0)
    padded = np.concatenate([f_ab, f_a[None]])[:, None, :]  # scipy drops the axis of a lone group: one more, idle
    found = sobol_indices(func={"f_A": f_a[None], "f_B": f_b[None], "f_AB": padded}, n=len(f_a))
    return np.asarray(found.first_order[:-1]), np.asarray(found.total_order[:-1])


def errors(f_a: Array, f_b: Array, f_ab: Array, random: np.random.Generator) -> tuple[Array, Array]:
    """Standard errors of the indices, shape (groups,) each, by the bootstrap over rows."""
    found = []
    for _ in range(TIMES):
        rows = random.integers(0, len(f_a), len(f_a))
        found.append(indices(f_a[rows], f_b[rows], f_ab[:, rows]))
    first, total = (np.array(column) for column in zip(*found, strict=True))
    return np.asarray(first.std(axis=0, ddof=1)), np.asarray(total.std(axis=0, ddof=1))
