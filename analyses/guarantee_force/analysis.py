"""A guarantee force: who sends soldiers, who pays whom, and whether any split of the burden keeps everyone in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import numpy as np

import bargain as bg
from bargain.game.frozen import FrozenDict
from bargain.game.quantity import Quantity, value_of
from bargain.strategic.cooperative.nucleolus import nucleolus
from bargain.strategic.cooperative.shapley import shapley_value
from bargain.strategic.cooperative.worths import worths_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]

ASSUMED = {
    "France": Quantity(10, 5, 15, "assumed", reason="thousand soldiers that it could send; not reported, as Britain"),
    "Britain": Quantity(10, 5, 15, "assumed", reason="thousand soldiers that it could send; not reported, as France"),
    "other Europeans": Quantity(15, 8, 22, "assumed", reason="thousand soldiers that all of them could send together"),
    "Australia": Quantity(3, 1, 5, "assumed", reason="thousand soldiers that it could send, a long way; not reported"),
    "size": Quantity(25, 15, 35, "assumed", reason="thousand soldiers that a force has to have; not reported"),
}
"""What a case file cannot hold: what each could send, and how large the force has to be."""

SIZES = (10, 15, 20, 25, 28, 30, 35, 38)
"""Thousand soldiers: sizes at which what one or another set of states could send is just enough, and one between."""

TODAY = {"force": "none", "burden": "nobody"}

DRAWS = 300
"""Draws of all numbers in which it is asked who sends, who pays and who stays."""

Numbers = Mapping[str, float | Quantity]


def contributors() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def plain(numbers: Numbers = ASSUMED, **other: float) -> dict[str, float]:
    """The assumed numbers as numbers, with `other` in their place."""
    return {**{name: value_of(number) for name, number in numbers.items()}, **other}


def worths(game: bg.BargainingGame) -> tuple[dict[str, float], dict[str, float]]:
    """What the force is worth to each, and what sending its part costs it, in its own points."""
    base = game.payoffs(TODAY)
    stands, sends = game.payoffs({**TODAY, "force": "stands"}), game.payoffs({**TODAY, "burden": "all four"})
    return {p: stands[p] - base[p] for p in base}, {p: base[p] - sends[p] for p in base}


def willing(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> dict[str, float]:
    """How many thousand soldiers, or as much in money, each would give at most rather than see no force.

    What it could send, times what the force is worth to it over what its part costs it: burdens are taken to be linear.
    """
    value, cost = worths(game)
    return {party: plain(numbers)[party] * value[party] / cost[party] for party in game.party_names}


def worth(
    game: bg.BargainingGame, numbers: Numbers = ASSUMED, *, ride: bool = False
) -> Callable[[frozenset[str]], float]:
    """What a set of states has if it goes alone, thousand soldiers: all that the force is worth to it less its size.

    Nothing where it could not send enough. `ride`: where the states left behind could and would field the force, those
    who leave expect them to, and have it for nothing.
    """
    x, ready, everyone = plain(numbers), willing(game, numbers), frozenset(game.party_names)

    def fields(states: frozenset[str]) -> bool:
        return min(sum(x[p] for p in states), sum(ready[p] for p in states)) >= x["size"] - 1e-9

    def of(states: frozenset[str]) -> float:
        given = sum(ready[p] for p in states)
        alone = given - x["size"] if fields(states) else 0.0
        return max(alone, given) if ride and fields(everyone - states) else alone

    return of


def splits(game: bg.BargainingGame, numbers: Numbers = ASSUMED, *, ride: bool = False) -> Any:
    """Shapley value, nucleolus and core of it."""
    return bg.coalition(list(game.party_names), worth(game, numbers, ride=ride))


def burdens(game: bg.BargainingGame, split: Mapping[Any, float], numbers: Numbers = ASSUMED) -> dict[str, float]:
    """What each bears in a split, thousand soldiers sent or paid for; below 0 for who is paid more than it sends."""
    return {party: points - split[party] for party, points in willing(game, numbers).items()}


def pledges(game: bg.BargainingGame, numbers: Numbers = ASSUMED, *, refund: bool = False) -> Any:
    """Who sends its part if each decides for itself and nobody pays anybody."""
    x = plain(numbers)
    size = x.pop("size")
    return bg.contribution.from_game(
        game, issue="force", provided="stands", absent="none", costs=worths(game)[1], amounts=x, threshold=size,
        refund=refund,
    )  # fmt: skip


def senders(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> list[str]:
    """The sets of states that send their parts, one for each equilibrium in which the force stands."""
    return sorted(" + ".join(one.contributors) for one in pledges(game, numbers).equilibria if one.provision == 1.0)


def could(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> list[str]:
    """The smallest sets of states that could send enough, willing or not."""
    x, found = plain(numbers), list[tuple[str, ...]]()
    for count in range(1, len(game.parties) + 1):
        for states in combinations(game.party_names, count):
            smaller = any(set(other) <= set(states) for other in found)
            if not smaller and sum(x[p] for p in states) >= x["size"] - 1e-9:
                found.append(states)
    return sorted(" + ".join(states) for states in found)


def leaving(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> float:
    """What leaving has to cost any set of states, thousand soldiers, so that some split keeps all in who could ride."""
    return max(0.0, float(splits(game, numbers, ride=True).least_core_value))


def answer(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> tuple[list[str], bool]:
    """What is held against the ranges: who sends its part, and whether a split keeps all in who could ride."""
    return senders(game, numbers), leaving(game, numbers) < 1e-6


def over_the_ranges(game: bg.BargainingGame) -> dict[str, tuple[list[str], bool]]:
    """Number and end of its range → the answer. Waiting and the outside option have no part in it."""
    found = {f"{p} {end}": answer(varied) for p, end, varied in one_at_a_time(game) if p.startswith("issues")}
    for name, end in product(ASSUMED, ("low", "high")):
        found[f"{name} {end}"] = answer(game, {**ASSUMED, name: getattr(ASSUMED[name], end)})
    return found


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers of the case at once."""
    return bg.ensemble(contributors(), draws=2000, seed=0)


