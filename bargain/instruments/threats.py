"""Nash's variable-threat game on a case file's levers: what the parties could do without agreement decides the deal.

Every party first commits itself to a threat: a level of each lever that it holds, or a lottery over them. The threats
carried out together give the disagreement d; from d the parties bargain over what the game lets them agree on, and the
solution follows. Each wants its own part of it large (Nash 1953).

Two parties, Nash solution. *Without side payments* (lotteries over agreements): along an edge of the frontier with
prices w the solution depends on α_2 w_1 d_1 − α_1 w_2 d_2 alone, with powers α, so threats are optimal in a zero-sum
game of that difference at the prices of the agreement that they lead to (`strategic/bimatrix/threat_game_ntu.py`).
*With side payments*, in points: the agreement of the largest sum σ is taken, and the first party gets
d_1 + α_1 (σ − d_1 − d_2), which depends on α_2 d_1 − α_1 d_2 alone. Payoffs are unique in both.

That holds as long as every pair of threats leaves something to agree on. Where one does not, and with more parties,
with other concepts and without lotteries, threats are levels, not lotteries over them: each party's payoff is what the
solution gives it at the disagreement of the levels chosen (its disagreement where there is no deal), and all equilibria
of that game are listed. There may be several, or none.

A threat is credible when its holder would carry it out if called: no other levels would give it more then. Threats that
are all credible are an equilibrium of what happens without agreement. Where only credible threats may be made, an
equilibrium is one of those from which no holder gains at the solution by another threat that is credible too: unlike
those of all threats, they may be several. Of two parties' lotteries over threats, the extreme equilibria are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.instruments.threat_results import ThreatPoint, ThreatResult
from bargain.instruments.threat_strategies import Strategies, strategies
from bargain.payoffs.criteria import WeightedSum
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region, support_of, unbounded
from bargain.payoffs.region import no_deal, solution
from bargain.payoffs.solution import Solution
from bargain.strategic.bimatrix.equilibria import equilibria
from bargain.strategic.bimatrix.threat_game_ntu import threats_below
from bargain.strategic.bimatrix.zero_sum import zero_sum
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Settle = Callable[[Array], Solution]
"""From a disagreement, shape (n,), to what is agreed."""
Mix = tuple[Array, ...]
"""Each party's probabilities of its moves."""

CLOSE = 1e-7
"""Points: solutions of many parties are known no better, so a threat that gains less is no better threat."""

SMALL = 12
"""Moves of a party up to which all equilibria of credible lotteries over threats are looked for."""


def threats(
    game: BargainingGame,
    *,
    levers: Iterable[str] | None = None,
    acts_for: Mapping[str, str] | None = None,
    concept: str = "nash",
    lotteries: bool = True,
    side_payments: bool = False,
) -> ThreatResult:
    """The variable-threat game in which every party sets the levers that it holds.

    `levers`: those that are used as threats, all when None. A lever held by an outsider, or one that moves what
    agreements are worth, stays as the file has it, and `left_out` says so; `acts_for` names the party on whose behalf
    an outsider (or one lever of it) acts: {"Ally": "Ann"}. `lotteries`: over agreements. `side_payments`: points can
    change hands. Raises GameError where no party holds a lever, where a lever asked for by name is no threat, or where
    levels of two levers do not go together. Source: Nash (1953).

    >>> pie = BargainingGame("pie", parties=["Ann", "Bob"]).with_issue(
    ...     "share", range=(0, 1), weight={"Ann": 1, "Bob": 1},
    ...     worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}})
    >>> from bargain.outside.fixed import Fixed
    >>> pie = pie.with_outside_option(Fixed({"Ann": 20, "Bob": 20}))
    >>> pie = pie.with_lever("gate", "Ann", {"open": {}, "shut": {"outside_option.payoffs.Bob": 4}})
    >>> found = threats(pie)
    >>> {party: round(payoff, 6) for party, payoff in found.payoffs.items()}
    {'Ann': 58.0, 'Bob': 42.0}
    >>> found.threats["Ann"], dict(found.credible)
    (((1.0, {'gate': 'shut'}),), {'Ann': True})
    """
    if side_payments and concept != "nash":
        raise GameError(f"side_payments: they go with concept = 'nash', not with {concept!r}; leave one of the two out")
    players = strategies(game, levers, acts_for)
    problem = BargainingProblem.from_game(game, lotteries=lotteries)
    table = players.disagreements(game)
    settle = _kept(_shared(problem) if side_payments else _agreed(problem, concept))
    mixed = None
    if len(game.parties) == 2 and concept == "nash" and (lotteries or side_payments):
        mixed = _lotteries_over_threats(problem, table, side_payments)
    if mixed is not None:
        mix, method = mixed
        optimal, credible = [mix], _carried_out(table, mix)
    else:
        optimal, credible, method = _levels(table, settle)
    return ThreatResult(
        game.party_names,
        tuple(_point(players, table, mix, settle) for mix in optimal),
        tuple(_point(players, table, mix, settle) for mix in credible if _credible(players, table, mix, settle)),
        method,
        players.left_out,
    )


