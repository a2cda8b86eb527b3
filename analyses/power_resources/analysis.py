"""Power resources: what a share of the plants' output is worth in other matters, shared or whole, and what it buys."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from functools import cache, reduce
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import bargain as bg
from bargain.game.quantity import value_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
exchange = SimpleNamespace(**run_path(str(HERE / "exchange.py")))

FORMS = {"all to Russia": 0, "half each": 50, "all to Ukraine": 100, "all to one, by a fair draw": None}
"""How the plants can be settled before everything else → Ukraine's share; None for the draw."""


DRAWS = 150
"""Draws of the ensemble: two ranges at once take some time."""

PAIRED = 200
"""Draws in which the steps are priced, which takes no solution."""


def plants() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    matters = ("control", "recognition", "assets", "withdrawal")
    same = {matter: game.issue(matter).preferences == package.issue(matter).preferences for matter in matters}
    same["war"] = (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year)
    same["beliefs"] = [e.probability for e in ours.endings] == [e.probability for e in theirs.endings]
    for party, view in package.issue("power").preferences.items():
        own = game.issue("output").preferences[party]
        half = (own.weight, own.worth.worth[1]) == (view.weight, view.worth[1])
        same[f"plants, {party}"] = half and own.worth.worth[::2] == (view.worth[-1], view.worth[0])
    return [matter for matter, alike in same.items() if not alike]


def rates(game: bg.BargainingGame) -> dict[str, float]:
    """Points of Ukraine for one of Russia: in each half of the output, and between their gains at the Nash solution."""
    found = {half: exchange.moves(game, "output", *ends) for half, ends in exchange.HALVES["Ukraine"].items()}
    found["gains"] = dict(bg.nash(game).gains)
    return {name: abs(points["Ukraine"] / points["Russia"]) for name, points in found.items()}


def held(game: bg.BargainingGame, share: float | None) -> bg.BargainingGame:
    """The same game with the plants settled beforehand: `share` % to Ukraine, or all by a fair draw when None."""
    output = game.issue("output")
    worth = {p: [50.0 if share is None else output.worth(p, share)] for p in game.party_names}
    weight = {party: value_of(view.weight) for party, view in output.preferences.items()}
    rest = game.without_issue("output").with_outside_option(bg.Fixed(game.disagreement))
    return rest.with_issue("output", outcomes=["as settled"], weight=weight, worth=worth)


def side(game: bg.BargainingGame) -> str:
    """Which share of the output the Nash solution gives, in words."""
    share = (bg.nash(game).agreement or {"output": math.nan})["output"]
    return "half" if abs(share - 50) < 1e-6 else "more to Ukraine" if share > 50 else "more to Russia"


def edge(game_at: Callable[[float], bg.BargainingGame], now: float, end: float) -> float:
    """Where, from `now` towards `end`, the Nash solution ceases to halve the output; by bisection."""
    for _ in range(10):
        middle = (now + end) / 2
        now, end = (middle, end) if side(game_at(middle)) == "half" else (now, middle)
    return now


def flips(game: bg.BargainingGame) -> dict[str, float]:
    """What is moved alone, and how → where the Nash solution ceases to halve the output."""

    def at(x: float, key: str, parties: tuple[str, ...]) -> bg.BargainingGame:
        return reduce(lambda g, party: g.with_value(f"issues.output.{party}.{key}", x), parties, game)

    found = {"worth of half, down": edge(lambda x: at(x, "worth.is.1", game.party_names), 60, 45)}
    for party in game.party_names:
        for way, end in (("down", 1), ("up", 12)):
            found[f"weight with {party}, {way}"] = edge(lambda x, own=(party,): at(x, "weight", own), 4, end)
    return found


