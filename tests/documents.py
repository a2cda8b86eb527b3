"""The executable blocks of a Markdown file: Python, console, TOML. All are run; none can be skipped."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from bargain.cli.main import main

FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ ]*$", re.DOTALL | re.MULTILINE)
SILENT = {"", "text", "sh", "bash", "json", "bibtex", "mermaid"}
"""Blocks that are not run here. The two commands of the README, `sh`, are run by .ci/run."""


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, its text and the line of the file on which the text begins."""

    language: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text, in order."""
    for match in FENCE.finditer(text):
        indent = len(match["indent"])
        body = "\n".join(line[indent:] for line in match["body"].split("\n"))
        words = match["info"].split()
        yield Block(words[0].strip("{}") if words else "", body, text.count("\n", 0, match.start("body")) + 1)


def failures(text: str, name: str) -> list[str]:
    """What goes wrong when every block of `text` is run, in order, in the present folder."""
    names: dict[str, Any] = {"__name__": "__main__"}
    found: list[str] = []
    for block in blocks(text):
        where = f"{name}, line {block.line}"
        if "+SKIP" in block.text:
            found.append(f"{where}: no example may be skipped")
        elif block.language == "python":
            found += _python(block, names, name)
        elif block.language == "console":
            found += _console(block, where)
        elif block.language == "toml":
            tomllib.loads(block.text)
        elif block.language not in SILENT:
            found.append(f"{where}: blocks of {block.language!r} are not run; known: python, console, toml, {SILENT}")
    return found


def _python(block: Block, names: dict[str, Any], name: str) -> list[str]:
    if ">>>" not in block.text:
        exec(compile("\n" * (block.line - 1) + block.text, name, "exec"), names)
        return []
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(block.text, names, name, name, block.line - 1)
    doctest.DocTestRunner(verbose=False).run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    return told


def _console(block: Block, where: str) -> list[str]:
    found = []
    shown = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    if shown[0].strip():
        found.append(f"{where}: a console block begins with `$ bargain …`")
    for part in shown[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command, comments=True)
        if words[:1] != ["bargain"]:
            found.append(f"{where}: `{command}` is no bargain command")
            continue
        result = CliRunner().invoke(main, words[1:], prog_name="bargain")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        if _stripped(result.output) != _stripped(expected):
            found.append(f"{where}: $ {command}\nexpected:\n{expected.strip()}\ngot:\n{result.output.strip()}\n")
    return found


def _stripped(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines
