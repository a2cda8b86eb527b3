"""Payoff space: the frontier, the zone of agreement, and what each concept picks.

Each axis is one party's payoff, in points of 0 to 100. Black lines and grey ones are the frontier, which no other
agreement beats; the black part leaves neither party below its disagreement, the cross. Each mark is the solution of one
concept; a hollow mark is reached only by a lottery over agreements.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
bg.draw_payoff_space(ax, bg.pareto_frontier(game), bg.compare(game), zone=bg.zone_of_agreement(game))
