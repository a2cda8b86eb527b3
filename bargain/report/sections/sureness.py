"""How sure it is: all numbers drawn at once, and each alone."""

from __future__ import annotations

from bargain.report import shares
from bargain.report.document import Block, Listing, Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.report.tables import counted
from bargain.uncertainty.result import Ensemble
from bargain.words import concept_words

TITLE = "How sure is that"


def section(results: Results, drawn: Drawn) -> Section:
    """The ensemble, agreements that recur, what blocks, and the numbers that matter most."""
    over = results.ensemble
    if over is None:
        return Section(TITLE, (Paragraph(f"Nothing was drawn: {results.left['ensemble']}."),))
    if not over.varied:
        told = (
            "No number of the case has a range, so nothing here says how far the answers hold. Give every assumed "
            "number a low and a high end."
        )
        return Section(TITLE, (Paragraph(told),))
    return Section(TITLE, (*_draws(results, over, drawn), *_one_at_a_time(results, drawn)))


def _draws(results: Results, over: Ensemble, drawn: Drawn) -> list[Block]:
    settling, refused = over[results.concept], over.drawn - over.valid
    left = f"; of these {refused:,} make no game and are left out" if refused else ""
    told = (
        f"All numbers that have a range, {len(over.varied):,} of them, were drawn at once, {over.drawn:,} times (seed "
        f"{over.seed}{left}). A zone of agreement exists in {shares.share(over.zone)} of the draws, and "
        f"{concept_words(results.concept)} settles {counted(settling.packages, 'different agreement')}. A share of "
        "draws is no probability of an event: it says over how much of what is not known an answer stays the same."
    )
    blocks: list[Block] = [Paragraph(told), *drawn.get("shares", ())]
    if settling.deal.count:
        blocks.append(shares.outcome_shares(settling))
    blocks += [*drawn.get("gains", ()), shares.spreads(settling), *shares.refusals(over.refused)]
    blocks += shares.recurring(over, results.game)
    if over.blockers:
        standing = tuple(f"{label}: {shares.share(x)}" for label, x in list(over.blockers.items())[:10])
        blocks += [Paragraph("What stands in the way, as a share of the draws without a zone:"), Listing(standing)]
    if over.convergence.doubling is not None:
        moved = 100 * over.convergence.doubling
        blocks.append(Paragraph(f"Twice as many draws would move a share by some {moved:.2g} % at the most."))
    return blocks


def _one_at_a_time(results: Results, drawn: Drawn) -> list[Block]:
    if not results.tornados:
        return [Paragraph(f"Numbers were not varied one at a time: {results.left['tornados']}.")]
    moving = {party: one for party, one in results.tornados.items() if one.moving}
    told = "Each number moved alone, from the low to the high end of its range, all others as in the file."
    if not moving:
        return [Paragraph(f"{told} No number moves anybody's gain by itself.")]
    blocks: list[Block] = [Paragraph(told)]
    for party, one in moving.items():
        gain = f"the gain of {party} by {concept_words(results.concept)}"
        blocks += [*drawn.get(f"tornado of {party}", ()), shares.swings(one, what=gain)]
    return blocks
