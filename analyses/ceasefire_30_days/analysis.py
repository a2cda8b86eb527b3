"""A truce of 30 days: when it leads to a settlement, when it is used to stall and rearm, and by which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.strategic.ceasefire import Ceasefire
from bargain.strategic.truce.of_case import terms_in_case
from bargain.strategic.truce.outcome import LABELS, outcomes
from bargain.strategic.truce.solving import backward
from bargain.strategic.truce.terms import Field
from bargain.uncertainty.result import Ensemble

drawing = SimpleNamespace(**run_path(str(Path(__file__).parents[1] / "drawing.py")))

TRUCE = {
    "days": Quantity(30, basis="reported", source="news report, fact 1"),
    "rearming": Quantity(0.02, 0, 0.08, "assumed", reason="chance to win that five days of rearming add: for both"),
    "monitoring": Quantity(0.3, 0, 0.7, "assumed", reason="chance that monitors prove five days of rearming: for both"),
    "talks": Quantity(0.03, 0.005, 0.1, "assumed", reason="chance of a settlement in five days; fact 7: much is open"),
    "penalty": Quantity(3, 0, 8, "assumed", reason="points, for a proven breach; fact 4 has a threat and no size"),
    "force": Quantity(0.02, 0, 0.06, "assumed", reason="chance to win that others add to who did not break it"),
    "surprise": Quantity(0.01, 0, 0.05, "assumed", reason="chance to win that an attack in the truce adds: for both"),
    "follow": Quantity(0, 0, 1, "assumed", reason="share of a shift of power that terms follow; at first they stay"),
}
"""What the case file cannot hold, for a period of five days: always one number for both parties."""

LAND = {"control": "line of contact, with exchanges", "recognition": "deferred", "withdrawal": "both sides equally"}
TERMS = {
    "nearer to Ukraine": {**LAND, "guarantees": "European states and the United States", "sanctions": "kept"},
    "middle": {**LAND, "guarantees": "European states", "sanctions": "eased with snap-back"},
    "nearer to Russia": {**LAND, "guarantees": "consultations", "sanctions": "lifted in stages"},
}
"""The settlement that the talks are about. No red line is crossed by any of the three."""

RATE = 0.08  # of the one party that rearms, where the other cannot: the fastest of the range
SELDOM = 0.1
"""The chance that monitors prove its rearming, where little is proven."""

DRAWS = 150
"""Draws of all numbers in which the truce is solved, as a dynamic game each."""


@cache
def case() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(Path(__file__).parent / "game.toml")


def truce(**changed: object) -> Ceasefire:
    """The truce as assumed, about the terms in the middle, with some of its numbers changed."""
    return bg.ceasefire.from_game(case(), settlement=TERMS["middle"], **{**TRUCE, **changed})


def only(party: str, rate: float = RATE) -> dict[str, float]:
    """Rearming, when this party alone can rearm."""
    return {name: rate * (name == party) for name in ("Ukraine", "Russia")}


def gains(found: Ceasefire) -> dict[str, float]:
    """What the settlement brings each party over war today, in points."""
    pairs = zip(found.parties, found.terms.settlement, found.terms.war, strict=True)
    return {party: peace - war for party, peace, war in pairs}


def unarmed(found: Ceasefire) -> Ceasefire:
    """The same truce with nobody able to rearm, so that one party alone can be looked at."""
    return replace(found, terms=replace(found.terms, rearming=(0.0, 0.0)))


def on(found: Ceasefire, terms: str) -> Ceasefire:
    """The same truce with talks about these terms."""
    peace = case().payoffs(TERMS[terms])
    return replace(found, terms=replace(found.terms, settlement=tuple(peace[party] for party in found.parties)))


def label(found: Ceasefire, party: str | None = None, **changed: object) -> str:
    """What the truce comes to with some of its terms changed; `rearming`: the rate of `party`, or of both."""
    rate, watch = changed.pop("rearming", found.terms.rearming[0]), changed.pop("monitoring", found.terms.monitoring)
    other = replace(found, terms=replace(found.terms, **changed))
    return bg.ceasefire_regions(other, rearming=[rate], monitoring=[watch], rearms=party).labels[0][0]


def edge(kept: Callable[[float], bool], now: float, end: float) -> float:
    """Where, from `now` towards `end`, the truce ceases to be kept; by bisection."""
    for _ in range(6):
        middle = (now + end) / 2
        now, end = (middle, end) if kept(middle) else (now, middle)
    return now


def needed(found: Ceasefire, party: str, rate: float = RATE) -> float:
    """The smallest monitoring with which both keep the truce though this party alone can rearm; inf where none is."""
    low, high = 0.0, 1.0
    for _ in range(2):
        watch = [low + (high - low) * k / 25 for k in range(26)]
        kept = bg.ceasefire_regions(unarmed(found), rearming=[rate], monitoring=watch, rearms=party).labels[0]
        if "kept" not in kept:
            return float("inf")
        low, high = watch[max(kept.index("kept") - 1, 0)], watch[kept.index("kept")]
    return high


def fastest(found: Ceasefire, party: str) -> float:
    """The fastest rearming by this party alone at which both keep the truce with nobody to prove anything."""
    return edge(lambda rate: label(unarmed(found), party, rearming=rate, monitoring=0.0) == "kept", 0.0, 0.1)


def fewest_talks(found: Ceasefire) -> float:
    """The smallest chance of a settlement in five days at which the truce is kept."""
    return edge(lambda chance: label(found, talks=chance) == "kept", found.terms.talks, 0.0)


def slack(found: Ceasefire, party: str) -> float:
    """By how many points the settlement can be worth less to one party before the truce ceases to be kept."""
    own, peace = found.parties.index(party), found.terms.settlement

    def kept(points: float) -> bool:
        return label(found, settlement=tuple(x - points * (i == own) for i, x in enumerate(peace))) == "kept"

    return edge(kept, 0.0, 60.0)


def over_the_ranges(found: Ceasefire) -> dict[str, str]:
    """Each number of the truce, at the low and the high end of its range → what the truce comes to."""
    ends = {(name, end): getattr(x, end) for name, x in TRUCE.items() for end in ("low", "high")}
    ends = {place: x for place, x in ends.items() if x not in (None, value_of(TRUCE[place[0]]))}
    return {
        f"{name} {end}": label(found, **{name: (x, x) if name == "penalty" else x}) for (name, end), x in ends.items()
    }


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the case at once."""
    return bg.ensemble(case(), draws=1000, seed=0)


