"""Every agreement of a small game listed, and the answers read off the list: the oracle of these tests.

Written from the file format alone: choices only, payoffs = Σ share of weight × worth + linkages − prices of crossed red
lines, then the risk attitude. Nothing here is shared with `bargain.payoffs` or `bargain.concepts`.
"""

import math
from itertools import combinations_with_replacement, product

import numpy as np

EQUAL = 1e-9


def number(x):
    """A plain number, also of one written with its range."""
    return float(getattr(x, "value", x))


def share_of(game, party, issue):
    """Weight of one issue to one party, its weights summing to 1; a ranking gives rank-order centroid weights."""
    if party in game.rankings:
        order = game.rankings[party]
        if issue.name not in order:
            return 0.0
        return sum(1 / k for k in range(order.index(issue.name) + 1, len(order) + 1)) / len(order)
    raw = {i.name: number(i.preferences[party].weight) for i in game.issues if party in i.preferences}
    return raw.get(issue.name, 0.0) / sum(raw.values())


def lines_of(game):
    """Every red line as (party, {issue: outcomes}, price or None): those of single issues first."""
    single = [
        (party, {issue.name: (outcome,)}, None if price is None else number(price))
        for issue in game.issues
        for party, view in issue.preferences.items()
        for outcome, price in view.never.items()
    ]
    joint = [
        (line.party, dict(line.never), None if line.price is None else number(line.price)) for line in game.red_lines
    ]
    return single + joint


def bent(a, v):
    """Constant absolute risk aversion a on the 0–1 scale."""
    return v if a == 0 else 100 * (1 - math.exp(-a * v / 100)) / (1 - math.exp(-a))


def points(game, agreement, lines):
    """Points of every party before its risk attitude; None where an absolute line is crossed."""

    def holds(condition):
        return all(agreement[name] in outcomes for name, outcomes in condition.items())

    total = []
    for party in game.party_names:
        sum_ = 0.0
        for issue in game.issues:
            if party in issue.preferences:
                worth = number(issue.preferences[party].worth[issue.outcomes.index(agreement[issue.name])])
                sum_ += share_of(game, party, issue) * worth
        sum_ += sum(number(k.points) for k in game.linkages if k.party == party and holds(k.when))
        sum_ -= sum(price for holder, never, price in lines if holder == party and price is not None and holds(never))
        total.append(sum_)
    return None if any(price is None and holds(never) for _, never, price in lines) else total


def table(game, lines=None, neutral=False):
    """Payoffs of every agreement that no absolute line forbids, shape (m, n), in file order; and the agreements."""
    lines = lines_of(game) if lines is None else lines
    names = [i.name for i in game.issues]
    rows, agreements = [], []
    for settled in product(*(i.outcomes for i in game.issues)):
        agreement = dict(zip(names, settled, strict=True))
        found = points(game, agreement, lines)
        if found is not None:
            attitudes = [0.0 if neutral else number(p.risk_aversion) for p in game.parties]
            rows.append([bent(a, v) for a, v in zip(attitudes, found, strict=True)])
            agreements.append(agreement)
    return np.array(rows).reshape(len(rows), len(game.parties)), agreements


def best_product(payoffs, d, powers=None):
    """The Nash payoffs among listed ones, shape (n,); `d` where no row leaves everybody at its disagreement.

    Of rows that rank equal the one with the largest smallest gain, then the first.
    """
    rational = payoffs[(payoffs >= d - EQUAL).all(axis=1)] if len(payoffs) else payoffs
    if not len(rational):
        return np.asarray(d)
    beaten = [any((u >= v - EQUAL).all() and (u > v + EQUAL).any() for u in rational) for v in rational]
    rational = rational[~np.array(beaten)]
    alpha = np.ones(len(d)) if powers is None else np.asarray(powers, dtype=float)
    alpha = alpha / alpha.sum()
    ranks = []
    for gains in rational - d:
        strict = gains > EQUAL
        ranks.append((strict.sum(), float(np.prod(gains[strict] ** alpha[strict]))))
    most = max(count for count, _ in ranks)
    top = max(value for count, value in ranks if count == most)
    first = [k for k, (count, value) in enumerate(ranks) if count == most and value >= top - EQUAL]
    fair = max((rational[k] - d).min() for k in first)
    return next(rational[k] for k in first if (rational[k] - d).min() >= fair - EQUAL)


def best_lottery(payoffs, d, powers=(1.0, 1.0), slack=1e-9):
    """The Nash payoffs of two parties over lotteries of listed payoffs; `d` itself where no lottery reaches `d`.

    The answer lies on a segment between two rows: on each the logarithm of the product has one peak, in closed form.
    """
    if not len(payoffs):
        return np.asarray(d)
    alpha = np.asarray(powers, dtype=float) / sum(powers)
    size = np.maximum(np.ptp(payoffs, axis=0), 1e-3)
    pairs = np.array(list(combinations_with_replacement(range(len(payoffs)), 2)))
    start, step = payoffs[pairs[:, 0]] - d, payoffs[pairs[:, 1]] - payoffs[pairs[:, 0]]
    low, high = np.zeros(len(pairs)), np.ones(len(pairs))
    for i in range(2):  # the part on which party i is not below its disagreement
        with np.errstate(divide="ignore", invalid="ignore"):
            cut = (-slack - start[:, i]) / step[:, i]
        low = np.where(step[:, i] > 0, np.maximum(low, cut), low)
        high = np.where(step[:, i] < 0, np.minimum(high, cut), high)
        high = np.where((step[:, i] == 0) & (start[:, i] < -slack), -1.0, high)
    open_ = low <= high
    if not open_.any():
        return np.asarray(d)
    start, step, low, high = start[open_], step[open_], low[open_], high[open_]
    both = step[:, 0] * step[:, 1]
    pull = alpha[0] * step[:, 0] * start[:, 1] + alpha[1] * step[:, 1] * start[:, 0]
    peak = np.clip(np.where(both < 0, -pull / np.where(both < 0, both, 1.0), low), low, high)
    t = np.concatenate([low, high, peak])
    gains = np.maximum(np.tile(start, (3, 1)) + t[:, None] * np.tile(step, (3, 1)), 0.0)
    value = ((gains / size) ** alpha).prod(axis=1)
    if value.max() > 1e-6:
        return d + gains[value.argmax()]
    return d + gains[(gains / size).sum(axis=1).argmax()]  # one party at most has anything to gain


def mixtures(strategies, parts):
    """All mixed strategies with probabilities in whole `parts`, shape (k, strategies)."""
    counts = [c for c in product(range(parts + 1), repeat=strategies) if sum(c) == parts]
    return np.array(counts) / parts