def slack(game: bg.BargainingGame) -> dict[str, float]:
    """By how many points one outside option can move before the ratio of gains leaves the rates of the two halves."""
    rate = rates(game)
    low, high = sorted((rate["first"], rate["second"]))
    ukraine, russia = bg.nash(game).gains.values()
    up = {"Ukraine up": ukraine - low * russia, "Russia up": russia - ukraine / high}
    return up | {"Ukraine down": high * russia - ukraine, "Russia down": ukraine / low - russia}


def outside_moved(game: bg.BargainingGame, party: str, points: float) -> bg.BargainingGame:
    """The same game in which no agreement is worth `points` more to `party`."""
    return game.with_outside_option(bg.Fixed({**game.disagreement, party: game.disagreement[party] + points}))


def over_the_ranges(game: bg.BargainingGame) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Share of the output in words → in how many variations; half → step by step, in how many that half pays for it."""
    games = [varied for _, _, varied in one_at_a_time(game)]
    steps = {half: paying(games, half) for half in exchange.HALVES["Ukraine"]}
    return dict(Counter(side(varied) for varied in games)), steps


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once."""
    return bg.ensemble(plants(), draws=DRAWS, seed=0)


def over_the_draws() -> dict[str, float]:
    """Part of the range of the output → share of the draws that settle it there. All curves bend in 40 to 60."""
    over = ensemble()["nash"].issues["output"]
    total = sum(mass for _, mass in over.bins)
    places = [(over.origin + place * over.width, mass / total) for place, mass in over.bins]
    parts = {"less than 40": (-1, 40), "40 to 60": (40, 60.001), "more than 60": (60.001, 101)}
    return {part: sum(mass for x, mass in places if low <= x < high) for part, (low, high) in parts.items()}


@cache
def steps_over_the_draws() -> dict[str, list[int]]:
    """Half of the output → step by step, in how many of the first `PAIRED` of the same draws that half pays for it."""
    cases = bg.draws_of(plants(), n=PAIRED, seed=0)
    games = [cases.game(k) for k in range(PAIRED)]
    return {half: paying(games, half) for half in exchange.HALVES["Ukraine"]}


def paying(games: list[bg.BargainingGame], half: str) -> list[int]:
    """Step by step, in how many of the games that half of the output pays for it."""
    paid = [exchange.paid_for(game, half) for game in games]
    return [sum(step in found for found in paid) for step in exchange.STEPS]


def findings() -> dict[str, object]:
    """The solutions, what each half of the output pays for, the plants settled beforehand, flips and ranges."""
    game = plants()
    found: dict[str, object] = {"unlike the whole package": unlike_the_package(game)}
    found |= {f"disagreement.{party}": points for party, points in game.disagreement.items()}
    for concept in ("nash", "kalai_smorodinsky", "egalitarian"):
        found[f"{concept}.output"] = bg.solve(game, concept).agreement["output"]
    found |= {f"nash.{issue}": x for issue, x in bg.nash(game).agreement.items() if issue != "output"}
    found |= {f"rate.{name}": rate for name, rate in rates(game).items()}
    for step, (asked, offered) in exchange.prices(game, "first").items():
        found[f"first half.{step}.asked"] = None if math.isinf(asked) else asked
        found[f"first half.{step}.offered"] = offered
    found["second half.pays for"] = exchange.paid_for(game, "second")
    for form, share in FORMS.items():
        found |= {f"{form}.{party}": points for party, points in bg.nash(held(game, share)).payoffs.items()}
    found |= {f"half ends.{what}": x for what, x in flips(game).items()}
    found |= {f"slack.{what}": points for what, points in slack(game).items()}
    shares, steps = over_the_ranges(game)
    found |= {f"ranges.{share}": count for share, count in shares.items()}
    found |= {f"ranges.{half} half pays for": counts for half, counts in steps.items()}
    found |= {f"ensemble.{half} half pays for": counts for half, counts in steps_over_the_draws().items()}
    found |= {f"ensemble.output {part}": share for part, share in over_the_draws().items()}
    return found | drawing.pinned(ensemble(), *game.issue_names)
