"""Small problems on which a concept breaks an axiom, found by search and then made small; all with lotteries."""

import bargain as bg

Witness = tuple[list[list[float]], list[float]]
"""Payoffs, one row an agreement, and the disagreement."""

PIE: Witness = ([[0, 1], [1, 0]], [0, 0])
"""Two agreements, each best for one party. One alone is its own solution; both together are shared."""

TABLES: dict[tuple[str, str], Witness] = {
    ("egalitarian", "scale_invariance"): PIE,
    ("egalitarian", "strong_monotonicity"): ([[2, 1], [1.2, 1.2]], [0, 0]),
    ("equal_area", "independence_of_irrelevant_alternatives"): PIE,
    ("equal_area", "individual_monotonicity"): ([[3, 1], [1, 2], [0, 2]], [0, 0]),
    ("equal_area", "strong_monotonicity"): PIE,
    ("kalai_smorodinsky", "disagreement_point_monotonicity"): ([[4, 6, 1], [6, 0, 0], [1, 1, 2]], [0, 0, 0]),
    ("kalai_smorodinsky", "independence_of_irrelevant_alternatives"): PIE,
    ("kalai_smorodinsky", "strong_monotonicity"): PIE,
    ("nash", "individual_monotonicity"): ([[0, 1], [0.75, 0.75], [1, 0.7], [1, 0]], [0, 0]),
    ("nash", "strong_monotonicity"): PIE,
    ("perles_maschler", "independence_of_irrelevant_alternatives"): PIE,
    ("perles_maschler", "individual_monotonicity"): ([[0, 3], [1, 3], [1, 2], [2, 0]], [0, 0]),
    ("perles_maschler", "strong_monotonicity"): PIE,
    ("raiffa", "disagreement_point_monotonicity"): ([[4, 6, 1], [6, 0, 0], [1, 1, 2]], [0, 0, 0]),
    ("raiffa", "independence_of_irrelevant_alternatives"): PIE,
    ("raiffa", "individual_monotonicity"): ([[3, 1], [2, 3], [3, 0]], [0, 0]),
    ("raiffa", "strong_monotonicity"): PIE,
    ("utilitarian", "individual_monotonicity"): ([[0, 1], [1, 1], [2, 0]], [0, 0]),
    ("utilitarian", "scale_invariance"): PIE,
    ("utilitarian", "strong_monotonicity"): PIE,
}


def above_equal_points() -> bg.BargainingProblem:
    """Two issues of which each party wants another more. Both would get 80; Ann has 90 without a deal, Bob nothing."""
    up, down = {"at": [0, 1], "is": [0, 100]}, {"at": [0, 1], "is": [100, 0]}
    game = bg.BargainingGame("shares", parties=["Ann", "Bob"])
    for issue, weights in (("land", (80, 20)), ("water", (20, 80))):
        weight = dict(zip(("Ann", "Bob"), weights, strict=True))
        game = game.with_issue(issue, range=(0, 1), unit="share", weight=weight, worth={"Ann": up, "Bob": down})
    game = game.with_outside_option(bg.Fixed({"Ann": 90, "Bob": 0}))
    return bg.BargainingProblem.from_game(game)


WITNESSES: dict[tuple[str, str], bg.BargainingProblem] = {
    **{pair: bg.BargainingProblem.from_payoffs(*table, lotteries=True) for pair, table in TABLES.items()},
    ("adjusted_winner", "pareto"): above_equal_points(),
}
