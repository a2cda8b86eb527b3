"""One period of a truce as a game in payoff tables, in every state at once.

| first \\ second | keeps | rearms | resumes |
| --- | --- | --- | --- |
| keeps | settled with probability σ, else on | second proven, war, with q; else on | war, second in breach |
| rearms | first proven, war, with q; else on | each proven with q on its own; on if neither | war, second in breach |
| resumes | war, first in breach | war, first in breach | war, both in breach |

Whoever is in breach pays the penalty and faces the guarantee force; if both are, the forces cancel. A level whose
building is proven does not count. Payoffs of the next period are discounted, those of this one are not.
"""

from __future__ import annotations

import numpy as np

from bargain.strategic.truce.terms import Array, Field


def stage(field: Field, later: Array) -> Array:
    """Payoffs of each pair of actions, shape (2, m, levels, levels, 3, 3); `later`, shape (2, m, levels, levels): the
    values of the states that may follow."""
    terms, q, up = field.terms, field.q, field.onward
    next_ = np.array(terms.discount)[:, None, None, None] * later
    first, second = next_[:, :, up, :], next_[:, :, :, up]
    both = first[:, :, :, up]
    here, caught = field.shift(), terms.war_payoffs
    force, ahead = terms.force, terms.surprise
    u = np.empty((*later.shape, 3, 3))
    u[..., 0, 0] = terms.talks * terms.peace_payoffs(here) + (1.0 - terms.talks) * next_
    u[..., 1, 0] = q * caught(here - force, (True, False)) + (1.0 - q) * first
    u[..., 0, 1] = q * caught(here + force, (False, True)) + (1.0 - q) * second
    u[..., 1, 1] = (
        q * q * caught(here, (True, True))
        + q * (1.0 - q) * caught(field.shift(second=1) - force, (True, False))
        + (1.0 - q) * q * caught(field.shift(first=1) + force, (False, True))
        + (1.0 - q) ** 2 * both
    )
    u[..., 2, 0] = u[..., 2, 1] = caught(here + ahead - force, (True, False))
    u[..., 0, 2] = u[..., 1, 2] = caught(here - ahead + force, (False, True))
    u[..., 2, 2] = caught(here, (True, True))
    return u
