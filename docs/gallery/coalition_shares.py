"""Coalition shares: who gets how much of what all have together.

A row is a player, with a bar for each way to split. The line below says whether some split keeps everyone in, so that
no group would do better by leaving. Here three states save money by sharing a force.
"""

import matplotlib.pyplot as plt

import bargain as bg

alone = {"France": 40, "Britain": 35, "Australia": 20}


def saved(group):
    """What a group saves over forces of their own."""
    return sum(alone[state] for state in group) - (25 + 12 * len(group)) if len(group) > 1 else 0


figure, ax = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
bg.draw_coalition_shares(ax, bg.coalition(list(alone), saved))
