"""The equilibria of two leaders with ratifiers."""

from __future__ import annotations

import math

import numpy as np

from bargain.errors import NoEquilibriumError
from bargain.strategic.ratifying.evidence import talks_gain
from bargain.strategic.ratifying.result import Ratification, share
from bargain.strategic.ratifying.talks import FIRST, NASH, OFFERS, Deal, Talks
from bargain.strategic.ratifying.tightening import Tightening, tightening

METHOD = {
    FIRST: "the first leader's largest expected gain",
    NASH: "the largest product of expected gains",
    OFFERS: "stationary strategies, each a best reply",
}


def solved_talks(talks: Talks, names: tuple[str, ...], unit: str = "", note: str = "") -> Ratification:
    """The first equilibrium, the rest in `others`; `unit` stands behind numbers in words, `note` in the method."""
    deals = talks.deals()
    tight = (tightening(talks, 0), tightening(talks, 1))
    if not deals:
        if talks.bounds is not None and (talks.gains(talks.grid) > 0).all(axis=1).any():
            raise NoEquilibriumError(
                "alternating offers: no stationary equilibrium in pure strategies found; tried all deals on a grid of "
                f"{len(talks.grid)}"
            )
        return _none(talks, names, tight, unit, note)
    rest: tuple[Ratification, ...] = ()
    for deal in reversed(deals[1:]):
        rest = (_equilibrium(talks, names, deal, tight, unit, note), *rest)
    return _equilibrium(talks, names, deals[0], tight, unit, note, rest)


def _equilibrium(
    talks: Talks,
    names: tuple[str, ...],
    deal: Deal,
    tight: tuple[Tightening | None, ...],
    unit: str,
    note: str,
    others: tuple[Ratification, ...] = (),
) -> Ratification:
    u = np.array(deal.first)
    approved, kept = float(talks.approved(u)), float(talks.kept(u))
    both = (deal.first, float(talks.second(u)))
    gains = talks.gains(u).tolist()
    return Ratification(
        parties=names,
        words=_in_words(talks, names, deal, (approved, kept), tight, unit),
        payoffs=(talks.disagreement[0] + gains[0], talks.disagreement[1] + gains[1]),
        failure=1.0 - approved * kept,
        deviation=talks_gain(talks, deal),
        method=METHOD[talks.rule] + note,
        others=others,
        proposal=deal.first,
        deal=both,
        ratified=approved,
        repudiated=approved * (1.0 - kept),
        zone=talks.bounds,
        certain=talks.certain,
        counteroffer=deal.counter,
        safe_cost=max(r.safe_cost(x) for r, x in zip(talks.ratifiers, both, strict=True)),
        tightening=tight,
    )


def _none(
    talks: Talks, names: tuple[str, ...], tight: tuple[Tightening | None, ...], unit: str, note: str
) -> Ratification:
    none = "No deal leaves both leaders at their disagreement or above and may be approved by both sides."
    return Ratification(
        parties=names,
        words=(none, *_flips(names, tight, unit)),
        payoffs=talks.disagreement,
        failure=1.0,
        deviation=talks_gain(talks, None),
        method=METHOD[talks.rule] + note,
        proposal=None,
        deal=None,
        ratified=0.0,
        repudiated=0.0,
        zone=None,
        certain=None,
        counteroffer=None,
        safe_cost=0.0,
        tightening=tight,
    )


def _in_words(
    talks: Talks,
    names: tuple[str, ...],
    deal: Deal,
    chances: tuple[float, float],
    tight: tuple[Tightening | None, ...],
    unit: str,
) -> tuple[str, ...]:
    first, second = names
    approved, kept = chances
    both = f"{deal.first:.6g}{unit} for {first} and {float(talks.second(np.array(deal.first))):.6g}{unit} for {second}"
    does = {
        FIRST: f"{first} proposes, and {second} accepts, ",
        NASH: "The leaders agree on ",
        OFFERS: f"{first} proposes at once, and {second} accepts, ",
    }
    words = [does[talks.rule] + both + "."]
    if deal.counter is not None:
        words.append(f"In its own turn {second} would leave {first} {deal.counter:.6g}{unit}.")
    if any(r.now is not None for r in talks.ratifiers):
        words.append(f"The deal is ratified {share(approved)}.")
    if any(r.later is not None and r.held > 0 for r in talks.ratifiers):
        words.append(f"A later vote lets it stand {share(kept)}." if kept < 1 else "No later vote undoes it.")
    if deal.plateau:
        words.append("It is the end of a range of deals that all rank the same.")
    for i, name in enumerate(names):
        ratifier, own = talks.ratifiers[i], (deal.first, float(talks.second(np.array(deal.first))))[i]
        if ratifier.now is not None and ratifier.now.known and math.isclose(own, ratifier.highest, abs_tol=1e-9):
            words.append(f"{name} gets just what its ratifier asks for.")
    return (*words, *_flips(names, tight, unit))


def _flips(names: tuple[str, ...], tight: tuple[Tightening | None, ...], unit: str) -> list[str]:
    """What a tighter ratifier would do, in words."""
    words = []
    for name, t in zip(names, tight, strict=True):
        if t is None:
            continue
        fails = (
            f"above {t.fails_from:.6g}{unit} nothing passes" if math.isfinite(t.fails_from) else "more fails ever after"
        )
        if t.helps:
            start = f"from {t.binds_from:.6g}{unit} " if math.isfinite(t.binds_from) else ""
            words.append(f"A tighter ratifier helps {name} {start}up to {t.peaks_at:.6g}{unit}; {fails}.")
        else:
            words.append(f"A tighter ratifier does not help {name}; {fails}.")
    return words
