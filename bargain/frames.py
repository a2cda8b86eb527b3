"""Tables of results as pandas frames: the one place that asks for the extra `pandas`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bargain.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas


def frame(rows: Any, columns: Sequence[str] | None = None) -> pandas.DataFrame:
    """A data frame of `rows`, a list of mappings or an array of shape (rows, columns).

    Raises MissingExtraError where pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("to_frame needs pandas: pip install 'bargain-analysis[pandas]'") from None
    return pandas.DataFrame(rows, columns=None if columns is None else list(columns))
