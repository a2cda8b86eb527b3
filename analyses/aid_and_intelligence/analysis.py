"""Aid and intelligence: what support from outside does to both outside options, and so to what either would sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from runpy import run_path
from statistics import median

import bargain as bg
from bargain.game.quantity import value_of
from bargain.instruments.threat_results import ThreatResult
from bargain.uncertainty.result import Ensemble

HERE = Path(__file__).parent
GAME, PACKAGE = HERE / "game.toml", HERE.parent / "grand_package" / "game.toml"
one_at_a_time = run_path(str(HERE.parent / "varying.py"))["one_at_a_time"]

AID, SUPPLIES = "US aid and intelligence", "pressure on Russia's supplies"
"""The two levers."""

LEVELS = {
    AID: 'outside_option.measures."US aid".level',
    SUPPLIES: 'outside_option.measures."supplies for Russia".level',
}
"""Lever → path of the level that it sets: 1 is support in full, 0 none."""

RECIPIENT = {AID: "Ukraine", SUPPLIES: "Russia"}
"""Lever → the party whose support it sets."""

DRAWS, PAIRED = 160, 30
"""Draws of the ensemble, and the first of them that are solved with and without support."""


def support() -> bg.BargainingGame:
    """The case file as it stands: support in full on either side."""
    return bg.read(GAME)


def at_last(game: bg.BargainingGame, lever: str) -> bg.BargainingGame:
    """The game with `lever` at its last level, the other lever at its first: no support on that side."""
    return game.at_levels({lever: list(next(x for x in game.levers if x.name == lever).levels)[-1]})


@cache
def by_level(game: bg.BargainingGame, lever: str) -> dict[str, list[dict[str, float]]]:
    """Concept, and "disagreement" → payoffs at every level of `lever`, in file order, points."""
    rows: dict[str, list[dict[str, float]]] = {"disagreement": []}
    for level in next(x for x in game.levers if x.name == lever).levels:
        there = game.at_levels({lever: level})
        rows["disagreement"].append(dict(there.disagreement))
        for solution in bg.compare(there):
            rows.setdefault(solution.concept, []).append(dict(solution.payoffs))
    return rows


def passed_on(game: bg.BargainingGame, lever: str) -> dict[str, float]:
    """Concept → the share of what its recipient's outside option loses at the last level that its payoff loses too."""
    party = RECIPIENT[lever]
    rows = {name: row[-1][party] - row[0][party] for name, row in by_level(game, lever).items()}
    outside = rows.pop("disagreement")
    return {concept: change / outside + 0.0 for concept, change in rows.items()}


# ---- what is settled, and what either party would still sign ----


def choices(game: bg.BargainingGame) -> dict[str, str]:
    """What the Nash solution settles, without the sum of assets."""
    return {i: o for i, o in (bg.nash(game).agreement or {}).items() if isinstance(o, str)}


def far_end(game: bg.BargainingGame, party: str) -> tuple[dict[str, float], dict[str, str]]:
    """Payoffs and choices at the end of the zone that is worst for `party` and best for the other one."""
    zone = bg.zone_of_agreement(game).frontier
    other = 1 - game.party_names.index(party)
    k = int(zone.payoffs[:, other].argmax())
    payoffs = dict(zip(game.party_names, zone.payoffs[k].tolist(), strict=True))
    return payoffs, {i: o for i, o in zone.agreement(k).items() if isinstance(o, str)}


def turning_points(
    game: bg.BargainingGame, lever: str, settled: Callable[[bg.BargainingGame], object], *, steps: int = 30
) -> list[tuple[float, object, object]]:
    """Levels of support, from 1.5 down to 0, at which what is `settled` changes: (level, above it, below it).

    Looked for between `steps` equally spaced levels; each change found is narrowed by halving.
    """

    def there(level: float) -> object:
        return settled(game.with_value(LEVELS[lever], level))

    found = []
    spaced = [(level, there(level)) for level in (1.5 - 1.5 * k / steps for k in range(steps + 1))]
    for (high, above), (low, below) in pairwise(spaced):
        if above == below:
            continue
        while high - low > 1e-5:
            middle = (high + low) / 2
            high, low = (middle, low) if there(middle) == above else (high, middle)
        found.append((low, above, below))
    return found