def tied(game: bg.BargainingGame) -> bg.BargainingGame:
    """The game whose outside option is what no force and no burden are worth by its own weights."""
    return game.with_outside_option(bg.Fixed(game.payoffs(TODAY)))


@cache
def by_agreement() -> dict[str, int]:
    """Who sends by the Nash solution, without payments → in how many draws, the outside option tied to the weights."""
    games = (game for game, _ in drawing.drawn(contributors(), DRAWS) if game)
    settled = [bg.nash(tied(game)).agreement or TODAY for game in games]
    return dict(Counter(one["burden"] if one["force"] == "stands" else "no force" for one in settled).most_common())


@dataclass(frozen=True)
class Drawn:
    """One draw of all numbers. `fails`: why no force can stand, "" where it can; `sent`: the sets that send in an
    equilibrium without payments; `leaving`: what leaving has to cost for all to stay; `burdens`: of the Shapley value
    where nobody can ride, thousand soldiers."""

    fails: str
    sent: tuple[str, ...] = ()
    leaving: float = 0.0
    burdens: Mapping[str, float] = FrozenDict()


def one_draw(game: bg.BargainingGame, numbers: Mapping[str, float]) -> Drawn:
    """Whether there can be a force with these numbers, who sends, and who bears what."""
    size, names = numbers["size"], list(game.party_names)
    if sum(numbers[party] for party in names) < size:
        return Drawn("too few")
    if sum(willing(game, numbers).values()) < size:
        return Drawn("too dear")
    alone, riding = (worths_of(names, worth(game, numbers, ride=ride)) for ride in (False, True))
    settled = nucleolus(riding, imputations=False)
    shares = dict(zip(names, shapley_value(alone).tolist(), strict=True))
    leaving = max(0.0, -min(settled.surplus)) if settled and settled.surplus else 0.0
    return Drawn("", tuple(senders(game, numbers)), leaving, FrozenDict(burdens(game, shares, numbers)))


@cache
def over_the_draws() -> tuple[Drawn, ...]:
    """Draws of every number of the case and beside it, without those that make no game."""
    return tuple(one_draw(*one) for one in drawing.drawn(contributors(), DRAWS, ASSUMED) if one[0])


