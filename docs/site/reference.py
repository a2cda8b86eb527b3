"""Reference pages made from the code: public names, the command line, the case file, concepts and strategic games."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import click

import bargain as bg
from bargain.cli.main import VERBS
from bargain.outside.measures.registry import MEASURES
from bargain.outside.registry import OUTSIDE_OPTIONS
from bargain.plots.registry import PLOTS
from bargain.strategic.registry import StrategicGame

ROOMS = {
    "game": "The game", "outside": "Outside options", "payoffs": "Frontiers, zones and solutions",
    "concepts": "Solution concepts", "strategic": "Strategic games", "instruments": "Levers, red lines, linking",
    "uncertainty": "How sure", "axioms": "Axioms", "scenario": "Case files", "report": "Reports", "plots": "Pictures",
    "interop": "Other tools' files", "errors": "Errors",
}  # fmt: skip
"""Room of the house → the title of its part of the page."""


def pages() -> dict[str, str]:
    """Name → page in Markdown."""
    return {
        "python": python_page(),
        "command-line": command_page(),
        "case-file-keys": keys_page(),
        "concepts-and-axioms": axioms_page(),
        "strategic-games": games_page(),
        "models-and-pictures": models_page(),
    }


# ---- public names ----


def by_room() -> dict[str, list[str]]:
    """Room → its public names. Raises LookupError for a room that has no title here."""
    found: dict[str, list[str]] = {room: [] for room in ROOMS}
    for name in bg.__all__:
        room = bg._HOME[name].split(".")[0]
        if room not in found:
            raise LookupError(f"{name}: its room {room!r} has no title in ROOMS")
        found[room].append(name)
    return {room: sorted(names, key=str.lower) for room, names in found.items() if names}


def python_page() -> str:
    """Every public name with its signature and its docstring."""
    parts = ["# Python", "", "Every public name, as `import bargain as bg` gives it.", ""]
    for room, names in by_room().items():
        parts += [f"## {ROOMS[room]}", ""]
        for name in names:
            parts += entry(name, getattr(bg, name))
    return "\n".join(parts)


def entry(name: str, held: Any) -> Iterator[str]:
    """Heading, signature and text of one public name. Raises LookupError where it has no docstring."""
    if not callable(held) and not inspect.isclass(held):
        yield from (f"### {name}", "", mapping_text(name, held), "")
        return
    words = inspect.getdoc(held)
    if not words:
        raise LookupError(f"bargain.{name} has no docstring")
    yield from (f"### {name}", "", "```python", signature(name, held), "```", "", rendered(words), "")
    if isinstance(held, StrategicGame):
        told = inspect.getdoc(held.from_game) or ""
        yield from ("```python", signature(f"{name}.from_game", held.from_game), "```", "", rendered(told), "")
    if inspect.isclass(held) and not issubclass(held, Exception):
        for method, function in sorted(vars(held).items()):
            shown = not method.startswith("_") and (
                inspect.isfunction(function) or isinstance(function, (property, staticmethod))
            )
            if shown and inspect.getdoc(function):
                text = (inspect.getdoc(function) or "").split("\n\n")[0]
                call = "" if isinstance(function, property) else "()"
                yield from (f"- `{name}.{method}{call}`: {rendered(' '.join(text.split()))}",)
        yield ""


def mapping_text(name: str, held: Any) -> str:
    """What a registry holds."""
    return f"A read-only mapping with the entries: {', '.join(f'`{key}`' for key in held)}."


def signature(name: str, held: Any) -> str:
    """The call, one parameter a line where it is long; without the types, which the text tells."""
    target = inspect.unwrap(held) if not inspect.isclass(held) else held
    try:
        parameters = inspect.signature(target).parameters.values()
    except (TypeError, ValueError):
        return f"bg.{name}"
    shown, starred = [], False
    for p in parameters:
        if p.kind is p.KEYWORD_ONLY and not starred:
            shown.append("*")
            starred = True
        default = "" if p.default is p.empty else f"={shortened(p.default)}"
        shown.append(
            f"{'*' if p.kind is p.VAR_POSITIONAL else '**' if p.kind is p.VAR_KEYWORD else ''}{p.name}{default}"
        )
        starred |= p.kind is p.VAR_POSITIONAL
    line = f"bg.{name}({', '.join(shown)})"
    return line if len(line) <= 100 else f"bg.{name}(\n    " + ",\n    ".join(shown) + ",\n)"


def shortened(default: Any) -> str:
    """A default as it is written; "…" where that would be long or tell an address in memory."""
    text = repr(default)
    return text if len(text) <= 30 and " at 0x" not in text and "<" not in text else "…"


def rendered(words: str) -> str:
    """A docstring as Markdown: sessions become blocks of code, signs that Markdown reads as markup are escaped."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", words):
        if paragraph.lstrip().startswith(">>>"):
            parts.append(f"```pycon\n{inspect.cleandoc(paragraph)}\n```")
        else:
            parts.append(escaped(paragraph))
    return "\n\n".join(parts)


