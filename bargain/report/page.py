"""The report on a case: everything the package can say of it, as one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.plots.canvas import new_axes
from bargain.report import html, markdown
from bargain.report.document import Document
from bargain.report.pictures import pictures_of
from bargain.report.results import Results, results_of
from bargain.report.sections import again, answers, assumptions, case, leaves_out, levers, red_lines, sureness

SECTIONS = (case, answers, red_lines, levers, sureness, leaves_out, assumptions, again)
"""In the order of the page: first what is asked and what comes out, then what it rests on."""

ABOUT = (
    "What a model of this dispute says, and how far it holds. It explains and does not recommend; nothing in it is a "
    "forecast."
)


@dataclass(frozen=True)
class Report:
    """`results`: what was computed; `document`: the page that tells it."""

    results: Results = field(repr=False)
    document: Document = field(repr=False)

    def to_html(self) -> str:
        """One self-contained HTML page."""
        return html.page(self.document)

    def to_markdown(self) -> str:
        """The page as Markdown; pictures as words."""
        return markdown.page(self.document)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: title and sections."""
        return self.document.to_dict()

    def _repr_html_(self) -> str:
        return html.parts(self.document)

    def __repr__(self) -> str:
        titles = ", ".join(section.title for section in self.document.sections)
        return f"<report on {self.document.title!r}: {titles}>"


def report_on(
    game: BargainingGame, *, concept: str = "nash", draws: int | None = None, seed: int = 0, pictures: bool = True
) -> Report:
    """The case in words, what it rests on, what comes out, what moves it, how sure it is and what is left out.

    `concept`: whose solution red lines, levers and draws follow. `draws`: of the ensemble, as many as take some seconds
    when None. `pictures`: needs the extra `plot`. Raises MissingExtraError without it, ConceptError, GameError.
    """
    if pictures:
        new_axes()  # says which extra is missing before anything is computed
    results = results_of(the_game(game), concept=concept, draws=draws, seed=seed)
    drawn = pictures_of(results) if pictures else {}
    sections = tuple(module.section(results, drawn) for module in SECTIONS)
    return Report(results, Document(game.title, ABOUT, sections))
