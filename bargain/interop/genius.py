"""GENIUS scenarios: a domain and one utility profile a party, in XML.

A utility there is Σ weight·value, 0 to 1; a payoff here is 100 times that. `profiles/evaluators.py` has the rules of
the values, `additive.py` what becomes of weights that do not sum to 1. GENIUS cuts a utility above 1 off; no payoff is
cut. Without a reservation value it takes 0. Its discount factor δ turns a utility u at time t (0 at the start, 1 at the
deadline) into u·δ^t: kept as the discount rate −ln δ per negotiation. An issue of whole numbers becomes a choice among
them, a real one a range. Issues of a profile are paired with the domain's by their index, as GENIUS does, not by name.

Source: Lin, Kraus, Baarslag, Tykhonov, Hindriks & Jonker (2014), Genius: an integrated environment for supporting the
design of generic automated negotiators, Computational Intelligence 30, 48–70; the rules are those of version 10.4.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.names import distinct
from bargain.interop.additive import game_of
from bargain.interop.folders import inside, write_scenario
from bargain.interop.imported import Imported
from bargain.interop.losses import counted
from bargain.interop.profiles.domain import domain_of
from bargain.interop.profiles.profile import profile_of
from bargain.interop.profiles.tree import Element, parsed
from bargain.interop.profiles.writing import files_of, lost
from bargain.scenario.files import named, problem
from bargain.scenario.reading import content

Path_ = str | os.PathLike[str]

DOMAIN, PROFILE = "negotiation_template", "utility_space"
"""Root elements of the two kinds of file."""


def read_genius(domain: Path_, profiles: Iterable[Path_] | Path_ | None = None) -> Imported[BargainingGame]:
    """The game of a GENIUS domain and its profiles; each profile is a party, called as its file.

    `domain`: the domain's file, with its `profiles`; or a folder with one domain and the profiles of all parties; or
    one profile alone, for a game of one party. Raises ScenarioError, one line with the file, the place and the cure.
    """
    file, notes = named(domain), list[str]()
    if profiles is None and os.path.isdir(file):
        return _read(*_folder(file, notes), notes)
    root = _parsed(file, notes)
    if profiles is None:
        if root.tag != PROFILE:
            raise problem(file, "is a domain without profiles; name them too, or the folder that holds all")
        return _read((file, root), [(file, root)], notes)
    if root.tag not in (DOMAIN, PROFILE):
        raise problem(file, f"begins with <{root.tag}>; a domain begins with <{DOMAIN}>")
    given = [profiles] if isinstance(profiles, (str, os.PathLike)) else profiles
    return _read((file, root), [(path, _parsed(path, notes)) for path in map(named, given)], notes)


def _parsed(file: str, notes: list[str]) -> Element:
    root, mended = parsed(content(file), file)
    notes += mended
    return root


Read = tuple[str, Element]
"""A file and its root element."""


def _folder(folder: str, notes: list[str]) -> tuple[Read, list[Read]]:
    """The one domain of a folder and its profiles, in the order of their names."""
    domains, profiles = list[Read](), list[Read]()
    for file in inside(folder, [".xml"]):
        if os.path.basename(file).lower().endswith("pareto.xml"):
            continue  # a result of GENIUS, not always XML
        root = _parsed(file, notes)
        if root.tag == DOMAIN:
            domains.append((file, root))
        elif root.tag == PROFILE:
            profiles.append((file, root))
        else:
            notes.append(f"{file}: begins with <{root.tag}> and is left out")
    if len(domains) != 1:
        found = counted("domain", [os.path.basename(file) for file, _ in domains]) or "none"
        raise problem(folder, f"needs one domain, <{DOMAIN}>, and has {found}; name the domain and its profiles")
    return domains[0], profiles


def _read(domain: Read, profiles: list[Read], notes: list[str]) -> Imported[BargainingGame]:
    file, root = domain
    try:
        title, issues, found = domain_of(root)
    except GameError as error:
        raise problem(file, str(error)) from None
    notes += found
    if not profiles:
        raise problem(file, f"there is no profile, <{PROFILE}>, to it; a game needs one for each party")
    utilities = []
    for path, element in profiles:
        if element.tag != PROFILE:
            raise problem(path, f"begins with <{element.tag}>; a profile begins with <{PROFILE}>")
        party = element.attributes.get("party", "") or Path(path).stem
        try:
            utility, found = profile_of(element, issues, party)
        except GameError as error:
            raise problem(path, str(error)) from None
        utilities.append(utility)
        notes += found
    folder = os.path.basename(os.path.dirname(os.path.abspath(file)))
    try:
        distinct([u.party for u in utilities], "profiles", "party")
        game, found = game_of(title or folder or "game", [placed.outline for placed in issues], utilities)
    except GameError as error:
        raise problem(file, str(error)) from None
    return Imported(game, (*notes, *found))


def write_genius(game: BargainingGame, folder: Path_, *, lossy: bool = False) -> tuple[str, ...]:
    """Write `game` as a GENIUS scenario into the new or empty `folder`: domain.xml, and a profile for each party.

    The outside option is written as the reservation value that it comes to. What GENIUS cannot hold is listed in one
    ScenarioError; with `lossy` it is left out, and the notes that are returned say so.
    """
    what, losses = "a GENIUS scenario", lost(the_game(game))
    return write_scenario(game, folder, what=what, losses=losses, lossy=lossy, files_of=files_of)
