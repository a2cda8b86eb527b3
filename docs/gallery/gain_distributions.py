"""Distributions of gains: how far each party's gain hangs on the assumed numbers.

A row is a party. The columns show where its gain lies over the draws, the line below them where the middle nine tenths
lie, and the mark the middle. Points of different parties are not the same unit: compare shapes, not heights.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.4, 3.2), layout="constrained")
bg.draw_gain_distributions(ax, bg.ensemble(game, draws=1000)["nash"])
