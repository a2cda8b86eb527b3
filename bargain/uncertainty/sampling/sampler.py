"""How the uncertain numbers of a case are drawn: a choice of words, kept as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import known

METHODS = ("random", "latin_hypercube", "sobol")
SHAPES = ("uniform", "triangular")
WEIGHTS = ("independent", "fixed_sum")
PROBABILITIES = ("scaled", "fixed_sum")


@dataclass(frozen=True)
class Sampler:
    """How numbers are drawn.

    `method`: "random", or sequences that fill the space more evenly, "latin_hypercube" and "sobol".
    `shape`: over a range from low to high, "uniform" or "triangular" (most likely at the value).
    `distributions`: path → a frozen distribution of scipy.stats (anything with `ppf`), in place of the number's range.
    `weights`: "independent", each drawn from its range and then scaled by the game, as all weights are; or "fixed_sum",
    uniform over all weights within their ranges whose sum is the one written.
    `probabilities` of the endings of a war: "scaled", each drawn from its range, then brought to the sum 1; or
    "fixed_sum", uniform over all within their ranges whose sum is 1.

    >>> Sampler(method="sobol", shape="triangular").method
    'sobol'
    """

    method: str = "random"
    shape: str = "uniform"
    distributions: Mapping[str, Any] = EMPTY
    weights: str = "independent"
    probabilities: str = "scaled"

    def __post_init__(self) -> None:
        known(self.method, METHODS, "sampler.method", "method")
        known(self.shape, SHAPES, "sampler.shape", "shape")
        known(self.weights, WEIGHTS, "sampler.weights", "way")
        known(self.probabilities, PROBABILITIES, "sampler.probabilities", "way")
        if not isinstance(self.distributions, Mapping):
            raise GameError("sampler.distributions: give a mapping, path → frozen distribution of scipy.stats")
        for path, distribution in self.distributions.items():
            if not callable(getattr(distribution, "ppf", None)):
                raise GameError(
                    f"sampler.distributions[{path!r}]: {type(distribution).__name__} has no ppf; "
                    f"give a frozen distribution of scipy.stats, such as scipy.stats.norm(30, 5)"
                )
        object.__setattr__(self, "distributions", FrozenDict(self.distributions))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; distributions by name and parameters."""
        return {
            "method": self.method,
            "shape": self.shape,
            "distributions": {path: described(d) for path, d in self.distributions.items()},
            "weights": self.weights,
            "probabilities": self.probabilities,
        }


def described(distribution: Any) -> str:
    """A frozen distribution in words: its name and parameters where it has them."""
    name = getattr(getattr(distribution, "dist", None), "name", None)
    if name is None:
        return repr(distribution)
    given = [repr(x) for x in getattr(distribution, "args", ())]
    given += [f"{key}={x!r}" for key, x in sorted(getattr(distribution, "kwds", {}).items())]
    return f"{name}({', '.join(given)})"
