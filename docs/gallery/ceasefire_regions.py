"""Ceasefire regions: when a truce is kept, and when it is used to rearm.

Along is the chance that monitors prove a breach, up the rate at which both could rearm. Each region says what the truce
comes to there. The truce is one between two parties who are alike.
"""

import matplotlib.pyplot as plt

import bargain as bg

truce = bg.ceasefire(
    win_probability=0.5, costs=(0.2, 0.2), days=30, rearming=0.06, monitoring=0.5, talks=0.2, penalty=0.1
)
rates, watched = [k / 200 for k in range(25)], [k / 40 for k in range(41)]
figure, ax = plt.subplots(figsize=(6.4, 4.2), layout="constrained")
bg.draw_ceasefire_regions(ax, bg.ceasefire_regions(truce, rearming=rates, monitoring=watched))
