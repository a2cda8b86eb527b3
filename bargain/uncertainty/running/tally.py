"""What is kept of the draws of a chunk: counts and sums, under keys; those of many chunks are added up key by key.

Distributions are kept as counts in narrow bins, so memory does not grow with the draws. Sums of one chunk are correctly
rounded (`math.fsum`) and chunks are always added in their order, so the total is the same to the last digit whoever
computed which chunk.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Key = tuple[str | int, ...]

POINT_BIN = 0.01
"""Width of a bin of payoffs, in points."""

RANGE_BINS = 1000
"""Bins over a range as written."""

MOST_BIN = 10**12
"""Bins beyond are put into the last one: wild numbers need no bins of their own."""

MOST_PACKAGES = 100_000
"""Packages counted; when there are twice as many the rarest half is dropped, and counted as dropped."""


@dataclass
class Tally:
    """`sums`: key → number. `bins`: key → bin → mass. `words`: place → the first message of a game that refused."""

    sums: dict[Key, float] = field(default_factory=dict)
    bins: dict[Key, dict[int, float]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, key: Key, number: float) -> None:
        """Add to one sum."""
        if number:
            self.sums[key] = self.sums.get(key, 0.0) + float(number)

    def add_sum(self, key: Key, numbers: Iterable[float]) -> None:
        """Add many numbers to one sum, rounded once."""
        self.add(key, math.fsum(numbers))

    def add_bins(self, key: Key, values: Any, width: float, mass: Any = None) -> None:
        """Count values, shape (m,), in bins of a width; `mass`: of each value, shape (m,), 1 when None."""
        self.count(key, np.clip(np.rint(values / width), -MOST_BIN, MOST_BIN).astype(np.int64), mass)

    def count(self, key: Key, places: Any, mass: Any = None) -> None:
        """Add to the bins at `places`, whole numbers of any size, shape (m,); `mass`: of each, 1 when None."""
        held = self.bins.setdefault(key, {})
        found, inverse = np.unique(places, return_inverse=True)
        counts = np.bincount(inverse.ravel(), weights=mass, minlength=len(found))
        for place, count in zip(found.tolist(), counts.tolist(), strict=True):
            held[place] = held.get(place, 0.0) + float(count)

    def take(self, other: Tally) -> None:
        """Add all of another tally, that of the chunk that comes next."""
        for key, number in other.sums.items():
            self.sums[key] = self.sums.get(key, 0.0) + number
        for key, bins in other.bins.items():
            held = self.bins.setdefault(key, {})
            for place, mass in bins.items():
                held[place] = held.get(place, 0.0) + mass
        for where, message in other.words.items():
            self.words.setdefault(where, message)
        self._forget_rare()

    def _forget_rare(self) -> None:
        for key, packages in self.bins.items():
            if key[0] != "packages" or len(packages) <= 2 * MOST_PACKAGES:
                continue
            ranked = sorted(packages.items(), key=lambda entry: (-entry[1], entry[0]))
            for place, mass in ranked[MOST_PACKAGES:]:
                del packages[place]
                self.add(("dropped", key[1], "packages"), 1.0)
                self.add(("dropped", key[1], "mass"), mass)

    def under(self, *key: str | int) -> Iterator[tuple[Key, float]]:
        """The sums whose keys begin with `key`: (rest of the key, number)."""
        n = len(key)
        return ((k[n:], number) for k, number in self.sums.items() if k[:n] == key)

    def to_plain(self) -> dict[str, Any]:
        """Plain JSON types; `from_plain` gives the same tally back."""
        return {
            "sums": [[list(key), number] for key, number in self.sums.items()],
            "bins": [[list(key), list(bins), list(bins.values())] for key, bins in self.bins.items()],
            "words": self.words,
        }

    @staticmethod
    def from_plain(plain: dict[str, Any]) -> Tally:
        """The tally that `to_plain` wrote."""
        return Tally(
            {tuple(key): float(number) for key, number in plain["sums"]},
            {tuple(key): dict(zip(places, masses, strict=True)) for key, places, masses in plain["bins"]},
            dict(plain["words"]),
        )
