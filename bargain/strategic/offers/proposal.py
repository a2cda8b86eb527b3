"""What a party proposes when it is its turn, and why the other takes it: read off an equilibrium."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.strategic.offers.chain import Point
from bargain.strategic.offers.game import AGREEMENT, WAITING, OffersGame, Profile, Stage, how_it_ends, values

BY_WAITING, BY_OUTSIDE, BY_BOTH = "waiting", "outside option", "either"


@dataclass(frozen=True)
class Proposal:
    """One turn.

    `proposer`, `responder`: parties. `outcome`: how the turn ends: "agreement", "walking away" or "waiting".
    `payoffs`: from this turn on, in the order of the parties, in the units of the pie. `least`: what the responder asks
    at least. `least_by`: what sets it: "waiting" for its own turn, its "outside option", or "either" where they are
    worth the same. `waiting`: what waiting brings the responder.
    """

    proposer: str
    responder: str
    outcome: str
    payoffs: Point
    least: float
    least_by: str
    waiting: float


def proposals(game: OffersGame, profile: Profile, parties: tuple[str, str]) -> tuple[Proposal, ...]:
    """One for each stage of a profile."""
    reached = values(game, profile)
    later = (*reached[1:], reached[0] if profile.end is None else profile.end)
    rows = zip(profile.stages, reached, map(game.waiting, later), strict=True)
    return tuple(_proposal(game, stage, now, after, parties) for stage, now, after in rows)


def _proposal(game: OffersGame, stage: Stage, now: Point, after: Point, parties: tuple[str, str]) -> Proposal:
    i, tie = stage.responder, game.tie
    more = game.outside[i] - after[i]
    by = BY_BOTH if abs(more) <= tie else BY_OUTSIDE if more > 0 else BY_WAITING
    ends = how_it_ends(game, stage)
    return Proposal(parties[stage.proposer], parties[i], ends, now, max(game.outside[i], after[i]), by, after[i])


def in_words(game: OffersGame, turns: tuple[Proposal, ...], unit: str = "") -> list[str]:
    """Who does what, when: the path that is taken, then what keeps the parties on it."""
    names = turns[0].proposer, turns[0].responder
    told = _path(turns, names, unit)
    told += [_answer(game, turn, names.index(turn.responder), unit) for turn in turns[:2]]
    if len(turns) > 1 and turns[0].outcome == AGREEMENT:
        told.append(_next(turns[1], names, unit))
    return told


def _path(turns: tuple[Proposal, ...], names: tuple[str, str], unit: str) -> list[str]:
    """What happens, turn by turn, until something other than waiting does."""
    waited = next((k for k, turn in enumerate(turns) if turn.outcome != WAITING), None)
    if waited is None:
        return ["No offer is made that would be taken, and both wait: there is no agreement."]
    told = _turn(turns[waited], names, unit)
    if waited == 0:
        return [told]
    said = "one period" if waited == 1 else f"{waited} periods"
    return [f"For {said} no offer is made that would be taken, and both wait; then {told}"]


def _turn(turn: Proposal, names: tuple[str, str], unit: str) -> str:
    """What happens in a turn that is not waited through."""
    who, other, mine, yours = _sides(turn, names, unit)
    if turn.outcome == AGREEMENT:
        return f"{who} proposes {mine} for itself and {yours} for {other}; {other} accepts at once."
    return f"{who} makes no offer that {other} would take; {other} walks away, which gives it {yours} and {who} {mine}."


def _next(turn: Proposal, names: tuple[str, str], unit: str) -> str:
    """What would happen in the next turn."""
    who, other, mine, yours = _sides(turn, names, unit)
    if turn.outcome == AGREEMENT:
        would = f"would propose {mine} for itself and {yours} for {other}, and {other} would accept"
    else:
        does = "both would wait" if turn.outcome == WAITING else f"{other} would walk away"
        would = f"would make no offer that {other} would take, and {does}"
    return f"Were this refused, {who} {would}."


def _sides(turn: Proposal, names: tuple[str, str], unit: str) -> tuple[str, str, str, str]:
    mine, yours = turn.payoffs if turn.proposer == names[0] else turn.payoffs[::-1]
    return turn.proposer, turn.responder, f"{mine:.6g}{unit}", f"{yours:.6g}{unit}"


def _answer(game: OffersGame, turn: Proposal, responder: int, unit: str) -> str:
    """Why the responder takes what it takes."""
    who, outside = turn.responder, game.outside[responder]
    said = f"{who} takes any offer of at least {turn.least:.6g}{unit}"
    if turn.least_by == BY_OUTSIDE:
        return f"{said}, its outside option, which binds: waiting is worth {turn.waiting:.6g}{unit}."
    if turn.least_by == BY_BOTH:
        return f"{said}: its outside option and waiting are worth just this, so it is indifferent between them."
    said += ", what waiting for its own turn is worth"
    if not game.can_walk_away:
        return said + "."
    return f"{said}; its outside option of {outside:.6g}{unit} is worth less and moves nothing."
