"""Morris' screening: which numbers matter at all, by steps across their ranges one at a time from many places.

The unit cube of k numbers has a grid of p levels, p even, 0, 1/(p − 1), …, 1. A trajectory begins at a random point of
it and moves every number once, in random order, by Δ = p/(2(p − 1)), up or down as the grid allows: levels 0 to
p/2 − 1 go up, the others down, so every level is as likely before and after. The elementary effect of a number is

    (f(after) − f(before)) / (± Δ)

the change of f by a move across its whole range, at that rate. Over r trajectories mu is the mean of the effects and
sigma their standard deviation (large: the effect depends on the other numbers, or bends); mu* is the mean of their
sizes, which does not cancel (Morris 1991; Campolongo, Cariboni & Saltelli 2007). A number with mu* = 0 did nothing
anywhere.

Weights of a ranking move together. Such a move has no up and down, so it has mu* alone.
"""

from __future__ import annotations

import math
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
from bargain.uncertainty.sampling.draws import stream, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.evaluating import TRAJECTORIES, Evaluator, checked, left_out
from bargain.uncertainty.sensitivity.groups import Group, groups_of
from bargain.uncertainty.sensitivity.scalar import Function, scalar_of

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]

EDGE = 0.01
"""Where a distribution is stated, and for rankings, the ends of the cube are its first and last percentile."""

SHOWN = 10
"""Numbers that the text names."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Elementary effects of one number (or ranking), `count` of them, in units of the scalar for the whole range.

    `mu_star`: mean of their sizes, `error`: its standard error; `mu`: their mean; `sigma`: their standard deviation.
    None where there are too few effects, and `mu` and `sigma` of a ranking.
    """

    path: str
    mu_star: float | None
    error: float | None
    mu: float | None
    sigma: float | None
    count: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {name: getattr(self, name) for name in ("path", "mu_star", "error", "mu", "sigma", "count")}


