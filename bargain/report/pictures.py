"""The pictures of a report: each is of a result that the report tells in a table too."""

from __future__ import annotations

from collections.abc import Mapping

from bargain.plots.gain_distributions import draw_gain_distributions
from bargain.plots.lever_map import draw_lever_map
from bargain.plots.logroll import draw_logroll
from bargain.plots.outcome_shares import draw_outcome_shares
from bargain.plots.payoff_space import draw_payoff_space
from bargain.plots.red_line_prices import draw_red_line_prices
from bargain.plots.tornado import draw_tornado
from bargain.plots.triangle import draw_triangle
from bargain.report.drawing import MOST, ROWS, Pictures, drawn
from bargain.report.results import Results
from bargain.words import concept_words

Drawn = Mapping[str, Pictures]
"""What is drawn → its pictures, none where there is nothing to see."""


def pictures_of(results: Results) -> Drawn:
    """All pictures. Raises MissingExtraError where matplotlib is not installed."""
    return {
        "space": _space(results),
        "red lines": _red_lines(results),
        "levers": _levers(results),
        "linking": _linking(results),
        "shares": _shares(results),
        "gains": _gains(results),
        **{f"tornado of {party}": _tornado(results, party) for party in results.tornados},
    }


def _space(results: Results) -> Pictures:
    frontier, zone, compared = results.frontier, results.zone, results.comparison
    if frontier is None or compared is None:
        return ()
    segments = 0 if frontier.pieces is None else len(frontier.pieces)
    if len(frontier.parties) == 2 and len(frontier) and segments <= MOST:
        one, other = frontier.parties
        words = (
            f"What {one} and {other} can get, in points: the frontier, what each gets with no agreement (cross), the "
            "part of the frontier that leaves nobody below it, and what each concept picks."
        )
        return drawn(draw_payoff_space, words, frontier, compared, zone=zone, size=(6.4, 5.0))
    if len(frontier.parties) > 2 and any(s.deal for s in compared.solutions):
        three = ", ".join(frontier.parties[:3])
        first = "" if len(frontier.parties) == 3 else "the first three parties, "
        words = (
            f"How each concept shares gains among {first}{three}: the nearer to a corner, the more goes to that party."
        )
        return drawn(draw_triangle, words, compared, size=(6.0, 5.4))
    return ()


def _red_lines(results: Results) -> Pictures:
    if results.prices is None or not any(any(p.cost.values()) or p.opens for p in results.prices.prices):
        return ()
    words = (
        "What lifting a red line would add to every party's payoff, in points; those that change nothing are left out."
    )
    return drawn(draw_red_line_prices, words, results.prices, size=(6.8, 3.8))


def _levers(results: Results) -> Pictures:
    levels = sum(len(lever.levels) for lever in results.game.levers)
    if results.leverage is None or not 0 < levels <= ROWS:
        return ()
    words = (
        "What each level of each lever changes, in points: hollow, what a party gets with no agreement; filled, what "
        f"it gets by {concept_words(results.concept)}."
    )
    size = (6.8, 1.6 + 0.4 * levels)
    return drawn(draw_lever_map, words, results.leverage, concept=results.concept, size=size)


def _linking(results: Results) -> Pictures:
    if results.linkage is None or not results.linkage.trades:
        return ()
    words = "What each party gives and gains on the issues that are settled otherwise together than alone, in points."
    return drawn(draw_logroll, words, results.linkage, size=(7.0, 1.8 + 0.42 * min(len(results.linkage.trades), 10)))


def _shares(results: Results) -> Pictures:
    over = results.ensemble
    if over is None or not over.varied or not over.zone.count or len(over[results.concept].issues) > ROWS:
        return ()
    settling = over[results.concept]
    words = (
        f"In which share of the draws with a deal {concept_words(results.concept)} settles each issue in which way; "
        "of a range, how its number is spread."
    )
    return drawn(draw_outcome_shares, words, settling, size=(7.2, 1.2 + 0.34 * len(settling.issues)))


def _gains(results: Results) -> Pictures:
    over = results.ensemble
    if over is None or not over.varied or not over.zone.count:
        return ()
    settling = over[results.concept]
    words = f"How every party's gain by {concept_words(results.concept)} is spread over the draws, in points."
    return drawn(draw_gain_distributions, words, settling, size=(6.4, 1.2 + 0.9 * len(settling.gains)))


def _tornado(results: Results, party: str) -> Pictures:
    found = results.tornados[party]
    if not found.moving:
        return ()
    words = (
        f"The numbers that move the gain of {party} by {concept_words(results.concept)} most, each from the low to "
        "the high end of its range."
    )
    return drawn(draw_tornado, words, found, most=10, size=(7.4, 1.4 + 0.3 * min(len(found.moving), 10)))
