"""Shares of outcomes: what is settled over the ranges of all numbers.

A row is an issue. Its bar is cut into the shares of the draws in which each outcome is settled, the largest first; what
does not fit is named beside it. A number has columns: how often it is settled at which height. An issue in one piece is
settled alike whatever the assumed numbers are; an issue in many pieces is not settled by what is known. A share of
draws is no probability of an event.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/grand_package/game.toml")
figure, ax = plt.subplots(figsize=(8.0, 6.8), layout="constrained")
bg.draw_outcome_shares(ax, bg.ensemble(game, draws=500)["nash"])
