"""Everything that a report tells, computed once. What cannot be computed is told with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import prod
from typing import TypeVar

from bargain.concepts.comparison import Comparison
from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import compare
from bargain.errors import BargainError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import known
from bargain.game.paths import join
from bargain.instruments.grid import LeverGrid, grid
from bargain.instruments.leverage import Leverage, leverage
from bargain.instruments.linkage_value import LinkageValue, linkage_value
from bargain.instruments.red_line_prices import RedLinePrices, red_line_prices
from bargain.instruments.threat_results import ThreatResult
from bargain.instruments.threats import threats
from bargain.payoffs.frontier import Frontier, pareto_frontier
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import ZoneOfAgreement, zone_of_agreement
from bargain.report.tables import counted
from bargain.uncertainty.ensemble import ensemble
from bargain.uncertainty.model.answers import way_of
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.sampling.draws import whole
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.tornado import Tornado, tornado

T = TypeVar("T")

DRAWS = 1000
"""Draws where many can be solved side by side."""

SOLVED = 160
"""Draws times parties where each game is solved by itself, which takes the longer the more parties there are."""

MOVED = 40
"""Numbers times parties up to which each number is moved alone where each game is solved by itself."""

COMBINATIONS = 32
"""Combinations of levers' levels that a report looks through."""


@dataclass(frozen=True)
class Results:
    """What was found about `game`; None where it could not be, with the reason in `left` (result → why).

    `solution`: by the concept that the report follows. `by_lottery`: the zone where lotteries over agreements count, if
    there is none without. `grid`: all levers together. `tornados`: party → of its gain.
    """

    game: BargainingGame
    concept: str
    seed: int
    comparison: Comparison | None
    solution: Solution | None
    zone: ZoneOfAgreement | None
    by_lottery: ZoneOfAgreement | None
    frontier: Frontier | None
    prices: RedLinePrices | None
    leverage: Leverage | None
    grid: LeverGrid | None
    threats: ThreatResult | None
    linkage: LinkageValue | None
    ensemble: Ensemble | None
    tornados: FrozenDict[str, Tornado] = EMPTY
    left: FrozenDict[str, str] = field(default=EMPTY)


class _Finding:
    """Computes results, and keeps the reason why one could not be had."""

    def __init__(self) -> None:
        self.left: dict[str, str] = {}

    def __call__(self, what: str, compute: Callable[[], T]) -> T | None:
        """What `compute` gives; None where it gives an error of this package."""
        try:
            return compute()
        except BargainError as error:
            self.left[what] = str(error)
            return None


def results_of(game: BargainingGame, *, concept: str = "nash", draws: int | None = None, seed: int = 0) -> Results:
    """All results on `game`. Raises ConceptError for an unknown concept, GameError for draws or a seed that cannot be.

    >>> found = results_of(BargainingGame("empty", parties=["Ann", "Bob"]))
    >>> found.solution.deal, found.left["ensemble"]
    (False, 'there is no issue to settle')
    """
    known(concept, CONCEPTS, "concept", "concept")
    seed = whole(seed, "seed", 0)
    found = _Finding()
    quick = bool(game.issues) and way_of(Model.of(Space.of(game, None)), (concept,), False) != "one by one"
    usual = DRAWS if quick else max(10, SOLVED // len(game.parties))
    count = usual if draws is None else whole(draws, "draws", 1)
    comparison = found("comparison", lambda: compare(game))
    solutions = {s.concept: s for s in comparison.solutions} if comparison else {}
    if concept not in solutions and comparison:
        found.left["solution"] = dict(comparison.left_out).get(concept, "it is not defined here")
    zone = found("zone", lambda: zone_of_agreement(game))
    none = zone is not None and not zone.exists and bool(game.issues)
    over = found("ensemble", lambda: ensemble(game, count, (concept,), seed)) if game.issues else None
    if not game.issues:
        found.left["ensemble"] = "there is no issue to settle"
    return Results(
        game=game,
        concept=concept,
        seed=seed,
        comparison=comparison,
        solution=solutions.get(concept),
        zone=zone,
        by_lottery=found("by_lottery", lambda: zone_of_agreement(game, lotteries=True)) if none else None,
        frontier=found("frontier", lambda: pareto_frontier(game)),
        prices=found("prices", lambda: red_line_prices(game, concept=concept, up_to=1)) if game.all_red_lines else None,
        leverage=found("leverage", lambda: leverage(game, concepts=(concept,))),
        grid=_grid(found, game, concept),
        threats=_threats(found, game, concept),
        linkage=found("linkage", lambda: linkage_value(game, concept=concept)) if len(game.issues) > 1 else None,
        ensemble=over,
        tornados=_tornados(found, game, concept, over, quick=quick),
        left=FrozenDict(found.left),
    )


def _combinations(game: BargainingGame) -> int:
    return prod(len(lever.levels) for lever in game.levers)


def _grid(found: _Finding, game: BargainingGame, concept: str) -> LeverGrid | None:
    """All levers together, where there are several and few enough combinations."""
    if len(game.levers) < 2:
        return None
    if _combinations(game) > COMBINATIONS:
        found.left["grid"] = (
            f"the levels of {len(game.levers)} levers make {_combinations(game):,} combinations; "
            f'bargain.grid(game, ["{game.levers[0].name}", "{game.levers[1].name}"]) looks through those of two'
        )
        return None
    return found("grid", lambda: grid(game, concepts=(concept,)))


def _threats(found: _Finding, game: BargainingGame, concept: str) -> ThreatResult | None:
    """The game of threats, where a party holds a lever."""
    if not any(lever.held_by in game.party_names for lever in game.levers):
        return None
    if _combinations(game) > COMBINATIONS:
        found.left["threats"] = (
            f"the levels make {_combinations(game):,} combinations; bargain.threats(game) looks through them"
        )
        return None
    return found("threats", lambda: threats(game, concept=concept))


def _tornados(
    found: _Finding, game: BargainingGame, concept: str, over: Ensemble | None, *, quick: bool
) -> FrozenDict[str, Tornado]:
    """Party → what moves its gain, where numbers have ranges and it does not take long."""
    scalars = {party: join([concept, "gains", party]) for party in game.party_names}
    if over is None or not over.varied:
        found.left["tornados"] = "no number of the case has a range"
        return EMPTY
    if not quick and len(over.varied) * len(scalars) > MOVED:
        found.left["tornados"] = (
            f"the game is solved anew for each of {counted(len(over.varied), 'number')}; "
            f"bargain.tornado(game, {scalars[game.party_names[0]]!r}) does it"
        )
        return EMPTY
    asked = {party: found("tornados", partial(tornado, game, scalar)) for party, scalar in scalars.items()}
    return FrozenDict({party: one for party, one in asked.items() if one is not None})
