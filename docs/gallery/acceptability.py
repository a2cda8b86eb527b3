"""Acceptability: how often an agreement would do, and how often it is picked.

A row is an agreement that recurs over the draws. The first is the one settled most often; the others are named by what
they settle otherwise than the first. The marks are shares of the draws: in which it is acceptable to all, in which no
other agreement beats it, and in which it is the solution. The line through a mark is twice its standard error.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.8, 3.8), layout="constrained")
bg.draw_acceptability(ax, bg.ensemble(game, draws=1000))
