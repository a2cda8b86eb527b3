"""Where proposals tend to as offers follow each other ever faster: Nash's solution, weighted by patience.

Both proposals, A with the first proposer's V_1 and B with R_1 = k_1 + β_1·V_1, lie on the chain, and each responder
gets what waiting is worth. Take the gains x over D = k/(1 − β): at B the first gets β_1 times its gain at A, at A the
second β_2 times its gain at B. So x_1^(1/ρ_1)·x_2^(1/ρ_2) with ρ = −ln β is the same at A and at B: both points lie on
one level line of the weighted product. As the period shrinks A and B come together, and a level line of the product
that meets the chain in one point only touches it where the product is largest (Binmore 1987).
"""

from __future__ import annotations

import math

from bargain.strategic.offers.chain import Chain, Point


def limit_of(chain: Chain, rates: Point, disagreement: Point, outside: Point) -> Point | None:
    """The limit where party i's payoffs lose value at `rates`[i] per unit of time, above 0.

    `disagreement`: payoffs of waiting for ever. `outside`: payoffs of walking away, −∞ where nobody can. None where the
    pie does not hold both, so that there is no agreement to tend to, or a rate is infinite.
    """
    walking = not math.isinf(outside[0])
    if any(map(math.isinf, rates)) or not chain.holds(disagreement) or (walking and not chain.holds(outside)):
        return None
    if chain.most(0, disagreement[1]) <= disagreement[0] + chain.tie:
        return disagreement
    x = chain.nash((1.0 / rates[0], 1.0 / rates[1]), disagreement)[0]
    if walking:
        x = min(max(x, outside[0]), chain.most(0, outside[1]))
    return x, chain.most(1, x)


def plain_limit(
    chain: Chain, discount: Point, breakdown: float, inside: Point, after: Point, outside: Point
) -> Point | None:
    """The limit from the numbers of one period: discount δ to δ^s, breakdown q to 1 − (1 − q)^s, inside g to s·g."""
    if breakdown == 1 or min(discount) == 0:
        return None
    leaving = -math.log1p(-breakdown)
    first, second = (leaving - math.log(x) for x in discount)
    D = (inside[0] + leaving * after[0]) / first, (inside[1] + leaving * after[1]) / second
    return limit_of(chain, (first, second), D, outside)
