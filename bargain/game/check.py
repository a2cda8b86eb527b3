"""What must hold between the parts of a game. Each part has checked itself already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bargain.errors import GameError
from bargain.game.document import ISSUE_KEYS, to_document
from bargain.game.names import distinct, known, shown
from bargain.game.paths import locate, split
from bargain.game.quantity import value_of
from bargain.game.range import Range

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame, Issue


RESERVED = frozenset({*ISSUE_KEYS, "value"})
"""What no party can be called: keys of an issue, and the key that marks a number with evidence."""


def check(game: BargainingGame) -> None:
    """Raise GameError with place, value and cure where parts do not fit together."""
    distinct([p.name for p in game.parties], "parties", "party")
    if not game.parties:
        raise GameError('parties: there are none; give at least one, such as ["Ann", "Bob"]')
    for party in game.party_names:
        if party in RESERVED:
            raise GameError(f"parties.{party}: this word means something else inside a case; choose another name")
    distinct([i.name for i in game.issues], "issues", "issue")
    _views(game)
    _weights(game)
    issues = {issue.name: issue for issue in game.issues}
    parties = frozenset(game.party_names)
    for k, linkage in enumerate(game.linkages):
        known(linkage.party, parties, f"linkages[{k}].party", "party")
        _term(issues, f"linkages[{k}]", "when", linkage.when)
    for k, line in enumerate(game.red_lines):
        known(line.party, parties, f"red_lines[{k}].party", "party")
        _term(issues, f"red_lines[{k}]", "never", line.never)
    if game.outside_option is not None:
        if not callable(getattr(game.outside_option, "check", None)):
            raise GameError(
                f"outside_option: {shown(game.outside_option)} is no outside option; "
                'write bargain.Fixed({"Ann": 20, "Bob": 30}) or bargain.War(…)'
            )
        game.outside_option.check(game)
    _levers(game)


def _views(game: BargainingGame) -> None:
    parties = dict.fromkeys(game.party_names)
    for issue in game.issues:
        where = f"issues.{issue.name}"
        for party in issue.preferences:
            known(party, parties, where, "party")
        for party in issue.indifferent:
            known(party, parties, f"{where}.indifferent", "party")
        nothing = frozenset(issue.indifferent)
        for party in parties:
            valued, indifferent = party in issue.preferences, party in nothing
            if valued and indifferent:
                raise GameError(f"{where}.{party}: has a view and is called indifferent; keep one of the two")
            if not valued and not indifferent:
                raise GameError(
                    f'{where}: {party!r} does not value it; give its weight and worth, or say indifferent = ["{party}"]'
                )


def _weights(game: BargainingGame) -> None:
    for party, order in game.rankings.items():
        known(party, game.party_names, "rankings", "party")
        where = f"rankings.{party}"
        ranked = frozenset(distinct(order, where, "issue"))
        valued = {i.name: None for i in game.issues if party in i.preferences}
        for name in order:
            known(name, valued, where, "issue")
        for name in valued:
            if name not in ranked:
                raise GameError(f"{where}: leaves out {name!r}; rank every issue that {party!r} values")
    for issue in game.issues:
        for party, view in issue.preferences.items():
            where = f"issues.{issue.name}.{party}"
            if view.weight is None and party not in game.rankings:
                raise GameError(
                    f"{where}: 'weight' is missing; give a number of at least 0, or rank the issues in [rankings]"
                )
            if view.weight is not None and party in game.rankings:
                raise GameError(f"{where}.weight: {party!r} ranks its issues; give weights or a ranking, not both")
    for party in game.party_names:
        given = [value_of(i.preferences[party].weight or 0.0) for i in game.issues if party in i.preferences]
        if given and party not in game.rankings and not sum(given) > 0:
            raise GameError(f"parties.{party}: all its weights are 0; give at least one issue a weight above 0")


def _term(issues: Mapping[str, Issue], where: str, key: str, condition: Mapping[str, Any]) -> None:
    for name, outcomes in condition.items():
        issue = issues[known(name, issues, f"{where}.{key}", "issue")]
        if isinstance(issue, Range):
            raise GameError(
                f"{where}.{key}.{name}: {name!r} is a range; a combination names outcomes of choices. "
                f"Bound a range in its own table with never = {{above = …}}"
            )
        options = frozenset(issue.outcomes) if len(outcomes) > 1 else issue.outcomes
        for outcome in outcomes:
            known(outcome, options, f"{where}.{key}.{name}", "outcome")


def _levers(game: BargainingGame) -> None:
    distinct([v.name for v in game.levers], "levers", "lever")
    if not game.levers:
        return
    document = to_document(game, defaults=True)
    owner: dict[tuple[int, Any], str] = {}
    positions: dict[int, dict[Any, int]] = {}
    for lever in game.levers:
        for level, changes in lever.levels.items():
            where = f"levers.{lever.name}.levels.{level}"
            here: dict[tuple[int, Any], str] = {}
            for path in changes:
                try:
                    if split(path)[0] == "levers":
                        raise GameError(f"path {path!r}: a lever cannot move a lever; name a number of the game")
                    container, key = locate(document, path, positions)
                except GameError as error:
                    raise GameError(f"{where}: {error}") from None
                twin = here.setdefault((id(container), key), path)
                if twin != path:
                    raise GameError(f"{where}: {path!r} and {twin!r} name the same number; keep one of the two")
                other = owner.setdefault((id(container), key), lever.name)
                if other != lever.name:
                    raise GameError(f"{where}: {path!r} is set by lever {other!r} too; let one lever set it")
