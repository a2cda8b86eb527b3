"""Results in a notebook: a table and, where the extra `plot` is installed, a picture.

A result says only that it can be shown. How it looks is known upstairs, in `report/notebook.py`, which is looked up by
name the first time that a notebook asks: no result needs a page to be computed.
"""

from importlib import import_module


class Shown:
    """A result that Jupyter shows as tables and pictures; in a terminal its repr stands."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """The result as HTML; every name in it is text."""
        view: str = import_module("bargain.report.notebook").html_of(self)
        return view
