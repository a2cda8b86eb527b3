"""How to compute it again."""

from __future__ import annotations

from hashlib import sha256
from importlib import metadata

from bargain.report.document import Lines, Paragraph, Section
from bargain.report.results import Results
from bargain.scenario.writing import writes


def section(results: Results) -> Section:
    """The version, the case by its fingerprint, and the calls."""
    try:
        version = metadata.version("bargain-analysis")
    except metadata.PackageNotFoundError:
        version = "not installed"
    told = (
        f"Computed by bargain {version}. The case, as bargain.write writes it, has the SHA-256 fingerprint "
        f"{_fingerprint(results)}. The same case and the same version give the same page."
    )
    draws = f", draws={results.ensemble.draws}" if results.ensemble else ""
    calls = "\n".join(
        [
            "import bargain as bg",
            'game = bg.read("game.toml")',
            f'page = bg.report_on(game, concept="{results.concept}"{draws}, seed={results.seed})',
        ]
    )
    return Section("Compute it again", (Paragraph(told), Lines(calls)))


def _fingerprint(results: Results) -> str:
    return sha256(writes(results.game).encode()).hexdigest()
