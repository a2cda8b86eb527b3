"""The pictures of a report."""

from __future__ import annotations

from bargain.plots.canvas import new_axes, svg_of
from bargain.plots.payoff_space import draw_payoff_space
from bargain.report.document import Picture
from bargain.report.results import Results

MOST = 5000
"""Points of a frontier that are drawn; with more the file would grow and the eye gain nothing."""


def pictures_of(results: Results) -> dict[str, tuple[Picture, ...]]:
    """Section → its pictures. Raises MissingExtraError where matplotlib is not installed."""
    new_axes()  # says which extra is missing, whatever there is to draw
    return {"answers": _space(results)}


def _space(results: Results) -> tuple[Picture, ...]:
    frontier, zone, compared = results.frontier, results.zone, results.comparison
    if frontier is None or compared is None or len(frontier.parties) != 2 or not 0 < len(frontier) <= MOST:
        return ()
    ax = draw_payoff_space(new_axes(6.4, 5.0), frontier, compared, zone=zone)
    one, other = frontier.parties
    words = (
        f"What {one} and {other} can get, in points: the frontier, what each gets with no agreement (cross), the "
        "part of "
        "the frontier that leaves nobody below it, and what each concept picks."
    )
    return (Picture(svg_of(ax, title=words), words),)
