"""An ensemble in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bargain.payoffs.solution import in_words
from bargain.uncertainty.shares import Spread

if TYPE_CHECKING:
    from bargain.uncertainty.result import Ensemble

SHOWN = 5
"""Packages and blockers that the text names."""


def lines(found: Ensemble) -> Iterator[str]:
    """The findings, one a line."""
    part = "" if found.complete else f" of {found.draws:,}: INTERRUPTED, this is what was finished"
    numbers = f"{len(found.varied)} number{'s' * (len(found.varied) != 1)}"
    yield f"{found.title}: {found.drawn:,} draws{part} of {numbers}, seed {found.seed}"
    yield f"zone of agreement in {found.zone!r} of the draws"
    for refusal in found.refused:
        yield f"{refusal.count:,} draws refused at {refusal.place}; the first: {refusal.example}"
    for concept, settling in found.settled.items():
        yield f"{concept}: a deal in {settling.deal!r} of the draws; {settling.packages:,} different packages"
        for issue, held in settling.issues.items():
            if isinstance(held, Spread):
                yield f"  {issue}: {held!r}"
            else:
                ranked = sorted(held.items(), key=lambda entry: -entry[1].count)
                yield f"  {issue}: " + ", ".join(f"{o} {s.value:.3f}" for o, s in ranked if s.count)
        for party, gains in settling.gains.items():
            yield f"  gain of {party}: {gains!r} points"
    for package in found.packages[:SHOWN]:
        told = "" if package.on_zone is None else f", on the zone {package.on_zone.value:.3f}"
        chosen = ", ".join(f"{concept} {share.value:.3f}" for concept, share in package.solution.items())
        yield f"package acceptable {package.acceptable.value:.3f}{told}, {chosen}: {in_words(package.agreement)}"
    for label, share in list(found.blockers.items())[:SHOWN]:
        yield f"without a zone, {label} blocks in {share!r}"
    if found.convergence.doubling is not None:
        yield f"twice the draws would move a share by some {found.convergence.doubling:.2g} at the most"
