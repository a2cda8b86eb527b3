"""Scenario box: in which part of the ranges a condition holds.

Every dot is a box of assumptions, smaller and smaller to the left. Up is the share of the draws in the box in which the
condition holds, along is the share of all such draws that lie in it. The filled mark is the box that was chosen, the
hollow one the same box on draws that it was not found on. Its limits stand below.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = (
    bg.read("analyses/four_regions/game.toml")
    .with_red_line("Ukraine", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
    .with_red_line("Russia", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
)
figure, ax = plt.subplots(figsize=(6.4, 4.6), layout="constrained")
bg.draw_scenario_box(ax, bg.scenario_discovery(game, "nash.gains.Ukraine < 15", draws=500))
