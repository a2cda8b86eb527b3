"""Gambit's files: normal forms (.nfg) read and written, extensive forms (.efg) written.

A .nfg is written of payoff matrices, of an array of payoffs for more players, and of a case whose parties hold levers
(what each threat brings without agreement). It is read in both versions, the list of payoffs and the list of outcomes.

A .efg is written of the strategic games whose results say all of a finite tree: the sanctions threat game with costs
that are known or have separate values, and the ceasefire of up to five periods; and of a crisis with a list of demands
(`crisis_tree`). The others are left out for a reason. Offers and demands out of a continuum, and types with continuous
distributions, have no finite tree: costly war, mediation, ratification, attrition, and the crisis as solved.
Alternating offers, commitment and enforcement have no end. Contributions and announced demands are made at one time, so
a tree says no more than a table. Coalitions have no moves at all.

Numbers are written as exact decimals: what Gambit reads is what the package computed with. Chances are fractions that
sum to 1.

Source: Savani & Turocy (2024), Gambit: the package for computation in game theory, version 16; file formats as in its
manual.
"""

from __future__ import annotations

import os
from typing import Any

from bargain.errors import GameError, ScenarioError
from bargain.game.names import shown
from bargain.interop.imported import Imported
from bargain.interop.trees.nfg import form_of
from bargain.interop.trees.nfg import text_of as text_of_form
from bargain.interop.trees.normal_form import NormalForm, normal_form
from bargain.interop.trees.sanctions import tree_of_sanctions
from bargain.interop.trees.tree import ExtensiveForm, at_one_time
from bargain.interop.trees.truce import tree_of_truce
from bargain.scenario.atomic import replace_file
from bargain.scenario.files import named, problem
from bargain.scenario.reading import content, text_of
from bargain.strategic.ceasefire import Ceasefire
from bargain.strategic.sanctions_threat import SanctionsThreat


def read_nfg(path: str | os.PathLike[str]) -> Imported[NormalForm]:
    """The normal form in a .nfg file: `.game.matrices` of two players, `.game.array` of any number.

    Raises ScenarioError, one line with the file, the problem and the cure.
    """
    file = named(path)
    text = text_of(content(file), file).removeprefix("\ufeff")
    try:
        form, notes = form_of(text)
    except GameError as error:
        raise problem(file, str(error)) from None
    return Imported(form, tuple(notes))


def write_nfg(given: Any, path: str | os.PathLike[str]) -> None:
    """Write a normal form, or what `normal_form` makes one of (matrices, an array, a game with levers), to `path`.

    Raises GameError for what is none, ScenarioError where the file cannot be written.
    """
    file = named(path)
    form = given if isinstance(given, NormalForm) else normal_form(given)
    _write(file, lambda: text_of_form(form), "game.nfg")


def extensive_form(given: Any) -> ExtensiveForm:
    """The tree of a strategic game's answer, or of a normal form, whose players move without seeing each other's moves.

    Raises GameError for a game that has no finite tree.

    >>> from bargain.strategic.sanctions_threat import sanctions_threat
    >>> extensive_form(sanctions_threat(
    ...     sender_stake=20, target_stake=10, sender_cost=6, target_cost=15, audience_cost=8))
    <extensive form 'sanctions threat of sender against target': players sender, target; 4 ends>
    """
    if isinstance(given, ExtensiveForm):
        return given
    if isinstance(given, NormalForm):
        return at_one_time(given)
    if isinstance(given, SanctionsThreat):
        return tree_of_sanctions(given)
    if isinstance(given, Ceasefire):
        return tree_of_truce(given)
    raise GameError(
        f"{shown(given)} has no finite tree that is known; give the answer of sanctions_threat or ceasefire, a "
        f"normal form, or a crisis_tree"
    )


def write_efg(given: Any, path: str | os.PathLike[str]) -> None:
    """Write the tree of a strategic game's answer, a normal form or an extensive form to `path`.

    Raises GameError for a game that has no finite tree, ScenarioError where the file cannot be written.
    """
    file = named(path)
    form = extensive_form(given)
    _write(file, form.to_efg, "game.efg")


def _write(file: str, text: Any, example: str) -> None:
    try:
        written = text()
    except ScenarioError as error:
        raise problem(file, str(error)) from None
    replace_file(file, written.encode(), example=example)
