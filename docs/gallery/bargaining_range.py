"""Bargaining range: the shares that both sides prefer to war.

The line is the first party's share in all there is to agree, from 0 to 1. Each bar holds the shares that one side
prefers to war; the arrow above it is what war would cost that side, so the bar is as much longer. The shaded range is
what both prefer, and the marks below are deals in it.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
crisis = bg.crisis.from_game(game)
figure, ax = plt.subplots(figsize=(6.4, 3.6), layout="constrained")
bg.draw_bargaining_range(ax, crisis)
