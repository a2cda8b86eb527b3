"""Alliances, guarantees and foreign forces: what each red line costs both sides, alone, in sets, and at what price."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from math import isclose
from pathlib import Path
from runpy import run_path

import bargain as bg
from bargain.game.condition import holds
from bargain.game.quantity import value_of
from bargain.instruments.red_line_prices import RedLinePrice, RedLinePrices, priced
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]

CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian")
"""The concepts at whose answers red lines are priced."""

FELT = 1e-6
"""Points: less than this is no cost."""


# ---- the game, and other readings of it ----


def alliances() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def either_or(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game in which NATO is open or renounced: neither party takes anything between."""
    for party in game.party_names:
        game = game.with_red_line(party, {"nato": "not pursued now"})
        game = game.with_red_line(party, {"nato": "closed for a generation"})
    return game


def strict(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game with facts 16, 21 and 24 read as strictly as they can be, as in the whole package.

    Ukraine: to wait for NATO is a limit too, for now or for a generation (24), and no peace without a guarantee by
    states (16). Russia: a guarantee by any Western state is NATO's involvement too (21).
    """
    for party, issue, outcome in (
        ("Ukraine", "nato", "not pursued now"),
        ("Ukraine", "nato", "closed for a generation"),
        ("Ukraine", "guarantees", "nobody"),
        ("Ukraine", "guarantees", "consultations"),
        ("Russia", "guarantees", "European states"),
        ("Russia", "guarantees", "European states and the United States"),
    ):
        game = game.with_red_line(party, {issue: outcome})
    return game


def weighing_nato(game: bg.BargainingGame, ukraine: float, russia: float) -> bg.BargainingGame:
    """The same game with other weights of NATO, in the units of the file."""
    return game.with_value("issues.nato.Ukraine.weight", ukraine).with_value("issues.nato.Russia.weight", russia)


def war_that_settles(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game in which an advance settles NATO as the side that advances would have it: open, or renounced."""
    settles = {"Ukrainian advance": "open", "Russian advance": "renounced"}
    war = game.outside_option
    endings = tuple(
        replace(ending, outcome=ending.outcome.with_items({"nato": settles[ending.name]}))
        if ending.name in settles
        else ending
        for ending in war.endings
    )
    return game.with_outside_option(replace(war, endings=endings))


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    same = {
        "guarantees": game.issue("guarantees").preferences == package.issue("guarantees").preferences,
        "forces": game.issue("forces").preferences == package.issue("peacekeepers").preferences,
        "war": (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year),
        "beliefs": [e.probability for e in ours.endings] == [e.probability for e in theirs.endings],
        "levers": all(lever in package.levers for lever in game.levers),
    }
    for party in game.party_names:
        weights = [value_of(game.issue(issue).preferences[party].weight) for issue in ("nato", "eu")]
        same[f"weight of alliances, {party}"] = isclose(
            sum(weights), value_of(package.issue("alliances").preferences[party].weight)
        )
    return [matter for matter, alike in same.items() if not alike]


# ---- what red lines cost ----


def label(line: bg.RedLine) -> str:
    """A red line in words, without its price."""
    return line.label.split(" (price")[0]


def names(price: RedLinePrice) -> str:
    """A set of red lines in words, without their prices."""
    return " and ".join(label(line) for line in price.lines)


def each_alone(game: bg.BargainingGame) -> dict[str, dict[str, RedLinePrice]]:
    """Red line → concept → what it costs when it alone is lifted."""
    found: dict[str, dict[str, RedLinePrice]] = {label(line): {} for line in game.all_red_lines}
    for concept in CONCEPTS:
        for price in bg.red_line_prices(game, concept=concept, up_to=1):
            found[names(price)][concept] = price
    return found


def felt_somewhere(alone: dict[str, dict[str, RedLinePrice]]) -> dict[str, dict[str, RedLinePrice]]:
    """Those red lines of `each_alone` that cost or spare a party something at one concept at least."""
    return {line: prices for line, prices in alone.items() if any(map(is_felt, prices.values()))}


def is_felt(price: RedLinePrice) -> bool:
    """Whether keeping the set costs or spares a party something."""
    return any(abs(points) > FELT for points in price.cost.values())


def smallest(prices: RedLinePrices, which: str) -> list[RedLinePrice]:
    """The sets that cost or spare a party something (`which` = "felt") or open a zone ("opens"), and hold no smaller
    such set."""
    found: list[RedLinePrice] = []
    for price in prices:
        asked = price.opens if which == "opens" else is_felt(price)
        if asked and not any(set(other.lines) <= set(price.lines) for other in found):
            found.append(price)
    return found


def better_when_others_let_go(prices: list[RedLinePrice], party: str) -> bool:
    """Whether `party` gains more from every set that holds a line of the other side than from any of its own alone."""
    own = [price.cost[party] for price in prices if all(line.party == party for line in price.lines)]
    others = [price.cost[party] for price in prices if any(line.party != party for line in price.lines)]
    return min(others) > max(own)


def who_pays(price: RedLinePrice) -> str:
    """Whom it costs points to keep the set, and whom that spares some."""
    pay = [party for party, points in price.cost.items() if points > FELT]
    spared = [party for party, points in price.cost.items() if points < -FELT]
    words = [f"{' and '.join(pay)} pay{'s' if len(pay) == 1 else ''}"] if pay else []
    words += [f"{' and '.join(spared)} is spared"] if spared else []
    return ", ".join(words) or "nobody pays"


def crossing_price(game: bg.BargainingGame, line: bg.RedLine, concept: str) -> float:
    """The highest price of `line` at which the concept's answer crosses it, in points; 0 when it never does."""

    def crossed(price: float) -> bool:
        agreement = bg.solve(priced(game, line, price), concept).agreement
        return agreement is not None and holds(line.never, agreement)

    if not crossed(0.0):
        return 0.0
    low, high = 0.0, 200.0  # payoffs before prices lie between 0 and little more than 100
    while high - low > 1e-7:
        middle = (low + high) / 2
        low, high = (middle, high) if crossed(middle) else (low, middle)
    return low


# ---- how sure ----


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once."""
    return bg.ensemble(alliances(), draws=400, seed=0)


def answer(game: bg.BargainingGame) -> tuple[dict[str, str], list[str]]:
    """What is held against the ranges: what Nash settles, and the red lines that are felt, each alone."""
    prices = bg.red_line_prices(game, up_to=1)
    return dict(prices.kept.agreement or {}), [names(price) for price in smallest(prices, "felt")]


def over_the_ranges(game: bg.BargainingGame) -> tuple[int, dict[str, int]]:
    """Variations tried, one number at a time; red line → in how many it is felt."""
    felt = Counter({label(line): 0 for line in game.all_red_lines})
    tried = 0
    for _, _, varied in one_at_a_time(game):
        felt.update(answer(varied)[1])
        tried += 1
    return tried, dict(felt)


# ---- all findings ----


def findings() -> dict[str, object]:
    """The game by every concept, red lines alone and in sets, prices, other readings, the ranges, and the draws."""
    game = alliances()
    found: dict[str, object] = {f"disagreement.{party}": points for party, points in game.disagreement.items()}
    for solution in bg.compare(game):
        found |= {f"{solution.concept}.{party}": points for party, points in solution.payoffs.items()}
    for concept in CONCEPTS:
        settled = bg.solve(game, concept).agreement
        found |= {f"{concept}.{issue}": outcome for issue, outcome in settled.items()}
    found["unlike the whole package"] = unlike_the_package(game)
    return found | _lines(game) | _readings(game) | _changes(game) | _of_the_ensemble()


def _lines(game: bg.BargainingGame) -> dict[str, object]:
    """Each line alone, the smallest sets that are felt, and prices."""
    found: dict[str, object] = {}
    alone = each_alone(game)
    found |= {f"alone.{line}.felt": line in felt_somewhere(alone) for line in alone}
    for line, prices in felt_somewhere(alone).items():
        for concept, price in prices.items():
            found |= {f"alone.{line}.{concept}.{party}": points for party, points in price.cost.items()}
            if price.break_even is not None:
                found[f"alone.{line}.{concept}.break-even"] = price.break_even
    for concept in CONCEPTS:
        sets = smallest(bg.red_line_prices(game, concept=concept), "felt")
        found[f"sets felt.{concept}"] = len(sets)
        for one in (one for one in sets if len(one.lines) > 1):
            found |= {f"set felt.{names(one)}.{concept}.{party}": points for party, points in one.cost.items()}
        for line in game.all_red_lines:
            price = crossing_price(game, line, concept)
            if price:
                found[f"crossed up to.{label(line)}.{concept}"] = price
    return found


def _readings(game: bg.BargainingGame) -> dict[str, object]:
    """NATO as either-or, the strict reading, and other weights of NATO."""
    found: dict[str, object] = {"either-or.zone": bg.zone_of_agreement(either_or(game)).exists}
    for price in smallest(bg.red_line_prices(either_or(game)), "opens"):
        found |= {f"either-or.{names(price)}.{party}": points for party, points in price.cost.items()}
        if price.break_even is not None:
            found[f"either-or.{names(price)}.break-even"] = price.break_even
    hard = strict(game)
    zone, opening = bg.zone_of_agreement(hard), smallest(bg.red_line_prices(hard), "opens")
    found["strict.zone"] = zone.exists
    found["strict.sets that open a zone"] = len(opening)
    blockers = {frozenset(blocker.red_line for blocker in group) for group in zone.blockers}
    found["strict.sets are the minimal blockers"] = blockers == {frozenset(price.lines) for price in opening}
    found |= {
        f"strict.{party} gains more when the other side lets go": better_when_others_let_go(opening, party)
        for party in game.party_names
    }
    for price in opening:
        found |= {f"strict.{names(price)}.{party}": points for party, points in price.cost.items()}
    for ukraine, russia in ((6, 11.7), (12, 6), (20, 3)):
        _, felt = answer(weighing_nato(game, ukraine, russia))
        found[f"NATO weighs {ukraine} and {russia}.felt"] = felt
    return found


def _changes(game: bg.BargainingGame) -> dict[str, object]:
    """War that settles NATO, the levers, the ranges."""
    other = war_that_settles(game)
    found: dict[str, object] = {f"war settles.disagreement.{p}": points for p, points in other.disagreement.items()}
    found |= {f"war settles.nash.{issue}": outcome for issue, outcome in bg.nash(other).agreement.items()}
    rows = list(bg.grid(game, concepts=CONCEPTS))
    for number, concept in enumerate(CONCEPTS):
        found[f"levers.agreements.{concept}"] = len({tuple(row.solutions[number].agreement.items()) for row in rows})
    tried, felt = over_the_ranges(game)
    found["ranges.tried"] = tried
    return found | {f"ranges.felt.{line}": count for line, count in felt.items()}


def _of_the_ensemble() -> dict[str, object]:
    """What recurs over the draws, how far gains spread, and how far the shares can move."""
    over = ensemble()
    nash, first = over["nash"], over.packages[0]
    found: dict[str, object] = {
        "valid": over.valid,
        "zone": over.zone.value,
        "nato not pursued now": nash.issues["nato"]["not pursued now"].value,
        "eu open": nash.issues["eu"]["open"].value,
        "the United States guarantees": nash.issues["guarantees"]["European states and the United States"].value,
        "no foreign forces": nash.issues["forces"]["none"].value,
        "likeliest package": nash.likeliest.value,
        "likeliest package acceptable": first.acceptable.value,
        "convergence": over.convergence.standard_error,
    }
    found |= {f"gain of {p}": [x.quantile(q) for q in (0.05, 0.5, 0.95)] for p, x in nash.gains.items()}
    return {f"ensemble.{key}": value for key, value in found.items()}
