"""Settlement: who gets what, issue by issue, by each concept.

A row is an issue, a column a concept, or several that settle the same. Each cell says the outcome; the bars under it,
one a party in the order of the file, are what that outcome is worth to the party on this issue alone, 0 to 100 points.
Numbers before an outcome are the probabilities of a lottery.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/grand_package/game.toml")
comparison = bg.compare(game, ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"])
figure, ax = plt.subplots(figsize=(9.0, 7.0), layout="constrained")
bg.draw_settlement(ax, game, comparison)
