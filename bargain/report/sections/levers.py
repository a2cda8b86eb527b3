"""What moves the answer: levers, threats, what no agreement is worth, and the trades that tie issues together."""

from __future__ import annotations

from bargain.report import moves
from bargain.report.document import Block, Listing, Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.words import concept_words


def section(results: Results, drawn: Drawn) -> Section:
    """Levers level by level and all together, threats, slopes by the outside options, and linking."""
    parts = (_levers(results, drawn), _together(results), _threats(results), _slopes(results), _linking(results, drawn))
    return Section("What moves it", tuple(block for part in parts for block in part))


def _levers(results: Results, drawn: Drawn) -> list[Block]:
    if not results.game.levers:
        return [Paragraph("The case has no lever: nothing that somebody could set to move what no agreement is worth.")]
    if results.leverage is None:
        return [Paragraph(f"What the levers move could not be computed: {results.left['leverage']}.")]
    told = (
        "Each lever at each level, all others as in the file: by how much it moves what a party gets with no "
        f"agreement, and what it gets by {concept_words(results.concept)}."
    )
    table = moves.effects(results.leverage, results.concept)
    if not table.rows:
        return [Paragraph(f"{told} No level of any lever moves anything.")]
    return [Paragraph(f"{told} Levels that move nothing are left out."), *drawn.get("levers", ()), table]


def _together(results: Results) -> list[Block]:
    if results.grid is not None:
        told = "Levers can add up, or undo each other. Every combination of their levels:"
        return [Paragraph(told), moves.combined(results.grid, results.concept)]
    why = results.left.get("grid")
    return [Paragraph(f"Levers were not combined: {why}.")] if why else []


def _threats(results: Results) -> list[Block]:
    game = results.game
    if not game.levers:
        return []
    if not any(lever.held_by in game.party_names for lever in game.levers):
        holders = ", ".join(dict.fromkeys(lever.held_by for lever in game.levers))
        return [Paragraph(f"No party holds a lever, so none has a threat of its own; they are held by: {holders}.")]
    found = results.threats
    if found is None:
        return [Paragraph(f"What threats lead to could not be computed: {results.left['threats']}.")]
    told = (
        "Before they bargain, every party could commit itself to levels of the levers that it holds, as a threat of "
        "what it will do without agreement. These are the threats that none of them can better for itself, what "
        f"follows by {concept_words(results.concept)} where lotteries over agreements are allowed, and the regret: "
        "points that the party would gain by other levels if it had to carry its threat out. A threat with a regret "
        "is not credible."
    )
    left = tuple(f"{lever} stays as in the file: {why}" for lever, why in found.left_out)
    none = [] if found.equilibria else [Paragraph("No combination of threats is stable: some party could always do "
                                                  "better by another.")]  # fmt: skip
    return [Paragraph(told), *none, *moves.threats(found), *([Listing(left)] if left else [])]


def _slopes(results: Results) -> list[Block]:
    if results.leverage is None or not results.leverage.slopes:
        return []
    told = (
        "How much hangs on what no agreement is worth: what one point more of it would add to every party's payoff. "
        "Where a single agreement is picked, a small change often moves nothing, and a larger one all at once."
    )
    return [Paragraph(told), moves.slopes(results.leverage, results.concept)]


def _linking(results: Results, drawn: Drawn) -> list[Block]:
    found = results.linkage
    if found is None:
        why = results.left.get("linkage")
        return [Paragraph(f"What linking the issues is worth could not be computed: {why}.")] if why else []
    told = (
        "What settling all issues together adds, over settling each alone by the same principle, and the issues that "
        "are then settled otherwise. A party can lose by it: what the others then trade passes it by."
    )
    return [Paragraph(told), *drawn.get("linking", ()), moves.trades(found)]
