"""Analyses that were reproduced: every finding beside its pin."""

from __future__ import annotations

from collections.abc import Iterator

from bargain.report.document import Block, Paragraph, Table, Views
from bargain.report.views.numbers import cell
from bargain.reproducing import Reproduction


def reproduction(found: Reproduction) -> Iterator[Block]:
    """Every finding and its pin, and whether all are the same."""
    wrong = sum(not finding.ok for finding in found.findings)
    told = "every finding is the pinned one" if found.ok else f"{wrong} findings are not the pinned ones"
    yield Paragraph(f"{found.slug}: {told}")
    rows = [[f.name, cell(f.value), cell(f.pinned), f.status, f.why] for f in found.findings]
    yield Table.of("Findings", ["finding", "found", "pinned", "status", "why"], rows)


VIEWS: Views = {Reproduction: reproduction}
