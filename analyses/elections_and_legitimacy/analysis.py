"""Elections and legitimacy: what a vote that ratifies a signature, or may undo it, does to both sides, by its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, reduce
from itertools import product
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any

import numpy as np

import bargain as bg
from bargain.game.quantity import Quantity, value_of
from bargain.strategic.ratifying.case import talks_of
from bargain.strategic.terms.pie import pie_of
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME = HERE / "game.toml"
drawing = SimpleNamespace(**run_path(str(HERE.parent / "drawing.py")))
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]

ASSUMED = {
    "asks at least": Quantity(0.2, 0, 0.4, "assumed", reason="what those who vote are sure to ask for: for both"),
    "asks at most": Quantity(0.8, 0.6, 1, "assumed", reason="what they ask for at the very most: for both"),
    "undoing costs": Quantity(5, 0, 15, "assumed", reason="points, to those who undo a signed agreement: for both"),
}
"""What a case file cannot hold. What is asked for is a share of the way from no agreement to a side's best."""

SIDES = {"Ukraine": ("Ukraine",), "Russia": ("Russia",), "both": ("Ukraine", "Russia")}
"""On whose side there is a vote."""

VOTES = ("within a year of signing", "before ratification", "before signing")
"""When: outcomes of the issue `elections`."""

LEVELS = 3
"""Equally likely levels of what is asked for, where a vote before signing makes it known."""

DRAWS = 30
"""Draws of all numbers in which every vote is looked at."""

Numbers = Mapping[str, float | Quantity]


def signatures() -> bg.BargainingGame:
    """The case file as it stands."""
    return bg.read(GAME)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What is the same matter as in the whole package, and has other numbers there."""
    package = bg.read(HERE.parent / "grand_package" / "game.toml")
    ours, theirs = game.outside_option, package.outside_option
    same = {name: game.issue(name).preferences == package.issue(name).preferences for name in game.issue_names}
    same["war"] = (ours.years, ours.cost_per_year) == (theirs.years, theirs.cost_per_year)
    same["beliefs"] = [e.probability for e in ours.endings] == [e.probability for e in theirs.endings]
    return [matter for matter, alike in same.items() if not alike]


def none_asked_for(game: bg.BargainingGame) -> bg.BargainingGame:
    """The same game in which no date of a vote is a part of the agreement: what else the two would settle."""
    others = game.issue("elections").outcomes[1:]
    lines = [(party, {"elections": outcome}) for party in game.party_names for outcome in others]
    return reduce(lambda held, line: held.with_red_line(*line), lines, game)


def dates(game: bg.BargainingGame) -> dict[str, dict[str, float]]:
    """Outcome of the issue `elections` → what it adds to each payoff over none asked for, whatever the vote brings."""
    issue = game.issue("elections")
    rest = {other.name: other.status_quo for other in game.issues}
    base = game.payoffs(rest)
    found = {outcome: game.payoffs({**rest, "elections": outcome}) for outcome in issue.outcomes[1:]}
    return {outcome: {p: points[p] - base[p] for p in base} for outcome, points in found.items()}


def ladder(game: bg.BargainingGame, party: str) -> tuple[float, float]:
    """Points of a side by no agreement, and of its best: while the other has no less than by none, lots allowed."""
    pie, side = pie_of(game), game.party_names.index(party)
    return float(pie.disagreement[side]), float((pie.disagreement + pie.best)[side])


def share(game: bg.BargainingGame, party: str, points: float) -> float:
    """How far up this ladder `points` stand: 0 is no agreement, 1 the side's best."""
    low, high = ladder(game, party)
    return (points - low) / (high - low)


def asked(game: bg.BargainingGame, party: str, numbers: Numbers = ASSUMED) -> Any:
    """What those who vote on one side ask for, points: every level between the two ends is as likely."""
    from scipy.stats import uniform

    low, high = ladder(game, party)
    least, most = value_of(numbers["asks at least"]), value_of(numbers["asks at most"])
    return uniform(low + least * (high - low), (most - least) * (high - low))


