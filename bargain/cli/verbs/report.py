"""Write one page on a case: what comes out, and how sure it is."""

from __future__ import annotations

from pathlib import Path

import click

from bargain.cli.case import Whole, file_argument, game_in
from bargain.cli.output import remark
from bargain.concepts.registry import CONCEPTS
from bargain.errors import ScenarioError
from bargain.report.page import report_on
from bargain.scenario.atomic import check_place, replace_file

FORMATS = ("html", "md")


@click.command(help=f"{__doc__}\n\nOne page that needs nothing else. Without -o it goes to standard output.")
@file_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PAGE", help="The file to write.")
@click.option(
    "--format", "form", metavar="NAME", help="html or md; by the ending of PAGE unless given, and html without one.",
)  # fmt: skip
@click.option("--concept", default="nash", show_default=True, metavar="NAME", help=f"One of: {', '.join(CONCEPTS)}.")
@click.option("--draws", type=Whole(1), metavar="N", help="Draws of the ensemble; some seconds' worth if not given.")
@click.option("--seed", type=Whole(0), default=0, show_default=True, metavar="S", help="The same seed, the same page.")
@click.option("--no-pictures", is_flag=True, help="Without pictures, and so without matplotlib.")
def report(
    file: Path, output: Path | None, form: str | None, concept: str, draws: int | None, seed: int, no_pictures: bool
) -> None:
    chosen = _form(output, form)
    if output is not None:
        check_place(str(output), example=f"report.{chosen}")  # before anything is computed
    made = report_on(
        game_in(file), concept=concept, draws=draws, seed=seed, pictures=not no_pictures and chosen == "html"
    )
    text = made.to_html() if chosen == "html" else made.to_markdown()
    if output is None:
        click.echo(text, nl=False)
        return
    replace_file(str(output), text.encode("utf-8"), example=f"report.{chosen}")
    remark(f"{output} is written")


def _form(output: Path | None, form: str | None) -> str:
    ending = "" if output is None else output.suffix.lower()
    chosen = form or {".md": "md", ".markdown": "md"}.get(ending, "html")
    if chosen not in FORMATS:
        raise ScenarioError(f"--format {chosen!r}: is no format; write html or md")
    return chosen
