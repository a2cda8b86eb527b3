"""What the costly war answers: offers, who accepts, how long war lasts, what is believed on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import NoEquilibriumError
from bargain.frames import frame
from bargain.game.frozen import FrozenDict
from bargain.strategic.fighting.backward import Course
from bargain.strategic.fighting.game import FightGame
from bargain.strategic.fighting.playing import Played, Round, played
from bargain.strategic.result import StrategicResult
from bargain.strategic.screening.checking import largest_gain

if TYPE_CHECKING:
    import pandas

CLOSE = 1e-7
"""A plan from which somebody gains more, relative to what is at stake, is no equilibrium."""


@dataclass(frozen=True, kw_only=True, repr=False)
class CostlyWar(StrategicResult):
    """One equilibrium of a war that reveals strength. `failure`: probability that there is a battle at all.

    `types`: the first party's chance to win a battle against each type, as given; `prior`: their probabilities;
    `type_payoffs`: what each expects. `offer`: the first offer, the second party's payoff; None where none is made that
    anybody accepts. `duration`: expected number of battles. `lasts`: the probability that there are at least 1, 2, …
    battles, while offers are made. `endings`: how the game ends → probability. `settlements`: for each round, the
    probability that it ends in agreement and the second party's payoff then, on average (None where it never does).
    `path`: all rounds that can be reached, with beliefs, offers and replies.
    """

    types: tuple[float, ...]
    prior: tuple[float, ...]
    type_payoffs: tuple[float, ...]
    offer: float | None
    duration: float
    lasts: tuple[float, ...]
    endings: FrozenDict[str, float]
    settlements: tuple[tuple[float, float | None], ...]
    path: tuple[Round, ...]

    @property
    def war_probability(self) -> float:
        """Probability that there is a battle at all."""
        return self.failure

    def beliefs(self, battles: str = "") -> tuple[float, ...]:
        """Probability of each type after a course of battles, such as "+-", all offers on the way refused.

        Where the first party mixes, an average over its offers. KeyError where that course cannot be reached.
        """
        here = [one for one in self.path if one.battles == battles]
        total = sum(one.probability for one in here)
        if not here:
            raise KeyError(battles)
        rows = [[one.probability / total * belief for belief in one.belief] for one in here]
        return tuple(sum(column) for column in zip(*rows, strict=True))

    def to_frame(self) -> pandas.DataFrame:
        """One row a round of the path: battles so far, front, probability, beliefs, offer, replies."""
        rows = []
        for one in self.path:
            row: dict[str, Any] = {"round": one.round, "battles": one.battles, "front": one.front}
            row |= {"probability": one.probability, "offer": one.offer, "agreement": one.agreement}
            for i, chance in enumerate(self.types):
                row |= {f"belief in {chance:g}": one.belief[i], f"{chance:g} accepts": one.accepts[i]}
            rows.append(row)
        return frame(rows)


def answered(
    game: FightGame, order: tuple[int, ...], parties: tuple[str, str], unit: str, position: str = "position"
) -> CostlyWar:
    """All equilibria that begin with different offers, equally good for the first party.

    `order`: where each type of the game stands among those that were given. `unit`: of payoffs, empty for shares.
    """
    course = Course(game)
    stages = [(r, a) for r in range(game.rounds) for a in range(r + 1) if not game.over(r, a)]
    gain = max(largest_gain(course.stage(*at)) for at in stages)
    size = max(1.0, float(np.abs(game.stops).max()))
    found = []
    for move in course.stage(0, 0).moves(0.0):
        plan = played(course, move)
        missed = float(max(move.value - plan.first, float((plan.best - plan.types).max()), gain, 0.0))
        if missed > CLOSE * size:
            raise NoEquilibriumError(
                "costly_war: no equilibrium was found in which weaker types give in before stronger ones; tried was "
                "the best plan of this kind, by backward induction over all beliefs, and somebody could leave it at a "
                f"gain of {missed:.3g}"
            )
        found.append(_one(game, plan, order, parties, gain=missed, unit=unit))
    found.sort(key=lambda one: one.failure)
    return replace(found[0], others=tuple(found[1:]))


def _one(
    game: FightGame, plan: Played, order: tuple[int, ...], parties: tuple[str, str], *, gain: float, unit: str
) -> CostlyWar:
    back = np.argsort(np.array(order))  # from the order of giving in to the order as given
    path = tuple(_given(one, back) for one in plan.path)
    prior = np.asarray(game.prior)
    agreed = []
    for r in range(1, game.rounds + 1):
        here = [one for one in path if one.round == r and one.offer is not None]
        chance = sum(one.probability * one.agreement for one in here)
        mean = sum(one.probability * one.agreement * (one.offer or 0.0) for one in here)
        agreed.append((chance, mean / chance if chance > 0 else None))
    first, second = parties
    endings = {
        "agreement without a battle": agreed[0][0],
        "agreement after battles": sum(chance for chance, _ in agreed[1:]),
        f"collapse of {first}": plan.broken,
        f"collapse of {second}": plan.collapsed,
        "the guns fall silent": plan.silent,
    }
    result = CostlyWar(
        parties=parties,
        words=(),
        payoffs=(float(plan.first), float(prior @ plan.types)),
        failure=plan.fought[0],
        deviation=gain,
        method="backward induction over fronts and beliefs",
        types=tuple(np.asarray(game.chances)[back].tolist()),
        prior=tuple(prior[back].tolist()),
        type_payoffs=tuple(plan.types[back].tolist()),
        offer=path[0].offer,
        duration=sum(plan.fought) + plan.extra,
        lasts=tuple(float(x) for x in plan.fought),
        endings=FrozenDict(endings),
        settlements=tuple(agreed),
        path=path,
    )
    return replace(result, words=_words(result, unit))


def _given(one: Round, back: Any) -> Round:
    """A round with its types in the order as given."""
    belief, accepts = (tuple(np.asarray(x)[back].tolist()) for x in (one.belief, one.accepts))
    return replace(one, belief=belief, accepts=accepts)


SHOWN = 6
"""Rounds of the path that are told in words."""


def _words(result: CostlyWar, unit: str) -> tuple[str, ...]:
    first, second = result.parties
    said = f" {unit}" if unit else " of the pie"
    sentences = []
    for one in result.path[:SHOWN]:
        when = _when(one)
        often = "" if one.chance > 1 - 1e-12 else f" with probability {one.chance:.6g}"
        if one.offer is None:
            sentences.append(f"{when}, {first} makes no offer{often} that {second} would accept, and there is a battle")
            continue
        sentences.append(
            f"{when}, {first} offers {second} {one.offer:.6g}{said}{often}; {second} accepts {_who(result, one)}"
        )
    if len(result.path) > SHOWN:
        sentences.append(f"and so on in {len(result.path) - SHOWN} more courses of battles: see .path")
    if result.failure > 0:
        sentences.append(f"there is a battle with probability {result.failure:.6g}, {result.duration:.6g} on average")
    return tuple(sentences)


def _when(one: Round) -> str:
    if not one.battles:
        return "at the start"
    won, lost = one.battles.count("+"), one.battles.count("-")
    parts = [f"{count} {word}" for count, word in ((won, "won"), (lost, "lost")) if count]
    return f"after battles {one.battles} ({' and '.join(parts)})"


def _who(result: CostlyWar, one: Round) -> str:
    """Which types accept."""
    present = [i for i, belief in enumerate(one.belief) if belief > 1e-12]
    if all(one.accepts[i] > 1 - 1e-12 for i in present):
        return "whatever its strength" if len(present) > 1 else "it"
    told = [
        f"a battle is won with chance {result.types[i]:g}" + ("" if p > 1 - 1e-12 else f" (with probability {p:.6g})")
        for i in present
        if (p := one.accepts[i]) > 1e-12
    ]
    return "if against it " + " or ".join(told) if told else "in no case"
