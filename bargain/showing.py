"""What results have in common that notebooks show."""


class Shown:
    """A result that a notebook shows; in a terminal its repr stands."""

    __slots__ = ()
