"""Two demands: the rules of the game, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """`breakdown`: q. `discount`: of the demander and of the responder, for the time between the two demands."""

    breakdown: float
    discount: tuple[float, float]


@dataclass(frozen=True)
class Second:
    """A second demand, made with `probability`; `demand` None: nothing that anybody accepts. Types from `threshold` on
    accept, `accepted` of all, before anything is known and were there no breakdown."""

    probability: float
    demand: float | None
    threshold: float
    accepted: float


@dataclass(frozen=True)
class Screened:
    """`demand`: the first; None where none is made that anybody accepts. Types from `threshold` on accept it (of the
    first of finitely many types, a part may), `accepted` of all. `second`: what is demanded after a refusal without
    war; two demands where the demander mixes. `payoffs`: of demander and responder, before types are known. `gain`:
    the largest from another move after any history."""

    demand: float | None
    threshold: float
    accepted: float
    second: tuple[Second, ...]
    payoffs: tuple[float, float]
    gain: float
