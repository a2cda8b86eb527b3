"""All equilibria of the sanctions threat game, backward from the last move.

Let m be the probability that sanctions follow when the target stands firm, and q that the target complies. The target's
best replies Q(m) rise with m, from 0 at m = 0: a type stands firm at a cost below target_stake · (1 / m − success).
The sender's threat pays more the larger q is. So equilibria lie on the graph of Q, and are found by cutting it at the q
that makes a sender indifferent about the threat.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bargain.strategic.private.cost import NEGLIGIBLE
from bargain.strategic.sanctions.equilibrium import SanctionsEquilibrium, equilibrium
from bargain.strategic.sanctions.game import SanctionsGame

Interval = tuple[float, float]


@dataclass(frozen=True)
class SanctionsFamily:
    """A connected set of equilibria: the probabilities of a threat, of compliance and of imposition and their bounds.

    Every triple inside in which compliance is a best reply of the target to the imposition, and a private type of the
    sender makes the imposition what a threat lets the target infer (Bayes' rule), is an equilibrium.
    """

    threat: Interval
    compliance: Interval
    imposition: Interval

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "threat": list(self.threat),
            "compliance": list(self.compliance),
            "imposition": list(self.imposition),
        }

    def __str__(self) -> str:
        names = {"threat": self.threat, "compliance": self.compliance, "imposition": self.imposition}
        return ", ".join(f"{name} {_spoken(bounds)}" for name, bounds in names.items())


def _spoken(bounds: Interval) -> str:
    low, high = bounds
    return f"{low:.4g}" if low == high else f"from {low:.4g} to {high:.4g}"


Found = tuple[tuple[SanctionsEquilibrium, ...], tuple[SanctionsFamily, ...]]


def solve(game: SanctionsGame) -> Found:
    """Every equilibrium, those with a threat first, and the families that they are the ends of."""
    solver = _known_sender if game.sender_cost.known else _private_sender
    equilibria, families = solver(game)
    kept: list[SanctionsEquilibrium] = []
    for one in equilibria:
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda e: (-e.threat, -e.compliance, -e.imposition))
    wide = [f for f in families if any(high > low for low, high in (f.threat, f.compliance, f.imposition))]
    return tuple(kept), tuple(dict.fromkeys(wide))


def _same(one: SanctionsEquilibrium, other: SanctionsEquilibrium) -> bool:
    pairs = ((one.threat, other.threat), (one.compliance, other.compliance), (one.imposition, other.imposition))
    return all(abs(a - b) <= 1e-9 for a, b in pairs)


def _replies(game: SanctionsGame, q: float, low: float = 0.0) -> Interval | None:
    """The impositions from `low` to 1 to which the compliance q is a best reply; None where there is none."""
    if not -NEGLIGIBLE <= q <= 1 + NEGLIGIBLE:
        return None
    least, most = game.target_cost.cut(q)
    first, last = max(low, game.imposition_at(most)), min(1.0, game.imposition_at(least))
    if first > last + 1e-9:
        return None
    return min(first, last), last


# ---- a sender whose cost is known ----


def _known_sender(game: SanctionsGame) -> tuple[list[SanctionsEquilibrium], list[SanctionsFamily]]:
    value = max(game.success * game.sender_stake - game.sender_cost.low, -game.audience_cost)  # once the target is firm
    slope = game.sender_stake - value
    strict, tied = game.resolve
    m_low, m_high = (0.0, 1.0) if tied else (float(strict > 0), float(strict > 0))

    def worth(q: float) -> float:
        """Gain of threatening, points, when the target complies with probability q."""
        return value + q * slope - game.threat_cost

    q_free = (game.threat_cost - value) / slope if slope > game.tie else None
    cut = _cut(game, q_free, m_low, m_high)
    found = []
    for m in sorted({m_low, m_high, *(cut or ()), *_kinks(game, m_low, m_high)}):
        ends = set(game.compliance(m))
        if cut and q_free is not None and cut[0] <= m <= cut[1]:
            q_free = min(max(q_free, 0.0), 1.0)
            ends = {q for q in ends if abs(q - q_free) > 1e-9} | {q_free}
        for q in ends:
            for p in _threats(worth(q), game.tie):
                found.append(equilibrium(game, p, q, m, p * worth(q)))
    return found, list(_known_families(game, q_free, cut, (m_low, m_high), worth(0.0)))


def _kinks(game: SanctionsGame, m_low: float, m_high: float) -> Iterator[float]:
    """The imposition that makes a target of known cost indifferent, where the sender may choose it."""
    if game.target_cost.known and m_low <= (m := game.imposition_at(game.target_cost.low)) <= m_high:
        yield m


def _cut(game: SanctionsGame, q_free: float | None, m_low: float, m_high: float) -> Interval | None:
    """The impositions at which the target may comply with the probability that makes the sender indifferent."""
    if q_free is None:
        return None
    if m_low < m_high:
        return _replies(game, q_free)
    low, high = game.compliance(m_low)
    slack = 1e-9 if low == high else 0.0
    return (m_low, m_high) if low - slack <= q_free <= high + slack else None


def _threats(worth: float, tie: float) -> tuple[float, ...]:
    return (1.0,) if worth > tie else (0.0,) if worth < -tie else (1.0, 0.0)


def _known_families(
    game: SanctionsGame, q_free: float | None, cut: Interval | None, m: Interval, base: float
) -> Iterator[SanctionsFamily]:
    """The graph of best replies over the impositions `m`, cut where the sender is indifferent about the threat."""
    q_low, q_high = game.compliance(m[0])[0], game.compliance(m[1])[1]
    never, free, always = (0.0, 0.0), (0.0, 1.0), (1.0, 1.0)
    if q_free is None:  # the reply changes nothing for the sender
        threats = _threats(base, game.tie)
        yield SanctionsFamily((min(threats), max(threats)), (q_low, q_high), m)
        return
    if cut is None:
        yield SanctionsFamily(never if q_free > q_high else always, (q_low, q_high), m)
        return
    yield SanctionsFamily(free, (q_free, q_free), cut)
    if q_low < q_free or m[0] < cut[0]:
        yield SanctionsFamily(never, (q_low, q_free), (m[0], cut[1]))
    if q_high > q_free or m[1] > cut[1]:
        yield SanctionsFamily(always, (q_free, q_high), (cut[0], m[1]))


# ---- a sender whose cost is private ----


def _private_sender(game: SanctionsGame) -> tuple[list[SanctionsEquilibrium], list[SanctionsFamily]]:
    resolved = game.resolve[0]
    if resolved == 1.0:
        q_low, q_high = game.compliance(1.0)
        found = [e for q in {q_low, q_high} for e in _only_resolved(game, q)]
        return found, [] if q_low == q_high else _between(found, (1.0, 1.0))
    if resolved == 0.0:
        low, bluff = game.sender_cost.low, game.worth_bluffing(0.0)
        threats = _threats(bluff, game.tie)
        found = [equilibrium(game, p, 0.0, 0.0, p * bluff, sender_threshold=low, bluffing=p) for p in threats]
        return found, [SanctionsFamily((min(threats), max(threats)), (0.0, 0.0), (0.0, 0.0))]
    found, families = _some_bluff(game, resolved)
    ends = {q for q in game.compliance(resolved) if game.worth_bluffing(q) > game.tie}
    everyone = [_everyone(game, q, resolved) for q in ends]
    alone = [
        e for q in {*game.compliance(1.0)} if game.worth_bluffing(q) < -game.tie
        for e in _only_resolved(game, q) if e.threat > 0
    ]  # fmt: skip
    families += _between([*everyone, *found], (resolved, resolved)) if everyone else []
    families += _between([*alone, *found], (1.0, 1.0)) if alone else []
    silent, more = _no_threat(game)
    return [*found, *everyone, *alone, *silent], [*families, *more]


def _between(ends: list[SanctionsEquilibrium], m: Interval) -> list[SanctionsFamily]:
    """The family of a target that is indifferent at the imposition `m`, between equilibria that differ in its reply."""
    here = [e for e in ends if abs(e.imposition - m[0]) <= 1e-12]
    threats, replies = [e.threat for e in here], [e.compliance for e in here]
    if not here or min(replies) == max(replies):
        return []
    return [SanctionsFamily((min(threats), max(threats)), (min(replies), max(replies)), m)]


def _everyone(game: SanctionsGame, q: float, resolved: float) -> SanctionsEquilibrium:
    """All types threaten: compliance is so likely that bluffing pays."""
    payoff = game.worth_bluffing(q) + (1.0 - q) * game.sender_cost.shortfall(game.resolve_bound)
    return equilibrium(game, 1.0, q, resolved, payoff, sender_threshold=math.inf, bluffing=1.0)


def _some_bluff(game: SanctionsGame, resolved: float) -> tuple[list[SanctionsEquilibrium], list[SanctionsFamily]]:
    """Types that would back down are indifferent; so many of them threaten that the target replies just so."""
    q = (game.audience_cost + game.threat_cost) / (game.sender_stake + game.audience_cost)
    cut = _replies(game, q, resolved)
    if cut is None:
        return [], []
    q = min(q, 1.0)
    payoff = (1.0 - q) * game.sender_cost.shortfall(game.resolve_bound)
    found = []
    for m in sorted(set(cut)):
        threat = min(resolved / m, 1.0)
        share = min(max((threat - resolved) / (1.0 - resolved), 0.0), 1.0)
        bound = game.resolve_bound
        found.append(equilibrium(game, threat, q, m, payoff, sender_threshold=bound, bluffing=share))
    threats = [e.threat for e in found]
    if q == 1.0:  # a threat costs all that it brings: types that would impose are indifferent too
        threats.append(0.0)
    return found, [SanctionsFamily((min(threats), max(threats)), (q, q), cut)]


def _only_resolved(game: SanctionsGame, q: float) -> Iterator[SanctionsEquilibrium]:
    """Only types that would impose threaten: those whose cost is below what compliance with probability q is worth."""
    if q == 1.0:
        worth = game.sender_stake - game.threat_cost
        for p in _threats(worth, game.tie):
            bound = math.inf if p else game.sender_cost.low
            yield equilibrium(game, p, q, 1.0, p * worth, sender_threshold=bound, bluffing=0.0)
        return
    bound = game.success * game.sender_stake + (q * game.sender_stake - game.threat_cost) / (1.0 - q)
    threat = 1.0 - game.sender_cost.above(bound, 0.0)[0]
    payoff = (1.0 - q) * game.sender_cost.shortfall(bound)
    yield equilibrium(game, threat, q, 1.0, payoff, sender_threshold=max(bound, game.sender_cost.low), bluffing=0.0)


def _no_threat(game: SanctionsGame) -> tuple[list[SanctionsEquilibrium], list[SanctionsFamily]]:
    """No type threatens, because the target would take a threat for a bluff: both ends of what it may believe."""
    low = game.sender_cost.low
    firm = game.success * game.sender_stake - low  # what the most resolved type gets from a target that stands firm
    slope = game.sender_stake - firm
    q_most = (game.threat_cost - firm) / slope if slope > game.tie else math.inf
    if slope <= game.tie and game.threat_cost < game.sender_stake - game.tie:
        return [], []
    if q_most < -NEGLIGIBLE:
        return [], []
    q_high = game.compliance(1.0)[1]
    if q_most >= q_high:
        ends = [(0.0, 0.0), (q_high, 1.0)]
    else:
        q_most = max(q_most, 0.0)
        cut = _replies(game, q_most)
        ends = [(0.0, 0.0), (q_most, cut[1] if cut else 0.0)]
    found = [equilibrium(game, 0.0, q, m, 0.0, sender_threshold=low, bluffing=0.0) for q, m in ends]
    return found, [SanctionsFamily((0.0, 0.0), (0.0, ends[1][0]), (0.0, ends[1][1]))]
