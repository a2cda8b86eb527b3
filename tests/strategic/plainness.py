"""Whether a result holds plain numbers only."""

from dataclasses import fields, is_dataclass

import numpy as np


def numpy_inside(value):
    """Whether a number of numpy is left anywhere in a result."""
    if isinstance(value, (tuple, list)):
        return any(map(numpy_inside, value))
    if isinstance(value, dict):
        return any(map(numpy_inside, value.values()))
    if is_dataclass(value):
        return any(numpy_inside(getattr(value, field.name)) for field in fields(value))
    return isinstance(value, np.generic)
