"""The answer to one state of the page, in plain JSON types: made of results of the library, and texts about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bargain.concepts.comparison import Comparison
from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import compare
from bargain.errors import BargainError, ConceptError
from bargain.explorer.form import form, held_by_levers, switches, values
from bargain.explorer.picture import Picture
from bargain.explorer.setting import Setting, line_key
from bargain.game.bargaining_game import BargainingGame
from bargain.game.condition import holds
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import zone_of_agreement
from bargain.words import agreement, number, outcome, points

FEW = 2
"""Parties up to which the picture is quick enough to come with the settlement."""


def answer(setting: Setting, parts: Collection[str]) -> dict[str, Any]:
    """What is asked for in `parts`: form, settlement, picture, blockers.

    Raises BargainError where the setting has no answer, such as a concept that is not defined for it.
    """
    game = setting.game
    problem = BargainingProblem.from_game(game, lotteries=setting.lotteries)
    found: dict[str, Any] = {"quick": is_quick(game)}
    comparison = compare(problem) if "picture" in parts else None
    solution = _solution(setting, problem, comparison)
    if "form" in parts:
        found["form"] = form(setting)
    if "settlement" in parts:
        found["settlement"] = settlement(game, solution)
        found["red_lines"] = list(red_lines(setting, solution))
        found["state"] = state(setting)
    if comparison is not None:
        picture = Picture(setting, problem)
        found["picture"] = picture.to_dict()
        found["concepts"] = concepts(game, comparison, solution)
        found["exists"] = picture.region.exists
        try:
            found["ranges"] = picture.ranges(dict(solution.payoffs))
        except BargainError:  # the picture says why
            found["ranges"] = []
    if "blockers" in parts:
        found["blockers"] = blockers(setting)
    return found


def is_quick(game: BargainingGame) -> bool:
    """Whether the picture of `game` comes with the settlement; else the page asks for it afterwards."""
    return len(game.parties) <= FEW


def _solution(setting: Setting, problem: BargainingProblem, comparison: Comparison | None) -> Solution:
    if comparison is not None:
        return comparison[setting.concept]
    return CONCEPTS[setting.concept](problem)


def state(setting: Setting) -> dict[str, Any]:
    """Where every control stands."""
    return {
        "values": values(setting.standing),
        "held": held_by_levers(setting),
        "levers": dict(setting.levers),
        "lotteries": setting.lotteries,
        "concept": setting.concept,
        "pair": [setting.game.party_names[k] for k in setting.drawn],
    }


def settlement(game: BargainingGame, solution: Solution) -> dict[str, Any]:
    """A solution as `bargain solve --json` has it, and the same in words and tables."""
    chances = [p for p, _ in solution.lottery]
    rows = [
        {"issue": name, "settled": [outcome(game, name, a[name]) for _, a in solution.lottery]}
        for name in (game.issue_names if solution.deal else ())
    ]
    fares = [
        {
            "party": party, "payoff": points(payoff), "disagreement": points(solution.disagreement[party]),
            "gain": points(solution.gains[party], sign=True),
        }
        for party, payoff in solution.payoffs.items()
    ]  # fmt: skip
    kind = "no deal: every party gets its outside option"
    if solution.deal:
        kind = "agreement" if len(chances) == 1 else f"lottery over {len(chances)} agreements"
    exact = f"gap {solution.gap:.1e}" if solution.gap else "exact"
    found = f"found by {solution.method}, {exact}" if solution.deal else solution.method
    return {
        "solution": solution.to_dict(),
        "kind": kind,
        "chances": [] if len(chances) == 1 else [f"with probability {number(p)}" for p in chances],
        "issues": rows,
        "parties": fares,
        "ties": [agreement(game, tie) for tie in solution.ties[:10]],
        "tied": f"{len(solution.ties)}{' or more' if solution.more_ties else ''}" if solution.ties else "",
        "found": found,
    }


def red_lines(setting: Setting, solution: Solution) -> Any:
    """Every red line with its state: lifted or not, and whether the settlement goes over it."""
    for line, switch in zip(setting.standing.all_red_lines, switches(setting), strict=True):
        crossed = any(holds(line.never, settled) for _, settled in solution.lottery)
        yield {**switch, "lifted": line_key(line) in setting.lifted, "crossed": crossed}


def concepts(game: BargainingGame, comparison: Comparison, chosen: Solution) -> dict[str, Any]:
    """All concepts side by side, each with what it settles otherwise than the chosen one; some say why they do not."""
    rows = [
        {
            "concept": s.concept, "payoffs": list(s.payoffs.values()), "texts": list(map(points, s.payoffs.values())),
            "settled": otherwise(game, s, chosen),
        }
        for s in comparison
    ]  # fmt: skip
    return {"parties": list(comparison.parties), "rows": rows, "left_out": dict(comparison.left_out)}


def otherwise(game: BargainingGame, solution: Solution, chosen: Solution) -> str:
    """What `solution` settles otherwise than `chosen`; all of it where `chosen` is no single agreement."""
    before = chosen.lottery[0][1] if len(chosen.lottery) == 1 else {}

    def news(settled: Mapping[str, Any]) -> str:
        texts = {name: outcome(game, name, settled[name]) for name in game.issue_names}
        fresh = [name for name in texts if name not in before or texts[name] != outcome(game, name, before[name])]
        return "; ".join(f"{name}: {texts[name]}" for name in fresh) or "nothing"

    if not solution.deal:
        return "no deal"
    if solution.lottery == chosen.lottery:
        return "nothing"
    if len(solution.lottery) == 1:
        return news(solution.lottery[0][1])
    return ", or ".join(f"with probability {number(p)} {news(a)}" for p, a in solution.lottery)


def blockers(setting: Setting) -> dict[str, Any]:
    """What stands in the way of a zone: every minimal set whose lifting opens one."""
    try:
        zone = zone_of_agreement(setting.game, lotteries=setting.lotteries)
    except ConceptError as error:
        return {"problem": str(error)}
    return {**zone.to_dict(), "problem": ""}
