"""Games that several tests of concepts share."""

import numpy as np

import bargain as bg

UP, DOWN = {"at": [0, 1], "is": [0, 100]}, {"at": [0, 1], "is": [100, 0]}
"""Worth of a share of 0 to 1: all of it is worth 100 points, or none of it is."""


def shares(*weights: tuple[float, float], d: tuple[float, float] = (0, 0)) -> bg.BargainingGame:
    """Ann and Bob share out one issue for each pair of weights; the settled number is Ann's share."""
    game = bg.BargainingGame("shares", parties=["Ann", "Bob"])
    for k, (ann, bob) in enumerate(weights, start=1):
        weight = {"Ann": ann, "Bob": bob}
        game = game.with_issue(f"issue {k}", range=(0, 1), weight=weight, worth={"Ann": UP, "Bob": DOWN})
    return game.with_outside_option(bg.Fixed({"Ann": d[0], "Bob": d[1]}))


def pie(d: tuple[float, float] = (0, 0), **power: float) -> bg.BargainingGame:
    """One pie: Ann gets x and Bob 1 − x, in hundredths."""
    game = shares((1, 1), d=d)
    return bg.BargainingGame(
        "pie", [bg.Party(p, power=power.get(p, 1.0)) for p in game.party_names], game.issues,
        outside_option=game.outside_option,
    )  # fmt: skip


def choices(rng: np.random.Generator, parties: int, issues: int, span: bool = False) -> bg.BargainingGame:
    """A random game of choices with whole weights and worths; `span`: the last issue is a range."""
    names = [f"party {k}" for k in range(parties)]
    game = bg.BargainingGame("random", parties=names)
    for i in range(issues):
        outcomes = [f"outcome {k}" for k in range(rng.integers(2, 4))]
        weight = {p: int(rng.integers(1, 6)) for p in names}
        worth = {p: rng.integers(0, 101, len(outcomes)).tolist() for p in names}
        game = game.with_issue(f"issue {i}", outcomes=outcomes, weight=weight, worth=worth)
    if span:
        worth = {p: UP if k % 2 else DOWN for k, p in enumerate(names)}
        weight = {p: int(rng.integers(1, 6)) for p in names}
        game = game.with_issue("span", range=(0, 1), weight=weight, worth=worth)
    d = {p: float(rng.choice([0, 20, 35])) for p in names}
    return game.with_outside_option(bg.Fixed(d))


def values(solution: bg.Solution) -> list[float]:
    """Payoffs in the order of the parties."""
    return list(solution.payoffs.values())
