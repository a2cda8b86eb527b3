"""Draws of a case's uncertain numbers: the same for the same seed, whoever computes which part.

Draws come in blocks of 1024. Every block has random streams of its own, derived from the seed and the block's number
(numpy's SeedSequence), so block 7 is the same whether or not blocks 0 to 6 were ever drawn. Sobol points are those of
one scrambled sequence, by position. A latin hypercube is one for each block (replicated Latin hypercube sampling).
"""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import shown
from bargain.showing import Shown
from bargain.uncertainty.sampling.polytope import CORNERS
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]

BLOCK = 1024
"""Draws of one block, a power of 2 for the balance of Sobol sequences."""

CUBE, WALKS, SCRAMBLE = 0, 1, 2
"""Purposes of random streams."""


@dataclass(frozen=True, eq=False)
class Draws(Shown):
    """`rows`: shape (n, k), one draw a row; `paths`: the k numbers that vary; `space`: what they are."""

    space: Space
    seed: int
    rows: Array

    @property
    def paths(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.space.paths

    def __len__(self) -> int:
        return len(self.rows)

    def game(self, i: int) -> BargainingGame:
        """The game of draw i, levers left out. Raises GameError where the numbers drawn make no game."""
        return self.space.game_at(self.rows[i])

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {paths, seed, sampler, rows}."""
        sampler = self.space.sampler.to_dict()
        return {"paths": list(self.paths), "seed": self.seed, "sampler": sampler, "rows": self.rows.tolist()}

    def to_frame(self) -> pandas.DataFrame:
        """One row a draw, one column a number."""
        return frame(self.rows, columns=list(self.paths))

    def __repr__(self) -> str:
        return f"{len(self)} draws of {len(self.paths)} numbers, seed {self.seed}"


def whole(given: Any, name: str, least: int) -> int:
    """`given` as an int of at least `least`; GameError that names it otherwise."""
    number = isinstance(given, int) or (hasattr(given, "dtype") and getattr(given.dtype, "kind", "") in "iu")
    if isinstance(given, bool) or not number or int(given) < least:
        raise GameError(f"{name} = {shown(given)}; give a whole number of at least {least}")
    return int(given)


def draws_of(game: BargainingGame, sampler: Sampler | None = None, n: int = 1000, seed: int = 0) -> Draws:
    """`n` draws of everything that varies in `game`: numbers with a range, and rankings.

    >>> road = BargainingGame("road", parties=["Ann"]).with_issue("road", outcomes=["north", "south"],
    ...     weight={"Ann": 3}, worth={"Ann": [{"value": 60, "low": 50, "high": 100}, 0]})
    >>> draws = draws_of(road, n=2)
    >>> draws.paths, draws.rows.shape
    (('issues.road.Ann.worth.north',), (2, 1))
    >>> draws.game(1).value_at("issues.road.Ann.worth.north") == float(draws.rows[1, 0])
    True
    """
    space = Space.of(game, sampler)
    count, seed = whole(n, "n", 0), whole(seed, "seed", 0)
    return Draws(space, seed, rows_between(space, seed, 0, count, count))


def rows_between(space: Space, seed: int, start: int, stop: int, total: int) -> Array:
    """Draws number `start` to `stop`, `stop` left out, of `total`; shape (stop − start, k)."""
    parts = [np.empty((0, len(space.paths)))]
    for index in range(start // BLOCK, -(-stop // BLOCK)):
        first = index * BLOCK
        rows = block(space, seed, index, min(BLOCK, total - first))
        parts.append(rows[max(start - first, 0) : stop - first])
    return np.concatenate(parts)


def block(space: Space, seed: int, index: int, size: int) -> Array:
    """The draws of block number `index`, of `size` draws (a whole block unless it is the last)."""
    cube = _cube(space.sampler.method, seed, index, size, len(space.in_cube))
    rows = space.rows_at(cube)
    if space.sums:
        whole_block = np.full((BLOCK, rows.shape[1]), np.nan)
        space.walk(whole_block, index * BLOCK, stream(seed, WALKS, index))
        walked = [k for group in space.sums for k in group.positions]
        rows[:, walked] = whole_block[:size, walked]
    return rows


def starts(start: int, stop: int) -> Any:
    """Number of the corner near which the walk of each draw began, shape (stop − start,)."""
    return np.arange(start, stop) % CORNERS


def stream(seed: int, purpose: int, index: int = 0) -> np.random.Generator:
    """The random stream of one purpose and block."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(purpose, index))))


def _cube(method: str, seed: int, index: int, size: int, dimensions: int) -> Array:
    """Points of the unit cube, shape (size, dimensions), strictly inside."""
    if method == "random" or not dimensions:
        cube = stream(seed, CUBE, index).random((BLOCK, dimensions))[:size]
    else:
        from scipy.stats import qmc

        if method == "sobol":
            if dimensions > qmc.Sobol.MAXDIM:
                raise GameError(f"sampler.method: 'sobol' has {qmc.Sobol.MAXDIM} dimensions; {dimensions} numbers vary")
            sequence = _engine(qmc.Sobol, dimensions, stream(seed, SCRAMBLE))
            if index:
                sequence.fast_forward(index * BLOCK)
            cube = sequence.random(BLOCK)[:size]
        else:
            cube = _engine(qmc.LatinHypercube, dimensions, stream(seed, CUBE, index)).random(size)
    return np.clip(cube, 2.0**-54, 1.0 - 2.0**-53)


def _engine(kind: Any, dimensions: int, random: np.random.Generator) -> Any:
    """An engine of scipy.stats.qmc, such as `qmc.Sobol`."""
    return kind(dimensions, **{generator_name(): random})


def generator_name() -> str:
    """What scipy.stats.qmc calls the parameter for a random generator: `seed` before its version 1.15, `rng` since."""
    from scipy.stats import qmc

    return "rng" if "rng" in signature(qmc.LatinHypercube).parameters else "seed"
