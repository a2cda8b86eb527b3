"""Kalai and Smorodinsky 1975: more becomes possible, and Nash's solution gives one party less."""

from __future__ import annotations

import bargain as bg

SMALL = ((0, 0), (0, 1), (0.75, 0.75), (1, 0))
LARGE = ((0, 0), (0, 1), (1, 0.7), (1, 0))
"""Corners of what two can reach with lotteries; with no agreement both get 0. The larger set holds the smaller."""

PUBLISHED = {"small": {"nash": (0.75, 0.75), "kalai_smorodinsky": (0.75, 0.75)}, "large": {"nash": (1, 0.7)}}


def problem(corners: tuple[tuple[float, float], ...]) -> bg.BargainingProblem:
    """The bargaining problem with these corners."""
    return bg.BargainingProblem.from_payoffs(list(corners), [0, 0], parties=["first", "second"], lotteries=True)


def with_corner(height: float) -> tuple[tuple[float, float], ...]:
    """The larger set with its corner at another height for the second party."""
    return (LARGE[0], LARGE[1], (1, height), LARGE[3])


def payoffs(corners: tuple[tuple[float, float], ...], concept: str) -> list[float]:
    """What a concept gives both."""
    return list(bg.solve(problem(corners), concept).payoffs.values())


def loses_below() -> float:
    """The height of the corner below which Nash's solution leaves it for the slope; by bisection."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if payoffs(with_corner(middle), "nash")[0] > 1 - 1e-9 else (middle, high)
    return high


def findings() -> dict[str, object]:
    """Both sets by Nash and by Kalai and Smorodinsky, and where the example flips."""
    found: dict[str, object] = {}
    for name, corners in (("small", SMALL), ("large", LARGE)):
        for concept in ("nash", "kalai_smorodinsky", "egalitarian"):
            found[f"{name}.{concept}"] = payoffs(corners, concept)
    return found | {"flips at": loses_below()}
