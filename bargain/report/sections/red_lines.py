"""Red lines: what each costs every party at the solution, and whether lifting it opens a zone."""

from __future__ import annotations

from bargain.report import moves
from bargain.report.document import Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.words import concept_words


def section(results: Results, drawn: Drawn) -> Section:
    """The price of each red line."""
    title, game = "Red lines and what they cost", results.game
    if not game.all_red_lines:
        return Section(title, (Paragraph("The case has no red line."),))
    if results.prices is None:
        return Section(title, (Paragraph(f"Their cost could not be computed: {results.left['prices']}."),))
    told = (
        f"For each line: what lifting it alone would add to every party's payoff by {concept_words(results.concept)}, "
        "whether it would open a zone of agreement, and up to which charge in points its holder would still gain by "
        "crossing. A line that costs nothing at the solution may still bind elsewhere. What a line is worth to those "
        "who hold it is more than these points."
    )
    return Section(title, (Paragraph(told), *drawn.get("red lines", ()), moves.prices(results.prices)))
