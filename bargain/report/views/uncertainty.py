"""How far an answer holds: ensembles, draws, robust agreements, and what each number moves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bargain.plots.break_even import draw_break_even
from bargain.plots.gain_distributions import draw_gain_distributions
from bargain.plots.morris_effects import draw_morris_effects
from bargain.plots.outcome_shares import draw_outcome_shares
from bargain.plots.payoff_cloud import draw_payoff_cloud
from bargain.plots.robust_frontier import draw_robust_frontier
from bargain.plots.scenario_box import draw_scenario_box
from bargain.plots.sobol_indices import draw_sobol_indices
from bargain.plots.tornado import draw_tornado
from bargain.report import shares, tables
from bargain.report.document import Block, Paragraph, Table, Views
from bargain.report.drawing import ROWS as DRAWN
from bargain.report.drawing import drawn_if_possible
from bargain.report.views.numbers import ROWS
from bargain.uncertainty.cloud import PayoffCloud
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.robust import Robust, RobustPackage
from bargain.uncertainty.sampling.draws import Draws
from bargain.uncertainty.sensitivity.break_even import BreakEven
from bargain.uncertainty.sensitivity.morris import Morris
from bargain.uncertainty.sensitivity.scenario_discovery import ScenarioBox, ScenarioDiscovery
from bargain.uncertainty.sensitivity.sobol import Sobol
from bargain.uncertainty.sensitivity.tornado import Tornado
from bargain.words import concept_words, number, points

BARS = 10
"""Numbers that are shown of those that move a scalar, the widest first."""


def ensemble(found: Ensemble) -> Iterator[Block]:
    """Zone, shares, gains, agreements that recur, blockers."""
    yield Paragraph(
        f"{found.title}: {found.drawn:,} draws of {len(found.varied)} numbers, seed {found.seed}; a zone of agreement "
        f"in {shares.share(found.zone)}"
    )
    for settling in found.settled.values():
        name, rows = concept_words(settling.concept), len(settling.issues)
        if settling.deal.count and rows <= DRAWN:
            words, size = (
                f"In which share of the draws {name} settles each issue in which way",
                (6.8, 1.2 + 0.34 * rows),
            )
            yield from drawn_if_possible(draw_outcome_shares, words, settling, size=size)
        if settling.deal.count:
            yield shares.outcome_shares(settling)
            words = f"How every party's gain by {name} is spread over the draws, in points"
            size = (6.0, 1.2 + 0.8 * len(settling.gains))
            yield from drawn_if_possible(draw_gain_distributions, words, settling, size=size)
        yield shares.spreads(settling)
    yield from shares.recurring(found)
    yield from shares.refusals(found.refused)
    if found.blockers:
        rows_ = [[label, shares.share(x)] for label, x in found.blockers.items()]
        yield Table.of("What blocks, of the draws without a zone", ["blocker", "share"], rows_, ["share"])


def draws(found: Draws) -> Iterator[Block]:
    """How each number was spread."""
    yield Paragraph(repr(found))
    rows = []
    for path, column in list(zip(found.paths, found.rows.T, strict=True))[:ROWS] if len(found) else []:
        rows.append([path, *(number(float(f"{x:.4g}")) for x in (column.min(), np.median(column), column.max()))])
    if rows:
        columns = ["smallest", "middle", "largest"]
        yield Table.of("Numbers drawn", ["number", *columns], rows, columns)
    if len(found.paths) > len(rows):
        yield Paragraph(f"the first {len(rows)} of {len(found.paths):,} numbers")


def payoff_cloud(found: PayoffCloud) -> Iterator[Block]:
    """What parties get draw by draw, told by the ends between which nine draws in ten lie."""
    if len(found.parties) > 1:
        one, other = found.parties[:2]
        words = f"What {one} and {other} get draw by draw, in points"
        yield from drawn_if_possible(draw_payoff_cloud, words, found, size=(5.4, 4.4))
    yield Paragraph(repr(found))
    rows = []
    for k, party in enumerate(found.parties):
        row = [party, points(found.written[party])]
        for table in (found.payoffs, found.disagreement):
            column = [line[k] for line in table]
            row += [points(float(np.quantile(column, q))) if column else tables.NONE for q in (0.05, 0.5, 0.95)]
        rows.append(row)
    ends = [f"{what}, {q} %" for what in ("payoff", "no agreement") for q in (5, 50, 95)]
    yield Table.of("Over the draws, in points", ["party", "as written", *ends], rows, ["as written", *ends])


def robust(found: Robust) -> Iterator[Block]:
    """The agreements that are best at something, and those that none other beats."""
    if found.frontier:
        words = "How often each agreement is acceptable to all, and what it brings"
        yield from drawn_if_possible(draw_robust_frontier, words, found, size=(5.8, 4.0))
    yield Paragraph(
        f"{found.title}: {found.valid:,} draws, seed {found.seed}; a zone of agreement in {shares.share(found.zone)}; "
        f"{found.candidates:,} agreements looked at{', which are all' if found.complete else ''}"
    )
    named = [(name.replace("_", " "), package) for name, package in found.named.items() if package is not None]
    held = [*named, *(("beaten by none", package) for package in found.frontier)][:ROWS]
    if held:
        columns = ["accepted", "expected", "largest regret", "expected regret"]
        rows = [_robust(name, package) for name, package in held]
        yield Table.of(f"Agreements, in points of {found.measure}", ["best at", "agreement", *columns], rows, columns)
    yield from shares.refusals(found.refused)


def _robust(name: str, package: RobustPackage) -> list[str]:
    words = "; ".join(f"{issue}: {tables.settled_text(None, issue, o)}" for issue, o in package.agreement.items())
    held = (package.expected, package.largest_regret, package.expected_regret)
    return [name, words, shares.share(package.accepted), *map(points, held)]


def tornado(found: Tornado) -> Iterator[Block]:
    """The widest swings."""
    if found.moving:
        words, size = f"What moves {found.scalar} most", (7.0, 1.4 + 0.3 * min(len(found.moving), BARS))
        yield from drawn_if_possible(draw_tornado, words, found, most=BARS, size=size)
    yield Paragraph(
        f"{found.scalar} = {shares.value(found.written)} as written; {len(found.moving)} of {len(found)} numbers "
        "move it"
    )
    yield shares.swings(found)


def morris(found: Morris) -> Iterator[Block]:
    """Elementary effects, the largest first."""
    if len(found):
        yield from drawn_if_possible(draw_morris_effects, f"What moves {found.scalar}", found, size=(6.0, 4.2))
    yield Paragraph(f"{found.scalar}: {found.trajectories} trajectories, {found.solved:,} games, seed {found.seed}")
    columns = ["mu*", "its error", "mu", "sigma", "effects"]
    rows = []
    for effect in found.effects[:ROWS]:
        held = (effect.mu_star, effect.error, effect.mu, effect.sigma)
        rows.append([effect.path, *(tables.NONE if x is None else f"{x:.4g}" for x in held), str(effect.count)])
    yield Table.of(_first("Elementary effects", len(found)), ["number", *columns], rows, columns)
    yield from shares.refusals(found.refused, found.undefined)


def sobol(found: Sobol) -> Iterator[Block]:
    """Shares of the variance, the largest first."""
    if len(found):
        size = (7.0, 1.6 + 0.32 * min(len(found), BARS))
        words = f"Which numbers the spread of {found.scalar} comes from"
        yield from drawn_if_possible(draw_sobol_indices, words, found, most=BARS, size=size)
    yield Paragraph(
        f"{found.scalar}: mean {found.mean:.4g}, variance {found.variance:.4g}; {found.solved:,} games, seed "
        f"{found.seed}"
    )
    columns = ["first order", "its error", "total order", "error of total"]
    rows = [
        [i.path, *(f"{x:.3f}" for x in (i.first, i.first_error, i.total, i.total_error))] for i in found.indices[:ROWS]
    ]
    yield Table.of(_first("Shares of the variance", len(found)), ["number", *columns], rows, columns)
    yield from shares.refusals(found.refused, found.undefined)


def _first(caption: str, count: int) -> str:
    return caption if count <= ROWS else f"{caption}, the first {ROWS} of {count:,}"


def break_even(found: BreakEven) -> Iterator[Block]:
    """Where a condition turns."""
    words = f"From where on {found.condition} holds"
    yield from drawn_if_possible(draw_break_even, words, found, size=(6.2, 2.6))
    now = {True: "holds", False: "does not hold", None: "has no answer"}
    ends = (
        ("at the low end", found.low, found.holds_at_low),
        ("as written", found.written, found.holds_as_written),
        ("at the high end", found.high, found.holds_at_high),
    )
    rows = [[where, f"{at:.8g}", now[holds]] for where, at, holds in ends]
    turns = {True: "begins to hold above", False: "ceases to hold above"}
    rows += [["a turn", f"{crossing.at:.8g}", turns[crossing.begins]] for crossing in found]
    yield Table.of(f"{found.condition}, by {found.path}", ["where", "number", "the condition"], rows, ["number"])
    if not found.crossings:
        yield Paragraph("no turn")
    yield from shares.refusals(found.refused, found.undefined)


def scenario_discovery(found: ScenarioDiscovery) -> Iterator[Block]:
    """Box by box: its limits, and how well it holds, on the draws that it was found on and on others."""
    yield Paragraph(f"{found.condition}: in {shares.share(found.holds)} of the draws, seed {found.seed}")
    if not found.boxes:
        yield Paragraph("no box: the condition holds in all draws, or in none")
    for k, box in enumerate(found.boxes):
        if box.limits:
            words, size = f"Box {k + 1}: where {found.condition} holds", (6.4, 2.0 + 0.5 * min(len(box.limits), BARS))
            yield from drawn_if_possible(draw_scenario_box, words, found, box=k, size=size)
        yield from _box(k, box)
    yield from shares.refusals(found.refused, found.undefined)


def _box(k: int, box: ScenarioBox) -> Iterator[Block]:
    if box.limits:
        rows = [[x.path, *(tables.NONE if end is None else number(end) for end in (x.low, x.high))] for x in box.limits]
        yield Table.of(f"Box {k + 1}", ["number", "low", "high"], rows, ["low", "high"])
    else:
        yield Paragraph(f"Box {k + 1}: no limits")
    rows = [
        ["density", shares.percent(box.density), shares.percent(box.unseen_density)],
        ["coverage", shares.percent(box.coverage), shares.percent(box.unseen_coverage)],
        ["mass", shares.percent(box.mass), tables.NONE],
    ]
    headers = ["found on these draws", "on draws not seen"]
    yield Table.of(f"How box {k + 1} holds", ["share", *headers], rows, headers)


VIEWS: Views = {
    Ensemble: ensemble, Draws: draws, PayoffCloud: payoff_cloud, Robust: robust, Tornado: tornado, Morris: morris,
    Sobol: sobol, BreakEven: break_even, ScenarioDiscovery: scenario_discovery,
}  # fmt: skip
