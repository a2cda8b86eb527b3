"""Logroll: who gives and who gains when all issues are settled together.

A row is an issue that is settled otherwise together than it would be alone, with the outcome before and after the
arrow. A bar to the left is what a party gives on it, one to the right what it gains, in points. The last row is the
sum for each party: what linking the issues is worth to it.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/grand_package/game.toml")
figure, ax = plt.subplots(figsize=(6.8, 4.4), layout="constrained")
bg.draw_logroll(ax, bg.linkage_value(game))
