"""Run documented analyses and hold them against their findings."""

from __future__ import annotations

import click

from bargain.cli.output import complain, remark, say, say_json
from bargain.cli.progress import progress
from bargain.cli.tables import say_table
from bargain.errors import AnalysisError
from bargain.reproducing import NOT_FOUND, UNPINNED, Finding, Reproduction, Value, analyses, analysis_folder
from bargain.reproducing import reproduce as run
from bargain.words import number


@click.command(help=f"{__doc__}\n\nSLUG is the name of an analysis, or a folder with an analysis.py; without one, all.")
@click.argument("slug", nargs=-1)
@click.option("--check", is_flag=True, help="Exit with 1 when a finding is not the pinned one.")
@click.option("--list", "listed", is_flag=True, help="Only list the analyses that came with the package.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def reproduce(slug: tuple[str, ...], check: bool, listed: bool, as_json: bool) -> int:
    shipped = analyses()
    if listed:
        say_json({name: str(folder) for name, folder in shipped.items()}) if as_json else _say_list()
        return 0
    folders = {name: analysis_folder(name) for name in slug} if slug else shipped
    if not folders:
        raise AnalysisError("no analyses came with this installation; name a folder that holds an analysis.py")
    done = []
    with progress("reproducing", len(folders)) as step:
        for name, folder in folders.items():
            step(name)
            done.append(run(folder))
    if as_json:
        say_json([one.to_dict() for one in done])
    else:
        for one in done:
            say_reproduction(one)
    wrong = [f"{one.slug}: {in_words(finding)}" for one in done for finding in one.findings if not finding.ok]
    total = sum(len(one.findings) for one in done)
    if not wrong:
        remark(f"{total} findings of {len(done)} {'analysis' if len(done) == 1 else 'analyses'} are the pinned ones")
        return 0
    for line in wrong:
        complain(line)
    return 1 if check else 0


def _say_list() -> None:
    for name in analyses():
        say(name)


def say_reproduction(one: Reproduction) -> None:
    """Print what one analysis found."""
    say(one.slug)
    say()
    rows = [[f.name, "" if f.status == NOT_FOUND else text(f.value), f.status, _instead_of(f)] for f in one.findings]
    if one.ok:  # then the pinned values are those shown
        say_table(["finding", "value", "pinned"], [row[:3] for row in rows])
    else:
        say_table(["finding", "value", "pinned", "as"], rows)
    say()


def _instead_of(finding: Finding) -> str:
    """The pinned value, where it is not the one found."""
    return "" if finding.ok or finding.status == UNPINNED else text(finding.pinned)


def text(value: Value) -> str:
    """A finding in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(text(entry) for entry in value) + "]"
    if isinstance(value, (int, float)):
        return number(value)
    return "none" if value is None else value


def in_words(finding: Finding) -> str:
    """What is wrong with a finding."""
    if finding.status == UNPINNED:
        return f"{finding.name!r} = {finding.value!r} is found but not pinned; add it to findings.toml"
    if finding.status == NOT_FOUND:
        return f"{finding.name!r} is pinned but not found; findings() must return it"
    return f"{finding.name!r} = {finding.value!r} differs from the pinned {finding.pinned!r} (tol {finding.tol:g})"
