"""Security guarantees: which of them make a peace hold for both sides, and which of these cross nobody's line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import product
from math import exp
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import bargain as bg
from bargain.game.condition import holds
from bargain.game.quantity import Quantity, value_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]

ASSUMED = {
    "seen without forces": Quantity(0.15, 0.05, 0.4, "assumed", reason="from afar; not reported: for both"),
    "seen by forces": Quantity(0.4, 0.2, 0.8, "assumed", reason="on the spot, whoever sends them: for both"),
    "months between looks": Quantity(3, 1, 12, "assumed", reason="not reported: for both"),
    "blamed by mistake": Quantity(
        0.02, 0, 0.05, "assumed", reason="an alarm about a side that kept the peace: for both"
    ),
    "months of fighting": Quantity(
        3, 1, 24, "assumed", reason="until peace is tried again; at most the file's two years"
    ),
    "European states take": Quantity(60, 20, 120, "assumed", reason="one or two months of what peace brings over war"),
    "with the United States": Quantity(120, 40, 240, "assumed", reason="twice as much; neither is reported"),
    "honoured from afar": Quantity(
        0.4, 0.1, 0.7, "assumed", reason="whether guarantors act when it costs them is open"
    ),
    "honoured on the spot": Quantity(
        0.8, 0.5, 0.95, "assumed", reason="facts 16, 17: believed when its forces are there"
    ),
}
"""What a case file cannot hold. Chances are of one look; what a guarantee takes is in points, once, of who is found."""

TAKES = {"European states": "European states take", "European states and the United States": "with the United States"}
VIOLATIONS = {"Ukraine": {"control": "Ukrainian"}, "Russia": {"control": "Russian"}}
"""What each side would take while the other keeps the peace: in both cases the regions, whole."""

MONTH = 1 / 12  # years: a period of the game

DRAWS = 250
"""Draws of all numbers in which the peace is asked about."""

SHORT = 6
"""Months of fighting that are few, within their range."""

ACTS: dict[str, dict[str, float]] = {
    "both": {},
    "Ukraine alone": {"Russia": 0.0},
    "Russia alone": {"Ukraine": 0.0},
    "nobody": {"Ukraine": 0.0, "Russia": 0.0},
}
"""Against whom a guarantee acts → the share of it that meets a party, else 1."""

Numbers = Mapping[str, float | Quantity]
Cell = tuple[str, str]  # a guarantee, and whose forces keep the peace

TWO: tuple[Cell, ...] = (
    ("European states", "European and Australian"),
    ("European states and the United States", "neutral states"),
)
"""The cells that hold in the file and cross nobody's line."""


def guarantees() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    same = {name: game.issue(name).preferences == package.issue(name).preferences for name in game.issue_names}
    same["war"] = (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year)
    same["beliefs"] = [e.probability for e in ours.endings] == [e.probability for e in theirs.endings]
    same["red lines"] = set(game.red_lines) <= set(package.red_lines)
    return [matter for matter, alike in same.items() if not alike]


def cells(game: bg.BargainingGame) -> list[Cell]:
    """Every guarantee with every kind of forces, in file order."""
    return list(product(game.issue("guarantees").outcomes, game.issue("peacekeepers").outcomes))


def crossed(game: bg.BargainingGame, cell: Cell) -> list[str]:
    """The parties whose absolute red line the cell crosses."""
    chosen = dict(zip(("guarantees", "peacekeepers"), cell, strict=True))
    lines = [line for line in game.all_red_lines if line.absolute]
    return sorted({line.party for line in lines if line.never.keys() <= chosen.keys() and holds(line.never, chosen)})


def agreement(game: bg.BargainingGame, cell: Cell) -> dict[str, str]:
    """The peace that is asked about: the Nash solution of the case, with this guarantee and these forces."""
    return {**bg.nash(game).agreement, "guarantees": cell[0], "peacekeepers": cell[1]}


def terms(cell: Cell, numbers: Numbers = ASSUMED, against: Mapping[str, float] | None = None) -> dict[str, Any]:
    """What guarantee and forces come to in `bargain.enforcement`. `against`: party → share of the guarantee, else 1."""
    x, (guarantee, forces) = {name: value_of(number) for name, number in numbers.items()}, cell
    there = x["honoured on the spot" if forces in ("European and Australian", "NATO") else "honoured from afar"]
    force = there * x[TAKES[guarantee]] if guarantee in TAKES else 0.0
    return {
        "detection": x["seen without forces" if forces == "none" else "seen by forces"],
        "false_alarm": x["blamed by mistake"],
        "gap": int(x["months between looks"]),
        "punishment_periods": int(x["months of fighting"]),
        "force": [force * (against or {}).get(party, 1.0) for party in VIOLATIONS],
    }


