"""Games that every peer gets: additive utilities over issues of outcomes, as plain numbers."""

from __future__ import annotations

import random
from typing import Any


def additive(issues: int, outcomes: int, seed: int = 0) -> dict[str, Any]:
    """Two parties with random weights and worths, 0 to 1, and a reservation value of 0.3 each."""
    chance = random.Random(seed)
    names = [f"issue {k}" for k in range(issues)]
    parties = {}
    for party in ("one", "other"):
        raw = [chance.random() for _ in names]
        parties[party] = {
            "weights": {name: x / sum(raw) for name, x in zip(names, raw, strict=True)},
            "worths": {name: [chance.random() for _ in range(outcomes)] for name in names},
            "reserved": 0.3,
        }
    return {"issues": names, "outcomes": [f"outcome {k}" for k in range(outcomes)], "parties": parties}