@dataclass(frozen=True)
class Morris(Shown):
    """`effects`: the largest mu* first. `solved`: games asked; of these the game `refused` some, and some had no number
    (`undefined`): the steps to and from them are left out."""

    title: str
    scalar: str
    trajectories: int
    levels: int
    seed: int
    sampler: Sampler
    effects: tuple[Effect, ...]
    solved: int
    refused: tuple[Refusal, ...]
    undefined: int

    def __iter__(self) -> Iterator[Effect]:
        return iter(self.effects)

    def __len__(self) -> int:
        return len(self.effects)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "scalar": self.scalar,
            "trajectories": self.trajectories,
            "levels": self.levels,
            "seed": self.seed,
            "sampler": self.sampler.to_dict(),
            "effects": [effect.to_dict() for effect in self.effects],
            "solved": self.solved,
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "undefined": self.undefined,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row a number, the largest mu* first."""
        return frame([effect.to_dict() for effect in self.effects])

    def __repr__(self) -> str:
        lines = [f"{self.scalar}: {self.trajectories} trajectories over {len(self.effects)} numbers, seed {self.seed}"]
        for effect in self.effects[:SHOWN]:
            if effect.mu_star:
                sigma = "" if effect.sigma is None else f", sigma {effect.sigma:.3g}"
                lines.append(f"  {effect.path}: mu* {effect.mu_star:.3g} ± {effect.error or math.nan:.2g}{sigma}")
        still = sum(effect.mu_star == 0 for effect in self.effects)
        if still:
            lines.append(f"  {still} numbers never moved it")
        return "\n".join(lines + left_out(self.refused, self.undefined))


def morris(
    game: BargainingGame,
    scalar: Function | str,
    trajectories: int = 20,
    seed: int = 0,
    *,
    levels: int = 4,
    sampler: Sampler | None = None,
    concept: str | None = None,
    lotteries: bool = False,
) -> Morris:
    """Which numbers of `game` move `scalar` at all, wherever the others stand.

    It solves trajectories × (numbers + 1) games. `scalar`, `concept`: as for `tornado`. `sampler`: the distributions
    whose quantiles the grid is made of. Raises GameError for settings that cannot be: numbers drawn together
    (fixed_sum) do not move one at a time.
    """
    asked = checked(
        scalar_of(scalar, game, concept=concept, lotteries=lotteries).only_number("Morris' screening"), game
    )
    count, seed, levels = whole(trajectories, "trajectories", 2), whole(seed, "seed", 0), whole(levels, "levels", 2)
    if levels % 2:
        raise GameError(f"levels = {shown(levels)}; give an even number, so that every level has a partner")
    space = Space.of(game, sampler)
    if space.sums:
        raise GameError(f"sampler: {space.sums[0].name} keep their sum and so do not move one at a time; use sobol")
    groups = groups_of(space)
    evaluator = Evaluator(asked, space)
    steps = elementary_effects(
        lambda cube: evaluator(_rows(space, cube)), groups, count, levels, stream(seed, TRAJECTORIES)
    )
    effects = [_effect(group, own) for group, own in zip(groups, steps.T, strict=True)]
    effects.sort(key=lambda effect: -(effect.mu_star or 0.0))
    return Morris(
        game.title, asked.text, count, levels, seed, space.sampler, tuple(effects), evaluator.solved,
        evaluator.refusals, evaluator.undefined,
    )  # fmt: skip


def elementary_effects(
    function: Callable[[Array], Array], groups: tuple[Group, ...], count: int, levels: int, random: np.random.Generator
) -> Array:
    """Elementary effects, shape (count, groups), of a function of points of the unit cube, shape (m, k) → (m,).

    Those of groups of several are taken as upward whatever the directions of their members.

    >>> pair = (Group("a", (0,), True), Group("b", (1,), True))
    >>> found = elementary_effects(lambda x: 3 * x[:, 0] - x[:, 1], pair, 5, 4, np.random.default_rng(0))
    >>> found.round(9)[0].tolist()
    [3.0, -1.0]
    """
    size, many = sum(len(group.positions) for group in groups), len(groups)
    half, step = levels // 2, levels / (2 * (levels - 1))
    low = random.integers(0, half, (count, size)) / (levels - 1)
    up = random.random((count, size)) < 0.5
    order = random.permuted(np.tile(np.arange(many), (count, 1)), axis=1)
    turn = np.argsort(order, axis=1)  # shape (count, many): when each group moves
    of = np.empty(size, dtype=np.int64)
    for g, group in enumerate(groups):
        of[list(group.positions)] = g
    moved = np.arange(many + 1)[None, :, None] > turn[:, of][:, None, :]  # (count, many + 1, size)
    cube = low[:, None, :] + step * (moved == up[:, None, :])
    values = function(cube.reshape(-1, size)).reshape(count, many + 1)
    change = np.take_along_axis(np.diff(values, axis=1), turn, axis=1) / step
    first = np.array([group.positions[0] for group in groups], dtype=np.int64)
    alone = np.array([group.alone for group in groups], dtype=bool)
    return np.asarray(np.where(up[:, first] | ~alone, change, -change))


def _rows(space: Space, cube: Array) -> Array:
    """Rows at points of the cube, short of the ends where those are infinite."""
    stated = [m is None or m.distribution is not None for m in space.marginals]
    return space.rows_at(np.where(stated, np.clip(cube, EDGE, 1.0 - EDGE), cube))


def _effect(group: Group, steps: Array) -> Effect:
    steps = steps[~np.isnan(steps)]
    count = len(steps)
    if not count:
        return Effect(group.name, None, None, None, None, 0)
    sizes = np.abs(steps)
    error = float(sizes.std(ddof=1) / math.sqrt(count)) if count > 1 else None
    sigma = float(steps.std(ddof=1)) if count > 1 and group.alone else None
    mu = float(steps.mean()) if group.alone else None
    return Effect(group.name, float(sizes.mean()), error, mu, sigma, count)