def nash_turns(game: bg.BargainingGame, lever: str) -> list[tuple[float, dict[str, str]]]:
    """Levels of support below which the Nash solution settles something otherwise, and what: issue → outcome."""
    turns = turning_points(game, lever, choices)
    return [(level, {i: o for i, o in below.items() if above[i] != o}) for level, above, below in turns]


def control_turns(game: bg.BargainingGame, lever: str) -> list[tuple[float, str, str]]:
    """Levels of support at which the recipient's far end of the zone settles control otherwise."""
    return turning_points(game, lever, lambda there: far_end(there, RECIPIENT[lever])[1]["control"])


def controls(game: bg.BargainingGame) -> list[str]:
    """Every way in which some concept settles control at some combination of levels, lotteries included."""
    answers = (solution for row in bg.grid(game) for solution in bg.compare(game.at_levels(row.levels)))
    return sorted({agreement["control"] for solution in answers for _, agreement in solution.lottery})


@cache
def within_reach(game: bg.BargainingGame) -> list[str]:
    """Every outcome that stands in some agreement of the zone, as "issue: outcome"; cached."""
    found = []
    for issue in game.issues:
        for outcome in getattr(issue, "outcomes", ()):
            only = game
            for other in issue.outcomes:
                only = only if other == outcome else only.with_red_line("Ukraine", {issue.name: other})
            if bg.nash(only).deal:
                found.append(f"{issue.name}: {outcome}")
    return found


# ---- other readings of the same levers ----


def with_effects(game: bg.BargainingGame, effects: dict[str, float]) -> bg.BargainingGame:
    """The game in which each party believes that support shifts probabilities `effects[party]` times as much."""
    measures = tuple(
        replace(m, endings={e: {p: x * value_of(shift) for p, x in effects.items()} for e, shift in m.endings.items()})
        for m in game.outside_option.measures
    )
    return game.with_outside_option(replace(game.outside_option, measures=measures))


def of_one_mind(game: bg.BargainingGame) -> bg.BargainingGame:
    """The game in which both hold the mean of their two beliefs about the endings."""
    war = game.outside_option
    endings = []
    for ending in war.endings:
        mean = sum(map(value_of, ending.probability.values())) / len(ending.probability)
        endings.append(replace(ending, probability=dict.fromkeys(game.party_names, mean)))
    return game.with_outside_option(replace(war, endings=tuple(endings)))


def with_duration(game: bg.BargainingGame, factor: float) -> bg.BargainingGame:
    """The game in which support in full, on either side, multiplies the expected duration of the war by `factor`."""
    measures = tuple(replace(m, years=factor) for m in game.outside_option.measures)
    return game.with_outside_option(replace(game.outside_option, measures=measures))


def gone_afterwards_too(game: bg.BargainingGame) -> bg.BargainingGame:
    """The game in which US aid does not come back after a war without agreement."""
    issues = tuple(replace(i, status_quo="stopped") if i.name == "aid" else i for i in game.issues)
    return replace(game, issues=issues)


def in_the_whole_package(game: bg.BargainingGame) -> bg.BargainingGame:
    """All matters of the whole package with the war, the measures and the levers of this case."""
    package = bg.read(PACKAGE)
    outcomes = {ending.name: ending.outcome for ending in package.outside_option.endings}
    war = game.outside_option
    endings = tuple(replace(ending, outcome=outcomes[ending.name]) for ending in war.endings)
    return replace(package, outside_option=replace(war, endings=endings), levers=game.levers)


def unlike_the_package(game: bg.BargainingGame) -> list[str]:
    """What this case has in common with the whole package by name and not by number: empty when the files agree."""
    package = bg.read(PACKAGE)
    found = [f"issue {issue.name}" for issue in game.issues if issue != package.issue(issue.name)]
    for kind in ("parties", "linkages", "all_red_lines"):
        if getattr(game, kind) != getattr(package, kind):
            found.append(kind)
    whole = in_the_whole_package(game).disagreement
    return found + [p for p in game.party_names if abs(whole[p] - package.disagreement[p]) > 1e-9]