def standing() -> tuple[Drawn, ...]:
    """The draws in which a force can stand: all together could send enough, and would rather than see none."""
    return tuple(one for one in over_the_draws() if not one.fails)


def counts() -> dict[str, int]:
    """Who sends without payments → in how many draws in which a force can stand; "nobody": only nobody does."""
    sent = Counter(who for one in standing() for who in one.sent or ("nobody",))
    return dict(sorted(sent.items(), key=lambda row: (-row[1], row[0])))


def needed() -> dict[str, int]:
    """Party → in how many of these draws it is in every set that sends, where some does."""
    return {
        p: sum(all(p in who.split(" + ") for who in one.sent) for one in standing() if one.sent)
        for p in contributors().party_names
    }


def spread_of_burdens() -> dict[str, list[float]]:
    """Party → its Shapley burden where nobody can ride, as a share of the sum of all: low end of nine draws in ten,
    middle, high end."""
    rows = [{p: x / sum(one.burdens.values()) for p, x in one.burdens.items()} for one in standing()]
    return {p: np.quantile([row[p] for row in rows], drawing.ENDS).tolist() for p in contributors().party_names}


def findings() -> dict[str, object]:
    """Who pays in each split, who sends in each equilibrium, every size of the force, and the ranges."""
    game = contributors()
    value, cost = worths(game)
    found: dict[str, object] = {"willing": list(willing(game).values()), "could": could(game)}
    found |= {f"{party}.worth and cost": [value[party], cost[party]] for party in game.party_names}
    found["all needed.points"] = list(bg.coalition.from_game(game).shapley.values())
    for name, ride in (("alone", False), ("riding", True)):
        split = splits(game, ride=ride)
        found[f"{name}.core empty"] = split.core_empty
        found[f"{name}.shapley burdens"] = list(burdens(game, split.shapley).values())
        found[f"{name}.nucleolus burdens"] = list(burdens(game, split.prenucleolus).values())
        found[f"{name}.shapley in core"] = split.shapley_in_core
        found[f"{name}.least core value"] = split.least_core_value
    for refund in (False, True):
        played = pledges(game, refund=refund).equilibria
        found[f"equilibria{' with refund' if refund else ''}"] = [" + ".join(one.contributors) for one in played]
    found |= {f"{party}.pledges": [one.payoffs[k] for one in pledges(game).equilibria] for k, party in enumerate(value)}
    drawn = bg.nash(game, lotteries=True)
    found["drawn.who sends"] = sorted(agreement["burden"] for _, agreement in drawn.lottery)
    found["drawn.chances"] = [chance for chance, _ in drawn.lottery]
    found |= {f"drawn.{party}": gain for party, gain in drawn.gains.items()}
    for size in SIZES:
        numbers = {**ASSUMED, "size": size}
        found |= {f"size {size}.could": could(game, numbers), f"size {size}.send": senders(game, numbers)}
        found[f"size {size}.leaving has to cost"] = leaving(game, numbers)
    ranges = over_the_ranges(game)
    found["ranges.tried"] = len(ranges)
    found["ranges.other senders"] = [name for name, (sent, _) in ranges.items() if sent != senders(game)]
    found["ranges.all stay"] = [name for name, (_, stay) in ranges.items() if stay]
    for why in ("too few", "too dear"):
        found[f"draws.{why}"] = sum(one.fails == why for one in over_the_draws())
    found |= {f"draws.send: {who}": count for who, count in counts().items()}
    found |= {f"draws.always sends: {party}": count for party, count in needed().items()}
    found["draws.all stay"] = sum(one.leaving < 1e-6 for one in standing())
    found |= {f"draws.burden of {party}": ends for party, ends in spread_of_burdens().items()}
    found["draws.refused as no game"] = DRAWS - len(over_the_draws())
    found |= {f"draws.agreed: {who}": count for who, count in by_agreement().items()}
    found |= {f"ensemble.blocks: {label}": share.value for label, share in ensemble().blockers.items()}
    return found | drawing.pinned(ensemble(), *game.issue_names)
