"""What moves an answer, as tables: levers, threats, red lines and trades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bargain.instruments.grid import LeverGrid
from bargain.instruments.leverage import Leverage
from bargain.instruments.linkage_value import LinkageValue, Trade
from bargain.instruments.red_line_prices import RedLinePrices
from bargain.instruments.threat_results import ThreatPoint, ThreatResult, threat_in_words
from bargain.report import tables
from bargain.report.document import Table
from bargain.words import concept_words, points

STILL = 0.005
"""Points: what moves by less is shown as 0.00."""


def _moves(found: Mapping[str, float]) -> bool:
    return any(abs(x) >= STILL for x in found.values())


def _pairs(parties: Sequence[str], one: Mapping[str, float], two: Mapping[str, float], *, sign: bool) -> list[str]:
    """Two numbers a party, one after the other."""
    return [text for p in parties for text in (points(one[p], sign=sign), points(two[p], sign=sign))]


def _pair_headers(parties: Sequence[str]) -> list[str]:
    return [label for p in parties for label in (f"no agreement, {p}", p)]


def effects(found: Leverage, concept: str) -> Table:
    """What each lever moves at each level: what a party gets with no agreement, and what it gets by the concept."""
    columns = _pair_headers(found.parties)
    rows = []
    for effect in found.effects:
        if effect.solution.concept == concept and (_moves(effect.moved) or _moves(effect.change)):
            moved = _pairs(found.parties, effect.moved, effect.change, sign=True)
            rows.append([f"{effect.lever}: {effect.level}", effect.held_by, *moved])
    caption = f"What each lever moves, in points; agreement by {concept_words(concept)}"
    return Table.of(caption, ["lever", "held by", *columns], rows, columns)


def slopes(found: Leverage, concept: str) -> Table:
    """What a point more with no agreement brings each party at the concept's solution."""
    rows = ((f"of {slope.party}", slope.up) for slope in found.slopes if slope.concept == concept)
    caption = f"What a point more with no agreement adds by {concept_words(concept)}, in points"
    return tables.by_party(caption, "a point more", rows, found.parties)


def combined(found: LeverGrid, concept: str) -> Table:
    """Every combination of levels: what each party gets with no agreement, and by the concept."""
    columns = _pair_headers(found.parties)
    rows = []
    for row in found.rows:
        settled = next(s for s in row.solutions if s.concept == concept)
        cells = _pairs(found.parties, row.disagreement, settled.payoffs, sign=False)
        rows.append([*row.levels.values(), *cells, "deal" if settled.deal else "no deal"])
    caption = f"All levers together, in points; agreement by {concept_words(concept)}"
    return Table.of(caption, [*found.levers, *columns, "outcome"], rows, columns)


def threats(found: ThreatResult) -> tuple[Table, ...]:
    """The equilibria of all threats, and those of credible threats."""
    asked = (("Threats that none can better", found.equilibria), ("With credible threats only", found.credible_only))
    return tuple(_threats(caption, held) for caption, held in asked if held)


def _threats(caption: str, held: tuple[ThreatPoint, ...]) -> Table:
    rows = []
    for k, point in enumerate(held, 1):
        for party, got in point.payoffs.items():
            threat = threat_in_words(point.threats[party]) if party in point.threats else tables.NONE
            regret = points(point.regret[party]) if party in point.regret else tables.NONE
            rows.append([str(k), party, threat, points(point.disagreement[party]), points(got), regret])
    columns = ["if carried out", "payoff", "regret"]
    return Table.of(f"{caption}, in points", ["", "party", "threat", *columns], rows, columns)


def prices(found: RedLinePrices) -> Table:
    """What lifting each red line, or set of them, adds to every party's payoff, and up to which price crossing pays."""
    rows = []
    for price in found.prices:
        most = tables.NONE if price.break_even is None else points(price.break_even)
        cost = [points(price.cost[p], sign=True) for p in found.parties]
        zone = "opens" if price.opens else "closes" if price.closes else tables.NONE
        rows.append([price.label, *cost, zone, most])
    caption = f"What lifting a red line adds by {concept_words(found.kept.concept)}, in points"
    headers = ["red line", *found.parties, "zone", "holder gains up to"]
    return Table.of(caption, headers, rows, [*found.parties, "holder gains up to"])


def trades(found: LinkageValue) -> Table:
    """The issues that are settled otherwise together than alone, and what that moves; below, all issues together."""
    rows = []
    for trade in found.trades:
        moved = [points(trade.points[p], sign=True) for p in found.gain]
        rows.append([" with ".join(trade.issues), *(_own(trade, s) for s in (trade.alone, trade.together)), *moved])
    total = [points(x, sign=True) for x in found.gain.values()]
    rows.append(["all issues", "one by one", "together", *total])
    headers = ["issue", "settled alone", "settled together", *found.gain]
    caption = f"What linking moves by {concept_words(found.concept)}, in points"
    return Table.of(caption, headers, rows, list(found.gain))


def _own(trade: Trade, settled: str) -> str:
    """How a trade is settled, without the issue's name where it stands beside it."""
    return settled.replace(f"{trade.issues[0]}: ", "") if len(trade.issues) == 1 else settled