def escaped(text: str) -> str:
    """Text outside of `code` with markup escaped."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else re.sub(r"([\\*_\[\]<>|$#~^])", r"\\\1", p) for p in pieces)


# ---- the command line ----


def command_page() -> str:
    """Every verb with its arguments, options and exit codes."""
    parts = [
        "# The command line",
        "",
        "`bargain VERB …`. FILE is a case file, a folder that holds a `game.toml`, or the name of "
        "a documented analysis. Results go to standard output, messages to standard error. Exit codes: 0 done, 1 a "
        "check failed, 2 bad input, 130 interrupted.",
        "",
    ]
    for verb in VERBS:
        command = VERBS[verb]
        usage = " ".join(
            piece
            for p in command.params
            if isinstance(p, click.Argument)
            for piece in [p.make_metavar(context(command))]
        )
        parts += [
            f"## bargain {verb}",
            "",
            escaped(command.help or ""),
            "",
            "```text",
            f"bargain {verb} [OPTIONS] {usage}".rstrip(),
            "```",
            "",
        ]
        rows = [
            (
                ", ".join(p.opts + p.secondary_opts),
                p.metavar or ("" if getattr(p, "is_flag", False) else p.type.name.upper()),
                getattr(p, "help", "") or "",
            )
            for p in command.params
            if isinstance(p, click.Option)
        ]
        if rows:
            parts += ["| option | value | what it does |", "| --- | --- | --- |"]
            parts += [f"| `{a}` | {escaped(b)} | {escaped(c)} |" for a, b, c in rows]
            parts.append("")
    return "\n".join(parts)


def context(command: click.Command) -> click.Context:
    """A context that click wants for names of arguments."""
    return click.Context(command)


# ---- the case file ----


def keys_page() -> str:
    """Every key of a case file, from its schema."""
    schema = bg.schema()
    parts = [
        "# Keys of a case file",
        "",
        "Made from the schema, `bargain.schema()`. [The case file](file-format.md) explains it with examples.",
        "",
        *_table(schema, schema, "At the top"),
    ]
    for name, held in sorted(schema.get("$defs", {}).items()):
        if _properties(held):
            parts += _table(held, schema, name)
    return "\n".join(parts)


def _properties(held: dict[str, Any]) -> dict[str, Any]:
    return dict(held.get("properties", {}))


def _table(held: dict[str, Any], schema: dict[str, Any], title: str) -> list[str]:
    needed = set(held.get("required", ()))
    rows = []
    for key, value in _properties(held).items():
        told = escaped(value.get("description", ""))
        rows.append(f"| `{key}` | {escaped(kind(value))} | {'yes' if key in needed else ''} | {told} |")
    about = held.get("description", "")
    return [
        f"## {escaped(title)}",
        "",
        escaped(about),
        "",
        "| key | kind | needed | meaning |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
    ]


def kind(value: Any) -> str:
    """The kind of a value in words."""
    if not isinstance(value, dict):
        return "anything"
    if "$ref" in value:
        return value["$ref"].rsplit("/", 1)[-1]
    for either in ("anyOf", "oneOf"):
        if either in value:
            return " or ".join(dict.fromkeys(kind(one) for one in value[either]))
    if "enum" in value:
        return " or ".join(json.dumps(one, ensure_ascii=False) for one in value["enum"])
    if "const" in value:
        return json.dumps(value["const"], ensure_ascii=False)
    name = value.get("type", "anything")
    ends = [
        f"{word} {value[key]:g}"
        for key, word in (("minimum", "at least"), ("exclusiveMinimum", "above"), ("maximum", "at most"))
        if key in value
    ]
    if name == "array":
        return f"list of {kind(value.get('items', {}))}"
    if name == "object":
        return (
            f"table of {kind(value.get('additionalProperties', {}))}" if value.get("additionalProperties") else "table"
        )
    return " ".join([name if isinstance(name, str) else " or ".join(name), *ends])


# ---- registries ----


def axioms_page() -> str:
    """Concepts against axioms: kept, broken, or not claimed."""
    axioms = list(bg.AXIOMS)
    parts = [
        "# Concepts and axioms",
        "",
        "What each concept keeps (✓) and breaks (✗), on problems with lotteries. Both are tested: a kept "
        "axiom on random problems, a broken one by a problem that breaks it. An empty cell claims nothing. What the "
        "concepts assume is told in [the solution concepts](../explanation/concepts.md).",
        "",
        "| axiom | " + " | ".join(name.replace("_", " ") for name in bg.CONCEPTS) + " |",
        "| --- |" + " --- |" * len(bg.CONCEPTS),
    ]
    for axiom in axioms:
        marks = ["✓" if axiom in c.satisfies else "✗" if axiom in c.violates else "" for c in bg.CONCEPTS.values()]
        parts.append(f"| {axiom.replace('_', ' ')} | " + " | ".join(marks) + " |")
    parts += ["", "| concept | what it picks | source |", "| --- | --- | --- |"]
    parts += [f"| `{name}` | {escaped(c.summary)} | {escaped(c.source)} |" for name, c in bg.CONCEPTS.items()]
    parts += ["", "| axiom | what it asks | source |", "| --- | --- | --- |"]
    for name, axiom in bg.AXIOMS.items():
        parts.append(f"| {name.replace('_', ' ')} | {escaped(axiom.summary)} | {escaped(axiom.source)} |")
    return "\n".join([*parts, ""])


def games_page() -> str:
    """Strategic games with their questions, sources and pages."""
    parts = ["# Strategic games", "", "| game | question | source | page |", "| --- | --- | --- | --- |"]
    for name, game in bg.STRATEGIC_GAMES.items():
        page = f"[{name.replace('_', ' ')}](../explanation/games/{name}.md)"
        parts.append(f"| `{name}` | {escaped(game.question)} | {escaped(game.source)} | {page} |")
    return "\n".join([*parts, ""])


def models_page() -> str:
    """Outside options, measures and pictures."""
    parts = [
        "# Outside options, measures, pictures",
        "",
        "## Outside options",
        "",
        "| kind | what it is |",
        "| --- | --- |",
    ]
    parts += [f"| `{kind}` | {escaped(model.summary)} |" for kind, model in OUTSIDE_OPTIONS.items()]
    parts += ["", "## Measures", "", "| kind | what it is |", "| --- | --- |"]
    parts += [f"| `{kind}` | {escaped(model.summary)} |" for kind, model in MEASURES.items()]
    parts += [
        "",
        "## Pictures",
        "",
        "Each has an entry in the [gallery](../gallery/index.md).",
        "",
        "| function | what it draws |",
        "| --- | --- |",
    ]
    for name, draw in PLOTS.items():
        words = " ".join((inspect.getdoc(draw) or "").split("\n\n")[0].split())
        parts.append(f"| `bg.draw_{name}` | {escaped(words)} |")
    return "\n".join([*parts, ""])