def _levels(table: Array, settle: Settle) -> tuple[list[Mix], list[Mix], str]:
    """Equilibria in levels: of the solutions, and of what happens without agreement; and how they were found."""
    flat = [settle(d) for d in table.reshape(-1, table.shape[-1])]
    payoffs = np.array([_payoffs(found) for found in flat]).reshape(table.shape)
    method = f"all {len(flat)} combinations of levels"
    if not all(found.deal for found in flat):
        method += ", some leave nothing to agree on"
    return list(_pure(payoffs, CLOSE)), list(_pure(table)), method


def _agreed(problem: BargainingProblem, concept: str) -> Settle:
    """The concept's solution from a disagreement."""
    solver = CONCEPTS[concept]
    return lambda d: solver(problem.with_disagreement(d))


def _shared(problem: BargainingProblem) -> Settle:
    """The largest sum of payoffs, and what is over the disagreement shared out by power, by payments in points."""
    whole = problem.with_lotteries(False)
    region = rational_region(unbounded(whole)) if problem.factors and problem.feasible else None
    best = None if region is None else region.maximise(WeightedSum(np.ones(len(problem.parties))))

    def settle(d: Array) -> Solution:
        there = problem.with_disagreement(d)
        if best is None or best.payoffs.sum() < d.sum() - EQUAL:
            return no_deal("nash", there, "the largest sum of payoffs; less than the outside options together")
        payoffs = d + problem.shares * (best.payoffs.sum() - d.sum())
        paid = zip(problem.parties, best.payoffs - payoffs, strict=True)
        steps = [f"{p} {'pays' if x > 0 else 'receives'} {abs(x):.6g} points" for p, x in paid if abs(x) > EQUAL]
        optimum = replace(best, payoffs=payoffs, method="the largest sum of payoffs, shared by payments in points")
        return solution("nash", there, optimum, tuple(steps))

    return settle


def _kept(settle: Settle) -> Settle:
    """`settle`, asked once for each disagreement."""
    kept: dict[bytes, Solution] = {}

    def asked(d: Array) -> Solution:
        key = d.tobytes()
        if key not in kept:
            kept[key] = settle(d)
        return kept[key]

    return asked


def _payoffs(found: Solution) -> Array:
    return np.array(list(found.payoffs.values()))


