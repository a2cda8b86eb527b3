"""The page on the keys of a case file, from its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import bargain as bg
from docs.site.reference.text import escaped, in_cell, table

Node = dict[str, Any]

NAMED = {
    "parties": "PARTY", "payoffs": "PARTY", "cost_per_year": "PARTY", "cost": "PARTY", "rankings": "PARTY",
    "issues": "ISSUE", "when": "ISSUE", "outcome": "ISSUE", "red_lines.never": "ISSUE", "issues.ISSUE": "PARTY",
    "never": "OUTCOME", "endings": "ENDING", "levers": "LEVER", "levels": "LEVEL", "LEVEL": "PATH",
}  # fmt: skip
"""End of a path → what a name below it is the name of."""

SHARED = {"number": "number", "own_number": "number, or one for each party", "measure": "measure"}
"""Definition of the schema → the words for it."""

TYPES = {"string": "text", "boolean": "true or false", "object": "table", "array": "list"}
EXAMPLE = "; such as: "
"""What stands between the meaning and the example in a description."""


def page() -> str:
    """Every key of a case file: its kind, whether it is needed, its meaning and an example."""
    schema = bg.schema()
    parts = [
        "# Keys of a case file",
        "",
        "Made from the schema, `bargain.schema()`; [the case file](file-format.md) explains it with examples. Words in "
        "capitals stand for names: PARTY for that of a party. A number is written plain, or as a table with its "
        "[evidence](<#number-with-evidence>).",
        "",
    ]
    for title, held in tables("", schema, schema):
        parts += [f"## {escaped(title) or 'At the top'}", "", *_lines(held, schema, title)]
    evidence, measure = _evidence(schema), schema["$defs"]["measure"]
    parts += ["(number-with-evidence)=", "## A number with its evidence", "", *_lines(evidence, schema, "")]
    for form in measure["oneOf"]:
        title = f"outside_option.measures, {told(form)}"
        parts += [f"## {escaped(title)}", "", *_lines(form, schema, "outside_option.measures")]
    return "\n".join(parts)


def _evidence(schema: Node) -> Node:
    """A number as a table."""
    return next(form for form in schema["$defs"]["number"]["anyOf"] if "properties" in form)


def tables(path: str, node: Node, schema: Node, form: str = "") -> Iterator[tuple[str, Node]]:
    """Title and node of every table of keys below `node`, but those that many keys share.

    `form`: which form of a table above `node` this is.
    """
    if shared(node, schema) or node == _evidence(schema):
        return
    options = node.get("anyOf", ()) or node.get("oneOf", ())
    several = len([one for one in options if "properties" in one and one != _evidence(schema)]) > 1
    for option in options:
        yield from tables(path, option, schema, told(option) if several else form)
    if "properties" in node:
        yield f"{path}, {form}" if form else path, node
        for key, value in node["properties"].items():
            yield from tables(f"{path}.{key}".lstrip("."), value, schema, form)
    if isinstance(node.get("additionalProperties"), dict):
        yield from tables(f"{path}.{below(path)}", node["additionalProperties"], schema, form)
    if "items" in node:
        yield from tables(path, node["items"], schema, form)


def told(form: Node) -> str:
    """What tells one form of a table from the others: its kind, or the first key that it needs."""
    kind = form.get("properties", {}).get("kind", {}).get("const")
    return f"kind = {json.dumps(kind)}" if kind else f"with {form['required'][0]}" if form.get("required") else ""


def below(path: str) -> str:
    """What a name below the end of `path` is the name of."""
    keys = path.split(".")
    ends = (".".join(keys[k:]) for k in range(len(keys)))
    return next((NAMED[end] for end in ends if end in NAMED), "NAME")


def shared(node: Node, schema: Node) -> str:
    """The name of the definition that `node` is, or refers to; "" if it is none."""
    if "$ref" in node:
        return str(node["$ref"]).rsplit("/", 1)[-1]
    form = node.get("anyOf")
    return next((name for name, held in schema["$defs"].items() if form and held.get("anyOf") == form), "")


def _lines(held: Node, schema: Node, title: str) -> list[str]:
    needed, path = held.get("required", ()), title.partition(",")[0]
    rows = []
    for key, value in held["properties"].items():
        meaning, _, example = value.get("description", "").partition(EXAMPLE)
        what = kind(value, schema, f"{path}.{key}".lstrip("."))
        shown = f"`{example}`" if example else ""
        rows.append((f"`{key}`", in_cell(what), "yes" if key in needed else "", in_cell(meaning), in_cell(shown)))
    about = held.get("description", "")
    said = [escaped(about), ""] if about and EXAMPLE not in about else []
    return [*said, *table(("key", "kind", "needed", "meaning", "such as"), rows)]


def kind(node: Node, schema: Node, path: str) -> str:
    """The kind of a value in words."""
    name = shared(node, schema)
    if name:
        return SHARED[name]
    if "const" in node:
        return f"`{json.dumps(node['const'])}`"
    options = node.get("anyOf", ()) or node.get("oneOf", ())
    if options:
        words = [kind(one, schema, path) for one in options if one != _evidence(schema)]
        return " or ".join(dict.fromkeys(words))
    if isinstance(node.get("additionalProperties"), dict) and "properties" not in node:
        inner = kind(node["additionalProperties"], schema, f"{path}.{below(path)}")
        return f"{below(path)} → {f'({inner})' if ' or ' in inner else inner}"
    word = TYPES.get(node["type"], str(node["type"]))
    if word != "list":
        return word
    count = f"{node['minItems']} " if node.get("minItems") == node.get("maxItems", 0) else ""
    return f"{word} of {count}{kind(node['items'], schema, path)}s"
