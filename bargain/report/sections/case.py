"""The case in words: who, about what, and what happens otherwise."""

from __future__ import annotations

from bargain.game.bargaining_game import BargainingGame, Issue
from bargain.game.choice import Choice
from bargain.game.condition import in_words
from bargain.game.quantity import value_of
from bargain.outside.fixed import Fixed
from bargain.outside.war import War
from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Section, Table
from bargain.report.results import Results
from bargain.words import number


def section(results: Results) -> Section:
    """Parties, issues with their weights, ties between issues, red lines in words, and the outside option."""
    game = results.game
    blocks: list[Block] = [Paragraph(_opening(game)), _parties(game)]
    if game.issues:
        blocks.append(_issues(game))
    if game.linkages:
        blocks.append(_linkages(game))
    if game.all_red_lines:
        blocks += [Paragraph("What parties refuse:"), Listing(tuple(line.label for line in game.all_red_lines))]
    return Section("The case", (*blocks, *_otherwise(game)))


def _opening(game: BargainingGame) -> str:
    source = f" Its source: {game.source.rstrip('.')}." if game.source else ""
    return (
        f"{len(game.parties)} parties and {len(game.issues)} issues.{source} A payoff is in points of the party's own, "
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
        today = "–" if issue.status_quo is None else tables.settled_text(game, issue.name, _plain(issue.status_quo))
        rows.append([issue.name, issue.question or "–", _outcomes(issue), today, *held])
    return Table.of("The issues", ["issue", "question", "outcomes", "today", *weights], rows, weights)


def _plain(outcome: object) -> object:
    return outcome if isinstance(outcome, str) else value_of(outcome)  # type: ignore[arg-type]


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


def _otherwise(game: BargainingGame) -> list[Block]:
    option = game.outside_option
    if option is None:
        return [Paragraph("No outside option is given, so every party gets 0 points with no agreement.")]
    told = f"With no agreement: {option.summary}." if isinstance(option, (War, Fixed)) else "With no agreement:"
    blocks: list[Block] = [Paragraph(told)]
    if isinstance(option, War):
        blocks.append(_endings(game, option))
    return [*blocks, tables.disagreement(game.disagreement)]


def _endings(game: BargainingGame, war: War) -> Table:
    columns = [f"probability to {party}" for party in game.party_names]
    rows = []
    for ending in war.endings:
        odds = ending.probability
        held = [odds[p] if hasattr(odds, "keys") else odds for p in game.party_names]  # type: ignore[index]
        imposed = "; ".join(
            f"{issue}: {tables.settled_text(game, issue, _plain(outcome))}" for issue, outcome in ending.outcome.items()
        )
        rows.append([ending.name, imposed or "everything stays as it is today", *(number(value_of(x)) for x in held)])
    return Table.of("How the war may end", ["ending", "what it imposes", *columns], rows, columns)
