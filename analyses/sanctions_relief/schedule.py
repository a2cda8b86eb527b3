"""A self-enforcing schedule: amounts that change hands in steps, and whether keeping to it pays at every step.

All sides act at the same dates, and the same condition is asked of each. For one of them, in points of its own:

    P   what the agreement is worth to it over no agreement, the amounts left out
    x   what an amount is worth to it: below 0 for what it gives at a cost; of others' it may gain or lose
    s   the share of an amount that is due at a step, D the share due up to it, u the part of it that can be taken back
    δ   exp(−discount rate · length of a step); q the chance that a break is noticed, and answered at the next step
    e   what breaking first brings beyond the amounts

A side that breaks at step k keeps back what it would give at a cost, and takes back what it can of such amounts:

    saved      T(k) = Σ −x·(s(k) + u·D(k−1))                 over what it gives at a cost

If that is noticed, the agreement ends: nothing more changes hands, the others take back what they can, and there is no
agreement any more. What this puts at risk is found backward from the last step n, with R(n+1) = 0:

    to come    R(k) = Σ x·s(k) + δ·R(k+1)                    over all amounts
    at risk    S(k) = P + R(k+1) + Σ x·u·D(k)                the sum over all but what it gives at a cost

If it is not noticed, what was kept stays kept and the rest goes on. So breaking does not pay at step k when
e + T(k) ≤ q·δ·S(k). The *slack* q·δ·S(k) − T(k) is the largest e that the step withstands. After the last step the
condition stays what it is at n + 1. A share of an amount is that share of its points. For equal steps the sums have
closed forms, below; slacks are linear in all shares.

That a chain of steps is kept only while what is left to lose outweighs what can be had at once is the theory of
self-enforcing agreements (Telser 1980); that what cannot be taken back has to move in steps, Lockwood & Thomas (2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_STEPS = 60
"""Equal steps tried at most."""

Shares = dict[str, list[float]]
"""Amount → its shares, one a step; they sum to 1."""


@dataclass(frozen=True)
class Exchange:
    """`giver`: amount → who gives it. `points`: amount → party → x. `peace`: party → P. `undone`: amount → u.
    `discount`: party → δ. `notice`: q."""

    giver: Mapping[str, str]
    points: Mapping[str, Mapping[str, float]]
    peace: Mapping[str, float]
    undone: Mapping[str, float]
    discount: Mapping[str, float]
    notice: float

    def answered(self, party: str) -> float:
        """q·δ of one side."""
        return self.notice * self.discount[party]

    def own(self, party: str) -> list[str]:
        """What the side gives at a cost."""
        return [amount for amount, giver in self.giver.items() if giver == party and self.points[amount][party] < 0]


# ---- by backward recursion, for any schedule ----


def slacks(exchange: Exchange, shares: Shares) -> dict[str, list[float]]:
    """Party → slack at each step, and after the last one."""
    steps = len(next(iter(shares.values())))
    due = {amount: [*row, 0.0] for amount, row in shares.items()}
    found: dict[str, list[float]] = {}
    for party, peace in exchange.peace.items():
        own, delta, to_come, backward = exchange.own(party), exchange.discount[party], 0.0, []
        for k in reversed(range(steps + 1)):
            at_risk, saved, now = peace + to_come, 0.0, 0.0
            for amount, row in due.items():
                x, u, before = exchange.points[amount][party], exchange.undone[amount], sum(row[:k])
                now += x * row[k]
                if amount in own:
                    saved -= x * (row[k] + u * before)
                else:
                    at_risk += x * u * (before + row[k])
            backward.append(exchange.answered(party) * at_risk - saved)
            to_come = now + delta * to_come
        found[party] = backward[::-1]
    return found


def withstands(exchange: Exchange, shares: Shares) -> tuple[float, str, int]:
    """The largest gain from breaking first that the schedule withstands, and whose slack that is, at which step."""
    found = slacks(exchange, shares)
    return min((value, party, k + 1) for party, row in found.items() for k, value in enumerate(row))


def equal(exchange: Exchange, steps: int) -> Shares:
    """Every amount in equal shares."""
    return {amount: [1.0 / steps] * steps for amount in exchange.giver}


def placed(exchange: Exchange, steps: int, at: Mapping[str, int]) -> Shares:
    """The amounts of `at` whole at one step (1 is the first, −1 the last), all others in equal shares."""
    shares = equal(exchange, steps)
    for amount in shares.keys() & at.keys():
        row = [0.0] * steps
        row[at[amount] - 1 if at[amount] > 0 else at[amount]] = 1.0
        shares[amount] = row
    return shares


def front_loaded(exchange: Exchange, steps: int, part: float, relief: Iterable[str]) -> Shares:
    """`part` of the relief at the first step and the rest in equal shares, all else in equal shares throughout."""
    row = [part, *[(1.0 - part) / (steps - 1)] * (steps - 1)]
    return equal(exchange, steps) | dict.fromkeys(relief, row)


# ---- plain formulas, for equal steps ----


def sums(exchange: Exchange, party: str) -> tuple[float, float, float, float]:
    """c, what its own amounts cost the party, and rc, how much of that it can take back; v, what all others are worth
    to it, and rv, how much of that they can take back."""
    own, x, u = exchange.own(party), exchange.points, exchange.undone
    others = [amount for amount in exchange.giver if amount not in own]
    return (
        -sum(x[a][party] for a in own),
        -sum(x[a][party] * u[a] for a in own),
        sum(x[a][party] for a in others),
        sum(x[a][party] * u[a] for a in others),
    )


def ceiling(exchange: Exchange, party: str) -> float:
    """q·δ·(P + rv) − rc: the slack once everything has changed hands. No schedule withstands more, of any shape."""
    _, rc, _, rv = sums(exchange, party)
    return exchange.answered(party) * (exchange.peace[party] + rv) - rc


def last_step(exchange: Exchange, party: str, steps: int) -> float:
    """ceiling − (c − rc)/n: the slack at the last of n equal steps."""
    c, rc, _, _ = sums(exchange, party)
    return ceiling(exchange, party) - (c - rc) / steps


def first_step(exchange: Exchange, party: str, steps: int) -> float:
    """q·δ·(P + ((v − c)·A + rv)/n) − c/n with A = 1 + δ + … + δ^(n−2): the slack at the first of n equal steps."""
    c, _, v, rv = sums(exchange, party)
    A = sum(exchange.discount[party] ** j for j in range(steps - 1))
    return exchange.answered(party) * (exchange.peace[party] + ((v - c) * A + rv) / steps) - c / steps


def by_formula(exchange: Exchange, steps: int) -> float:
    """What equal steps withstand: the smallest slack of any party at the first and at the last step.

    Between them no step is tighter where v ≥ c, for the slack is then concave in k; the recursion tells for the rest.
    """
    return min(f(exchange, party, steps) for party in exchange.peace for f in (first_step, last_step))


def steps_that_hold(exchange: Exchange, gain: float) -> list[int]:
    """The numbers of equal steps, up to 60, that withstand `gain`; by the formulas."""
    return [n for n in range(1, MOST_STEPS + 1) if by_formula(exchange, n) >= gain]


def first_tranche_line(exchange: Exchange, party: str, steps: int, relief: Sequence[str]) -> tuple[float, float]:
    """The slack at the first step when the part f of the relief is given then: its value at f = 0, and its slope.

    Relief that others give is worth x·(f·u + (1 − f)·A/(n−1)) at risk, its own costs x·f now and x·(1 − f)·A/(n−1)
    later; so the slope is q·δ·x·(u − A/(n−1)) for the one and x·(1 − q·δ·A/(n−1)) for the other, summed.
    """
    p, own = exchange.answered(party), exchange.own(party)
    A = sum(exchange.discount[party] ** j for j in range(steps - 1))
    start, slope = p * exchange.peace[party], 0.0
    for amount in exchange.giver:
        x, u = exchange.points[amount][party], exchange.undone[amount]
        if amount in relief:
            start += p * x * A / (steps - 1)
            slope += x * (1.0 - p * A / (steps - 1)) if amount in own else p * x * (u - A / (steps - 1))
        else:
            start += (x * (1.0 + p * A) if amount in own else p * x * (A + u)) / steps
    return start, slope


def largest_first(exchange: Exchange, steps: int, gain: float, relief: Sequence[str]) -> float | None:
    """The largest part of the relief that the first of `steps` steps can hold, so that the schedule withstands `gain`;
    None when no part can.

    Every slack is a straight line in that part: its values at 0 and at 1, by recursion, tell where it crosses `gain`.
    """
    none, whole = (slacks(exchange, front_loaded(exchange, steps, part, relief)) for part in (0.0, 1.0))
    least, most = 0.0, 1.0
    for party, row in none.items():
        for low, high in zip(row, whole[party], strict=True):
            if high < low:
                most = min(most, (low - gain) / (low - high))
            elif high > low:
                least = max(least, (gain - low) / (high - low))
            elif low < gain:
                return None
    return most if least <= most else None


# ---- the best of all shapes ----


def best_shape(exchange: Exchange, steps: int) -> tuple[float, Shares]:
    """The most that any schedule of so many steps withstands, and one that does: a linear programme in the shares."""
    import numpy as np
    from scipy.optimize import linprog

    amounts = list(exchange.giver)
    empty = slacks(exchange, {amount: [0.0] * steps for amount in amounts})
    columns = []  # what one unit of each share adds to each slack
    for amount in amounts:
        for k in range(steps):
            unit = {a: [float(a == amount and j == k) for j in range(steps)] for a in amounts}
            moved = slacks(exchange, unit)
            columns.append([x - y for party in empty for x, y in zip(moved[party], empty[party], strict=True)])
    constant = np.array([y for row in empty.values() for y in row])
    A_ub = np.hstack([-np.array(columns).T, np.ones((len(constant), 1))])
    A_eq = np.hstack([np.kron(np.eye(len(amounts)), np.ones(steps)), np.zeros((len(amounts), 1))])
    bounds: list[tuple[float | None, float | None]] = [(0.0, 1.0)] * len(columns) + [(None, None)]
    cost = np.array([0.0] * len(columns) + [-1.0])
    found = linprog(cost, A_ub=A_ub, b_ub=constant, A_eq=A_eq, b_eq=np.ones(len(amounts)), bounds=bounds)
    rows = found.x[:-1].reshape(len(amounts), steps).tolist()
    return float(found.x[-1]), dict(zip(amounts, rows, strict=True))
