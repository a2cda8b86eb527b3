"""Tornado: which number alone moves an answer most.

A row is an uncertain number, the widest swing at the top. The bars reach from the answer as written to the answer at
the low and at the high end of the number's range, which are written beside them.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(7.6, 4.8), layout="constrained")
bg.draw_tornado(ax, bg.tornado(game, "nash.gains.Ukraine"), most=10)
