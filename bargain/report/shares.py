"""What comes out over the ranges of the numbers, as tables: shares of draws, spreads, and single numbers moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bargain.report.document import Block, Listing, Paragraph, Table
from bargain.report.tables import NONE, settled_text
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.sensitivity.evaluating import left_out
from bargain.uncertainty.shares import Share, Spread
from bargain.words import concept_words, number, points

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame
    from bargain.uncertainty.result import Ensemble, Settling
    from bargain.uncertainty.sensitivity.tornado import Tornado


def share(given: Share) -> str:
    """A share of draws in percent with its standard error.

    >>> share(Share(750, 1000)), share(Share(0, 0))
    ('75.0 % ± 1.4', 'no draws')
    """
    return f"{100 * given.value:.1f} % ± {100 * given.error:.1f}" if given.of else "no draws"


def percent(given: float | None) -> str:
    """A share in percent; a dash where there is none."""
    return NONE if given is None else f"{100 * given:.1f} %"


def outcome_shares(settling: Settling) -> Table:
    """How often each outcome is settled, among the deals; for a range, the middle nine tenths of its numbers."""
    rows = []
    for issue, held in settling.issues.items():
        if isinstance(held, Spread):
            if held.bins:
                low, middle, high = (f"{number(held.quantile(q))} {held.unit}".rstrip() for q in (0.05, 0.5, 0.95))
                rows.append([issue, f"{low} to {high}, half up to {middle}", "90.0 %"])
            continue
        ranked = sorted(((s.count, outcome) for outcome, s in held.items() if s.count), key=lambda row: -row[0])
        rows += [[issue if k == 0 else "", o, share(held[o])] for k, (_, o) in enumerate(ranked)]
    caption = f"What {concept_words(settling.concept)} settles, as shares of the draws with a deal"
    return Table.of(caption, ["issue", "outcome", "share"], rows, ["share"])


def spreads(settling: Settling) -> Table:
    """Payoffs and gains over the draws, in points: mean, and the ends between which nine draws in ten lie."""
    rows = []
    for party, gain in settling.gains.items():
        row = [party]
        for over in (settling.payoffs[party], gain):
            held = (over.mean, over.quantile(0.05), over.quantile(0.95)) if over.bins else ()
            row += [points(x) for x in held] or [NONE] * 3
        rows.append(row)
    headers = ["payoff", "payoff, 5 %", "payoff, 95 %", "gain", "gain, 5 %", "gain, 95 %"]
    return Table.of("What each party gets over the draws, in points", ["party", *headers], rows, headers)


def recurring(over: Ensemble, game: BargainingGame | None = None, most: int = 5) -> Iterator[Block]:
    """Agreements that recur, told by what they do not settle alike: how often acceptable to all, on the zone, settled.

    What they do settle alike stands below the table.
    """
    concepts, held = list(over.settled), over.packages[:most]
    if not held:
        return
    first = held[0].agreement
    apart = [i for i in first if any(package.agreement[i] != first[i] for package in held)] or list(first)

    def words(agreement: dict[str, object], issues: Iterable[str]) -> str:
        return "; ".join(f"{issue}: {settled_text(game, issue, agreement[issue])}" for issue in issues)

    rows = []
    for package in held:
        zone = NONE if package.on_zone is None else share(package.on_zone)
        settled = [share(package.solution[c]) for c in concepts]
        rows.append([words(dict(package.agreement), apart), share(package.acceptable), zone, *settled])
    columns = ["acceptable to all", "on the zone", *(f"settled by {concept_words(c)}" for c in concepts)]
    yield Table.of("Agreements that recur, as shares of the draws", ["agreement", *columns], rows, columns)
    alike = [issue for issue in first if issue not in apart]
    if alike:
        yield Paragraph(f"All of these settle {words(dict(first), alike)}.")


def swings(found: Tornado, most: int = 10, what: str = "") -> Table:
    """The numbers that alone move a scalar most, with its value at the two ends of their ranges."""
    rows = []
    for bar in found.bars[:most]:
        if bar.moved or bar.refused:
            ends = [NONE if x is None else number(x) for x in (bar.low, bar.high)]
            rows.append([bar.path, *ends, *map(value, (bar.at_low, bar.at_high))])
    headers = ["low", "high", "at low", "at high"]
    caption = f"What moves {what or found.scalar} most, one number at a time"
    return Table.of(caption, ["number", *headers], rows, headers)


def value(given: float | str | None) -> str:
    """A value of a scalar: a number in points, an outcome, or nothing."""
    return NONE if given is None else given if isinstance(given, str) else points(given)


def refusals(refused: tuple[Refusal, ...], undefined: int = 0) -> tuple[Block, ...]:
    """What made no game, and why; and what had no number."""
    told = tuple(left_out(refused, undefined))
    return (Listing(told),) if told else ()
