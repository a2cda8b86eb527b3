"""How sure it is: all numbers drawn at once, and each alone."""

from __future__ import annotations

from bargain.report import tables
from bargain.report.document import Block, Listing, Paragraph, Section
from bargain.report.results import Results
from bargain.uncertainty.result import Ensemble
from bargain.words import concept_words


def section(results: Results) -> Section:
    """The ensemble, agreements that recur, what blocks, and the numbers that matter most."""
    title, over = "How sure is that", results.ensemble
    if over is None:
        why = results.left.get("ensemble", "there is nothing to settle yet")
        return Section(title, (Paragraph(f"Nothing was drawn: {why}."),))
    if not over.varied:
        told = (
            "No number of the case has a range, so nothing here says how far the answers hold. Give every assumed "
            "number "
            "a low and a high end."
        )
        return Section(title, (Paragraph(told),))
    return Section(title, (*_draws(results, over), *_one_at_a_time(results)))


def _draws(results: Results, over: Ensemble) -> list[Block]:
    settling = over[results.concept]
    refused = over.drawn - over.valid
    told = (
        f"All {len(over.varied)} numbers that have a range were drawn at once, {over.drawn:,} times (seed "
        f"{over.seed}); "
        f"{refused:,} draws make no game and are left out. A zone of agreement exists in {tables.share(over.zone)} "
        "of the "
        f"draws, and {concept_words(results.concept)} settles {settling.packages:,} different agreements. A share of "
        "draws is no "
        "probability of an event: it says over how much of what is not known an answer stays the same."
    )
    blocks: list[Block] = [Paragraph(told), tables.outcome_shares(settling, results.game), tables.spreads(settling)]
    if over.refused:
        blocks.append(Listing(tuple(f"{r.count:,} draws refused at {r.place}: {r.example}" for r in over.refused)))
    if over.packages:
        blocks.append(tables.recurring(over))
    if over.blockers:
        standing = tuple(f"{label}: {tables.share(x)}" for label, x in list(over.blockers.items())[:10])
        blocks += [Paragraph("What stands in the way, as a share of the draws without a zone:"), Listing(standing)]
    if over.convergence.doubling is not None:
        moved = 100 * over.convergence.doubling
        blocks.append(Paragraph(f"Twice as many draws would move a share by some {moved:.2g} % at the most."))
    return blocks


def _one_at_a_time(results: Results) -> list[Block]:
    if not results.tornados:
        return [Paragraph(f"Numbers were not varied one at a time: {results.left['tornados']}.")]
    moving = [one for one in results.tornados if one.moving]
    if not moving:
        return [Paragraph("No number moves anybody's gain by itself.")]
    return [tables.swings(one) for one in moving]