def played(game: bg.BargainingGame, when: str, sides: Sequence[str], numbers: Numbers = ASSUMED) -> list[Any]:
    """The leaders' bargain where those sides vote then: one result, or one for each level if that is known before."""
    laws = {party: asked(game, party, numbers) for party in sides}
    if when == "before signing":
        known = [[float(law.ppf((k + 0.5) / LEVELS)) for k in range(LEVELS)] for law in laws.values()]
        return [
            bg.ratification.from_game(game, ratifiers=dict(zip(laws, levels, strict=True)))
            for levels in product(*known)
        ]
    if when == "before ratification":
        return [bg.ratification.from_game(game, ratifiers=laws)]
    return [bg.ratification.from_game(game, later=laws, repudiation_cost=value_of(numbers["undoing costs"]))]


def expected(results: Sequence[Any]) -> list[float]:
    """Both payoffs, and the chance that in the end no agreement stands."""
    return [sum(x) / len(results) for x in zip(*((*one.payoffs, one.failure) for one in results), strict=True)]


def both_can_have(game: bg.BargainingGame) -> float:
    """The largest share of its best that each side can have at once (Kalai–Smorodinsky, lots allowed)."""
    pie, low, high = pie_of(game), 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        fits = pie.other(0, middle * pie.best[0]) >= middle * pie.best[1]
        low, high = (middle, high) if fits else (low, middle)
    return low


def tight(game: bg.BargainingGame, party: str, result: Any) -> list[float]:
    """From where a tighter vote on that side matters, helps it most, and lets nothing pass: shares of its median."""
    found = result.tightening[game.party_names.index(party)]
    return [share(game, party, points) for points in (found.binds_from, found.peaks_at, found.fails_from)]


def over_the_ranges(game: bg.BargainingGame) -> dict[str, float]:
    """Number of the case and end of its range → the share that both sides can have at once."""
    return {f"{path} {end}": both_can_have(varied) for path, end, varied in one_at_a_time(game)}


@cache
def ensemble() -> Ensemble:
    """What Nash settles without a vote, over the ranges of all numbers of the case at once."""
    return bg.ensemble(none_asked_for(signatures()), draws=1000, seed=0)


# ---- the same for many draws: the leaders' deal alone, without what tighter votes would do ----


Laws = Mapping[str, Any]  # side → the distribution of what those who vote there ask for, points


def brought(game: bg.BargainingGame, now: Laws, later: Laws, cost: float = 0.0) -> list[float]:
    """Both payoffs and the chance of no agreement, by the first equilibrium, with a vote before or later or both."""
    talks, _ = talks_of(game, game.party_names, now, {}, (later, 1.0, cost), (None, None))
    deals = talks.deals()
    if not deals:
        return [*talks.disagreement, 1.0]
    u = np.array(deals[0].first)
    gains = zip(talks.disagreement, talks.gains(u).tolist(), strict=True)
    return [*(d + gain for d, gain in gains), 1.0 - float(talks.approved(u) * talks.kept(u))]


def known_before(game: bg.BargainingGame, laws: Laws, free: float) -> list[float]:
    """The same where both votes are known before signing, the mean over all levels: the deal that is signed without a
    vote, `free` to the first, held within what both ask for; the product of gains falls on either side of it."""
    pie, rows = pie_of(game), []
    d = pie.disagreement
    levels = [law.ppf((np.arange(LEVELS) + 0.5) / LEVELS).tolist() for law in laws.values()]
    for first, second in product(*levels):
        most = float(d[0]) + pie.other(1, second - float(d[1]))
        if second > d[1] + pie.best[1] or first > most:
            rows.append([*d.tolist(), 1.0])
        else:
            u = min(max(free, first), most)
            rows.append([u, float(d[1]) + pie.other(0, u - float(d[0])), 0.0])
    return np.mean(rows, axis=0).tolist()


def by_date(game: bg.BargainingGame, numbers: Numbers = ASSUMED) -> dict[str, list[float]]:
    """Vote → both payoffs and the chance of no agreement: none, one on either side alone, and on both by its date."""
    laws = {party: asked(game, party, numbers) for party in SIDES["both"]}
    found = {"none": brought(game, {}, {})}
    found |= {f"{party} alone": brought(game, {party: law}, {}) for party, law in laws.items()}
    return found | {
        VOTES[0]: brought(game, {}, laws, value_of(numbers["undoing costs"])),
        VOTES[1]: brought(game, laws, {}),
        VOTES[2]: known_before(game, laws, found["none"][0]),
    }


