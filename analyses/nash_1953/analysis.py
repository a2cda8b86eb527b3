"""Nash 1953: what each could do to the other without agreement decides what both agree on; three textbook games."""

from __future__ import annotations

import bargain as bg

GAMES = {
    "three by three": ([[1, 2, 0], [4, 1, 2], [5, 2, 0]], [[5, 2, 1], [2, 0, 1], [0, 3, 0]]),
    "two by two": ([[5, 0], [0, 1]], [[2, 0], [0, 4]]),
    "a dominant threat": ([[3, 0], [2, 1]], [[2, 5], [1, 0]]),
}
"""Name → payoffs of the party that chooses the row, and of the one that chooses the column."""

PUBLISHED = {
    "three by three": ((3.5, 2.5), (3.5, 2.5)),
    "two by two": ((3.5, 3.5), (4.5, 2.25)),
    "a dominant threat": ((3, 2), (3, 2)),
}
"""Name → payoffs with side payments, and without."""


def with_payments(name: str) -> bg.ThreatSolution:
    """The solution where what one gets can be paid to the other."""
    return bg.threat_game(*GAMES[name])


def without_payments(name: str) -> bg.ThreatSolutionNTU:
    """The solution where it cannot."""
    return bg.threat_game_ntu(*GAMES[name])


def with_entry(entry: float) -> list[float]:
    """Payoffs without side payments of the two-by-two game when the row's first payoff is another."""
    first, second = GAMES["two by two"]
    return list(bg.threat_game_ntu([[entry, first[0][1]], first[1]], second).payoffs)


def findings() -> dict[str, object]:
    """All three games, both ways."""
    found: dict[str, object] = {}
    for name in GAMES:
        paid, plain = with_payments(name), without_payments(name)
        found |= {f"{name}.with payments": list(paid.payoffs), f"{name}.without": list(plain.payoffs)}
        found |= {f"{name}.threats carried out": list(plain.disagreement), f"{name}.rate of exchange": plain.lam}
    return found | {f"two by two, {entry} in place of 5": with_entry(entry) for entry in (4, 8)}
