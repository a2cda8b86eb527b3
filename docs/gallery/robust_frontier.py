"""Robust agreements: how often each is accepted, against what it brings.

A mark is an agreement. To the right: it is acceptable to all in more of the draws. Up: it brings more on average. Those
on the line are beaten by no other on both; the named ones are best at something.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml").with_outside_option(
    bg.Fixed({"Ukraine": bg.Quantity(40, 10, 70, "assumed"), "Russia": bg.Quantity(40, 10, 70, "assumed")})
)
figure, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
bg.draw_robust_frontier(ax, bg.robust(game, draws=300))
