"""What moves an answer: levers, red lines, linking, threats."""

from __future__ import annotations

from collections.abc import Iterator

from bargain.instruments.grid import LeverGrid
from bargain.instruments.leverage import Leverage
from bargain.instruments.linkage_value import LinkageValue
from bargain.instruments.red_line_prices import RedLinePrices
from bargain.instruments.threat_results import ThreatResult
from bargain.plots.lever_map import draw_lever_map
from bargain.plots.logroll import draw_logroll
from bargain.plots.red_line_prices import draw_red_line_prices
from bargain.report import moves, tables
from bargain.report.document import Block, Listing, Paragraph, Views
from bargain.report.drawing import ROWS, drawn_if_possible
from bargain.words import concept_words

MOST_PAIRS = 30
"""Pairs of issues that are listed."""


def leverage(found: Leverage) -> Iterator[Block]:
    """Concept by concept: what each lever moves, and what a point more with no agreement brings."""
    concepts = dict.fromkeys([*(e.solution.concept for e in found.effects), *(s.concept for s in found.slopes)])
    for concept in concepts:
        held = sum(e.solution.concept == concept for e in found.effects)
        if 0 < held <= ROWS and (concept == "nash" or len(concepts) == 1):
            words = f"What each level of each lever changes by {concept_words(concept)}, in points"
            size = (6.4, 1.6 + 0.4 * held)
            yield from drawn_if_possible(draw_lever_map, words, found, concept=concept, size=size)
        table = moves.effects(found, concept)
        if table.rows:
            yield table
        yield moves.slopes(found, concept)


def grid(found: LeverGrid) -> Iterator[Block]:
    """Concept by concept: every combination of levels."""
    for concept in dict.fromkeys(s.concept for row in found.rows for s in row.solutions):
        if len(found.levers) <= 2 and len(found.rows) <= ROWS:
            words = f"What every combination of levels brings by {concept_words(concept)}, in points"
            yield from drawn_if_possible(draw_lever_map, words, found, concept=concept, size=(6.4, 4.2))
        yield moves.combined(found, concept)


def red_line_prices(found: RedLinePrices) -> Iterator[Block]:
    """What lifting red lines adds, over the answer with every line kept."""
    if any(any(p.cost.values()) or p.opens for p in found.prices):
        words = "What lifting red lines would add to every party's payoff, in points"
        yield from drawn_if_possible(draw_red_line_prices, words, found, size=(6.4, 3.8))
    if found.prices:
        yield moves.prices(found)
    yield Paragraph("With every red line kept:")
    if found.kept.deal:
        yield tables.settlement([found.kept])
    yield tables.payoffs([found.kept])


def linkage_value(found: LinkageValue) -> Iterator[Block]:
    """The trades that linking brings, and what every pair of issues gains."""
    if found.trades:
        words = "What each party gives and gains on the issues that are settled otherwise together than alone"
        size = (6.8, 1.8 + 0.42 * min(len(found.trades), 10))
        yield from drawn_if_possible(draw_logroll, f"{words}, in points", found, size=size)
    yield moves.trades(found)
    gains = [(" with ".join(pair.issues), pair.gain) for pair in found.pairs[:MOST_PAIRS]]
    if gains:
        yield tables.by_party("What two issues gain by being settled together, in points", "issues", gains, found.gain)
    if len(found.pairs) > len(gains):
        yield Paragraph(f"the first {len(gains)} of {len(found.pairs):,} pairs")


def threats(found: ThreatResult) -> Iterator[Block]:
    """Equilibria of all threats and of credible ones."""
    yield Paragraph(f"found by {found.method}")
    if not found.equilibria:
        yield Paragraph("no combination of threats is an equilibrium")
    yield from moves.threats(found)
    if found.left_out:
        yield Listing(tuple(f"{lever} stays as in the file: {why}" for lever, why in found.left_out))


VIEWS: Views = {
    Leverage: leverage, LeverGrid: grid, RedLinePrices: red_line_prices, LinkageValue: linkage_value,
    ThreatResult: threats,
}  # fmt: skip
