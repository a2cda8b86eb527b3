"""Break-even: from where on a condition holds.

The line is the range of one number. Where it is thick and shaded the condition holds, and the marks are the turns. The
ring is the number as written.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/four_regions/game.toml")
figure, ax = plt.subplots(figsize=(6.4, 2.2), layout="constrained")
found = bg.break_even(game, "outside_option.years.Ukraine", "nash.agreement.withdrawal.both sides equally")
bg.draw_break_even(ax, found)
