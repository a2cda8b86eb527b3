"""Whether alternating offers have one subgame perfect payoff only: bounds on all equilibria, stationary or not.

Let each proposer's payoff lie between p and P in every equilibrium, and each responder's between r and R (Shaked &
Sutton 1984). By waiting the responder expects k + β·[p, P] of its own turn; by rejecting at most the larger of this and
w, at least the same of p. A proposer gets what the pie leaves over the most, and at most what it leaves over the least,
that the responder can ask, or what a rejection brings. Repeated from bounds that hold for certain, the bounds close in;
where they meet, there is one payoff.

In two cases they are known to meet, D = k/(1 − β) being the payoffs of waiting for ever, in the pie: nobody ever
walks away (w ≤ D, or nobody can), or walking away is never worse than waiting for ever (w ≥ D, w in the pie). Then
nobody gets less than D: by rejecting everything and offering nothing a party gets D until the other walks away, and
then w. So every equilibrium's payoffs are in the pie, nobody can gain by delay, and p and P are fixed points of the
same map F. At a fixed point that walking away does not set, D in the pie puts the first proposer's agreement to its
right of the second's; the chain is steeper there, so F's slope is at most β₁β₂ < 1; elsewhere it is 0. So F crosses
the diagonal once.
"""

from __future__ import annotations

import math

from bargain.strategic.offers.game import OffersGame

SWEEPS = 2000
"""Rounds after which bounds that have not met are given up."""


def one_payoff(game: OffersGame) -> bool:
    """Whether it is proven that all subgame perfect equilibria pay the same."""
    return _by_theorem(game) or _by_bounds(game)


def _by_theorem(game: OffersGame) -> bool:
    D, w, tie = game.for_ever, game.outside, game.chain.tie
    if not game.chain.holds(D):
        return False
    never = all(a < d - tie for a, d in zip(w, D, strict=True))
    always = all(a >= d for a, d in zip(w, D, strict=True)) and game.chain.holds(w)
    return never or always


def _by_bounds(game: OffersGame) -> bool:
    chain = game.chain
    known = [(*chain.corners[0], *chain.corners[-1]), game.for_ever, *([game.outside] if game.can_walk_away else [])]
    low = [min([chain.least[i], *(x[i] for x in known[1:])]) for i in (0, 1)]
    high = [max([chain.best[i], *(x[i] for x in known[1:])]) for i in (0, 1)]
    proposing = [[low[i], high[i]] for i in (0, 1)]
    responding = [[low[i], high[i]] for i in (0, 1)]
    for _ in range(SWEEPS):
        before = [*proposing[0], *proposing[1], *responding[0], *responding[1]]
        for j in (0, 1):
            _tighten(game, j, proposing, responding)
        after = [*proposing[0], *proposing[1], *responding[0], *responding[1]]
        if all(p[1] - p[0] <= chain.tie for p in (*proposing, *responding)):
            return True
        if max(abs(x - y) for x, y in zip(before, after, strict=True)) <= 1e-5 * chain.tie:
            return False
    return False


def _tighten(game: OffersGame, j: int, proposing: list[list[float]], responding: list[list[float]]) -> None:
    """Bounds on both payoffs in the periods in which `j` proposes, from those on the next period's."""
    i, chain, w = 1 - j, game.chain, game.outside
    wait = [game.flow[i] + game.factor[i] * x for x in proposing[i]]
    asked = [max(w[i], x) for x in wait]
    refused = []
    if w[i] >= wait[0]:
        refused.append((w[j], w[j]))
    if wait[1] >= w[i]:
        later = responding[j]
        refused.append((game.flow[j] + game.factor[j] * later[0], game.flow[j] + game.factor[j] * later[1]))
    least = max(chain.most(j, asked[1]), min(x for x, _ in refused))
    most = max(chain.most(j, asked[0]), *(x for _, x in refused))
    given = chain.most(i, least)
    proposing[j] = [max(proposing[j][0], least), min(proposing[j][1], most)]
    top = max(asked[1], given) if math.isfinite(given) else asked[1]
    responding[i] = [max(responding[i][0], asked[0]), min(responding[i][1], top)]