def _lotteries_over_threats(problem: BargainingProblem, table: Array, side_payments: bool) -> tuple[Mix, str] | None:
    """Optimal threats of two parties, and how they were found; None where some threats leave nothing to agree on."""
    first, second = table[..., 0], table[..., 1]
    if not problem.factors or not problem.feasible:
        return None
    if side_payments:
        if not all(_shared(problem)(d).deal for d in table.reshape(-1, 2)):
            return None
        one, two = problem.shares
        optimal = zero_sum(2 * (two * first - one * second))
        return (optimal.row, optimal.column), "zero-sum game of the difference of payoffs"
    corners, _ = support_of(problem).vertices(fine=True)
    above = (first > corners[-1, 0] + EQUAL) | (second > np.interp(first, *corners.T) + EQUAL)
    if above.any():
        return None
    found = threats_below(corners, first, second, (float(problem.power[0]), float(problem.power[1])))
    return (np.array(found.threats[0]), np.array(found.threats[1])), found.method


def _pure(payoffs: Array, allowed: float = EQUAL) -> Iterator[Mix]:
    """Combinations of moves from which no party alone gains more than `allowed`, in file order."""
    parties = payoffs.shape[-1]
    stable = np.ones(payoffs.shape[:-1], dtype=bool)
    for party in range(parties):
        own = payoffs[..., party]
        stable &= own >= own.max(axis=party, keepdims=True) - allowed
    for combination in np.argwhere(stable):
        yield tuple(np.eye(size)[k] for size, k in zip(stable.shape, combination, strict=True))


def _carried_out(table: Array, optimal: Mix) -> list[Mix]:
    """Optimal threats of two parties, and the extreme equilibria of what happens without agreement: candidates for
    equilibria of credible threats. Of large games, only equilibria in levels."""
    if max(table.shape[:2]) > SMALL:
        return [optimal, *(other for other in _pure(table) if not _same(optimal, other))]
    extreme = [(np.array(e.row), np.array(e.column)) for e in equilibria(table[..., 0], table[..., 1])]
    return [optimal, *(other for other in extreme if not _same(optimal, other))]


def _same(one: Mix, other: Mix) -> bool:
    return all(np.abs(p - q).max() <= EQUAL for p, q in zip(one, other, strict=True))


def _expected(table: Array, mix: Mix) -> Array:
    """Disagreement, shape (n,), when each party mixes its moves so."""
    for probabilities in mix:
        table = np.tensordot(probabilities, table, axes=1)
    return table


def _replies(players: Strategies, table: Array, mix: Mix, settle: Settle) -> dict[str, tuple[Array, Array]]:
    """Holder → what each of its moves would bring it over its present threat, in points: without agreement, and at the
    solution. Between two parties the best reply of all is among them (see `threat_game_ntu.py`)."""
    here = _expected(table, mix)
    replies = {}
    for i, party in enumerate(players.moves):
        if party in players.holders:
            there = [_expected(table, (*mix[:i], row, *mix[i + 1 :])) for row in np.eye(len(mix[i]))]
            agreed = [settle(d).payoffs[party] - settle(here).payoffs[party] for d in there]
            replies[party] = np.array([d[i] - here[i] for d in there]), np.array(agreed)
    return replies


def _point(players: Strategies, table: Array, mix: Mix, settle: Settle) -> ThreatPoint:
    """What a combination of threats leads to, and what other threats would bring."""
    d = _expected(table, mix)
    replies = _replies(players, table, mix, settle)
    chosen = {
        party: tuple((float(p), move) for p, move in zip(own, moves, strict=True) if p > 0)
        for (party, moves), own in zip(players.moves.items(), mix, strict=True)
        if party in replies
    }
    return ThreatPoint(
        FrozenDict(chosen),
        FrozenDict(zip(players.moves, d.tolist(), strict=True)),
        settle(d),
        FrozenDict({party: max(0.0, float(without.max())) for party, (without, _) in replies.items()}),
        max(0.0, *(float(agreed.max()) for _, agreed in replies.values())),
    )


def _credible(players: Strategies, table: Array, mix: Mix, settle: Settle) -> bool:
    """Whether all threats are credible, and no holder has another credible one that brings it more."""
    for without, agreed in _replies(players, table, mix, settle).values():
        if without.max() > EQUAL or agreed[without >= -EQUAL].max(initial=0.0) > CLOSE:
            return False
    return True
