"""The case in words: who, about what, and what happens otherwise."""

from __future__ import annotations

from bargain.game.bargaining_game import BargainingGame, Issue
from bargain.game.choice import Choice
from bargain.game.condition import in_words
from bargain.game.quantity import value_of
from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Section, Table
from bargain.report.otherwise import plain, with_no_agreement
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.words import number


def section(results: Results, drawn: Drawn) -> Section:
    """Parties, issues with their weights, ties between issues, red lines in words, levers, and the outside option."""
    game = results.game
    blocks: list[Block] = [Paragraph(_opening(game)), _parties(game)]
    if game.issues:
        blocks.append(_issues(game))
    if game.linkages:
        blocks.append(_linkages(game))
    if game.all_red_lines:
        blocks += [Paragraph("What parties refuse:"), Listing(tuple(line.label for line in game.all_red_lines))]
    blocks += with_no_agreement(game)
    if game.levers:
        blocks.append(_levers(game))
    return Section("The case", tuple(blocks))


def _opening(game: BargainingGame) -> str:
    source = f" Its source: {game.source.rstrip('.')}." if game.source else ""
    counted = f"{tables.counted(len(game.parties), 'party')} and {tables.counted(len(game.issues), 'issue')}"
    return (
        f"{counted}.{source} A payoff is in points of the party's own, "
        "from 0 for the worst on every issue to 100 for the best. Points of different parties are not the same unit."
    )


def _parties(game: BargainingGame) -> Table:
    columns = ["bargaining power", "risk aversion", "discount rate per year"]
    rows = [
        [p.name, number(value_of(p.power)), number(value_of(p.risk_aversion)), number(value_of(p.discount_rate))]
        for p in game.parties
    ]
    return Table.of("The parties", ["party", *columns], rows, columns)


def _issues(game: BargainingGame) -> Table:
    shares = {party: game.weights(party) for party in game.party_names}
    weights = [f"weight for {party}, %" for party in game.party_names]
    rows = []
    for issue in game.issues:
        held = [f"{100 * shares[p][issue.name]:.1f}" if issue.name in shares[p] else "0.0" for p in game.party_names]
        today = (
            tables.NONE if issue.status_quo is None else tables.settled_text(game, issue.name, plain(issue.status_quo))
        )
        rows.append([issue.name, issue.question or tables.NONE, _outcomes(issue), today, *held])
    return Table.of("The issues", ["issue", "question", "outcomes", "today", *weights], rows, weights)


def _outcomes(issue: Issue) -> str:
    if isinstance(issue, Choice):
        return "; ".join(issue.outcomes)
    low, high = issue.bounds
    return f"any number from {number(low)} to {number(high)} {issue.unit}".rstrip()


def _linkages(game: BargainingGame) -> Table:
    rows = []
    for linkage in game.linkages:
        rows.append([linkage.party, in_words(linkage.when), f"{value_of(linkage.points):+g}"])
    return Table.of("Points for combinations", ["party", "when", "points"], rows, ["points"])


def _levers(game: BargainingGame) -> Table:
    rows = [[lever.name, lever.held_by, "; ".join(lever.levels)] for lever in game.levers]
    return Table.of("The levers: what somebody can set", ["lever", "held by", "levels"], rows)
