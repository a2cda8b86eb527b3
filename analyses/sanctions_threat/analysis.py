"""The threat of sanctions: which threat is credible, what it buys, and what an offer buys instead; for both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from random import Random
from typing import Any

import bargain as bg
from bargain.game.numbers import numbers
from bargain.game.quantity import value_of
from bargain.strategic.sanctions.equilibrium import SanctionsEquilibrium
from bargain.strategic.sanctions_threat import SanctionsThreat
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.shares import Share

HERE = Path(__file__).parent
GAME, PACKAGE = HERE / "game.toml", HERE.parent / "grand_package" / "four_party.toml"

TRUCE = {"truce": "accepted"}
"""What is demanded of either side."""

AUDIENCE_COST = bg.Quantity(3, 0, 8, "assumed", reason="what backing down costs whoever threatens; not reported")
SUCCESS = bg.Quantity(
    0.1, 0, 0.3, "assumed", reason="that a threat carried out brings the truce after all; not reported"
)


@dataclass(frozen=True)
class Threat:
    """A threat of `sender` against `target`: the levers that carry it out, the sender's own first."""

    sender: str
    target: str
    levers: tuple[str, ...]


THREATS = {
    "more US sanctions": Threat("United States", "Russia", ("US sanctions",)),
    "US aid withheld": Threat("United States", "Ukraine", ("US aid",)),
    "more EU sanctions": Threat("Europe", "Russia", ("EU sanctions",)),
    "more US and EU sanctions": Threat("United States", "Russia", ("US sanctions", "EU sanctions")),
}

YEARLY = {
    lever: tuple(f'outside_option.measures."{measure}".{number}' for number in yearly)
    for lever, measure, yearly in (
        ("US sanctions", "more US sanctions", ("cost_per_year", "cost_to_sender")),
        ("US aid", "US aid", ("cost_per_year.Ukraine", 'cost_per_year."United States"')),
        ("EU sanctions", "more EU sanctions", ("cost_per_year", "cost_to_sender")),
    )
}
"""Lever → paths of what it costs the target and the sender a year."""

OFFERS = {
    "Russia": [{}, *({"sanctions": o} for o in ("eased with snap-back", "lifted in stages", "lifted at once"))],
    "Ukraine": [
        {},
        *({"guarantees": o} for o in ("consultations", "European states", "European states and the United States")),
    ],
}
"""Party → what can be offered to it beside the truce: nothing, or what facts 10, 11, 16 and 17 name."""

KNOWN = {"all known": ("sender", "target"), "target private": ("sender",), "both private": ()}
"""Who knows what → whose cost the other side knows."""

AUDIENCE_COSTS = (0, 1, 2, 3, 5, 8)
"""Audience costs that are tried, points."""


@cache
def pressure() -> bg.BargainingGame:
    """The case file as it stands: aid flows, no more sanctions than today."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What this case has in common with the whole package by name and not by number: empty when the files agree."""
    package = bg.read(PACKAGE)
    found = [i.name for i in game.issues if i.name != "truce" and i != package.issue(i.name)]
    here, there = (g.outside_option.reshaped(g) for g in (game, package))
    rows = [(here.years[p], there.years[p]) for p in game.party_names]
    rows += [(here.cost_per_year[p], there.cost_per_year[p]) for p in game.party_names]
    rows += [(x, there.endings[e][p]) for e, own in here.endings.items() for p, x in own.items()]
    return found + ["war"] * any(abs(x - y) > 1e-9 for x, y in rows)


# ---- the numbers of a threat, from the case ----


def carried_out(game: bg.BargainingGame, threat: Threat) -> bg.BargainingGame:
    """The game with the levers of `threat` at their last levels."""
    last = {lever.name: list(lever.levels)[-1] for lever in game.levers}
    return game.at_levels({name: last[name] for name in threat.levers})


def costs(game: bg.BargainingGame, threat: Threat) -> dict[str, float]:
    """Sender and target → points that its outside option loses when the threat is carried out."""
    before, after = game.disagreement, carried_out(game, threat).disagreement
    return {party: before[party] - after[party] for party in (threat.sender, threat.target)}


def spread(game: bg.BargainingGame, threat: Threat, party: str) -> tuple[float, float]:
    """Least and most that the threat costs `party`, its yearly number at the two ends of its range in the file."""
    own = YEARLY[threat.levers[0]][1]
    paths = [YEARLY[lever][0] for lever in threat.levers] if party == threat.target else [own]
    ends = []
    for end in ("low", "high"):
        varied = game
        for path in paths:
            varied = varied.with_value(path, getattr(numbers(game)[path], end))
        ends.append(costs(varied, threat)[party])
    return min(ends), max(ends)


def between(least: float, most: float) -> Any:
    """A cost that is equally likely to lie anywhere from `least` to `most`."""
    from scipy.stats import uniform

    return uniform(least, most - least)


