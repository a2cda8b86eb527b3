"""All pages of the reference that are made from the code."""

from __future__ import annotations

from docs.site.reference import commands, keys, names, registries


def pages() -> dict[str, str]:
    """Name, which is the path below docs/reference, → page in Markdown."""
    return names.pages() | {
        "command-line": commands.page(),
        "case-file-keys": keys.page(),
        "concepts-and-axioms": registries.axioms_page(),
        "strategic-games": registries.games_page(),
        "models-and-pictures": registries.models_page(),
    }