def peace(game: bg.BargainingGame, cell: Cell) -> Any:
    """The peace with this guarantee and these forces: does it hold, and by what margins?"""
    kept = agreement(game, cell)
    return bg.enforcement.from_game(game, agreement=kept, violations=VIOLATIONS, period=MONTH, **terms(cell))


def quick(game: bg.BargainingGame, kept: Mapping[str, str], numbers: Numbers = ASSUMED, **against: float) -> Any:
    """The same from the payoffs of the agreement `kept`; None where it gives a party no more than war."""
    reward, d = game.payoffs(kept), game.disagreement
    if any(reward[party] <= d[party] for party in VIOLATIONS):
        return None
    taken = [game.payoffs({**kept, **violation})[party] for party, violation in VIOLATIONS.items()]
    points = (taken, [reward[party] for party in VIOLATIONS], [d[party] for party in VIOLATIONS])
    discount = [exp(-value_of(game.party(party).discount_rate) * MONTH) for party in VIOLATIONS]
    game_terms = terms((kept["guarantees"], kept["peacekeepers"]), numbers, against)
    return bg.enforcement(*points, discount=discount, parties=tuple(VIOLATIONS), **game_terms)


def holding(
    game: bg.BargainingGame, numbers: Numbers = ASSUMED, rest: Mapping[str, str] | None = None, **against: float
) -> list[str]:
    """The cells that cross nobody's line and make the peace hold. `rest`: the other matters, else as agreed."""
    base = bg.nash(game).agreement if rest is None else rest
    free = [cell for cell in cells(game) if not crossed(game, cell)]
    played = [quick(game, {**base, "guarantees": g, "peacekeepers": f}, numbers, **against) for g, f in free]
    return ["; ".join(cell) for cell, peace in zip(free, played, strict=True) if peace is not None and peace.holds]


def thresholds(game: bg.BargainingGame, cell: Cell) -> dict[str, float]:
    """How far each term can move alone until the peace ceases to hold."""
    played, kept, full = peace(game, cell), agreement(game, cell), value_of(ASSUMED[TAKES[cell[0]]])
    found: dict[str, float] = {}
    for party, force, seen in zip(VIOLATIONS, played.smallest_forces, played.critical_detections, strict=True):
        found |= {f"least chance that it is honoured, {party}": force / full, f"least chance to be seen, {party}": seen}
    low, high = 0.0, 0.4
    for _ in range(40):
        middle = (low + high) / 2
        held = quick(game, kept, {**ASSUMED, "blamed by mistake": middle}).holds
        low, high = (middle, high) if held else (low, middle)
    found |= {"most chance to be blamed by mistake": low, "most months between looks": played.longest_gap}
    return found | {"fewest months of fighting": played.shortest_punishment}


def by_months(game: bg.BargainingGame, months: float) -> list[int]:
    """How many cells hold and cross no line if fighting lasts so long; and if no guarantee is ever honoured."""
    numbers = {**ASSUMED, "months of fighting": months}
    return [len(holding(game, numbers)), len(holding(game, numbers, Ukraine=0, Russia=0))]


