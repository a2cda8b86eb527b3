"""Few agreements, any number of parties: all of them listed, for many draws at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.tolerances import EQUAL
from bargain.uncertainty.model.batch import Batch, Settled, Solved
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.pick import any_of, least_of, most_of, pick, rational

Array = np.ndarray[Any, np.dtype[np.float64]]

FEW = 10_000
"""Agreements, red lines obeyed, that are listed."""


def count(model: Model) -> int:
    """Agreements that absolute red lines leave, ranges left aside."""
    return int(np.prod([float(len(table.choices)) for table in model.tables]))


def solve_listed(model: Model, batch: Batch, concepts: tuple[str, ...], followed: Array) -> Solved:
    """What each concept settles; `followed`: points of followed agreements before attitude, shape (draws, k, n)."""
    raw, codes = np.zeros((len(batch), 1, model.parties)), np.zeros(1, dtype=np.int64)
    for table in model.tables:
        points = table.points(batch.numbers, batch.weights)
        raw = (raw[:, :, None, :] + points[:, None, :, :]).reshape(len(batch), -1, model.parties)
        codes = (codes[:, None] + table.codes[None, :]).ravel()
    gains = model.bent(batch.numbers, raw) - batch.disagreement[:, None, :]
    zone, sure = rational(gains, np.ones(gains.shape[:2], dtype=bool))
    exists, settled, shares = any_of(zone), {}, batch.shares(model)
    for concept in concepts:
        row, clear = pick(concept, gains, zone, shares, codes)
        sure &= clear | ~exists
        positions = model.positions(codes[row])
        settled[concept] = Settled(exists, positions, np.zeros(positions.shape))
    beaten = np.zeros(followed.shape[:2], dtype=bool)
    for k in range(followed.shape[1]):
        ahead = raw - followed[:, None, k, :]
        beaten[:, k] = any_of((least_of(ahead) >= -EQUAL) & (most_of(ahead) > EQUAL))
    return Solved(sure, exists, settled, ~beaten)
