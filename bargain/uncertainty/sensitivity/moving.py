"""Numbers of a case moved one at a time, each with what hangs on it.

What hangs together is the business of `bargain.uncertainty.sampling.ties`: of the probabilities of a war's endings, and
of an aid's shifts of them, the one moved stands as it is set and the others give way in proportion; the ends of curves
follow the end of their range. All other numbers stay as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.game.frozen import FrozenDict
from bargain.game.paths import join
from bargain.uncertainty.sampling.marginals import Marginal
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sampling.ties import Tie, ties_of

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Moving:
    """`numbers`: those that move. `space`: of rows that are settled already, over all columns that a move can change.

    `ties`: path → what follows it. `written`: all numbers of the game as written, the closing 0 included.
    """

    numbers: tuple[Marginal, ...]
    space: Space
    ties: FrozenDict[str, tuple[Tie, ...]]
    written: tuple[float, ...]

    @staticmethod
    def of(varied: Space, paths: Sequence[str] | None = None) -> Moving:
        """The numbers of a space that vary by themselves, or some of them; and its rankings, party by party."""
        layout, index = varied.layout, varied.layout.index()
        ties: dict[str, tuple[Tie, ...]] = {}
        found: list[Marginal] = []
        moved: dict[int, Marginal | None] = {}
        for path, marginal in zip(varied.paths, varied.marginals, strict=True):
            if marginal is None or (paths is not None and path not in paths):
                continue
            column = index[path]
            ties[path] = tuple(ties_of(layout.game, index, frozenset([column]), layout.values))
            for follower in replace(varied, columns=(column,), ties=ties[path]).moving:
                moved.setdefault(follower, None)
            found.append(marginal)
            if not ties[path]:  # what is tied cannot be tried alone: the model checks it by itself
                moved[column] = marginal
        for _, weights in layout.ranked if paths is None else ():
            moved |= dict.fromkeys((index[path] for path in weights), None)
        columns = tuple(sorted(moved))
        names = tuple(layout.paths[k] for k in columns)
        space = Space(layout, varied.sampler, names, columns, tuple(moved[k] for k in columns), (), (), ())
        return Moving(tuple(found), space, FrozenDict(ties), layout.values)

    @property
    def rankings(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """(path of a ranking, positions in a row of its weights, most important first)."""
        place = {path: k for k, path in enumerate(self.space.paths)}
        return tuple(
            (join(["rankings", party]), tuple(place[path] for path in weights))
            for party, weights in self.space.layout.ranked
            if all(path in place for path in weights)
        )

    def as_written(self) -> Array:
        """The row of the game as written, shape (k,)."""
        return np.array(self.written)[list(self.space.columns)]

    def rows(self, path: str, values: Sequence[float] | Array) -> Array:
        """Rows with the number at `path` at each of `values`: shape (m, k).

        A shift of an aid whose other shifts are all 0 stays at 0, for nothing can give way to it.
        """
        column = self.space.layout.index()[path]
        table = np.repeat(np.array(self.written)[None, :], len(values), axis=0)
        table[:, column] = values
        for tie in self.ties[path]:
            tie.settle(table)
        return np.asarray(table[:, list(self.space.columns)])