@dataclass(frozen=True)
class Drawn:
    """One draw of all numbers: what the truce comes to, what a settlement brings over war, and `numbers` beside.

    `label`: as drawn. `alone`: party → label when it alone can rearm, fast and seldom proven. `gains`: terms → party →
    points.
    """

    label: str
    alone: dict[str, str]
    gains: dict[str, dict[str, float]]
    numbers: dict[str, float]


def one_draw(game: bg.BargainingGame, numbers: dict[str, float], base: Ceasefire) -> Drawn:
    """The truce of `base`, with the numbers that were drawn for the case and for the truce."""
    rate, told = numbers["rearming"], {name: x for name, x in numbers.items() if name not in ("days", "rearming")}
    told |= {"penalty": (told["penalty"],) * 2, "levels": base.terms.levels, "days": base.terms.days}
    parties, terms = terms_in_case(game, TERMS["middle"], None, rearming=(rate, rate), **told)
    rates = [[rate, rate], *([RATE * (name == party) for name in parties] for party in parties)]
    field = Field(terms, np.array(rates), np.array([numbers["monitoring"], SELDOM, SELDOM]), base.periods)
    label, *alone = outcomes(backward(field, base.periods, base.rule)).labels
    peace, war = {name: game.payoffs(settled) for name, settled in TERMS.items()}, game.disagreement
    gained = {name: {party: points[party] - war[party] for party in parties} for name, points in peace.items()}
    return Drawn(label, dict(zip(parties, alone, strict=True)), gained, numbers)


@cache
def over_the_draws() -> tuple[Drawn, ...]:
    """Draws of every number of the case and of the truce at once, without those that make no game."""
    base = truce()
    return tuple(one_draw(game, numbers, base) for game, numbers in drawing.drawn(case(), DRAWS, TRUCE) if game)


def counts() -> dict[str, dict[str, int]]:
    """Who can rearm → what the truce comes to → in how many draws."""
    draws = over_the_draws()
    found = {"as drawn": Counter(one.label for one in draws)}
    found |= {f"{p} alone": Counter(one.alone[p] for one in draws) for p in draws[0].alone}
    return {who: {label: held[label] for label in LABELS} for who, held in found.items()}


def by_halves() -> dict[str, list[list[int]]]:
    """Number of the truce → [draws that keep it, of how many] where that number is in the lower half of its range, and
    where it is in the upper half."""
    found = {}
    for name, number in TRUCE.items():
        if number.low is not None:
            middle = (number.low + number.high) / 2
            halves = [[one for one in over_the_draws() if (one.numbers[name] > middle) == upper] for upper in (0, 1)]
            found[name] = [[sum(one.label == "kept" for one in half), len(half)] for half in halves]
    return found


def gains_less() -> dict[str, dict[str, int]]:
    """Terms → party → in how many draws they bring it less over war than they bring the other side."""
    draws = over_the_draws()
    return {
        terms: {p: sum(one.gains[terms][p] < max(one.gains[terms].values()) for one in draws) for p in draws[0].alone}
        for terms in TERMS
    }


def findings() -> dict[str, object]:
    """The truce as assumed, without monitors, each side's rearming under each terms, what else tips it."""
    base = truce()
    found: dict[str, object] = {
        "label": base.label,
        "settled": base.settled,
        "refusal is one too": base.others[-1].label == "refused",
    }
    found |= {f"payoff.{party}": points for party, points in zip(base.parties, base.payoffs, strict=True)}
    found |= {f"war.{party}": points for party, points in zip(base.parties, base.terms.war, strict=True)}
    found["monitoring needed"] = base.critical_monitoring
    found["fewest talks"] = fewest_talks(base)
    found |= {f"slack.{party}": slack(base, party) for party in base.parties}
    for terms, one in ((terms, on(base, terms)) for terms in TERMS):
        found |= {f"{terms}.gain.{party}": points for party, points in gains(one).items()}
        found |= {f"{terms}.needed against {party}": needed(one, party) for party in one.parties}
    for party in base.parties:
        found[f"fastest.{party}"] = fastest(base, party)
        stall = bg.ceasefire_regions(unarmed(base), rearming=[RATE], monitoring=[SELDOM], rearms=party)
        for what in ("labels", "settled", "rearmed_war"):
            found[f"stalling by {party}.{what}"] = getattr(stall, what)[0][0]
    found |= {f"ranges.{end}": what for end, what in over_the_ranges(base).items()}
    for who, held in counts().items():
        found |= {f"draws.{who}.{label}": count for label, count in held.items()}
    found |= {f"draws.kept by halves of {name}": halves for name, halves in by_halves().items()}
    for terms, less in gains_less().items():
        found |= {f"draws.{terms}.{party} gains less over war": count for party, count in less.items()}
    found["draws.refused as no game"] = DRAWS - len(over_the_draws())
    return found | drawing.pinned(ensemble(), *case().issue_names)
