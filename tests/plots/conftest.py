"""Axes without a window."""

import matplotlib
import pytest

from bargain.plots.canvas import new_axes

matplotlib.use("Agg")


@pytest.fixture
def ax():
    return new_axes()
