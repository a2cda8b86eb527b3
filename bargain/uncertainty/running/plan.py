"""An ensemble as it is sent to whoever computes it: all that a chunk needs, and nothing that changes on the way."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.document import to_document
from bargain.game.quantity import KEYS, Quantity
from bargain.uncertainty.model.packages import Package
from bargain.uncertainty.sampling.space import Space

FORM = 1
"""Form of tallies and checkpoints; a file of another form is not read."""


@dataclass(frozen=True)
class Plan:
    """`followed`: packages whose acceptability is counted. `written`: concept → what the game as written settles, as
    the code of a package, None for no deal or a lottery. `chunk`: draws of one chunk."""

    space: Space
    seed: int
    draws: int
    concepts: tuple[str, ...]
    lotteries: bool
    chunk: int
    followed: tuple[Package, ...]
    written: tuple[int | None, ...]

    @property
    def chunks(self) -> int:
        """Number of chunks."""
        return -(-self.draws // self.chunk)

    def bounds(self, index: int) -> tuple[int, int]:
        """First draw of a chunk, and the first of the next."""
        return index * self.chunk, min((index + 1) * self.chunk, self.draws)

    def settings(self) -> dict[str, Any]:
        """What decides the result, in plain JSON types: a checkpoint of other settings is not gone on with."""
        document = json.dumps(to_document(self.space.layout.game, defaults=True), default=_plain)
        return {
            "form": FORM,
            "game": hashlib.sha256(document.encode()).hexdigest(),
            "draws": self.draws,
            "seed": self.seed,
            "concepts": list(self.concepts),
            "lotteries": self.lotteries,
            "sampler": self.space.sampler.to_dict(),
            "chunk": self.chunk,
            "numpy": np.__version__,
        }


def _plain(given: Any) -> Any:
    if isinstance(given, Quantity):
        return {key: getattr(given, key) for key in KEYS}
    return list(given)
