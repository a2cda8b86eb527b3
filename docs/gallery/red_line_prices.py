"""Red lines: what keeping each of them costs, and whom.

A row is a red line. A bar to the right is what a party would gain by the Nash solution if the line were lifted, so what
keeping it costs that party; one to the left is what the line protects. The line with ends under the bars shows, in the
same points, what crossing may cost the holder with the holder still better off. Lines that change nothing are counted
below.
"""

import matplotlib.pyplot as plt

import bargain as bg

game = bg.read("analyses/grand_package/game.toml")
figure, ax = plt.subplots(figsize=(6.8, 4.2), layout="constrained")
bg.draw_red_line_prices(ax, bg.red_line_prices(game, up_to=1))
