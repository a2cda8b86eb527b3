"""Lever map: what outsiders can set, and what that moves.

Above, one lever at one level a row: the hollow mark is how far a party's payoff without agreement moves, the filled one
how far its payoff by the Nash solution does, in points of change from the case as it stands. Below, all combinations of
two levers: in each cell the payoffs, without agreement (hollow) and by the solution (filled, and as numbers).
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/aid_and_intelligence/game.toml")
figure, (above, below) = plt.subplots(2, figsize=(6.8, 8.4), layout="constrained")
bg.draw_lever_map(above, bg.leverage(game, concepts=["nash"]))
bg.draw_lever_map(below, bg.grid(game))
