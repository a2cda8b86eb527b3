"""The war of attrition by brute force: types and moments on grids, replies tried one by one; no package code.

Times are those at which equally likely types of a party concede, `inf` for never. At a tie either wins with probability
1/2.
"""

import numpy as np
from scipy.integrate import solve_ivp


def quantiles(law, count=4000):
    """Equally likely values of a private number, ascending."""
    return np.asarray(law.ppf((np.arange(count) + 0.5) / count), dtype=float)


def paid(t, rate):
    """Discounted length of a war of length t."""
    with np.errstate(over="ignore", invalid="ignore"):
        return -np.expm1(-rate * t) / rate if rate else t


def worth(stop, value, cost, rate, others):
    """Expected payoff of conceding at `stop`, shape (m,), against rivals who concede at `others`, shape (n,)."""
    stop, others = np.atleast_1d(stop)[:, None], np.asarray(others)[None, :]
    wins = np.where(others < stop, 1.0, np.where(others == stop, 0.5, 0.0))
    when = np.minimum(stop, others)
    return (wins * value * np.exp(-rate * np.minimum(others, 1e9)) - cost * paid(when, rate)).mean(axis=1)


def largest_gain(values, costs, times, others, stops, rate=0.0):
    """The most that any type gains by conceding at one of `stops` instead of at its own time."""
    gains = []
    for value, cost, time in zip(values, costs, times, strict=True):
        own = worth(time, value, cost, rate, others)[0]
        gains.append(worth(stops, value, cost, rate, others).max() - own)
    return max(gains)


def outcome(first, second):
    """(expected duration, P(first concedes first)) when the types of both are drawn independently."""
    a, b = np.asarray(first)[:, None], np.asarray(second)[None, :]
    return np.minimum(a, b).mean(), (a < b).mean() + 0.5 * (a == b).mean()


def by_equations(laws, start, span, at):
    """Which types concede at the times `at`, shape (2, len(at)): each indifferent about an instant more.

    Types are patience, value over cost, with distributions `laws` (cdf, pdf); `start`: the types at time 0.
    """

    def change(_, x):
        hazard = [law.pdf(x[i]) / law.sf(x[i]) for i, law in enumerate(laws)]
        return [1 / (hazard[0] * x[1]), 1 / (hazard[1] * x[0])]

    found = solve_ivp(change, (0, span), start, t_eval=at, rtol=1e-11, atol=1e-13, method="LSODA")
    return found.y
