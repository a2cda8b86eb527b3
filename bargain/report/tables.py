"""Solutions as tables: the same in a report and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bargain.concepts.registry import CONCEPTS
from bargain.payoffs.solution import Solution
from bargain.report.document import Table
from bargain.words import concept_words, number, outcome, points

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

NONE = "–"
"""What stands where there is nothing to say."""


def counted(count: int, thing: str) -> str:
    """A count in words.

    >>> counted(1, "party"), counted(27935, "agreement"), counted(2, "party")
    ('1 party', '27,935 agreements', '2 parties')
    """
    if count == 1:
        return f"1 {thing}"
    return f"{count:,} {thing[:-1] + 'ies' if thing.endswith('y') else thing + 's'}"


def settled_text(game: BargainingGame | None, issue: str, settled: Any) -> str:
    """An outcome, a number with its unit where the game is at hand."""
    if isinstance(settled, str):
        return settled
    rounded = round(settled, 4)
    return number(rounded) if game is None else outcome(game, issue, rounded)


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
    """A row a solution: payoff and gain of every party, how it was found and how far it can be from the best."""
    parties = list(solutions[0].payoffs) if solutions else []
    columns = [label for p in parties for label in (p, f"gain of {p}")]
    rows = []
    for s in solutions:
        cells = [text for p in parties for text in (points(s.payoffs[p]), points(s.gains[p], sign=True))]
        rows.append([concept_words(s.concept), *cells, s.method, f"{s.gap:.1e}" if s.gap else "0"])
    headers = ["concept", *columns, "found by", "gap"]
    return Table.of("What each party gets, in points", headers, rows, [*columns, "gap"])


def principles(solutions: Sequence[Solution]) -> Table:
    """What each concept picks, and who proposed it."""
    held = [CONCEPTS[s.concept] for s in solutions]
    picks = [f"{c.summary} Lotteries are allowed." if c.by_lottery else c.summary for c in held]
    rows = [[concept_words(c.name), pick, c.source] for c, pick in zip(held, picks, strict=True)]
    return Table.of("What each concept picks", ["concept", "its pick", "source"], rows)


def disagreement(found: Mapping[str, float]) -> Table:
    """What each party gets with no agreement."""
    rows = [[party, points(x)] for party, x in found.items()]
    return Table.of("With no agreement, in points", ["party", "payoff"], rows, ["payoff"])


def by_party(caption: str, what: str, rows: Iterable[tuple[str, Mapping[str, float]]], parties: Iterable[str]) -> Table:
    """A row a thing, a column a party, signed points."""
    names = list(parties)
    return Table.of(
        caption, [what, *names], [[label, *(points(x[p], sign=True) for p in names)] for label, x in rows], names
    )
