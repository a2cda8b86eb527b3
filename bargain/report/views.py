"""Views of results that have more to show than their numbers: what a notebook shows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bargain.concepts.comparison import Comparison
from bargain.errors import BargainError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.payoffs.frontier import Frontier
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import ZoneOfAgreement
from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Table
from bargain.strategic.result import StrategicResult
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.sensitivity.tornado import Tornado
from bargain.words import number, points

MOST = 30
"""Rows of a table in a notebook; what is left out is said."""


def solution(found: Solution) -> Iterator[Block]:
    """What is settled and what each gets."""
    if not found.deal:
        yield Paragraph(f"{found.concept}: no deal, every party gets its outside option")
    else:
        yield tables.settlement([found])
    yield tables.payoffs([found])
    if found.ties:
        yield Paragraph(f"{len(found.ties)}{' or more' if found.more_ties else ''} other agreements rank equal")
    if found.steps:
        yield Listing(found.steps)


def comparison(found: Comparison) -> Iterator[Block]:
    """Concepts side by side."""
    yield tables.payoffs(found.solutions)
    if any(s.deal for s in found.solutions):
        yield tables.settlement(found.solutions)
    if found.left_out:
        yield Listing(tuple(f"{name} is left out: {why}" for name, why in found.left_out))


def frontier(found: Frontier) -> Iterator[Block]:
    """The first points with their agreements."""
    yield Paragraph(repr(found))
    shown = range(min(len(found), MOST))
    rows = []
    for i in shown:
        settled = [tables.settled_text(None, issue, x) for issue, x in found.agreement(i).items()]
        rows.append([*map(points, found.payoffs[i].tolist()), *settled])
    if rows:
        headers = [*(f"payoff of {p}" for p in found.parties), *found.issues]
        yield Table.of("The frontier, in points", headers, rows, headers[: len(found.parties)])
    if len(shown) < len(found):
        yield Paragraph(f"the first {len(shown)} of {len(found):,}")


def zone(found: ZoneOfAgreement) -> Iterator[Block]:
    """The zone, or what stands in the way."""
    if found.exists:
        yield Paragraph("a zone of agreement")
        yield from frontier(found.frontier)
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


def ensemble(found: Ensemble) -> Iterator[Block]:
    """Zone, shares, gains, agreements that recur, blockers."""
    yield Paragraph(
        f"{found.title}: {found.drawn:,} draws of {len(found.varied)} numbers, seed {found.seed}; a zone of "
        "agreement in "
        f"{tables.share(found.zone)}"
    )
    for settling in found.settled.values():
        yield tables.outcome_shares(settling)
        yield tables.spreads(settling)
    if found.packages:
        yield tables.recurring(found)
    if found.refused:
        yield Listing(tuple(f"{r.count:,} draws refused at {r.place}: {r.example}" for r in found.refused))
    if found.blockers:
        yield Listing(tuple(f"{label} blocks in {tables.share(x)}" for label, x in found.blockers.items()))


def tornado(found: Tornado) -> Iterator[Block]:
    """The widest swings."""
    yield Paragraph(
        f"{found.scalar} = {_said(found.written)} as written; {len(found.moving)} of {len(found)} numbers move it"
    )
    yield tables.swings(found)


def _said(value: Any) -> str:
    return "none" if value is None else value if isinstance(value, str) else points(value)


def strategic(found: StrategicResult) -> Iterator[Block]:
    """Who does what, payoffs, and the game's own numbers."""
    yield Listing(found.words)
    rows = [[p, number(round(x, 6))] for p, x in zip(found.parties, found.payoffs, strict=True)]
    yield Table.of("Payoffs", ["party", "payoff"], rows, ["payoff"])
    others = f"; {len(found.others)} other equilibria" if found.others else ""
    yield Paragraph(
        f"probability of failure {number(found.failure)}; largest gain from deviating {found.deviation:.1e}; "
        f"found by {found.method}{others}"
    )


VIEWS: dict[type, Callable[[Any], Iterator[Block]]] = {
    Solution: solution,
    Comparison: comparison,
    Frontier: frontier,
    ZoneOfAgreement: zone,
    BargainingGame: game,
    Ensemble: ensemble,
    Tornado: tornado,
    StrategicResult: strategic,
}
"""Kind of result → its view; a kind without one is shown by its numbers."""


def by_numbers(document: dict[str, Any], title: str) -> Iterator[Block]:
    """Any result in its plain form: what is single in one table, and a table for every list."""
    single = [[key, _cell(value)] for key, value in _flat(document) if not _rows(value)]
    if single:
        yield Table.of(title, ["what", "value"], single)
    for key, value in _flat(document):
        rows = _rows(value)
        if rows:
            flat = [dict(_flat(row)) for row in rows[:MOST]]
            headers = list(dict.fromkeys(name for row in flat for name in row))
            cut = f", the first {MOST} of {len(rows):,}" if len(rows) > MOST else ""
            yield Table.of(f"{key}{cut}", headers, [[_cell(row.get(h, "")) for h in headers] for row in flat])


def _rows(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) and value and all(isinstance(row, dict) for row in value) else []


def _flat(document: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        name = f"{before}{key}".replace("_", " ") if not before else f"{before}{key}"
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{name}: ")
        else:
            yield name, value


def _cell(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "–"}[value]
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        shown = ", ".join(_cell(entry) for entry in value[:MOST])
        return f"{shown} …" if len(value) > MOST else shown
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_cell(entry)}" for key, entry in value.items())
    return str(value)
