"""A crisis in words: who demands what, which types accept, when there is war."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.one_demand import Demand
from bargain.strategic.crises.screened import Rules, Screened


@dataclass(frozen=True)
class Demanded:
    """One demand. `period`: 1 or 2. `probability`: that it is made once its time has come. `demand`: the share that the
    demander wants for itself; None: nothing that anybody accepts. `threshold`: private costs, or chances, from there on
    accept. `accepted`: the probability, before anything is known, that the demand is made and accepted."""

    period: int
    probability: float
    demand: float | None
    threshold: float
    accepted: float


def one_told(game: CrisisGame, demand: Demand, unit: str) -> tuple[str, ...]:
    """One demand, take it or leave it."""
    demander, responder = game.parties
    if demand.accepted == 0:
        first = f"{demander} demands the whole pie, which {responder} refuses; there is war"
        return (first, f"any other demand that {responder} refuses comes to the same")
    sentences = [f"{demander} demands {_share(game, demand.x, unit)}"]
    if demand.accepted == 1:
        sentences.append(f"{responder} accepts{_whatever(game)}; a larger demand is refused, and then there is war")
    else:
        sentences.append(
            f"{responder} accepts {_types(game, demand.threshold, unit)} (probability {demand.accepted:.6g}), "
            "otherwise there is war"
        )
    if demand.stretch:
        low, high = demand.stretch
        sentences.append(f"every demand from {low:.6g} to {high:.6g} of the pie brings {demander} the same")
    return tuple(sentences)


def two_told(game: CrisisGame, rules: Rules, plan: Screened, unit: str) -> tuple[str, ...]:
    """Two demands."""
    demander, responder = game.parties
    if plan.demand is None:
        sentences = [f"{demander} opens with a demand that nobody accepts, such as the whole pie"]
    else:
        sentences = [
            f"{demander} opens with a demand of {_share(game, plan.demand, unit)}",
            f"{responder} accepts {_types(game, plan.threshold, unit)} (probability {plan.accepted:.6g})"
            if plan.accepted < 1
            else f"{responder} accepts{_whatever(game)}",
        ]
    q = rules.breakdown
    after = f"after a refusal there is war with probability {q:.6g}; if not, " if q else "after a refusal "
    for then in plan.second:
        often = "" if then.probability == 1 else f" with probability {then.probability:.6g}"
        if then.demand is None:
            sentences.append(f"{after}{demander} demands{often} what nobody left accepts, and there is war")
            continue
        share = _share(game, then.demand, unit)
        if plan.accepted == 1:
            sentences.append(f"{after}{demander} would demand {share}, which {responder} would accept")
            continue
        sentences.append(
            f"{after}{demander} demands{often} {share}; {responder} accepts {_types(game, then.threshold, unit)} "
            f"(probability {(1.0 - q) * then.probability * then.accepted:.6g}), otherwise there is war"
        )
    if not q and game.private and any(then.accepted > 0 for then in plan.second):
        sentences.append(
            "those that accept the second demand would as soon accept the first; here the weakest do, as they must "
            "when a refusal risks war at all"
        )
    return tuple(sentences)


def demanded(plan: Screened, rules: Rules) -> tuple[Demanded, ...]:
    """The demands of a plan as data."""
    first = Demanded(1, 1.0, plan.demand, plan.threshold, plan.accepted)
    share = 1.0 - rules.breakdown
    second = [
        Demanded(2, t.probability, t.demand, t.threshold, share * t.probability * t.accepted) for t in plan.second
    ]
    return (first, *second)


def _share(game: CrisisGame, x: float, unit: str) -> str:
    said = f"{x:.6g} of the pie"
    if unit:
        mine, yours = game.points((float(game.taken(x)), float(game.left(x))))
        said += f" ({mine:.6g} {unit} for itself, {yours:.6g} for {game.parties[1]})"
    return said


def _types(game: CrisisGame, threshold: float, unit: str) -> str:
    """Which types accept."""
    if not game.private or not math.isfinite(threshold):
        return "it"
    if game.private == "cost":
        return f"at a cost of war of {threshold * game.span[1]:.6g}{' ' + unit if unit else ''} or more"
    return f"when {game.parties[0]} has a chance of winning of {threshold:.6g} or more"


def _whatever(game: CrisisGame) -> str:
    if game.private == "cost":
        return ", whatever its cost of war"
    return ", whatever the chance of winning" if game.private else ""
