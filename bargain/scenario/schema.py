"""The shape of a case file as JSON Schema (draft 2020-12), for editors that complete and check while one types.

`python -m bargain.scenario.schema` prints it. It holds names and types; that weights are not all 0, that probabilities
sum to 1 and the like is checked when a file is read.
"""

from __future__ import annotations

import json
from typing import Any

from bargain.game.check import RESERVED
from bargain.game.keys import AMOUNT, OWN_AMOUNT, ByKind, Key, Leaf, ListOf, OneOf, Shape, Table
from bargain.outside.base import MEASURE
from bargain.scenario.shape import CASE, tables_of

SHARED: dict[str, tuple[Shape, str]] = {
    "number": (AMOUNT, "a number, plain or with its evidence"),
    "own_number": (OWN_AMOUNT, "a number, or one for each party where beliefs differ"),
    "measure": (MEASURE, "something that moves the outside option"),
}
"""Shapes that occur often: each stands once in the schema, by this name, with what it says."""


def schema() -> dict[str, Any]:
    """The JSON Schema of case files, plain JSON types."""
    shared = {name: _inline(shape) | {"description": says} for name, (shape, says) in SHARED.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bargain case file",
        "description": "A dispute: parties, issues, and what each party gets with no agreement.",
        **_json(CASE),
        "$defs": shared,
    }


def _json(shape: Shape) -> dict[str, Any]:
    for name, (often, _) in SHARED.items():
        if shape == often:
            return {"$ref": f"#/$defs/{name}"}
    return _inline(shape)


def _inline(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Leaf):
        return {"type": shape.json}
    if isinstance(shape, ListOf):
        least = {"minItems": shape.least} if shape.least else {}
        most = {"maxItems": shape.most} if shape.most is not None else {}
        return {"type": "array", "items": _json(shape.item), **least, **most}
    if isinstance(shape, OneOf):
        return {"anyOf": [_json(option) for option in shape.options]}
    if isinstance(shape, ByKind):
        return {"oneOf": [_model(kind, table, shape.says) for kind, table in tables_of(shape.registry)]}
    return _table(shape)


def _table(shape: Table) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "object"}
    if shape.keys:
        found["properties"] = {key: _described(held) for key, held in shape.keys.items()}
    required = [key for key, held in shape.keys.items() if held.required]
    if required:
        found["required"] = required
    found["additionalProperties"] = False if shape.others is None else _json(shape.others)
    if shape.of == "party" and not shape.refers:
        found["propertyNames"] = {"not": {"enum": sorted(RESERVED)}}
    if shape.least:
        found["minProperties"] = shape.least
    return found


def _described(held: Key) -> dict[str, Any]:
    return {"description": f"{held.says}; such as: {held.write}", **_json(held.holds)}


def _model(kind: str, table: Table, says: str) -> dict[str, Any]:
    found = _table(table)
    found["properties"] = {"kind": {"const": kind, "description": says}, **found["properties"]}
    found["required"] = ["kind", *found["required"]]
    return found


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2, ensure_ascii=False))
