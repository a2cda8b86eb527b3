"""Results as tables and lists: the same in a report and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bargain.payoffs.solution import Solution
from bargain.report.document import Table
from bargain.uncertainty.shares import Share, Spread
from bargain.words import concept_words, number, points

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame
    from bargain.uncertainty.result import Ensemble, Settling
    from bargain.uncertainty.sensitivity.tornado import Tornado

MIXED = "by lot"
"""What stands for an issue that is settled by a lottery."""


def settled_text(game: BargainingGame | None, issue: str, outcome: Any) -> str:
    """An outcome, a number with its unit where the game is at hand."""
    if isinstance(outcome, str):
        return outcome
    unit = getattr(game.issue(issue), "unit", "") if game is not None else ""
    return f"{number(round(outcome, 4))} {unit}".rstrip()


def settlement(solutions: Sequence[Solution], game: BargainingGame | None = None) -> Table:
    """Who gets what: a row an issue, a column a solution; a lottery shows every outcome with its probability."""
    issues = list(dict.fromkeys(issue for s in solutions for _, agreement in s.lottery for issue in agreement))
    rows = [[issue, *(_settled(game, s, issue) for s in solutions)] for issue in issues]
    return Table.of("What is settled", ["issue", *(concept_words(s.concept) for s in solutions)], rows)


def _settled(game: BargainingGame | None, solution: Solution, issue: str) -> str:
    if not solution.deal:
        return "no deal"
    chances: dict[str, float] = {}
    for probability, agreement in solution.lottery:
        text = settled_text(game, issue, agreement[issue])
        chances[text] = chances.get(text, 0.0) + probability
    if len(chances) == 1:
        return next(iter(chances))
    return "; ".join(f"{text} ({number(p)})" for text, p in chances.items())


def payoffs(solutions: Sequence[Solution]) -> Table:
    """A row a solution: payoff and gain of every party, and how it was found."""
    parties = list(solutions[0].payoffs) if solutions else []
    columns = [label for p in parties for label in (p, f"gain of {p}")]
    rows = []
    for s in solutions:
        cells = [text for p in parties for text in (points(s.payoffs[p]), points(s.gains[p], sign=True))]
        exact = "exact" if not s.gap else f"gap {s.gap:.1e}"
        rows.append([concept_words(s.concept), *cells, f"{s.method}, {exact}"])
    return Table.of("What each party gets, in points", ["concept", *columns, "found by"], rows, columns)


def disagreement(found: Mapping[str, float]) -> Table:
    """What each party gets with no agreement."""
    rows = [[party, points(x)] for party, x in found.items()]
    return Table.of("With no agreement, in points", ["party", "payoff"], rows, ["payoff"])


def share(given: Share) -> str:
    """A share of draws in percent with its standard error."""
    return f"{100 * given.value:.1f} % ± {100 * given.error:.1f}" if given.of else "no draws"


def outcome_shares(settling: Settling, game: BargainingGame | None = None) -> Table:
    """How often each outcome is settled, among the deals; for a range, the middle nine tenths of its numbers."""
    rows = []
    for issue, held in settling.issues.items():
        if isinstance(held, Spread):
            if held.bins:
                low, middle, high = (settled_text(game, issue, held.quantile(q)) for q in (0.05, 0.5, 0.95))
                rows.append([issue, f"{low} to {high}, half up to {middle}", "90.0 %"])
            continue
        ranked = sorted(((s.count, outcome) for outcome, s in held.items() if s.count), key=lambda row: -row[0])
        rows += [[issue if k == 0 else "", o, share(held[o])] for k, (_, o) in enumerate(ranked)]
    return Table.of(
        f"What {concept_words(settling.concept)} settles over the draws", ["issue", "outcome", "share"], rows, ["share"]
    )


def spreads(settling: Settling) -> Table:
    """Payoffs and gains over the draws, in points: mean, and the ends between which nine draws in ten lie."""
    rows = []
    for party, gain in settling.gains.items():
        row = [party]
        for over in (settling.payoffs[party], gain):
            row += (
                [points(x) for x in (over.mean, over.quantile(0.05), over.quantile(0.95))] if over.bins else ["–"] * 3
            )
        rows.append(row)
    headers = ["payoff", "payoff, 5 %", "payoff, 95 %", "gain", "gain, 5 %", "gain, 95 %"]
    return Table.of("What each party gets over the draws, in points", ["party", *headers], rows, headers)


def recurring(over: Ensemble, most: int = 5) -> Table:
    """Agreements that recur: how often acceptable to all, on the zone, and what each concept settles."""
    concepts = list(over.settled)
    rows = []
    for package in over.packages[:most]:
        zone = "–" if package.on_zone is None else share(package.on_zone)
        words = "; ".join(f"{issue}: {settled_text(None, issue, o)}" for issue, o in package.agreement.items())
        rows.append([words, share(package.acceptable), zone, *(share(package.solution[c]) for c in concepts)])
    columns = ["acceptable to all", "on the zone", *(f"settled by {concept_words(c)}" for c in concepts)]
    return Table.of("Agreements that recur", ["agreement", *columns], rows, columns)


def swings(found: Tornado, most: int = 10) -> Table:
    """The numbers that alone move a scalar most, with its value at the two ends of their ranges."""
    rows = []
    for bar in found.bars[:most]:
        if bar.moved or bar.refused:
            ends = ["–" if x is None else number(x) for x in (bar.low, bar.high)]
            at = ["–" if x is None else x if isinstance(x, str) else points(x) for x in (bar.at_low, bar.at_high)]
            rows.append([bar.path, ends[0], ends[1], at[0], at[1]])
    headers = ["low", "high", "at low", "at high"]
    caption = f"What moves {found.scalar} most, one number at a time"
    return Table.of(caption, ["number", *headers], rows, headers)


def by_party(caption: str, what: str, rows: Iterable[tuple[str, Mapping[str, float]]], parties: Iterable[str]) -> Table:
    """A row a thing, a column a party, signed points."""
    names = list(parties)
    return Table.of(
        caption, [what, *names], [[label, *(points(x[p], sign=True) for p in names)] for label, x in rows], names
    )
