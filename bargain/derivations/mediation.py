"""A mediator's advice is honest while k·μ_W/[(1−μ_W)·x_W + μ_W·p − x_R] ≤ β ≤ k·μ_R/[(1−μ_R)·x_W + μ_R·p − x_R].

β is the mediator's bias towards the party that it advises, k its concern for peace; x_W and x_R are the demands that a
weak and a resolved opponent just accepts, p the share that war brings, μ_W and μ_R the probabilities that the opponent
is resolved after each finding (see bargain/strategic/mediation.py for the game; after Kydd 2003). Demands stay below 1.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in p, c_1 (cost of the first party), low, high (costs of a resolved and a weak second party), prior
    (that it is resolved), a (accuracy), k (peace) and beta (bias).

    `small`, `large` (demands), `threshold` (the belief at which the first party is indifferent), `after_weak`,
    `after_resolved` (beliefs), `least_bias`, `most_bias` (where the mediator is indifferent after finding weak, and
    after finding resolved), `war_without`, `war_with` (probabilities of war: a large demand to all, and honest advice).

    >>> found = derive()
    >>> found["threshold"], found["war_with"]
    ((high - low)/(c_1 + high), -prior*(a - 1))
    >>> numbers = {"p": 0.5, "c_1": 0.2, "low": 0.05, "high": 0.3, "prior": 0.3, "a": 0.9, "k": 1}
    >>> from bargain.derivations.registry import value
    >>> [round(value(found[name], numbers), 6) for name in ("after_weak", "least_bias", "most_bias")]
    [0.045455, 0.192308, 67.5]
    """
    p, c_1, low, high, k = sp.symbols("p c_1 low high k", positive=True)
    prior, a, mu, beta, x = sp.symbols("prior a mu beta x", positive=True)
    (small,) = sp.solve(sp.Eq(1 - x, 1 - p - low), x)  # a resolved party is indifferent
    (large,) = sp.solve(sp.Eq(1 - x, 1 - p - high), x)
    (threshold,) = sp.solve(sp.Eq((1 - mu) * large + mu * (p - c_1), small), mu)
    found_weak = prior * (1 - a) + (1 - prior) * a
    after_weak = prior * (1 - a) / found_weak
    after_resolved = prior * a / (prior * a + (1 - prior) * (1 - a))
    gain = beta * ((1 - mu) * large + mu * p) - k * mu - beta * small
    (indifferent,) = sp.solve(gain, beta)
    return {
        "small": small,
        "large": large,
        "threshold": sp.factor(threshold),
        "after_weak": after_weak,
        "after_resolved": after_resolved,
        "least_bias": sp.factor(indifferent.subs(mu, after_weak)),
        "most_bias": sp.factor(indifferent.subs(mu, after_resolved)),
        "war_without": prior,
        "war_with": sp.factor(sp.simplify(found_weak * after_weak)),
    }
