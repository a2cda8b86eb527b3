"""Morris effects: which numbers matter, and which matter only sometimes.

A mark is an uncertain number. To the right: it moves the answer much. Up: by how much hangs on where the other numbers
stand. The numbers that matter most are filled and named.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.8, 4.6), layout="constrained")
bg.draw_morris_effects(ax, bg.morris(game, "nash.gains.Ukraine", 20))