@cache
def over_the_draws() -> tuple[tuple[float, dict[str, list[float]]], ...]:
    """In each draw of every number of the case and beside it that makes a game: the share of its best that each side
    can have at once, and what each vote comes to."""
    drawn = drawing.drawn(none_asked_for(signatures()), DRAWS, ASSUMED)
    return tuple((both_can_have(game), by_date(game, numbers)) for game, numbers in drawn if game)


def spreads() -> dict[str, list[float]]:
    """What both can have, and by date how often a vote of both fails: low end of nine draws in ten, middle, high."""
    columns = {"both can have": [can for can, _ in over_the_draws()]}
    columns |= {f"fails {when}": [found[when][2] for _, found in over_the_draws()] for when in VOTES}
    return {what: np.quantile(column, drawing.ENDS).tolist() for what, column in columns.items()}


def against_none() -> dict[str, dict[str, int]]:
    """Vote → against no vote, in how many draws Ukraine is better off, Russia is, and both are worse off."""
    found = {}
    for vote in ("Ukraine alone", "Russia alone", *VOTES):
        moved = [[one[vote][side] - one["none"][side] for side in (0, 1)] for _, one in over_the_draws()]
        better = {f"{party} better": sum(row[side] > 1e-6 for row in moved) for side, party in enumerate(SIDES["both"])}
        found[vote] = {**better, "both worse": sum(max(row) < -1e-6 for row in moved)}
    return found


def fails_most() -> dict[str, int]:
    """Date → in how many draws a vote of both fails most often then; several where it is the same."""
    rates = [{when: found[when][2] for when in VOTES} for _, found in over_the_draws()]
    return {when: sum(rate[when] >= max(rate.values()) - 1e-9 for rate in rates) for when in VOTES}


def findings() -> dict[str, object]:
    """No vote, each date of a vote on either side and on both, what tighter demands do, and the ranges."""
    case = signatures()
    game = none_asked_for(case)
    free = bg.ratification.from_game(game)
    found: dict[str, object] = {"unlike the whole package": unlike_the_package(case)}
    for party, points in zip(game.party_names, free.payoffs, strict=True):
        found |= {f"{party}.ladder": list(ladder(game, party)), f"{party}.without a vote": points}
        found[f"{party}.share without a vote"] = share(game, party, points)
        found[f"{party}.points of dates"] = [points[party] for points in dates(case).values()]
    found |= {f"without a vote.{issue}": outcome for issue, outcome in bg.nash(game).agreement.items()}
    for when, (name, sides) in product(VOTES[1:], SIDES.items()):
        results = played(game, when, sides)
        for label, x in zip(("Ukraine", "Russia", "fails"), expected(results), strict=True):
            found[f"{when}, {name}.{label}"] = x
        if len(results) == 1:
            found |= {f"{when}, {name}.tighter for {party}": tight(game, party, results[0]) for party in sides}
    (later,) = played(game, "within a year of signing", SIDES["both"])
    for label, x in zip(("Ukraine", "Russia", "fails"), expected([later]), strict=True):
        found[f"within a year of signing, both.{label}"] = x
    found |= {
        "within a year of signing, both.safe": later.safe_cost,
        "within a year of signing, both.deal": [*later.deal],
    }
    found["both can have"] = both_can_have(game)
    for end in ("low", "high"):
        numbers = {**ASSUMED, "asks at most": getattr(ASSUMED["asks at most"], end)}
        found[f"asks at most {end}.both"] = expected(played(game, "before ratification", SIDES["both"], numbers))
    ranges = over_the_ranges(game)
    found |= {"ranges.tried": len(ranges), "ranges.both can have": [min(ranges.values()), max(ranges.values())]}
    quick = by_date(game)
    found["draws.as in the game"] = all(
        abs(found[f"{when}, both.{label}"] - x) < 1e-6
        for when in VOTES
        for label, x in zip(("Ukraine", "Russia", "fails"), quick[when], strict=True)
    )
    found |= {f"draws.{what}": ends for what, ends in spreads().items()}
    for vote, counts in against_none().items():
        found |= {f"draws.{vote}.{what}": count for what, count in counts.items()}
    found |= {f"draws.fails most {when}": count for when, count in fails_most().items()}
    found["draws.refused as no game"] = DRAWS - len(over_the_draws())
    return found | drawing.pinned(ensemble(), *(name for name in game.issue_names if name != "elections"))
