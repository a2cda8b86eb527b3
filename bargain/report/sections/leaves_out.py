"""What the model leaves out: in general, and in this case."""

from __future__ import annotations

from bargain.game.evidence import judged, scales
from bargain.game.quantity import Quantity, value_of
from bargain.outside.war import War
from bargain.report.document import Listing, Paragraph, Section
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.report.tables import counted

ALWAYS = (
    "Whether the description is right: wishes, outside options and red lines are taken as the case has them.",
    "Who is inside a party: governments, parliaments, armies and publics are one list of weights.",
    "Those who have no seat at the table: they have no points, and what happens to them does not count here.",
    "Whether promises are kept: every agreement is taken as carried out.",
    "What parties know of each other: a solution is picked as if all of it were known.",
    "Outcomes and issues that are not on the list: they cannot be found.",
    "Time: an agreement is reached at once, whole, and holds; talks that drag on or break off are not played out here.",
)


def section(results: Results, drawn: Drawn) -> Section:
    """Limits of every such model, then those that this case has besides."""
    own = tuple(_own(results))
    blocks = [Listing(ALWAYS)]
    more = (Paragraph("In this case besides:"), Listing(own)) if own else ()
    return Section("What the model leaves out", (*blocks, *more))


def _own(results: Results) -> list[str]:
    game = results.game
    found = []
    bare = sum(not isinstance(x, Quantity) or x.basis is None for x in judged(game).values())
    if bare:
        found.append(f"Where {counted(bare, 'number')} of the case came from: neither a source nor a range is given.")
    if game.outside_option is None:
        found.append("What happens with no agreement: every party is taken to get 0 points.")
    if isinstance(game.outside_option, War) and not any(value_of(p.discount_rate) for p in game.parties):
        found.append("Impatience: no party has a discount rate, so nobody minds when a war ends.")
    if results.ensemble is not None and len(results.ensemble.varied) > 1:
        found.append("How assumed numbers go together: each is drawn by itself.")
    if len(game.parties) > 1 and len({value_of(p.power) for p in game.parties}) == 1:
        found.append("Bargaining power: all parties have the same.")
    if not any(value_of(p.risk_aversion) for p in game.parties):
        found.append("Risk attitudes: every party takes an even chance of 0 and 100 points for 50.")
    if not game.linkages and len(game.issues) > 1:
        found.append("Ties between issues: payoffs simply add up.")
    absolute = sum(line.absolute for line in game.all_red_lines)
    if absolute:
        lines = counted(absolute, "absolute red line")
        found.append(f"What would make the holder of {lines} cross: no number of points does here.")
    if any((low, high) != (0.0, 100.0) for _, low, high in scales(game)):
        found.append("Some worths do not reach from 0 to 100, so the weight of their issue says less than it seems.")
    return found
