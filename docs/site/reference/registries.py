"""The pages on what the registries hold: concepts and axioms, strategic games, outside options, measures, pictures."""

from __future__ import annotations

import inspect

import bargain as bg
from bargain.plots.registry import PLOTS
from docs.site.reference.names import first_line, link
from docs.site.reference.text import escaped, in_cell, rendered, table

KEPT, BROKEN, UNCLAIMED = "✓", "✗", "·"


def axioms_page() -> str:
    """Concepts against axioms, kept, broken or not claimed; then each concept and each axiom."""
    parts = [
        "# Concepts and axioms",
        "",
        f"What each concept keeps ({KEPT}) and breaks ({BROKEN}), on problems with lotteries. Both are tested: a kept "
        f"axiom on random problems, a broken one by a problem that breaks it. A dot ({UNCLAIMED}) claims nothing. What "
        "the concepts assume, and what their critics say, is told in "
        "[the solution concepts](../explanation/concepts.md).",
        "",
        *table(("axiom", *map(spaced, bg.CONCEPTS)), ((spaced(axiom), *marks(axiom)) for axiom in bg.AXIOMS)),
        "## Concepts",
        "",
        f"By name: {link('solve')} and {link('compare')}.",
        "",
    ]
    for name, concept in bg.CONCEPTS.items():
        limits = [words for held, words in LIMITS.items() if getattr(concept, held)]
        parts += [f"### {name}", "", rendered(inspect.getdoc(concept.solver) or ""), "", _module(concept.solver), ""]
        parts += [f"Source: {escaped(concept.source)}. {' '.join(limits)}".rstrip(), ""]
    parts += ["## Axioms", ""]
    for name, axiom in bg.AXIOMS.items():
        parts += [f"### {name}", "", rendered(inspect.getdoc(axiom.measure) or ""), "", _module(axiom.measure), ""]
        parts += [f"Source: {escaped(axiom.source)}. {TWO if axiom.two_parties else ''}".rstrip(), ""]
    return "\n".join(parts)


TWO = "For two parties."
LIMITS = {"two_parties": TWO, "by_lottery": "Always over lotteries."}


def _module(function: object) -> str:
    """What the file of a concept or an axiom says below its first line."""
    words = inspect.getdoc(inspect.getmodule(function)) or ""
    return rendered(words.partition("\n\n")[2])


def marks(axiom: str) -> list[str]:
    """One mark a concept: whether it keeps the axiom, breaks it, or claims nothing."""
    return [
        KEPT if axiom in one.satisfies else BROKEN if axiom in one.violates else UNCLAIMED
        for one in bg.CONCEPTS.values()
    ]


def spaced(name: str) -> str:
    """A name in words."""
    return name.replace("_", " ")


def games_page() -> str:
    """Strategic games with their questions, sources and pages."""
    rows = (
        (link(name), in_cell(game.question), in_cell(game.source), f"[theory](../explanation/games/{name}.md)")
        for name, game in bg.STRATEGIC_GAMES.items()
    )
    parts = [
        "# Strategic games",
        "",
        "Each is called with plain numbers, or with a case: `bg.crisis.from_game(game)`. How they fit together is told "
        "in [strategic games](../explanation/strategic-games.md).",
        "",
        *table(("game", "question", "source", "page"), rows),
    ]
    return "\n".join(parts)


def models_page() -> str:
    """Outside options, measures and pictures."""
    parts = ["# Outside options, measures, pictures", ""]
    for title, held in (("Outside options", bg.OUTSIDE_OPTIONS), ("Measures", bg.MEASURES)):
        rows = ((f"`{kind}`", _public(model), in_cell(model.summary)) for kind, model in held.items())
        parts += [f"## {title}", "", *table(("kind", "class", "what it is"), rows)]
    drawn = ((_public(draw), in_cell(first_line(draw.__name__))) for draw in PLOTS.values())
    parts += ["## Pictures", "", "Each has an entry in the [gallery](../gallery/index.md).", ""]
    parts += table(("function", "what it draws"), drawn)
    return "\n".join(parts)


def _public(held: type | object) -> str:
    """A link to a class or a function that has a public name."""
    name = getattr(held, "__name__", "")
    return link(name) if name in bg.__all__ else f"`{name}`"
