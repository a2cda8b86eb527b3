"""Nash hyperbola: the curve on which the product of gains is the same as at the Nash solution.

Each axis is one party's payoff, in points. The thin lines meet at the disagreement, from which gains are counted; along
the dashed curve one party's gain makes up for the other's loss. No agreement lies beyond the curve, or its product of
gains would be larger.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/grand_package/game.toml")
solution = bg.nash(game)
figure, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
bg.draw_payoff_space(ax, bg.pareto_frontier(game), solution, zone=bg.zone_of_agreement(game))
bg.draw_nash_hyperbola(ax, solution)
