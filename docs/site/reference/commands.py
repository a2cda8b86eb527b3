"""The page on the command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from bargain.cli import main as cli
from docs.site.reference.text import escaped, in_cell, rendered, table

CODES = {
    cli.DONE: "done",
    cli.FAILED: "a check failed",
    cli.BAD_INPUT: "bad input: one line on standard error says where, what and the cure",
    cli.INTERRUPTED: "interrupted",
    cli.PIPE_CLOSED: "what reads the output went away",
}
"""Exit code → what it means."""


def page() -> str:
    """The command, and every verb with its usage, arguments and options."""
    root = click.Context(cli.main, info_name="bargain", **cli.main.context_settings)
    parts = ["# The command line", "", *_of(cli.main, root), "## Exit codes", ""]
    parts += table(("code", "meaning"), ((f"{code}", words) for code, words in CODES.items()))
    for verb, command in cli.VERBS.items():
        parts += [f"## bargain {verb}", "", *_of(command, click.Context(command, info_name=verb, parent=root))]
    return "\n".join(parts)


def _of(command: click.Command, context: click.Context) -> Iterator[str]:
    """Usage, explanation and options of a command."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    words = inspect.cleandoc(command.help or "").replace("\b\n", "")
    yield from ("```text", usage, "```", "", rendered(words), "")
    options = [p for p in command.get_params(context) if isinstance(p, click.Option) and not p.hidden]
    if options:
        yield from table(("option", "value", "default", "what it does"), (cells(p, context) for p in options))


def cells(option: click.Option, context: click.Context) -> tuple[str, str, str, str]:
    """An option: how it is written, its value, its default, what it does."""
    names = ", ".join(f"`{one}`" for one in (*option.opts, *option.secondary_opts))
    plain = option.is_flag or option.count
    given = option.to_info_dict()["default"]
    default = "" if plain or option.multiple or not isinstance(given, (str, int, float)) else escaped(f"{given}")
    value = "" if plain else in_cell(option.make_metavar(context))
    return names, value, default, in_cell(option.help or "")
