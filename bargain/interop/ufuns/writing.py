"""A game as NegMAS's files: an outcome space, and one additive utility function a party, 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from typing import Any

from bargain.errors import MissingExtraError, ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.quantity import value_of
from bargain.game.range import Range
from bargain.interop.decimals import as_number, utility
from bargain.interop.folders import file_names
from bargain.interop.losses import counted, lost_as_profiles, reservations
from bargain.interop.shapes import Peak, cut, integers, shape, smooth, worths
from bargain.interop.ufuns.tree import EXTRA

DOMAIN_FILE = "domain.yml"

Table = dict[str, Any]


def lost(game: BargainingGame) -> list[str]:
    """What NegMAS's files cannot hold of `game`."""
    curves = counted("curve of range", smooth(game)).replace("ranges", "range")
    return [*lost_as_profiles(game), *([f"{curves}: cut to a grid of numbers"] if curves else [])]


def files_of(game: BargainingGame) -> tuple[dict[str, bytes], list[str]]:
    """Name → content of the domain and all utility functions, and notes."""
    curved = set(smooth(game))
    issues = [cut(game, i) if isinstance(i, Range) and i.name in curved else i for i in game.issues]
    space = {"issues": [_issue(i) for i in issues], "name": game.title, "type": "CartesianOutcomeSpace"}
    files, reserved, notes = {DOMAIN_FILE: _dumped(space)}, reservations(game), []
    for party, name in zip(game.party_names, file_names(game.party_names, "yml", DOMAIN_FILE), strict=True):
        found = _utility(game, party, issues, reserved[party])
        rate = value_of(game.party(party).discount_rate)
        if rate > 600:
            raise ScenarioError(f"parties.{party}.discount_rate: {rate:g} leaves no discount above 0; use at most 600")
        if rate:
            notes.append(
                f"{party}: the discount rate {rate:g} is written as the discount {exp(-rate):.6g} over relative_time, "
                f"as if a negotiation took a year"
            )
            found = _discounted(found, exp(-rate))
        files[name] = _dumped(found)
    return files, notes


def _dumped(document: Table) -> bytes:
    try:
        import yaml
    except ImportError:
        raise MissingExtraError(EXTRA) from None

    class Dumper(yaml.SafeDumper):
        """Texts with line breaks and the like stand in double quotes, with escapes: folded lines would change them."""

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=None if data.isprintable() else '"')

    Dumper.add_representer(str, text)
    found: str = yaml.dump(document, Dumper=Dumper, allow_unicode=True, sort_keys=True, width=110)
    return found.encode()


def _issue(issue: Choice | Range) -> Table:
    if isinstance(issue, Range):
        return {"name": issue.name, "type": "ContinuousIssue", "values": list(issue.bounds)}
    whole = integers(issue)
    if whole is not None and len(whole) > 1:
        return {"name": issue.name, "type": "ContiguousIssue", "values": [whole[0], whole[-1]]}
    values = values_of(issue)
    form = "CategoricalIssue" if any(isinstance(v, str) for v in values) else "DiscreteCardinalIssue"
    return {"name": issue.name, "type": form, "values": values}


def values_of(issue: Choice) -> list[Any]:
    """Outcomes as a file has them: as numbers where all are numbers of one kind, else as texts."""
    numbers = [as_number(o) for o in issue.outcomes]
    kinds = {type(n) for n in numbers}
    return list(numbers) if len(kinds) == 1 and None not in numbers else list(issue.outcomes)


def _utility(game: BargainingGame, party: str, issues: list[Choice | Range], reserved: float) -> Table:
    shares = game.weights(party)
    return {
        "name": party,
        "reserved_outcome": None,
        "reserved_value": utility(reserved),
        "type": "LinearAdditiveUtilityFunction",
        "values": [_function(issue, party) for issue in issues],
        "weights": [shares[issue.name] for issue in issues],
    }


def _function(issue: Choice | Range, party: str) -> Any:
    if isinstance(issue, Choice):
        values = [utility(w) for w in worths(issue, party)]
        if any(o.startswith("_") for o in issue.outcomes):
            return values  # NegMAS drops keys with _ from tables, but takes a list in the order of the outcomes
        return {"mapping": dict(zip(values_of(issue), values, strict=True)), "type": "TableFun"}
    found, (low, _) = shape(issue, party), issue.bounds
    if isinstance(found, Peak):
        corners = {"end": found.end, "middle": found.top, "start": found.start}
        return {"bias": 0.0, "scale": found.height, "type": "TriangularFun", **corners}
    if found is not None and not found.cut:
        return {"bias": found.level - found.slope * low, "slope": found.slope, "type": "AffineFun"}
    return _hats(issue, party)


def _hats(issue: Range, party: str) -> Table:
    """Lines with any number of bends, as a sum of triangles: each is as high as the lines at its bend, and 0 at the
    next bends on both sides. Those at the ends reach beyond the range, for NegMAS's triangle is 0 where it starts."""
    curve, (low, high) = issue.curve_of(party), issue.bounds
    assert curve is not None, "an indifferent party has a line"
    at = [2 * low - high, *curve.knots, 2 * high - low]
    hats = [
        {
            "bias": 0.0,
            "end": c,
            "middle": b,
            "scale": utility(issue.worth(party, b)),
            "start": a,
            "type": "TriangularFun",
        }
        for a, b, c in zip(at, at[1:], at[2:], strict=False)
    ]
    return {"bias": 0.0, "funs": hats, "normalize": False, "type": "AggregatingFun", "weights": [1.0] * len(hats)}


def _discounted(inner: Mapping[str, Any], discount: float) -> Table:
    return {
        "discount": discount,
        "dynamic_reservation": True,
        "factor": "relative_time",
        "name": inner["name"],
        "reserved_outcome": None,
        "reserved_value": inner["reserved_value"],
        "type": "ExpDiscountedUFun",
        "ufun": dict(inner),
    }
