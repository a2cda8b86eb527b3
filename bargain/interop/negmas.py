"""NegMAS scenarios: a folder with an outcome space and one utility function a party, in YAML (or its twin in JSON).

A utility there is bias + Σ weight·value; a payoff here is 100 times that where it lies between 0 and 1, and
`additive.py` says what it is elsewhere. A reserved value is what no agreement is worth; without one (−inf) anything is
better. A utility discounted by δ over relative time is kept with the discount rate −ln δ per negotiation. Issues of
listed or contiguous values become choices, continuous ones ranges.

NegMAS writes no `bias` of a LinearAdditiveUtilityFunction, though it reads one: a file of its own can so be off by it.

Source: Mohammad, Nakadai & Greenwald (2021), NegMAS: a platform for automated negotiations, PRIMA 2020, Lecture Notes
in Computer Science 12568, 343–351; the files are those of version 0.16.
"""

from __future__ import annotations

import os
from pathlib import Path

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.names import distinct
from bargain.interop.additive import game_of
from bargain.interop.folders import inside, write_scenario
from bargain.interop.imported import Imported
from bargain.interop.losses import counted
from bargain.interop.ufuns.space import is_space, is_utility, issues_of, name_of
from bargain.interop.ufuns.tree import parsed
from bargain.interop.ufuns.utility import profile_of
from bargain.interop.ufuns.writing import files_of, lost
from bargain.scenario.files import named, problem
from bargain.scenario.reading import content

YAML, JSON = (".yml", ".yaml"), (".json",)


def read_negmas(path: str | os.PathLike[str]) -> Imported[BargainingGame]:
    """The game of the NegMAS scenario in the folder `path`; parties are called as their utility functions.

    YAML counts where a folder has YAML and JSON. Raises ScenarioError, one line with the file, the place and the cure;
    MissingExtraError where PyYAML is not installed.
    """
    folder = named(path)
    files = inside(folder, YAML) or inside(folder, JSON)
    documents = [(file, parsed(content(file), file)) for file in files]
    spaces = [(file, d) for file, d in documents if is_space(d)]
    if len(spaces) != 1:
        found = counted("outcome space", [os.path.basename(file) for file, _ in spaces]) or "none"
        raise problem(folder, f"needs one outcome space (type: CartesianOutcomeSpace) and has {found}")
    utilities = [(file, d) for file, d in documents if is_utility(d)]
    others = [os.path.basename(f) for f, d in documents if not is_space(d) and not is_utility(d)]
    notes = [f"left out: {', '.join(others)}"] if others else []
    file, space = spaces[0]
    try:
        issues = issues_of(space, notes)
    except GameError as error:
        raise problem(file, str(error)) from None
    if not utilities:
        raise problem(folder, "holds no utility function; a game needs one for each party")
    called = [name_of(d.get("name") or Path(f).stem) for f, d in utilities]
    if len(set(called)) < len(called):
        notes.append("utility functions share a name; parties are called as their files")
        called = [Path(f).stem for f, _ in utilities]
    profiles = []
    for (path_, document), party in zip(utilities, called, strict=True):
        try:
            profile, more = profile_of(document, issues, party)
        except GameError as error:
            raise problem(path_, str(error)) from None
        profiles.append(profile)
        notes += more
    title = name_of(space.get("name") or os.path.basename(os.path.abspath(folder)) or "game")
    try:
        distinct([p.party for p in profiles], "utility functions", "party")
        game, more = game_of(title, [levels.outline for levels in issues], profiles)
    except GameError as error:
        raise problem(folder, str(error)) from None
    return Imported(game, (*notes, *more))


def write_negmas(game: BargainingGame, folder: str | os.PathLike[str], *, lossy: bool = False) -> tuple[str, ...]:
    """Write `game` as a NegMAS scenario into the new or empty `folder`: domain.yml, and a file for each party.

    The outside option is written as the reserved value that it comes to. What NegMAS cannot hold is listed in one
    ScenarioError; with `lossy` it is left out, and the notes that are returned say so.
    """
    what, losses = "a NegMAS scenario", lost(the_game(game))
    return write_scenario(game, folder, what=what, losses=losses, lossy=lossy, files_of=files_of)
