"""Adjusted winner, with exact fractions (Brams–Taylor 1996, chapter 4)."""

from collections.abc import Sequence
from fractions import Fraction


def adjusted_winner(
    first: Sequence[int | Fraction], second: Sequence[int | Fraction]
) -> tuple[list[Fraction], tuple[Fraction, Fraction]]:
    """Shares of every issue that go to the first party, and the points that both end with, out of 100.

    `first`, `second`: points on each issue, scaled here to sum 100. Each issue goes to whom it is worth more (to the
    first party on a tie); then whoever leads hands over, in whole or in part, the issues on which the ratio of
    its points to the other's is smallest, until both have the same.
    """
    a = [Fraction(x) * 100 / sum(map(Fraction, first)) for x in first]
    b = [Fraction(x) * 100 / sum(map(Fraction, second)) for x in second]
    share = [Fraction(int(x >= y)) for x, y in zip(a, b, strict=True)]

    def totals() -> tuple[Fraction, Fraction]:
        return (
            sum((s * x for s, x in zip(share, a, strict=True)), Fraction(0)),
            sum(((1 - s) * y for s, y in zip(share, b, strict=True)), Fraction(0)),
        )

    lead = totals()[0] - totals()[1]
    giver, taker, kept = (a, b, Fraction(1)) if lead > 0 else (b, a, Fraction(0))
    held = [k for k, s in enumerate(share) if s == kept and taker[k] > 0]
    for k in sorted(held, key=lambda k: giver[k] / taker[k]):
        difference = abs(totals()[0] - totals()[1])
        moved = min(Fraction(1), difference / (giver[k] + taker[k]))
        share[k] = kept - moved if kept else moved
        if moved < 1:
            break
    return share, totals()
