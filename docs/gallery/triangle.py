"""Triangle: how three parties share what agreement brings them.

Each mark is one concept's solution; the nearer it lies to a corner, the larger that party's share in the sum of their
gains over disagreement. Thin lines mark a quarter, a half and three quarters; the numbers at an edge are percent to the
party that the edge runs to, counter-clockwise.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/sanctions_threat/game.toml")
figure, ax = plt.subplots(figsize=(6.0, 5.0), layout="constrained")
bg.draw_triangle(ax, bg.compare(game), parties=["Ukraine", "Russia", "United States"])