def other_readings(game: bg.BargainingGame) -> dict[str, bg.BargainingGame]:
    """Name → the game read otherwise: beliefs, duration, what comes after the war, all matters at once."""
    readings = {"as in the file": game, "of one mind about the endings": of_one_mind(game)}
    for ukraine, russia in ((1.5, 0.5), (0.5, 1.5), (0.0, 0.0)):
        name = f"support shifts the endings {ukraine:g} times for Ukraine, {russia:g} times for Russia"
        readings[name] = with_effects(game, {"Ukraine": ukraine, "Russia": russia})
    for factor in (0.75, 1.25):
        readings[f"support makes the war {factor:g} times as long"] = with_duration(game, factor)
    return readings | {"the whole package": in_the_whole_package(game)}


def moves(game: bg.BargainingGame, lever: str) -> dict[str, list[float]]:
    """Party → what the last level of `lever` adds to its outside option and to its Nash payoff, points."""
    return moved_by(standing(game), standing(at_last(game, lever)))


def standing(game: bg.BargainingGame) -> dict[str, tuple[float, float]]:
    """Party → its outside option and its Nash payoff."""
    payoffs = bg.nash(game).payoffs
    return {p: (game.disagreement[p], payoffs[p]) for p in game.party_names}


def moved_by(before: dict[str, tuple[float, float]], after: dict[str, tuple[float, float]]) -> dict[str, list[float]]:
    """Party → what `after` has over `before`, outside and at the Nash solution."""
    return {p: [new - old for old, new in zip(before[p], after[p], strict=True)] for p in before}


# ---- how sure ----


@cache
def ensemble() -> Ensemble:
    """What Nash settles over the ranges of all numbers at once, support in full on either side."""
    return bg.ensemble(support(), draws=DRAWS, seed=0)


@cache
def paired() -> tuple[int, dict[str, list[dict[str, list[float]]]]]:
    """Lever → `moves` in each of the first `PAIRED` draws of the ensemble, and how many of these make no game."""
    draws, refused = bg.draws_of(support(), n=DRAWS, seed=0), 0
    rows: dict[str, list[dict[str, list[float]]]] = {lever: [] for lever in LEVELS}
    for k in range(PAIRED):
        try:
            drawn = draws.game(k)
        except bg.GameError:
            refused += 1
            continue
        before = standing(drawn)
        for lever, level in LEVELS.items():
            rows[lever].append(moved_by(before, standing(drawn.with_value(level, 0.0))))
    return refused, rows


def wrong_signs(rows: list[dict[str, list[float]]], lever: str) -> int:
    """How often the recipient's payoff rises without support, or the other party's falls."""
    sign = {p: 1 if p == RECIPIENT[lever] else -1 for p in RECIPIENT.values()}
    return sum(any(sign[p] * payoff > 1e-6 for p, (_, payoff) in row.items()) for row in rows)


def spread_of(rows: list[dict[str, list[float]]], party: str, what: int) -> list[float]:
    """Least, middle and most that the lever adds to the outside option (`what` = 0) or payoff (1) of `party`."""
    column = [row[party][what] + 0.0 for row in rows]
    return [min(column), median(column), max(column)]


def widest(game: bg.BargainingGame, lever: str, count: int = 3) -> list[str]:
    """The `count` numbers of patience and of the war whose ends, one at a time, differ most in what the lever takes
    from its recipient's outside option."""
    party, spread = RECIPIENT[lever], dict[str, list[float]]()
    for path, _, varied in one_at_a_time(game):
        if not path.startswith("issues"):
            lost = at_last(varied, lever).disagreement[party] - varied.disagreement[party]
            spread.setdefault(path, []).append(lost)
    return sorted(spread, key=lambda path: min(spread[path]) - max(spread[path]))[:count]


# ---- whom the levers serve ----


def served(game: bg.BargainingGame, aid: str, supplies: str) -> ThreatResult:
    """Nash's variable threats with the lever on US aid in the hands of party `aid`, that on supplies of `supplies`."""
    return bg.threats(game, acts_for=dict(zip(LEVELS, (aid, supplies), strict=True)))


