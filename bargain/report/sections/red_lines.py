"""Red lines: what each costs every party at the solution, and whether lifting it opens a zone."""

from __future__ import annotations

from bargain.report.document import Block, Paragraph, Section, Table
from bargain.report.results import Results
from bargain.words import concept_words, points


def section(results: Results) -> Section:
    """The price of each red line."""
    title, game = "Red lines and what they cost", results.game
    if not game.all_red_lines:
        return Section(title, (Paragraph("The case has no red line."),))
    if results.prices is None:
        return Section(title, (Paragraph(f"Their cost could not be computed: {results.left['prices']}."),))
    told = (
        "For each line: what lifting it alone would add to every party's payoff by "
        f"{concept_words(results.concept)}, whether it "
        "would "
        "open a zone of agreement, and up to which charge in points its holder would still gain by crossing. "
        "A line that costs nothing at the solution may still bind elsewhere. What a line is worth to those who hold it "
        "is more than these points."
    )
    rows = []
    for price in results.prices.prices:
        most = "–" if price.break_even is None else points(price.break_even)
        cost = [points(price.cost[p], sign=True) for p in game.party_names]
        rows.append([price.label, *cost, "opens" if price.opens else "–", most])
    columns = [*game.party_names, "holder gains up to"]
    table = Table.of(
        "Lifting one red line", ["red line", *game.party_names, "zone", "holder gains up to"], rows, columns
    )
    blocks: list[Block] = [Paragraph(told), table]
    return Section(title, tuple(blocks))