def stakes(game: bg.BargainingGame, offer: Mapping[str, Any] | None = None) -> dict[str, float]:
    """Party → what accepting the truce, with what is offered beside it, adds to its payoff over today, points."""
    today = {i.name: value_of(i.status_quo) if i.name == "assets" else i.status_quo for i in game.issues}
    before, after = game.payoffs(today), game.payoffs({**today, **TRUCE, **(offer or {})})
    return {party: after[party] - before[party] for party in game.party_names}


# ---- the strategic game ----


def played(
    game: bg.BargainingGame,
    threat: Threat,
    *,
    offer: Mapping[str, Any] | None = None,
    known: Iterable[str] = ("sender", "target"),
    audience_cost: Any = AUDIENCE_COST,
    success: Any = SUCCESS,
) -> SanctionsThreat:
    """The threat as a strategic game: `known` says whose cost the other knows, the rest is private.

    A private cost is equally likely anywhere in its `spread`.
    """
    cost = costs(game, threat)
    given = {
        role: cost[party] if role in known else between(*spread(game, threat, party))
        for role, party in (("sender", threat.sender), ("target", threat.target))
    }
    return bg.sanctions_threat.from_game(
        game,
        sender=threat.sender,
        target=threat.target,
        demand={**TRUCE, **(offer or {})},
        sender_cost=given["sender"],
        target_cost=given["target"],
        audience_cost=audience_cost,
        success=success,
    )


def ends(found: SanctionsThreat) -> SanctionsEquilibrium:
    """The equilibrium with the most likely threat: the first; others, in which a threat is not believed, follow it."""
    return found.equilibria[0]


def margins(game: bg.BargainingGame, threat: Threat) -> dict[str, dict[str, float]]:
    """What each side's cost is, and where the answer flips: "credible" at or below, "complied with" at or above.

    With all costs known the sender imposes when its cost is below audience cost + success · its stake, and the target
    then complies when its cost is above (1 − success) · its stake.
    """
    stake, cost = stakes(game), costs(game, threat)
    a, s = value_of(AUDIENCE_COST), value_of(SUCCESS)
    return {
        "credible": {"cost": cost[threat.sender], "flips at": a + s * stake[threat.sender]},
        "complied with": {"cost": cost[threat.target], "flips at": -(1 - s) * stake[threat.target]},
    }


def outcome(game: bg.BargainingGame, threat: Threat, **numbers: Any) -> str:
    """What the threat leads to when all costs are known: "not credible", "complied with" or "refused"."""
    found = played(game, threat, **numbers)
    if found.credibility == 0:
        return "not credible"
    return "complied with" if ends(found).compliance == 1 else "refused"


def without_a_threat(game: bg.BargainingGame, party: str, offer: Mapping[str, Any]) -> bool:
    """Whether `party` is no worse off by the truce with `offer` than today, so that no threat is needed."""
    return stakes(game, offer)[party] >= 0


def enough_assets(game: bg.BargainingGame) -> float:
    """The least sum of assets, USD bn, whose release makes the truce no loss to Russia; by halving."""
    return halved(lambda sum_: without_a_threat(game, "Russia", {"assets": sum_}), value_of(game.issue("assets").high))


def least_audience_cost(game: bg.BargainingGame, threat: Threat) -> float:
    """The least audience cost at which the threat is credible, all costs known; by halving."""
    return halved(lambda points: played(game, threat, audience_cost=points).credibility > 0, 100.0)


def halved(holds: Callable[[float], bool], high: float) -> float:
    """The least number from 0 to `high` at which `holds`, which holds from there on."""
    low = 0.0
    if holds(low):
        return low
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def truce_from_both(game: bg.BargainingGame, known: Iterable[str] = ("sender",)) -> float:
    """Probability that both sides accept, each threatened by the United States and replying for itself."""
    each = (ends(played(game, THREATS[name], known=known)) for name in ("more US sanctions", "US aid withheld"))
    return prod(found.probabilities["compliance"] for found in each)