def by_whom_they_serve(game: bg.BargainingGame) -> dict[str, ThreatResult]:
    """Whom the lever on US aid serves and whom that on supplies, as "party, party" → the threat game."""
    return {f"{one}, {two}": served(game, one, two) for one in game.party_names for two in game.party_names}


def findings() -> dict[str, object]:
    """Both levers alike: outside options, every concept, what is settled, other readings, draws, threats."""
    game = support()
    found: dict[str, object] = {"unlike the package": unlike_the_package(game)}
    for s in bg.leverage(game).slopes:
        found |= {f"slope.{s.concept}.{s.party}.{p}": x for p, x in s.up.items()}
        found[f"kink.{s.concept}.{s.party}"] = s.kink
    grid = bg.grid(game)
    found["grid.zones"] = sum(bg.zone_of_agreement(game.at_levels(row.levels)).exists for row in grid)
    found["grid.controls"] = controls(game)
    for row in grid:
        key = ", ".join(row.levels.values())
        found |= {f"grid.{key}.{p}": x for p, x in row.solutions[0].payoffs.items()}
    for lever in LEVELS:
        found |= {f"{lever}.{key}": value for key, value in _of_one_lever(game, lever).items()}
    found |= {f"gone afterwards too.{p}": x for p, x in gone_afterwards_too(at_last(game, AID)).disagreement.items()}
    for key, threats in by_whom_they_serve(game).items():
        found |= {f"serves {key}.without.{p}": x for p, x in threats.disagreement.items()}
        found |= {f"serves {key}.{p}": x for p, x in threats.payoffs.items()}
        found[f"serves {key}.credible"] = all(threats.credible.values())
    return found | _of_the_ensemble()


def _of_one_lever(game: bg.BargainingGame, lever: str) -> dict[str, object]:
    party, last = RECIPIENT[lever], at_last(game, lever)
    found: dict[str, object] = {}
    levels = list(next(x for x in game.levers if x.name == lever).levels)
    for name, rows in by_level(game, lever).items():
        for level, row in zip(levels, rows, strict=True):
            found |= {f"{level}.{name}.{p}": x for p, x in row.items()}
    found |= {f"passed on.{concept}": share for concept, share in passed_on(game, lever).items()}
    turns, control = nash_turns(game, lever), control_turns(game, lever)
    found["nash turns.levels"] = [level for level, _ in turns]
    found["nash turns.issues"] = [list(changed) for _, changed in turns]
    found["control turns.levels"] = [level for level, _, _ in control]
    found["control turns.outcomes"] = [[above, below] for _, above, below in control]
    for name, there in (("first", game), ("last", last)):
        found |= {f"far end.{name}.{p}": x for p, x in far_end(there, party)[0].items()}
    reach = within_reach(game)
    found |= {"within reach": len(reach), "within reach at the last level too": within_reach(last) == reach}
    for name, other in other_readings(game).items():
        for p, row in moves(other, lever).items():
            found |= {f"{name}.outside option of {p}": row[0], f"{name}.payoff of {p}": row[1]}
    _, moved = paired()
    found["paired.wrong sign"] = wrong_signs(moved[lever], lever)
    for p in game.party_names:
        for k, what in enumerate(("outside option", "payoff")):
            found[f"paired.{what} of {p}"] = spread_of(moved[lever], p, k)
    return found | {f"widest.{k}": path for k, path in enumerate(widest(game, lever), 1)}


def _of_the_ensemble() -> dict[str, object]:
    over, (refused, _) = ensemble(), paired()
    nash = over["nash"]
    found: dict[str, object] = {
        "valid": over.valid,
        "zone": over.zone.value,
        "control at the line": sum(s.value for o, s in nash.issues["control"].items() if o.startswith("line")),
        "aid continued": nash.issues["aid"]["continued"].value,
        "withdrawal, both sides equally": nash.issues["withdrawal"]["both sides equally"].value,
        "packages": nash.packages,
        "convergence": over.convergence.standard_error,
        "refused of the paired": refused,
    }
    found |= {f"gain of {p}": [x.quantile(q) for q in (0.05, 0.5, 0.95)] for p, x in nash.gains.items()}
    return {f"ensemble.{key}": value for key, value in found.items()}
