"""The check of a file's shape: no unknown key, no missing one, every value of the type that `shape` says."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import EVIDENCE, TEXT, ByKind, Key, Leaf, ListOf, OneOf, Shape, Table
from bargain.game.names import shown
from bargain.registry import did_you_mean
from bargain.scenario.shape import CASE, MODELS, places, tables_of


def check_shape(document: Mapping[str, Any]) -> None:
    """Raise GameError with place, problem and cure where `document` has not the shape of a case file."""
    parties = document.get("parties")
    names = frozenset(parties) if isinstance(parties, dict) else frozenset()
    _Walk(names).value(document, CASE, "", "")


class _Walk:
    """One walk over a document whose parties are `parties`."""

    def __init__(self, parties: frozenset[str]) -> None:
        self.parties = parties

    def value(self, given: Any, shape: Shape, where: str, cure: str) -> None:
        """Check one value; `where` is its path, `cure` how to write the key that holds it."""
        if isinstance(shape, OneOf):
            self._one_of(given, shape, where, cure)
        elif not _fits(given, shape):
            raise GameError(f"{where}: {_seen(given)} is not {shape.noun}; write {cure}")
        elif isinstance(shape, ListOf):
            self._list(given, shape, where, cure)
        elif isinstance(shape, ByKind):
            self._by_kind(given, shape, where)
        elif isinstance(shape, Table):
            self._table(given, shape, where, cure)

    def _one_of(self, given: Any, shape: OneOf, where: str, cure: str) -> None:
        fitting = [option for option in shape.options if _fits(given, option)]
        if not fitting:
            raise GameError(f"{where}: {_seen(given)} is not {shape.noun}; write {cure}")
        tables = tuple(option for option in fitting if isinstance(option, Table))
        if not tables:
            self.value(given, fitting[0], where, cure)
            return
        marked = [t for t in tables if t.mark and t.mark in given]
        if len(marked) > 1:
            both = " and ".join(repr(t.mark) for t in marked)
            raise GameError(f"{where}: {both} are both given; keep one of the two")
        plain = [t for t in tables if not t.mark]
        if not marked and not plain and len(tables) > 1:
            every = {key: held for t in tables for key, held in t.keys.items()}
            for key in given:
                if key not in every and not (tables[0].refers and key in self.parties):
                    whole = Table(FrozenDict(every), refers=tables[0].refers)
                    raise GameError(f"{_at(where)}{self._unknown(key, given, whole, ())}")
            neither = " nor ".join(repr(t.mark) for t in tables)
            write = ", or ".join(t.keys[t.mark].write for t in tables)
            raise GameError(f"{where}: has neither {neither}; write {write}")
        chosen = (marked or plain or list(tables))[0]
        if chosen is EVIDENCE and not any(get_close_matches(key, EVIDENCE.keys, 1) for key in given):
            raise GameError(f"{where}: a table is not {shape.noun}; write {cure}")
        self._table(given, chosen, where, cure, tuple(t for t in tables if t is not chosen))

    def _list(self, given: list[Any], shape: ListOf, where: str, cure: str) -> None:
        if len(given) < shape.least or (shape.most is not None and len(given) > shape.most):
            raise GameError(f"{where}: has {len(given)} entries; write {cure}")
        leaves = _leaves(shape.item)
        for k, item in enumerate(given):
            if type(item) not in leaves:
                self.value(item, shape.item, f"{where}[{k}]", cure)

    def _by_kind(self, given: dict[str, Any], shape: ByKind, where: str) -> None:
        models = MODELS[shape.registry]
        if "kind" not in given:
            raise GameError(f"{where}: 'kind' is missing; write {' or '.join(map(_kind, models))}")
        kind = given["kind"]
        if not isinstance(kind, str) or kind not in models:
            cure = did_you_mean(kind if isinstance(kind, str) else shown(kind), models)
            raise GameError(f"{where}.kind: no {shape.registry.replace('_', ' ')} {shown(kind)}; {cure}")
        keys = models[kind].keys
        for key in given:
            if key != "kind" and key not in keys:
                for other, table in tables_of(shape.registry):
                    if key in table.keys:
                        raise GameError(
                            f"{where}: {key!r} goes with {_kind(other)}, not with {_kind(kind)}; "
                            f"leave it out or change the kind"
                        )
        whole = Table(FrozenDict({"kind": Key(TEXT, shape.says, _kind(kind), required=True), **keys}))
        self._table(given, whole, where, "")

    def _table(
        self, given: Mapping[str, Any], shape: Table, where: str, cure: str, siblings: tuple[Table, ...] = ()
    ) -> None:
        for key in given:
            if key not in shape.keys and (shape.others is None or (shape.refers and key not in self.parties)):
                raise GameError(f"{_at(where)}{self._unknown(key, given, shape, siblings)}")
        for key, held in shape.keys.items():
            if held.required and key not in given:
                raise GameError(f"{_at(where)}{key!r} is missing; write {held.write}")
        if len(given) < shape.least:
            raise GameError(f"{where}: is empty; write {cure}")
        for key, item in given.items():
            place = f"{where}.{key}" if where else key
            if key in shape.keys:
                self.value(item, shape.keys[key].holds, place, shape.keys[key].write)
            elif shape.others is not None:
                self.value(item, shape.others, place, shape.write or cure)

    def _unknown(self, key: str, given: Mapping[str, Any], shape: Table, siblings: tuple[Table, ...]) -> str:
        """Problem and cure of a key that `shape` does not have; `siblings`: tables that may stand there instead."""
        for other in siblings:
            if key in other.keys and other is not EVIDENCE:
                if not shape.mark:
                    return f"{key!r} goes with {other.mark!r}; write {other.keys[other.mark].write} beside it"
                if not other.mark:
                    return f"{key!r} does not go with {shape.mark!r}; keep one of the two"
                return f"{key!r} goes with {other.mark!r}, not with {shape.mark!r}; leave it out"
        known = list(shape.keys)
        if shape.refers and isinstance(given[key], dict):
            near = get_close_matches(key, self.parties, 1)
            cure = f"did you mean {near[0]!r}?" if near else "add a table [parties.…] for it or correct the name"
            return f"no party {shown(key)}; {cure}"
        if shape.refers:
            known += self.parties
        cure = did_you_mean(key, known)
        elsewhere = list(dict.fromkeys(places(key)))
        if elsewhere and not get_close_matches(key, known, 1, 0.8):
            cure = f"it belongs {' or '.join(elsewhere[:2])}"
        return f"unknown key {shown(key)}; {cure}"


def _fits(given: Any, shape: Shape) -> bool:
    """Whether `given` has the TOML type of `shape`; its contents are checked later."""
    if isinstance(shape, Leaf):
        return type(given) in shape.types
    if isinstance(shape, ListOf):
        return isinstance(given, list)
    if isinstance(shape, OneOf):
        return any(_fits(given, option) for option in shape.options)
    return isinstance(given, dict)


def _leaves(shape: Shape) -> frozenset[type]:
    """Types whose values need no further look: a list of a million numbers is gone through quickly."""
    if isinstance(shape, OneOf):
        return frozenset().union(*(_leaves(option) for option in shape.options))
    return frozenset(shape.types if isinstance(shape, Leaf) else ())


def _seen(given: Any) -> str:
    """A value as the author of the file sees it."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, dict):
        return "a table"
    if isinstance(given, list):
        return "a list"
    if isinstance(given, (str, int, float)):
        return shown(given)
    return f"the date or time {given}"


def _kind(kind: str) -> str:
    return f'kind = "{kind}"'


def _at(where: str) -> str:
    return f"{where}: " if where else ""
