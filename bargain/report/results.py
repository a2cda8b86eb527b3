"""Everything that a report tells, computed once. What cannot be computed is told with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bargain.concepts.comparison import Comparison
from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import compare
from bargain.errors import BargainError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import known
from bargain.instruments.leverage import Leverage, leverage
from bargain.instruments.linkage_value import LinkageValue, linkage_value
from bargain.instruments.red_line_prices import RedLinePrices, red_line_prices
from bargain.payoffs.frontier import Frontier, pareto_frontier
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import ZoneOfAgreement, zone_of_agreement
from bargain.uncertainty.ensemble import ensemble
from bargain.uncertainty.model.answers import way_of
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.tornado import Tornado, tornado

T = TypeVar("T")

DRAWS = {True: 1000, False: 40}
"""Draws where many can be solved side by side, and where each game is solved by itself."""


@dataclass(frozen=True)
class Results:
    """What was found about `game`; None where it could not be, with the reason in `left` (result → why).

    `solution`: by the concept that the report follows. `draws`: of the ensemble. `tornados`: one a party, of its gain.
    """

    game: BargainingGame
    concept: str
    seed: int
    comparison: Comparison | None
    solution: Solution | None
    zone: ZoneOfAgreement | None
    frontier: Frontier | None
    prices: RedLinePrices | None
    leverage: Leverage | None
    linkage: LinkageValue | None
    ensemble: Ensemble | None
    tornados: tuple[Tornado, ...] = ()
    left: FrozenDict[str, str] = field(default=EMPTY)


def results_of(game: BargainingGame, *, concept: str = "nash", draws: int | None = None, seed: int = 0) -> Results:
    """All results on `game`. Raises ConceptError for an unknown concept, GameError for draws that are no number."""
    known(concept, CONCEPTS, "concept", "concept")
    left: dict[str, str] = {}

    def found(what: str, compute: Callable[[], T]) -> T | None:
        try:
            return compute()
        except BargainError as error:
            left[what] = str(error)
            return None

    quick = bool(game.issues) and way_of(Model.of(Space.of(game, None)), (concept,), False) != "one by one"
    comparison = found("comparison", lambda: compare(game))
    solutions = {s.concept: s for s in comparison.solutions} if comparison else {}
    count = DRAWS[quick] if draws is None else draws
    over = found("ensemble", lambda: ensemble(game, count, (concept,), seed)) if game.issues else None
    tornados: tuple[Tornado, ...] = ()
    if over is None or not over.varied:
        left["tornados"] = "no number of the case has a range"
    elif not quick:
        left["tornados"] = (
            f"the game is solved anew for every one of {len(over.varied)} numbers; "
            f'bargain.tornado(game, "{concept}.gains.{game.party_names[0]}") does it'
        )
    else:
        scalars = [f'{concept}.gains."{party}"' for party in game.party_names]
        asked = (found("tornados", partial(tornado, game, scalar)) for scalar in scalars)
        tornados = tuple(one for one in asked if one is not None)
    if concept not in solutions and comparison:
        left["solution"] = dict(comparison.left_out).get(concept, "it is not defined here")
    return Results(
        game=game,
        concept=concept,
        seed=seed,
        comparison=comparison,
        solution=solutions.get(concept),
        zone=found("zone", lambda: zone_of_agreement(game)),
        frontier=found("frontier", lambda: pareto_frontier(game)),
        prices=found("prices", lambda: red_line_prices(game, concept=concept, up_to=1)) if game.all_red_lines else None,
        leverage=found("leverage", lambda: leverage(game, concepts=(concept,))),
        linkage=found("linkage", lambda: linkage_value(game, concept=concept)) if len(game.issues) > 1 else None,
        ensemble=over,
        tornados=tornados,
        left=FrozenDict(left),
    )
