"""What comes out: the zone of agreement, and the solutions side by side."""

from __future__ import annotations

from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.words import agreement, concept_words

TITLE = "What comes out"


def section(results: Results, drawn: Drawn) -> Section:
    """Whether anything can be agreed, what stands in the way if not, and what each concept picks."""
    blocks: list[Block] = [*_zone(results), *drawn.get("space", ())]
    if results.comparison is None:
        blocks.append(Paragraph(f"The concepts could not be compared: {results.left['comparison']}."))
        return Section(TITLE, tuple(blocks))
    solutions = results.comparison.solutions
    if solutions:
        blocks.append(tables.payoffs(solutions))
    if any(s.deal for s in solutions):
        blocks.append(tables.settlement(solutions, results.game))
    blocks += _ties(results)
    if solutions:
        blocks.append(tables.principles(solutions))
    if results.comparison.left_out:
        blocks.append(Paragraph("Concepts that are not defined here:"))
        blocks.append(Listing(tuple(f"{concept_words(name)}: {why}" for name, why in results.comparison.left_out)))
    blocks.append(
        Paragraph(
            "A concept says what a principle picks from what the parties are said to want. It is no forecast and no "
            "advice. Where concepts agree, the answer hangs less on the principle. A gap is how far a solution can be "
            "from the best that its concept asks for; 0 where it is exact."
        )
    )
    return Section(TITLE, tuple(blocks))


def _zone(results: Results) -> list[Block]:
    zone, frontier = results.zone, results.frontier
    if not results.game.issues:
        return [Paragraph("The case has no issue yet, so there is nothing to agree on.")]
    if zone is None:
        return [Paragraph(f"Whether a zone of agreement exists could not be told: {results.left['zone']}.")]
    if not zone.exists:
        told = "There is no zone of agreement: every agreement leaves some party below what it gets without one."
        one = "one"
        if results.by_lottery is not None and results.by_lottery.exists:
            told += " By a lottery over agreements there is: on average, before the draw, it leaves nobody below."
            one = "one without a lottery"
        if not zone.blockers:
            return [Paragraph(f"{told} Nothing that can be lifted opens one.")]
        more = "" if zone.complete else " The first of them are listed; there are more."
        ways = tuple(" and ".join(b.label for b in group) for group in zone.blockers)
        return [Paragraph(f"{told} Each of these, lifted, would open {one}.{more}"), Listing(ways)]
    kind = "agreement" if zone.frontier.pieces is None else "corner"
    text = (
        f"There is a zone of agreement: {tables.counted(len(zone.frontier), kind)} of the frontier, which no other "
        "agreement beats, at which nobody is below what it gets without one."
    )
    if frontier is None:
        text += f" The whole frontier could not be had: {results.left['frontier']}."
    else:
        text += f" The whole frontier has {len(frontier):,}."
        if frontier.resolution:
            text += f" Ranges were sampled: payoffs can miss the frontier by up to {frontier.resolution:.2g} points."
    return [Paragraph(text)]


def _ties(results: Results) -> list[Block]:
    held = results.solution
    if held is None or not held.ties:
        return []
    more = " or more" if held.more_ties else ""
    cut = ", the first ten of them" if len(held.ties) > 10 else ""
    told = f"{len(held.ties)}{more} other agreements that {concept_words(held.concept)} ranks equal{cut}:"
    return [Paragraph(told), Listing(tuple(agreement(results.game, tie) for tie in held.ties[:10]))]
