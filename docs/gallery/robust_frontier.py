"""Robust agreements: how often each is accepted, against what it brings.

A mark is an agreement. To the right: it is acceptable to all in more of the draws. Up: it brings more on average. Those
on the line are beaten by no other on both; the filled ones are best at something. Here the larger a dam the less is
known of what it brings: a small one is nearly always acceptable, a large one pays more where it is.
"""

import matplotlib.pyplot as plt

import bargain as bg


def about(value, low, high):
    """A number that is not known well."""
    return bg.Quantity(value, low, high, "assumed")


game = (
    bg.BargainingGame("A dam", parties=["Upstream", "Downstream"])
    .with_issue(
        "dam",
        outcomes=["low", "medium", "high", "highest"],
        weight={"Upstream": 1, "Downstream": 1},
        worth={
            "Upstream": [about(54, 50, 58), about(64, 48, 76), about(76, 36, 98), about(86, 15, 100)],
            "Downstream": [about(56, 52, 60), about(63, 46, 78), about(70, 36, 98), about(60, 10, 100)],
        },
    )
    .with_outside_option(bg.Fixed({"Upstream": about(45, 38, 52), "Downstream": about(45, 38, 52)}))
)
figure, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
bg.draw_robust_frontier(ax, bg.robust(game, draws=500))
