"""War of attrition: when it is over, and who gives in.

The black line is the chance that the war is over by then. The others are the chances that each party would have
conceded by then, were the other to wait for ever.
"""

import matplotlib.pyplot as plt

import bargain as bg

figure, ax = plt.subplots(figsize=(6.4, 3.8), layout="constrained")
bg.draw_attrition_course(ax, bg.attrition((10, 6), (1, 1), parties=("Ann", "Bob")))
