"""What the commitment game answers: whether and when war comes, the divisions that keep peace, what would keep it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bargain.strategic.result import StrategicResult
from bargain.strategic.shifting.chain import Point
from bargain.strategic.shifting.peace import Period, Shift, periods, shares, war_period
from bargain.strategic.shifting.remedies import remedies

SHOWN = 4
"""Periods whose division is told in words; the rest stand in `shares`."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Commitment(StrategicResult):
    """One equilibrium of shifting power; payoffs are sums over all periods, discounted to the first.

    `war`: whether war comes, `war_period`: when (1 is the first), `fighter`: who starts it (None: both, as their
    beliefs differ). `margin`: lhs − rhs of Powell's inequality (1) in that period, or where it is nearest to war;
    above 0, war; `margins`: in every period. `lhs`: what the party that rises gains by waiting, `rhs`: what war
    destroys. `critical_power`: the first party's chance of winning in the period after, at which both are equal;
    None where no chance from 0 to 1 does. `critical_shift`: the share of the whole shift below which there is no war.
    `guarantee`: what the fighter would have to be sure of in every later period; `penalty`: what the other would have
    to lose by starting a war later; `transfers`: what each would have to get in each period over and above the whole
    pie. None where no such thing is enough. `shares`: what each gets in each period of peace, the last for ever where
    there is no war. `range`: the first party's payoff in all equilibria of this kind. `war_values`: what war would
    bring each in each period.
    """

    war: bool
    war_period: int | None
    fighter: str | None
    margin: float
    margins: tuple[float, ...]
    lhs: float
    rhs: float
    critical_power: float | None
    critical_shift: float | None
    guarantee: float | None
    penalty: float | None
    transfers: tuple[tuple[float, float], ...] | None
    shares: tuple[tuple[float, float], ...]
    range: tuple[float, float]
    war_values: tuple[tuple[float, float], ...]

    @property
    def transfer(self) -> float | None:
        """What the fighter would have to get over and above the whole pie in the period of war; 0 without war."""
        if self.transfers is None or self.war_period is None:
            return None if self.transfers is None else 0.0
        return max(self.transfers[self.war_period - 1])


def answered(shift: Shift, parties: tuple[str, str], *, critical: float | None, unit: str) -> Commitment:
    """All equilibria in which peace is kept where it can be; `critical`: see `critical_power`."""
    found = periods(shift)
    at = war_period(found)
    near = nearest(found) if at is None else at
    period = found[near]
    first, second = period.fighter == 0, period.fighter == 1
    reached = period.most[-1] if first or not second else period.most[0]
    riser = 1 if first or not second else 0
    gained = reached[riser] - shift.war[near][riser]
    common: dict[str, Any] = {
        "parties": parties,
        "failure": float(at is not None),
        "method": "backward over sets of payoffs",
        "war": at is not None,
        "war_period": None if at is None else at + 1,
        "fighter": None if at is None or period.fighter is None else parties[period.fighter],
        "margin": period.margin,
        "margins": tuple(one.margin for one in found),
        "lhs": gained,
        "rhs": gained - period.margin,
        "critical_power": critical,
        "war_values": shift.war,
    }
    cure = remedies(shift, found)
    common |= {"critical_shift": cure.shift, "penalty": cure.penalty, "transfers": cure.transfers}
    lasting = 1.0 - shift.discount if unit else 1.0  # points are those of an agreement that lasts
    common["guarantee"] = None if cure.guarantee is None else cure.guarantee / lasting
    solved = Solved(shift, found, common, unit)
    all_of_them = solved.equilibria()
    if at is None and -shift.tie <= period.margin:  # the fighter is indifferent: peace as above, or war
        forced = periods(shift, forced=near)
        there = war_period(forced)
        assert there is not None, "forced"
        fights = forced[there].fighter
        changed: dict[str, Any] = {"failure": 1.0, "war": True, "war_period": there + 1}
        changed["fighter"] = None if fights is None else parties[fights]
        all_of_them += Solved(shift, forced, {**common, **changed}, unit).equilibria()[:1]
    return replace(all_of_them[0], others=tuple(all_of_them[1:]))


def nearest(found: tuple[Period, ...]) -> int:
    """The period whose margin is largest."""
    return max(range(len(found)), key=lambda t: found[t].margin)


