"""Strategic games: who does what, what it brings, and how it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bargain.plots.attrition_course import draw_attrition_course
from bargain.plots.bargaining_range import draw_bargaining_range
from bargain.plots.ceasefire_regions import draw_ceasefire_regions
from bargain.plots.coalition_shares import draw_coalition_shares
from bargain.plots.offers_over_time import draw_offers_over_time
from bargain.report.document import Block, Lines, Listing, Paragraph, Table, Views
from bargain.report.drawing import Pictures, drawn_if_possible
from bargain.report.views.numbers import ROWS, by_numbers
from bargain.strategic.bimatrix.equilibria import Equilibria, in_short
from bargain.strategic.bimatrix.threat_game import ThreatSolution
from bargain.strategic.bimatrix.threat_game_ntu import ThreatSolutionNTU
from bargain.strategic.coalition import Coalition
from bargain.strategic.crises.answer import Crisis
from bargain.strategic.offers.equilibrium import AlternatingOffers
from bargain.strategic.result import StrategicResult
from bargain.strategic.sanctions_threat import SanctionsThreat
from bargain.strategic.truce.regions import TruceRegions
from bargain.strategic.waiting.result import Attrition
from bargain.words import number

DRAWINGS: dict[type, tuple[Callable[..., Any], str, tuple[float, float]]] = {
    Crisis: (draw_bargaining_range, "The bargaining range: what both sides prefer to war", (6.0, 3.4)),
    AlternatingOffers: (draw_offers_over_time, "What is offered and accepted, period by period", (6.0, 3.6)),
    Attrition: (draw_attrition_course, "When it is over, and who gives in", (6.0, 3.6)),
    Coalition: (draw_coalition_shares, "What each player gets by each division", (6.0, 3.6)),
}
"""Kind of result → its picture, what it shows, and its size in inches."""


def _drawing(found: StrategicResult) -> Pictures:
    for kind, (draw, words, size) in DRAWINGS.items():
        if isinstance(found, kind):
            return drawn_if_possible(draw, words, found, size=size)
    return ()


def strategic(found: StrategicResult) -> Iterator[Block]:
    """Who does what, payoffs, and how good the answer is."""
    yield from _drawing(found)
    yield Listing(found.words)
    yield _payoffs(found.parties, found.payoffs)
    others = f"; {len(found.others)} other equilibria" if found.others else ""
    yield Paragraph(
        f"probability of failure {number(round(found.failure, 6))}; largest gain from deviating {found.deviation:.1e}; "
        f"found by {found.method}{others}"
    )


def _payoffs(parties: Sequence[str], payoffs: Sequence[float]) -> Table:
    rows = [[p, number(round(x, 6))] for p, x in zip(parties, payoffs, strict=True)]
    return Table.of("Payoffs", ["party", "payoff"], rows, ["payoff"])


def sanctions_threat(found: SanctionsThreat) -> Iterator[Block]:
    """Every equilibrium: what happens, how likely each ending is, and payoffs over the status quo."""
    yield Paragraph(f"sanctions threat of {found.game.sender} against {found.game.target}")
    ways = list(found.equilibria[0].probabilities)
    parties = [found.game.sender, found.game.target]
    rows = [
        [one.outcome, *(number(round(one.probabilities[w], 6)) for w in ways),
         *(number(round(one.payoffs[p], 6)) for p in parties)]
        for one in found.equilibria
    ]  # fmt: skip
    columns = [*ways, *(f"payoff of {p}" for p in parties)]
    yield Table.of("Equilibria; payoffs in points over the status quo", ["what happens", *columns], rows, columns)
    if found.families:
        yield Listing(tuple(f"all equilibria with {family}" for family in found.families))
    yield Paragraph(f"found by {found.method}; largest gain from deviating {found.deviation:.1e} points")


def ceasefire_regions(found: TruceRegions) -> Iterator[Block]:
    """The map, and the share of each region."""
    words = "What a truce comes to, by the rate of rearming and by monitoring"
    picture = drawn_if_possible(draw_ceasefire_regions, words, found, size=(5.6, 4.2))
    yield from picture or (Lines(repr(found)),)
    rows = [[label, f"{100 * share:.1f} %"] for label, share in found.shares.items()]
    yield Table.of("Regions, as shares of the grid", ["region", "share"], rows, ["share"])


def equilibria(found: Equilibria) -> Iterator[Block]:
    """Probabilities of the strategies in each extreme equilibrium, and payoffs."""
    kind = "; degenerate: they may be corners of whole components" if found.degenerate else ""
    proof = "none is missing, by proof" if found.complete else "not proven complete"
    rows = [[in_short(e.row), in_short(e.column), *map(number, e.payoffs)] for e in found.equilibria[:ROWS]]
    cut = f", the first {ROWS} of {len(found):,}" if len(found) > ROWS else ""
    payoffs = ["payoff of row", "payoff of column"]
    yield Table.of(f"Extreme equilibria{cut}", ["row", "column", *payoffs], rows, payoffs)
    yield Paragraph(f"found by {found.method}; {proof}{kind}")


def threat_game(found: ThreatSolution | ThreatSolutionNTU) -> Iterator[Block]:
    """Threats, what they would bring if carried out, and what is agreed."""
    sides = zip(("row", "column"), found.threats, found.disagreement, found.payoffs, found.regret, strict=True)
    rows = [[side, in_short(threat), *map(number, numbers)] for side, threat, *numbers in sides]
    columns = ["if carried out", "payoff", "regret"]
    yield Table.of("Optimal threats", ["party", "threat", *columns], rows, columns)
    rest = {key: held for key, held in found.to_dict().items() if key in ("sigma", "delta", "lam")}
    yield from by_numbers(rest, "Values of the game")
    yield Paragraph(f"found by {found.method}; largest gain from another threat {found.deviation:.1e}")


VIEWS: Views = {
    StrategicResult: strategic, SanctionsThreat: sanctions_threat, TruceRegions: ceasefire_regions,
    Equilibria: equilibria, ThreatSolution: threat_game, ThreatSolutionNTU: threat_game,
}  # fmt: skip