# ---- how sure ----


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once, no threat carried out: few draws, of four parties."""
    return bg.ensemble(pressure(), draws=10, seed=0)


@cache
def over_the_draws(draws: int = 100) -> tuple[int, dict[str, dict[str, int]]]:
    """Draws of all numbers at once, audience cost and success too: how many make no game, and threat → in how many
    it leads to what, all costs known, by the bounds of `margins`. The levers stand where the file sets them."""
    drawn, chance, refused = bg.draws_of(pressure(), n=draws, seed=0), Random(0), 0
    found = {name: dict.fromkeys(("not credible", "refused", "complied with"), 0) for name in THREATS}
    for k in range(draws):
        audience, success = (chance.uniform(number.low, number.high) for number in (AUDIENCE_COST, SUCCESS))
        try:
            game = drawn.game(k)
            after = {name: at_last_levels(game, threat).disagreement for name, threat in THREATS.items()}
        except bg.GameError:
            refused += 1
            continue
        stake = stakes(game)
        for name, threat in THREATS.items():
            cost = {p: game.disagreement[p] - x for p, x in after[name].items()}
            credible = cost[threat.sender] <= audience + success * stake[threat.sender]
            complied = cost[threat.target] >= -(1 - success) * stake[threat.target]
            found[name]["not credible" if not credible else "complied with" if complied else "refused"] += 1
    return refused, found


def share(counts: dict[str, int], what: str) -> Share:
    """The share of the counted draws that lead to `what`, with its standard error."""
    return Share(counts[what], sum(counts.values()))


def at_last_levels(game: bg.BargainingGame, threat: Threat) -> bg.BargainingGame:
    """A drawn game, which has no levers, with what the levers of `threat` set at their last levels in the file."""
    for lever in pressure().levers:
        for path, number in list(lever.levels.values())[-1].items() if lever.name in threat.levers else ():
            game = game.with_value(path, value_of(number))
    return game


# ---- what pressure does to a settlement of all these matters ----


def bargained(game: bg.BargainingGame, threat: Threat, concept: str = "nash") -> dict[str, list[float]]:
    """Party → what the threat carried out adds to its outside option and to its payoff by `concept`, points."""
    after = carried_out(game, threat)
    old, new = bg.solve(game, concept).payoffs, bg.solve(after, concept).payoffs
    return {p: [after.disagreement[p] - game.disagreement[p], new[p] - old[p]] for p in game.party_names}


# ---- findings ----


def findings() -> dict[str, object]:
    """Every threat in the same terms, offers, the draws, and the threats at the bargaining table."""
    game = pressure()
    found: dict[str, object] = {"unlike the package": unlike_the_package(game)}
    found |= {f"disagreement.{p}": x for p, x in game.disagreement.items()}
    for name, threat in THREATS.items():
        found |= {f"{name}.{key}": value for key, value in _of_one_threat(game, threat).items()}
    for party, offers in OFFERS.items():
        for offer in offers:
            key = f"truce for {party} with {next(iter(offer.values()), 'no offer')}"
            found |= {f"{key}.{p}": x for p, x in stakes(game, offer).items()}
            found[f"{key}.no threat needed"] = without_a_threat(game, party, offer)
    found["enough assets"] = enough_assets(game)
    found["truce from both.target private"] = truce_from_both(game)
    found["truce from both.both private"] = truce_from_both(game, ())
    threats = bg.threats(game)
    for name, points in (("all threats", threats.equilibria), ("credible threats", threats.credible_only)):
        found[f"{name}.equilibria"] = len(points)
        for p, point in enumerate(points):
            found |= {f"{name}.{p}.{party}": x for party, x in point.payoffs.items()}
            found |= {f"{name}.{p}.regret.{party}": x for party, x in point.regret.items()}
            for party, threatened in point.threats.items():
                found[f"{name}.{p}.{party} threatens"] = [f"{k}: {v}" for k, v in threatened[0][1].items()]
    return found | _of_the_draws()


def _of_one_threat(game: bg.BargainingGame, threat: Threat) -> dict[str, object]:
    found: dict[str, object] = {f"cost.{p}": x for p, x in costs(game, threat).items()}
    found |= {f"stake.{p}": stakes(game)[p] for p in (threat.sender, threat.target)}
    found |= {f"spread.{p}": list(spread(game, threat, p)) for p in (threat.sender, threat.target)}
    found |= {f"{what}.flips at": row["flips at"] for what, row in margins(game, threat).items()}
    found["outcome"] = outcome(game, threat)
    found["least audience cost"] = least_audience_cost(game, threat)
    for name, known in KNOWN.items():
        result = played(game, threat, known=known)
        found[f"{name}.credibility"] = result.credibility
        found[f"{name}.equilibria"] = len(result.equilibria)
        found[f"{name}.deviation below 1e-9"] = result.deviation < 1e-9
        found |= {f"{name}.{end}": x for end, x in ends(result).probabilities.items()}
        found |= {f"{name}.payoff.{p}": x for p, x in ends(result).payoffs.items()}
    for cost in AUDIENCE_COSTS:
        there = ends(played(game, threat, known=(), audience_cost=cost)).probabilities
        found |= {f"audience cost {cost:g}.{end}": x for end, x in there.items()}
    for concept in ("nash", "kalai_smorodinsky"):
        for p, (outside, payoff) in bargained(game, threat, concept).items():
            found |= {f"bargained.outside option of {p}": outside, f"bargained.{concept}.{p}": payoff}
    return found


def _of_the_draws() -> dict[str, object]:
    """What each threat leads to over the draws, what recurs in a settlement, and how far the shares can move."""
    refused, outcomes = over_the_draws()
    found: dict[str, object] = {"draws.no game": refused}
    found |= {f"draws.{name}": list(counts.values()) for name, counts in outcomes.items()}
    over = ensemble()
    nash = over["nash"]
    found |= {"ensemble.valid": over.valid, "ensemble.zone": over.zone.value}
    for issue, settled in (("recognition", "deferred"), ("guarantees", "European states"), ("truce", "accepted")):
        found[f"ensemble.{issue} {settled}"] = nash.issues[issue][settled].value
    found |= {f"ensemble.middle gain of {p}": x.quantile(0.5) for p, x in nash.gains.items()}
    return found | {"ensemble.convergence": over.convergence.standard_error}
