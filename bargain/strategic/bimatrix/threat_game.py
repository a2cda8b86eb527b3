"""Nash's variable-threat game with side payments: what the parties could threaten decides how they share.

Each party first commits itself to a threat, a mixed strategy in payoff matrices A and B; then they bargain, and carry
out the threats should they not agree. With side payments they agree on the largest sum of payoffs, sigma, and split
what it is over the threats equally, so the first party gets (sigma + d_1 − d_2) / 2. It wants d_1 − d_2 large, the
other small: the threats are optimal strategies of the zero-sum game A − B, whose value is delta. Payoffs of both are
in one unit that can change hands. Source: Nash (1953), Two-person cooperative games; Ferguson, Game Theory, part III.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy.typing as npt

from bargain.showing import Shown
from bargain.strategic.bimatrix.equilibria import deviations, in_short
from bargain.strategic.bimatrix.matrices import payoff_matrices
from bargain.strategic.bimatrix.zero_sum import zero_sum

Pair = tuple[float, float]
Threats = tuple[tuple[float, ...], tuple[float, ...]]


@dataclass(frozen=True)
class ThreatSolution(Shown):
    """What optimal threats lead to, with side payments; all numbers but the threats in payoff units, (row, column).

    `payoffs`: of the agreement; `threats`: each party's probabilities of its strategies; `disagreement`: payoffs if
    both threats were carried out; `sigma`: the largest sum of payoffs; `delta`: value of the zero-sum game A − B.
    `deviation`: the most that another threat could bring either party, of all mixed ones. `regret`: what each would
    gain by its best reply instead of its threat, called upon to carry it out: 0 where the threat is credible.
    """

    payoffs: Pair
    threats: Threats
    disagreement: Pair
    sigma: float
    delta: float
    deviation: float
    regret: Pair
    method: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "payoffs": list(self.payoffs),
            "threats": [list(threat) for threat in self.threats],
            "disagreement": list(self.disagreement),
            "sigma": self.sigma,
            "delta": self.delta,
            "deviation": self.deviation,
            "regret": list(self.regret),
            "method": self.method,
        }

    def __repr__(self) -> str:
        return "\n".join(
            [
                f"payoffs {in_short(self.payoffs)} with side payments; sigma {self.sigma:.6g}, delta {self.delta:.6g}",
                *in_words(self.threats, self.disagreement, self.regret),
                f"  found by {self.method}; largest gain from another threat {self.deviation:.1e}",
            ]
        )


def threat_game(A: npt.ArrayLike, B: npt.ArrayLike) -> ThreatSolution:
    """Nash's variable-threat game with side payments; `A` pays the row party, `B` the column party, both (m, n).

    Payoffs in one unit that can change hands. The first saddle point in pure threats is taken where A − B has one.
    Raises GameError for tables that are no payoff matrices of one shape. Source: Nash (1953).

    >>> found = threat_game([[5, 0], [0, 1]], [[2, 0], [0, 4]])
    >>> found.sigma, found.delta, found.payoffs, found.threats
    (7.0, 0.0, (3.5, 3.5), ((1.0, 0.0), (0.0, 1.0)))
    """
    A, B = payoff_matrices(A, B)
    difference = A - B
    sigma, optimal = float((A + B).max()), zero_sum(difference)
    x, y, delta = optimal.row, optimal.column, optimal.value
    now = float(x @ difference @ y)
    gain = max(optimal.high - now, now - optimal.low, 0.0) / 2
    return ThreatSolution(
        payoffs=((sigma + delta) / 2, (sigma - delta) / 2),
        threats=(tuple(x.tolist()), tuple(y.tolist())),
        disagreement=(float(x @ A @ y), float(x @ B @ y)),
        sigma=sigma,
        delta=delta,
        deviation=gain,
        regret=deviations(A, B, x, y),
        method="zero-sum game of the difference of payoffs",
    )


def in_words(threats: Threats, disagreement: Pair, regret: Pair) -> list[str]:
    """Threats, disagreement and credibility, a line each."""
    return [
        f"  threats: row {in_short(threats[0])}, column {in_short(threats[1])}",
        f"  disagreement {in_short(disagreement)}; regret of carrying the threat out {in_short(regret)}",
    ]
