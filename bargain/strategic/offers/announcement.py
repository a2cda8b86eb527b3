"""One equilibrium in announced demands, whatever happens when they do not fit."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.strategic.offers.chain import Chain, Point

Strategy = tuple[tuple[float, float], ...]
"""((demand, probability), …), rising in the demand."""


@dataclass(frozen=True)
class Terms:
    """`chain`: the pie. `nash`: what the parties settle on where nothing is announced. `power`: bargaining weights.

    `parties`: their names; `unit`: what stands behind a number in words.
    """

    chain: Chain
    nash: Point
    power: Point
    parties: tuple[str, str]
    unit: str = ""

    def amount(self, x: float) -> str:
        """A number in words."""
        return f"{x + 0.0:.6g}{self.unit}"


@dataclass(frozen=True)
class Announced:
    """`strategies`: one a party. `gains`: expected, in the units of the pie.

    `kept`: probability that each party gets at least what it announced. `failure`: probability of no agreement.
    `deviation`: the most that a party gains by another announcement. `words`: who does what. `agreed`: gains of the
    agreement where it is certain. `continuum`: the two ends, as pairs of demands, of a continuum of equilibria that
    this one is an end of; None where it stands alone.
    """

    strategies: tuple[Strategy, Strategy]
    gains: Point
    kept: Point
    failure: float
    deviation: float
    words: tuple[str, ...]
    agreed: Point | None = None
    continuum: tuple[Point, Point] | None = None

    @property
    def demands(self) -> Point | None:
        """The pair of announcements where both are certain."""
        (one, *more), (other, *others) = self.strategies
        return None if more or others else (one[0], other[0])


def sure(z: Point) -> tuple[Strategy, Strategy]:
    """Strategies that announce `z` for certain."""
    return ((z[0], 1.0),), ((z[1], 1.0),)