@dataclass(frozen=True, eq=False)
class Solved:
    """The game, its periods, what all its equilibria have in common, and the unit of payoffs."""

    shift: Shift
    found: tuple[Period, ...]
    common: dict[str, Any]
    unit: str

    def equilibria(self) -> list[Commitment]:
        """The middle one and both ends of the first party's payoffs; one where they are the same."""
        chain = self.found[0].kept or (self.shift.war[0],)
        low, high = chain[0][0], chain[-1][0]
        starts = [0.5 * (low + high), high, low] if high - low > self.shift.tie else [0.5 * (low + high)]
        return [self._at(start, (low, high)) for start in starts]

    def _at(self, start: float, ends: Point) -> Commitment:
        """The equilibrium that brings the first party `start`."""
        paid = shares(self.shift, self.found, start)
        values = _values(self.shift, paid, war_period(self.found))
        return Commitment(
            **self.common,
            words=(*self._peace(paid), self._end()),
            payoffs=values[0],
            deviation=_gain(self.shift, self.found, values),
            shares=paid,
            range=ends,
        )

    def _peace(self, paid: tuple[Point, ...]) -> list[str]:
        """How the pie is shared while there is peace."""
        first, second = self.common["parties"]
        sentences = []
        for t, now in enumerate(paid[:SHOWN]):
            last = not self.common["war"] and t == len(paid) - 1
            when = f"from period {t + 1} on" if last else f"in period {t + 1}"
            x, y = (z / (1.0 - self.shift.discount) if self.unit else z for z in now)
            split = f"{x:.6g} and {y:.6g}"
            worth = (
                f"share as in a lasting agreement worth {split} {self.unit}"
                if self.unit
                else f"get {split} of the flow"
            )
            sentences.append(f"{when} {first} and {second} {worth}")
        if len(paid) > SHOWN:
            sentences.append(f"and so on for {len(paid) - SHOWN} more periods: see .shares")
        return sentences

    def _end(self) -> str:
        """Whether and why war comes."""
        end = war_period(self.found)
        if end is None:
            return "nobody goes to war: in every period both expect at least what war would bring"
        period = self.found[end]
        when = "at once" if end == 0 else f"in period {end + 1}"
        if period.fighter is None:
            return f"there is war {when}: each expects more of it than any division brings"
        who, other = self.common["parties"] if period.fighter == 0 else self.common["parties"][::-1]
        brings = self.shift.war[end][period.fighter]
        best = period.most[-1 if period.fighter == 0 else 0][period.fighter]
        said = f" {self.unit}" if self.unit else ""
        return (
            f"{who} goes to war {when}: war brings it {brings:.6g}{said}, the whole pie today and the most that "
            f"{other} will leave it later {best:.6g}"
        )


def _values(shift: Shift, paid: tuple[Point, ...], end: int | None) -> list[Point]:
    """Payoffs from each period on, summed up backward from what is paid, to the war or for ever."""
    if end is None:
        total = (paid[-1][0] / (1.0 - shift.discount), paid[-1][1] / (1.0 - shift.discount))
        rest = paid[:-1]
    else:
        total, rest = shift.war[end], paid
    values = [total]
    for now in rest[::-1]:
        total = (now[0] + shift.discount * total[0], now[1] + shift.discount * total[1])
        values.append(total)
    return values[::-1]


def _gain(shift: Shift, found: tuple[Period, ...], values: list[Point]) -> float:
    """The most that a party gains by going to war earlier; or, in the period of war, by not going."""
    gain = max([w[i] - v[i] for w, v in zip(shift.war, values, strict=False) for i in (0, 1)])
    end = war_period(found)
    if end is None or (who := found[end].fighter) is None:
        return max(gain, 0.0)
    best_today = max(corner[who] for corner in shift.pie)
    ahead = min(end + 1, len(found) - 1)
    chain = found[ahead].kept
    later = shift.war[ahead][who]
    if chain is not None:
        rest, start = found[ahead:], chain[-1 if who == 0 else 0][0]
        from_there = Shift(shift.pie, shift.war[ahead:], shift.discount)
        later = max(later, _values(from_there, shares(from_there, rest, start), war_period(rest))[0][who])
    return max(gain, best_today + shift.discount * later - shift.war[end][who], 0.0)
