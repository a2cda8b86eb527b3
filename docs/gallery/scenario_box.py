"""Scenario box: in which part of the ranges a condition holds.

A row is an uncertain number. The pale strip is its range, the dark part what lies in the box, with its limits above.
Numbers that are not in the picture may be anywhere in their ranges. The lines below say how often the condition holds
in the box, and which share of all such draws the box catches.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = (
    bg.read("analyses/four_regions/game.toml")
    .with_red_line("Ukraine", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
    .with_red_line("Russia", {"control": "line of contact"}, bg.Quantity(20, 0, 60, "assumed"))
)
figure, ax = plt.subplots(figsize=(6.8, 4.4), layout="constrained")
bg.draw_scenario_box(ax, bg.scenario_discovery(game, "nash.gains.Ukraine < 15", draws=500))
