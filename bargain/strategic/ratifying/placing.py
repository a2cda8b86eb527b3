"""The equilibria of a setter with a ratifier."""

from __future__ import annotations

import numpy as np

from bargain.strategic.ratifying.evidence import setter_gain
from bargain.strategic.ratifying.result import Ratification, share
from bargain.strategic.ratifying.setter import SetterGame
from bargain.tolerances import EQUAL


def solved_setter(game: SetterGame, names: tuple[str, ...]) -> Ratification:
    """The equilibrium in which the least is asked for, with the others in `others`."""
    spots: list[tuple[float, bool]] = []
    for a, b in game.best():
        spots += [(a, False)] if a == b else [(a, True), (b, True)]
    if float(game.worth(np.array(spots[0][0]))) <= EQUAL * game.reach or game.reach == 0.0:
        return _equilibrium(game, names, 0.0, False, ())
    last = None
    found: tuple[Ratification, ...] = ()
    for g, plateau in reversed(spots):
        last = _equilibrium(game, names, g, plateau, found)
        found = (_equilibrium(game, names, g, plateau, ()), *found)
    assert last is not None
    return last


def _equilibrium(
    game: SetterGame, names: tuple[str, ...], g: float, plateau: bool, others: tuple[Ratification, ...]
) -> Ratification:
    approved, kept = (float(p(np.array(g))) for p in (game.approved, game.kept))
    proposal = game.place(g) if g > 0 else game.status_quo
    moves = g > 0 or game.reach == 0.0
    known = game.later is None and game.now.known
    return Ratification(
        parties=names,
        words=_in_words(game, names, g, (approved, kept), plateau),
        payoffs=(float(game.worth(np.array(g))), game.ratifier_worth(g)),
        failure=1.0 - approved * kept if moves else 1.0,
        deviation=setter_gain(game, g),
        method="the ratifier's point of indifference" if known else "the largest expected gain over all proposals",
        others=others,
        proposal=proposal,
        deal=None,
        ratified=approved,
        repudiated=approved * (1.0 - kept),
        zone=_places(game, game.farthest(certain=False)),
        certain=_places(game, game.farthest(certain=True)),
        counteroffer=None,
        safe_cost=game.safe_cost(g),
        tightening=(),
    )


def _places(game: SetterGame, g: float) -> tuple[float, float]:
    """From the status quo to so far, in the order of the line."""
    low, high = sorted((game.status_quo, game.place(g)))
    return low, high


def _in_words(
    game: SetterGame, names: tuple[str, ...], g: float, chances: tuple[float, float], plateau: bool
) -> tuple[str, ...]:
    setter, ratifier = names
    approved, kept = chances
    if g == 0.0:
        why = "it is its own ideal point" if game.reach == 0 else f"{ratifier} approves nothing that {setter} prefers"
        return (f"{setter} keeps the status quo of {game.status_quo:.6g}: {why}.",)
    words = [f"{setter} proposes {game.place(g):.6g}; {ratifier} approves it {share(approved)}."]
    sure = game.farthest(certain=True)
    if approved < 1.0 and sure > 0:
        words.append(f"{game.place(sure):.6g} would be approved for certain, and gain {setter} less on average.")
    if game.later is not None:
        undone = 1.0 - kept
        words.append(f"A later vote lets it stand {share(kept)}." if undone > 0 else "No later vote undoes it.")
    if plateau:
        words.append("It is the end of a range of proposals that are all worth the same to it.")
    return tuple(words)
