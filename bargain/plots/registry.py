"""All pictures, by name: a file of this folder is a picture."""

from collections.abc import Callable
from typing import Any

from bargain.errors import GameError
from bargain.registry import Registry

PARTS = ("canvas", "cells", "labels", "rows", "style")
"""Files of this folder that pictures are made with."""

PLOTS: Registry[Callable[..., Any]] = Registry(
    "bargain.plots", "picture", GameError, attribute="draw_{}".format, others=PARTS
)
"""Name → the function `draw_<name>(ax, result, …)`, which returns `ax`."""
