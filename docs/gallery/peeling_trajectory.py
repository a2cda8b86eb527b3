"""Peeling trajectory: how a scenario box was found, and whether it holds on other draws.

A dot is a box of assumptions, smaller and smaller from right to left. Up is the share of the draws in the box in which
the condition holds, along is the share of all such draws that lie in it. The filled mark is the box that was found, the
hollow one the same box on draws that it was not found on: where they lie far apart, the box fits chance.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = (
    bg.read("analyses/four_regions/game.toml")
    .with_red_line("Ukraine", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
    .with_red_line("Russia", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
)
figure, ax = plt.subplots(figsize=(6.4, 4.4), layout="constrained")
bg.draw_peeling_trajectory(ax, bg.scenario_discovery(game, "nash.gains.Ukraine < 15", draws=500))
