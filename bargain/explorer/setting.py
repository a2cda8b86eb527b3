"""The state of the page: the case with the page's changes laid over it, one after the other.

Every change is one call of the library. Red lines are lifted, and levers set, after all other changes, for both can be
taken back: `Setting.game` is the game with both.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any

from bargain.concepts.registry import CONCEPTS
from bargain.errors import GameError
from bargain.explorer.changes import Change
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import known
from bargain.game.red_line import RedLine, named
from bargain.scenario.checking import check_shape
from bargain.uncertainty.sampling.ties import range_ends, totals

LineKey = tuple[str, frozenset[tuple[str, frozenset[str]]]]
"""A red line by who holds it and what it refuses, whatever its price or bound: party, {(issue, outcomes), …}."""

REMEMBERED = 64
"""States that are kept, so that a slider that moves does not replay all that was done before."""


def line_key(line: RedLine) -> LineKey:
    """The key of a red line."""
    return line.party, frozenset((issue, frozenset(named(outcomes))) for issue, outcomes in line.never.items())


@dataclass(frozen=True)
class Setting:
    """`standing`: the game with all changes but levers and lifted red lines; `levers`: lever → level."""

    standing: BargainingGame
    levers: FrozenDict[str, str] = EMPTY
    lifted: frozenset[LineKey] = frozenset()
    lotteries: bool = False
    concept: str = "nash"
    pair: tuple[str, str] | None = None

    @cached_property
    def game(self) -> BargainingGame:
        """The game that is solved, and that a downloaded file describes."""
        game = self.standing.at_levels(self.levers) if self.levers else self.standing
        for line in self.standing.all_red_lines:
            if line_key(line) in self.lifted:
                game = game.without_red_line(next(r for r in game.all_red_lines if line_key(r) == line_key(line)))
        return game

    @cached_property
    def drawn(self) -> tuple[int, int]:
        """Places of the two parties whose payoffs are drawn: those of `pair`, else the first two."""
        names = self.game.party_names
        one, other = self.pair or (names[0], names[min(1, len(names) - 1)])
        return names.index(one), names.index(other)


def changed(setting: Setting, change: Change) -> Setting:
    """`setting` with one more change. Raises GameError, or ConceptError, where the library refuses it."""
    game, given = setting.standing, change.given
    match change.kind:
        case "value":
            return replace(setting, standing=with_followers(game, given["path"], given["to"]))
        case "lever":
            return _at_level(setting, given["lever"], given["level"])
        case "red line":
            key = given["party"], frozenset((issue, frozenset(o)) for issue, o in given["never"].items())
            if key not in map(line_key, game.all_red_lines):
                raise GameError(f"red_lines: {given['party']!r} has no red line on {', '.join(given['never'])}")
            lifted = setting.lifted | {key} if given["lifted"] else setting.lifted - {key}
            return replace(setting, lifted=lifted)
        case "lotteries":
            return replace(setting, lotteries=given["on"])
        case "concept":
            return replace(setting, concept=CONCEPTS[given["name"]].name)
        case "pair":
            names = [known(p, game.party_names, "pair.parties", "party") for p in given["parties"]]
            if len(names) != 2 or names[0] == names[1]:
                raise GameError(f"pair.parties: {names}; name two different parties")
            return replace(setting, pair=(names[0], names[1]))
        case "issue":
            return replace(setting, standing=_with_issue(game, given["name"], given["table"], given["endings"]))
        case _:
            return replace(setting, standing=game.without_issue(given["name"]))


def _at_level(setting: Setting, lever: str, level: str | None) -> Setting:
    levers = {v.name: v for v in setting.standing.levers}
    levels = levers[known(lever, levers, "levers", "lever")].levels
    if level is None:
        return replace(setting, levers=setting.levers.without(lever))
    return replace(setting, levers=setting.levers.with_items({lever: known(level, levels, f"levers.{lever}", "level")}))


def _with_issue(game: BargainingGame, name: str, table: dict[str, Any], endings: dict[str, Any]) -> BargainingGame:
    """`game` with an issue whose `table` is that of a case file."""
    parties = game.party_names
    check_shape({"title": game.title, "parties": {party: {} for party in parties}, "issues": {name: table}})
    views = {party: table[party] for party in parties if party in table}
    ends: Any = tuple(table["range"]) if "range" in table else None
    return game.with_issue(
        name,
        outcomes=table.get("outcomes"),
        range=ends,
        unit=table.get("unit", ""),
        question=table.get("question", ""),
        status_quo=table.get("status_quo"),
        indifferent=table.get("indifferent", ()),
        source=table.get("source", ""),
        endings=endings or None,
        weight={party: view["weight"] for party, view in views.items() if "weight" in view},
        worth={party: view["worth"] for party, view in views.items() if "worth" in view},
        never={party: view["never"] for party, view in views.items() if "never" in view},
    )


def with_followers(game: BargainingGame, path: str, to: float) -> BargainingGame:
    """`game` with `to` at `path`; what has to give way gives way.

    Probabilities that sum to 1 for a party give way in proportion (shifts that sum to 0: all alike), and the ends of a
    range take the ends of the worth curves over it along.
    """
    numbers: dict[str, float] = {path: to}
    for total, group in totals(game):
        own = [other for other, alone in group if alone and other != path]
        if not own or path not in dict(group):
            continue
        values = {other: game.value_at(other) for other, _ in group}
        rest = total - sum(to if other == path else values[other] for other, _ in group if other not in own)
        have = sum(values[other] for other in own)
        for other in own:
            share = values[other] / have if have > 0 and total else 1.0 / len(own)
            numbers[other] = rest * share if total else values[other] + (rest - have) * share
    for end, followers in range_ends(game):
        if end == path:
            numbers |= dict.fromkeys(followers, to)
    return game.with_values(numbers)


@dataclass(eq=False)
class Replays:
    """States by their changes: the last ones are remembered."""

    case: BargainingGame
    kept: OrderedDict[tuple[str, ...], Setting] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def setting(self, changes: tuple[Change, ...]) -> Setting:
        """The case with `changes`. Raises what `changed` raises, at the first change that is refused."""
        keys = tuple(change.key for change in changes)
        with self.lock:
            done = next((k for k in range(len(keys), 0, -1) if keys[:k] in self.kept), 0)
            setting = self.kept[keys[:done]] if done else Setting(self.case)
        for k in range(done, len(changes)):
            setting = changed(setting, changes[k])
            self._keep(keys[: k + 1], setting)
        return setting

    def _keep(self, keys: tuple[str, ...], setting: Setting) -> None:
        with self.lock:
            self.kept[keys] = setting
            self.kept.move_to_end(keys)
            while len(self.kept) > REMEMBERED:
                self.kept.popitem(last=False)
