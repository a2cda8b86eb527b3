"""How to compute it again."""

from __future__ import annotations

from hashlib import sha256
from importlib import metadata

from bargain.report.document import Lines, Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.scenario.writing import writes


def section(results: Results, drawn: Drawn) -> Section:
    """The version, the case by its fingerprint, and the calls."""
    try:
        version = metadata.version("bargain-analysis")
    except metadata.PackageNotFoundError:
        version = "not installed"
    told = (
        f"Computed by bargain {version}. The case, as bargain.write writes it, has the SHA-256 fingerprint "
        f"{_fingerprint(results)}. The same case and the same versions give the same page, to the last byte. On the "
        "command line, with the case in game.toml:"
    )
    settings = {"concept": results.concept, "seed": results.seed}
    if results.ensemble:
        settings["draws"] = results.ensemble.draws
    command = " ".join(f"--{name} {value}" for name, value in settings.items())
    given = ", ".join(f"{name}={value!r}" for name, value in settings.items())
    calls = f'import bargain as bg\n\ngame = bg.read("game.toml")\npage = bg.report_on(game, {given})'
    return Section(
        "Compute it again",
        (
            Paragraph(told),
            Lines(f"bargain report game.toml {command} -o report.html"),
            Paragraph("In Python:"),
            Lines(calls),
        ),
    )


def _fingerprint(results: Results) -> str:
    return sha256(writes(results.game).encode()).hexdigest()
