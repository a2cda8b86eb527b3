"""Sobol indices: which numbers an answer's spread comes from.

A row is an uncertain number: the share of the variance that it explains alone, and the share that it has a part in
together with others. The line through a mark is twice its standard error to both sides.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(7.4, 4.4), layout="constrained")
bg.draw_sobol_indices(ax, bg.sobol(game, "nash.gains.Ukraine", 256), most=8)
