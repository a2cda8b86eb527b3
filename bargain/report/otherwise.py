"""What happens with no agreement, in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bargain.game.bargaining_game import BargainingGame
from bargain.game.quantity import Quantity, value_of
from bargain.outside.war import War
from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Table
from bargain.words import number, points


def with_no_agreement(game: BargainingGame) -> Iterator[Block]:
    """The outside option: its model, how a war may end, measures in force, and what every party gets."""
    option = game.outside_option
    if option is None:
        yield Paragraph("No outside option is given, so every party gets 0 points with no agreement.")
        return
    yield Paragraph(f"With no agreement: {getattr(option, 'summary', 'a model of its own')}.")
    if isinstance(option, War):
        yield _endings(game, option)
    measures = getattr(option, "measures", ())
    if measures:
        yield Paragraph("Measures that move it, at the level that the case gives them:")
        yield Listing(tuple(_measure(measure) for measure in measures))
    yield _war(game, option) if isinstance(option, War) else tables.disagreement(game.disagreement)


def plain(outcome: Any) -> Any:
    """An outcome without its evidence."""
    return outcome if isinstance(outcome, str) else value_of(outcome)


def _own(given: Any, party: str) -> float:
    """A number that may be given per party."""
    return value_of(given[party] if isinstance(given, Mapping) else given)


def _war(game: BargainingGame, war: War) -> Table:
    columns = ["expected years", "cost per year", "payoff"]
    rows = [
        [p, number(_own(war.years, p)), points(_own(war.cost_per_year, p)), points(game.disagreement[p])]
        for p in game.party_names
    ]
    return Table.of("With no agreement, in points", ["party", *columns], rows, columns)


def _endings(game: BargainingGame, war: War) -> Table:
    columns = [f"probability to {party}" for party in game.party_names]
    rows = []
    for ending in war.endings:
        held = [number(_own(ending.probability, p)) for p in game.party_names]
        imposed = "; ".join(
            f"{issue}: {tables.settled_text(game, issue, plain(outcome))}" for issue, outcome in ending.outcome.items()
        )
        rows.append([ending.name, imposed or "everything stays as it is today", *held])
    return Table.of("How the war may end", ["ending", "what it imposes", *columns], rows, columns)


def _measure(measure: Any) -> str:
    """A measure on one line: what it is, and its numbers without their evidence."""
    told = {key: held for key, held in measure.to_document(defaults=True).items() if key not in ("kind", "name")}
    numbers = "; ".join(f"{key.replace('_', ' ')} {_said(held)}" for key, held in told.items())
    return f"{measure.name or measure.kind}, {measure.summary}: {numbers}"


def _said(held: Any) -> str:
    if isinstance(held, Mapping):
        return ", ".join(f"{name} {_said(inner)}" for name, inner in held.items())
    return number(value_of(held)) if isinstance(held, (int, float, Quantity)) else str(held)
