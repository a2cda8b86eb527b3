"""Games, and what can be agreed in them: solutions, the frontier, the zone of agreement."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bargain.concepts.comparison import Comparison
from bargain.errors import BargainError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.payoffs.frontier import Frontier
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import ZoneOfAgreement
from bargain.plots.payoff_space import draw_payoff_space
from bargain.plots.triangle import draw_triangle
from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Table, Views
from bargain.report.drawing import MOST, Pictures, drawn_if_possible
from bargain.words import concept_words, number, points

POINTS = 12
"""Points of a frontier whose agreements are told."""


def solution(found: Solution) -> Iterator[Block]:
    """What is settled and what each gets."""
    if not found.deal:
        yield Paragraph(f"{concept_words(found.concept)}: no deal, every party gets its outside option")
    else:
        yield tables.settlement([found])
    yield tables.payoffs([found])
    if found.ties:
        yield Paragraph(f"{len(found.ties)}{' or more' if found.more_ties else ''} other agreements rank equal")
    if found.steps:
        yield Listing(found.steps)


def comparison(found: Comparison) -> Iterator[Block]:
    """Concepts side by side, of three and more parties as shares of the gains too."""
    if len(found.parties) > 2 and any(s.deal for s in found.solutions):
        three = ", ".join(found.parties[:3])
        yield from drawn_if_possible(draw_triangle, f"How gains are shared among {three}", found, size=(5.2, 4.8))
    yield tables.payoffs(found.solutions)
    if any(s.deal for s in found.solutions):
        yield tables.settlement(found.solutions)
    if found.left_out:
        yield Listing(tuple(f"{concept_words(name)} is left out: {why}" for name, why in found.left_out))


def _space(found: Frontier, zone: ZoneOfAgreement | None = None) -> Pictures:
    """The payoff space of two parties. Points that fall together are drawn once, however many there are."""
    segments = 0 if found.pieces is None else len(found.pieces)
    if len(found.parties) != 2 or not len(found) or segments > MOST:
        return ()
    one, other = found.parties
    return drawn_if_possible(
        draw_payoff_space, f"What {one} and {other} can get, in points", found, zone=zone, size=(5.2, 4.0)
    )


def frontier(found: Frontier) -> Iterator[Block]:
    """The payoff space of two parties; some points with their agreements."""
    yield from _space(found)
    yield Paragraph(repr(found))
    yield from _points(found)


def _points(found: Frontier) -> Iterator[Block]:
    """Points with their agreements, from one end of the frontier to the other."""
    shown = np.unique(np.linspace(0, len(found) - 1, min(len(found), POINTS)).round().astype(int)).tolist()
    rows = []
    for i in shown:
        settled = [tables.settled_text(None, issue, x) for issue, x in found.agreement(i).items()]
        rows.append([*map(points, found.payoffs[i].tolist()), *settled])
    if rows:
        headers = [*(f"payoff of {p}" for p in found.parties), *found.issues]
        yield Table.of("The frontier, in points", headers, rows, headers[: len(found.parties)])
    if len(shown) < len(found):
        yield Paragraph(f"{len(shown)} points of {len(found):,}, from end to end")


def zone(found: ZoneOfAgreement) -> Iterator[Block]:
    """The zone, or what stands in the way."""
    if found.exists:
        yield from _space(found.frontier, found)
        yield Paragraph("a zone of agreement" if len(found.frontier) else "a zone of agreement, by lottery only")
        yield Paragraph(repr(found.frontier))
        yield from _points(found.frontier)
    elif found.blockers:
        yield Paragraph("no zone of agreement; each of these, lifted, opens one:")
        yield Listing(tuple(" and ".join(b.label for b in group) for group in found.blockers))
    else:
        yield Paragraph("no zone of agreement, and nothing that can be lifted opens one")


def game(found: BargainingGame) -> Iterator[Block]:
    """Title, issues with weights, and the outside option."""
    yield Paragraph(repr(found))
    rows = []
    for issue in found.issues:
        shares = [found.weights(p).get(issue.name, 0.0) for p in found.party_names]
        if isinstance(issue, Choice):
            outcomes = "; ".join(issue.outcomes)
        else:
            outcomes = f"{number(issue.bounds[0])} to {number(issue.bounds[1])} {issue.unit}".rstrip()
        rows.append([issue.name, outcomes, *(f"{100 * x:.1f}" for x in shares)])
    weights = [f"weight for {p}, %" for p in found.party_names]
    if rows:
        yield Table.of("Issues", ["issue", "outcomes", *weights], rows, weights)
    if found.all_red_lines:
        yield Listing(tuple(line.label for line in found.all_red_lines))
    try:
        yield tables.disagreement(found.disagreement)
    except BargainError as error:  # a game that is still being built, such as an ending that leaves out an issue
        yield Paragraph(str(error))


VIEWS: Views = {
    Solution: solution, Comparison: comparison, Frontier: frontier, ZoneOfAgreement: zone, BargainingGame: game,
}  # fmt: skip
