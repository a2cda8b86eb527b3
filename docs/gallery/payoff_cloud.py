"""Payoff cloud: what two parties would get, draw by draw.

A dot is a draw of all numbers: what the solution brings both. A small cross is what both get with no agreement in the
same draw, and the ring is the case as written. A cloud far from the crosses says that much is to be gained whatever the
numbers are.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.0, 4.8), layout="constrained")
bg.draw_payoff_cloud(ax, bg.payoff_cloud(game, draws=400))
