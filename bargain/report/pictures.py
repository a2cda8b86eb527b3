"""The pictures of a report: each is of a result that the report tells in a table too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bargain.plots.canvas import new_axes, svg_of
from bargain.plots.gain_distributions import draw_gain_distributions
from bargain.plots.lever_map import draw_lever_map
from bargain.plots.logroll import draw_logroll
from bargain.plots.outcome_shares import draw_outcome_shares
from bargain.plots.payoff_space import draw_payoff_space
from bargain.plots.red_line_prices import draw_red_line_prices
from bargain.plots.tornado import draw_tornado
from bargain.plots.triangle import draw_triangle
from bargain.report.document import Picture
from bargain.report.results import Results
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 5000
"""Points of a frontier that are drawn; with more the file would grow and the eye gain nothing."""

ROWS = 24
"""Issues, or levels of levers, that a picture holds; a table holds more."""

Pictures = tuple[Picture, ...]


def pictures_of(results: Results) -> dict[str, Pictures]:
    """Section → its pictures. Raises MissingExtraError where matplotlib is not installed."""
    new_axes()  # says which extra is missing, whatever there is to draw
    return {
        "answers": _space(results),
        "red_lines": _red_lines(results),
        "levers": (*_levers(results), *_linking(results)),
        "sureness": (*_ensemble(results), *_tornados(results)),
    }


def _picture(draw: Callable[..., Axes], words: str, *given: Any, size: tuple[float, float], **more: Any) -> Pictures:
    return (Picture(svg_of(draw(new_axes(*size), *given, **more), title=words), words),)


def _space(results: Results) -> Pictures:
    frontier, zone, compared = results.frontier, results.zone, results.comparison
    if frontier is None or compared is None:
        return ()
    if len(frontier.parties) == 2 and 0 < len(frontier) <= MOST:
        one, other = frontier.parties
        words = (
            f"What {one} and {other} can get, in points: the frontier, what each gets with no agreement (cross), the "
            "part "
            "of the frontier that leaves nobody below it, and what each concept picks."
        )
        return _picture(draw_payoff_space, words, frontier, compared, zone=zone, size=(6.4, 5.0))
    if len(frontier.parties) > 2 and any(s.deal for s in compared.solutions):
        three = ", ".join(frontier.parties[:3])
        words = f"How each concept shares the gains among {three}: the nearer to a corner, the more goes to that party."
        return _picture(draw_triangle, words, compared, size=(6.0, 5.4))
    return ()


def _red_lines(results: Results) -> Pictures:
    if results.prices is None or not any(any(p.cost.values()) or p.opens for p in results.prices.prices):
        return ()
    words = (
        "What lifting a red line would add to every party's payoff, in points; those that change nothing are left out."
    )
    return _picture(draw_red_line_prices, words, results.prices, size=(6.8, 3.8))


def _levers(results: Results) -> Pictures:
    levels = sum(len(lever.levels) for lever in results.game.levers)
    if results.leverage is None or not 0 < levels <= ROWS:
        return ()
    words = (
        "What each level of each lever changes, in points: hollow, what a party gets with no agreement; filled, what "
        "it gets "
        f"by {concept_words(results.concept)}."
    )
    size = (6.8, 1.6 + 0.4 * levels)
    return _picture(draw_lever_map, words, results.leverage, concept=results.concept, size=size)


def _linking(results: Results) -> Pictures:
    if results.linkage is None or not results.linkage.trades:
        return ()
    words = (
        "What each party gives and gains on the issues that are settled otherwise together than one by one, in points."
    )
    return _picture(draw_logroll, words, results.linkage, size=(7.0, 1.8 + 0.42 * min(len(results.linkage.trades), 10)))


def _ensemble(results: Results) -> Pictures:
    over = results.ensemble
    if over is None or not over.varied or not over.zone.count:
        return ()
    settling, name = over[results.concept], concept_words(results.concept)
    gains = _picture(
        draw_gain_distributions, f"How every party's gain by {name} is spread over the draws, in points.", settling,
        size=(6.4, 1.2 + 0.9 * len(settling.gains)),
    )  # fmt: skip
    if len(settling.issues) > ROWS:
        return gains
    shares = _picture(
        draw_outcome_shares, f"In which share of the draws {name} settles each issue how.", settling,
        size=(7.2, 1.2 + 0.34 * len(settling.issues)),
    )  # fmt: skip
    return (*shares, *gains)


def _tornados(results: Results) -> Pictures:
    drawn: list[Picture] = []
    for found in results.tornados:
        if found.moving:
            words = f"The numbers that move {found.scalar} most, each from the low to the high end of its range."
            drawn += _picture(draw_tornado, words, found, most=10, size=(7.4, 1.4 + 0.3 * min(len(found.moving), 10)))
    return tuple(drawn)