def over_the_ranges(game: bg.BargainingGame) -> dict[str, list[str]]:
    """Number and end of its range → the cells that then hold and cross nobody's line."""
    rest = bg.nash(game).agreement
    found = {f"{path} {end}": holding(varied, rest=rest) for path, end, varied in one_at_a_time(game)}
    for name, end in product(ASSUMED, ("low", "high")):
        found[f"{name} {end}"] = holding(game, {**ASSUMED, name: getattr(ASSUMED[name], end)}, rest)
    return found


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the case at once."""
    return bg.ensemble(guarantees(), draws=1000, seed=0)


@cache
def draws() -> tuple[tuple[bg.BargainingGame, dict[str, float]], ...]:
    """Draws of every number of the case and beside it, without those that make no game."""
    return tuple((game, numbers) for game, numbers in drawing.drawn(guarantees(), DRAWS, ASSUMED) if game)


@cache
def over_the_draws() -> dict[str, int]:
    """Cell → in how many draws it holds, the most first; and in how many none does.

    Asked about is the peace that the case as written would settle, with each guarantee and each kind of forces.
    """
    rest, none, counts = bg.nash(guarantees()).agreement, 0, Counter[str]()
    for game, numbers in draws():
        held = holding(game, numbers, rest)
        none += not held
        counts.update(held)
    return {**dict(counts.most_common()), "none of them": none}


@cache
def who_keeps(cell: Cell) -> dict[str, dict[str, int]]:
    """Against whom the guarantee acts → in how many draws each side keeps the peace, both do, and both do where
    fighting is short."""
    base = {**bg.nash(guarantees()).agreement, "guarantees": cell[0], "peacekeepers": cell[1]}
    found = {}
    for name, against in ACTS.items():
        played = [quick(game, base, numbers, **against) for game, numbers in draws()]
        margins = [one.margins for one in played if one is not None]
        kept = {party: sum(row[side] >= 0 for row in margins) for side, party in enumerate(VIOLATIONS)}
        holds = [one is not None and one.holds for one in played]
        brief = sum(held for held, (_, numbers) in zip(holds, draws(), strict=True) if short(numbers))
        found[name] = {**kept, "both": sum(holds), "both in short fights": brief}
    return found


def short(numbers: Mapping[str, float]) -> bool:
    """Whether fighting lasts no longer than `SHORT`."""
    return int(numbers["months of fighting"]) <= SHORT


@cache
def signed_holds() -> int:
    """In how many draws the peace holds with the guarantee and the forces that Nash settles in that same draw, all else
    as the case as written would settle it."""
    rest, count = bg.nash(guarantees()).agreement, 0
    for game, numbers in draws():
        signed = bg.nash(game).agreement or rest
        one = quick(game, {**rest, **{issue: signed[issue] for issue in ("guarantees", "peacekeepers")}}, numbers)
        count += one is not None and one.holds
    return count


def findings() -> dict[str, object]:
    """The sixteen cells, one-sided guarantees, what else the peace brings, thresholds, and the ranges."""
    game = guarantees()
    signed, answer, ranges = bg.nash(game).agreement, holding(game), over_the_ranges(game)
    played = {cell: peace(game, cell) for cell in cells(game)}
    found: dict[str, object] = {"unlike the whole package": unlike_the_package(game), "hold and cross no line": answer}
    found["hold"] = ["; ".join(cell) for cell, one in played.items() if one.holds]
    found["as from payoffs"] = all(one.margins == quick(game, agreement(game, c)).margins for c, one in played.items())
    found |= {f"signed.{issue}": outcome for issue, outcome in signed.items()}
    for side, party in enumerate(VIOLATIONS):
        margins = [one.margins[side] for one in played.values()]
        found[f"cross a line of {party}"] = ["; ".join(cell) for cell in played if party in crossed(game, cell)]
        found |= {f"disagreement.{party}": game.disagreement[party], f"margins.{party}": margins}
        found[f"against {party} alone"] = holding(game, **{other: 0.0 for other in VIOLATIONS if other != party})
    for cell in (cell for cell in played if "; ".join(cell) in answer):
        own = {**game.payoffs(agreement(game, cell)), **thresholds(game, cell)}
        found |= {f"{'; '.join(cell)}.{name}": x for name, x in own.items()}
    for issue, outcome in ((i, o) for i in ("sanctions", "aid") for o in game.issue(i).outcomes if o != signed[i]):
        found[f"hold with {issue} {outcome}"] = holding(game, rest={**signed, issue: outcome})
    found |= {f"{months} months of fighting.hold": by_months(game, months) for months in (2, 3, 4, 6, 24)}
    found |= {"ranges.tried": len(ranges), "ranges.none holds": [name for name, held in ranges.items() if not held]}
    for cell in ("; ".join(cell) for cell in played if not crossed(game, cell)):
        found[f"ranges.{cell}"] = sum(cell in held for held in ranges.values())
    found |= {f"draws.{cell}": count for cell, count in over_the_draws().items()}
    for cell, name in product(TWO, ACTS):
        found[f"draws.{'; '.join(cell)}, acts against {name}"] = list(who_keeps(cell)[name].values())
    found |= {"draws.what Nash settles holds": signed_holds(), "draws.refused as no game": DRAWS - len(draws())}
    found["draws.fighting is short"] = sum(short(numbers) for _, numbers in draws())
    return found | drawing.pinned(ensemble(), "guarantees", "peacekeepers", "control", "sanctions")
