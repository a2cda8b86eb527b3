"""Alternating offers: what would be proposed at each turn.

A mark is what a party would get by the offer of that turn; the filled one is the party that proposes. The first turn is
shaded, for its offer is taken. What comes later is what would happen if it were not, and that is why it is.
"""

import matplotlib.pyplot as plt

import bargain as bg

figure, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
bg.draw_offers_over_time(ax, bg.alternating_offers(discount=(0.9, 0.8), horizon=8))
