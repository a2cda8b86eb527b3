"""The command `bargain`: finds its verbs in the folder `verbs`, and turns errors into one line and an exit code.

A verb is one file in that folder, holding a click command of the same name. The first line of its docstring is what
`bargain --help` shows; only the verb that is called is imported.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bargain.cli import verbs
from bargain.cli.output import complain, speak_any_name
from bargain.errors import BargainError
from bargain.registry import Registry, did_you_mean

VERBS: Registry[click.Command] = Registry("bargain.cli.verbs", "command", BargainError)

DONE, FAILED, BAD_INPUT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit codes; the last two are 128 + the number of the signal, as shells have it."""


class Verbs(click.Group):
    """A click group whose commands are the files of a folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the verbs; imports none of them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb called `cmd_name`, imported now."""
        return VERBS.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest verb for a misspelt one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            raise click.UsageError(f"no command {args[0]!r}; {did_you_mean(args[0], VERBS)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a reader that went away, as in `bargain frontier FILE | head`, is no error to report."""
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
            return PIPE_CLOSED
        return value

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with the first line of their files."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one_line(name)) for name in VERBS])

    def main(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and exit with 0 done, 1 a check failed, 2 bad input, 130 interrupted, 141 the reader went away.

        With `standalone_mode=False` nothing is caught and the exit code is returned.
        """
        if standalone_mode:
            sys.exit(self._run(args, prog_name, extra))
        return super().main(args, prog_name, standalone_mode=False, **extra)

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        speak_any_name()
        try:
            code = super().main(args, prog_name, standalone_mode=False, **extra)
            return code if isinstance(code, int) else DONE
        except click.UsageError as error:
            hint = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
            complain(f"{error.format_message().rstrip('.')}{hint}")
        except click.ClickException as error:
            complain(error.format_message())
        except BargainError as error:
            complain(str(error))
        except (click.Abort, KeyboardInterrupt):
            complain("interrupted")
            return INTERRUPTED
        except OSError as error:
            if error.filename is None:
                raise
            complain(f"{error.filename}: {error.strerror}")
        return BAD_INPUT


def one_line(verb: str) -> str:
    """What a verb does, from the first line of its file, without importing it."""
    source = (Path(verbs.__path__[0]) / f"{verb}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").split("\n", 1)[0]


def silence_stdout() -> None:
    """Send what is still to be written nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version of the installed distribution and stop."""
    if asked:
        from importlib import metadata

        try:
            version = metadata.version("bargain-analysis")
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        click.echo(f"bargain {version}")
        ctx.exit()


@click.group(cls=Verbs, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Print the version."
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """A dispute of many issues in; out comes what no party would walk away from, and what stands in the way.

    FILE is a case file, a folder that holds a game.toml, or the name of a documented analysis. Results go to standard
    output, messages to standard error. Exit codes: 0 done, 1 a check failed, 2 bad input.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
