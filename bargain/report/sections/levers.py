"""What moves the answer: levers, what no agreement is worth, and the trades that tie issues together."""

from __future__ import annotations

from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Section, Table
from bargain.report.results import Results
from bargain.words import concept_words, points


def section(results: Results) -> Section:
    """Levers level by level, slopes by the outside options, and linking."""
    return Section("What moves it", (*_levers(results), *_slopes(results), *_linking(results)))


def _levers(results: Results) -> list[Block]:
    game, found = results.game, results.leverage
    if not game.levers:
        return [Paragraph("The case has no lever: nothing that somebody could set to move what no agreement is worth.")]
    if found is None:
        return [Paragraph(f"What the levers move could not be computed: {results.left['leverage']}.")]
    columns = [label for p in game.party_names for label in (f"no agreement, {p}", p)]
    rows = []
    for effect in found.effects:
        if any(effect.moved.values()) or any(effect.change.values()):
            moved = [
                text
                for p in game.party_names
                for text in (points(effect.moved[p], sign=True), points(effect.change[p], sign=True))
            ]
            rows.append([f"{effect.lever}: {effect.level}", effect.held_by, *moved])
    told = (
        "Each lever at each level, all others as in the file: by how much it moves what a party gets with no "
        "agreement, "
        f"and what it gets by {concept_words(results.concept)}. Levels that move nothing are left out."
    )
    return [Paragraph(told), Table.of("Levers, in points", ["lever", "held by", *columns], rows, columns)]


def _slopes(results: Results) -> list[Block]:
    if results.leverage is None or not results.leverage.slopes:
        return []
    parties = results.game.party_names
    rows = ((f"of {slope.party}", slope.up) for slope in results.leverage.slopes)
    table = tables.by_party("What one point more with no agreement brings", "one point more", rows, parties)
    return [table]


def _linking(results: Results) -> list[Block]:
    if results.linkage is None:
        why = results.left.get("linkage")
        return [Paragraph(f"What linking the issues is worth could not be computed: {why}.")] if why else []
    gained = ", ".join(f"{points(x, sign=True)} to {party}" for party, x in results.linkage.gain.items())
    told = (
        f"Settling all issues together brings, over settling each alone by the same principle, {gained} points. A "
        "party "
        "can lose by it: what the others then trade passes it by. The trades, largest first:"
    )
    trades = tuple(trade.words for trade in results.linkage.trades[:10])
    return [Paragraph(told if trades else told.rsplit(" The trades", 1)[0]), *([Listing(trades)] if trades else [])]
