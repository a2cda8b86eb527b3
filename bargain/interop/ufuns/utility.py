"""One NegMAS utility function as the profile of a party."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf, log
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.additive import Bends, Profile, Values
from bargain.interop.decimals import number
from bargain.interop.lines import pieces, straight
from bargain.interop.ufuns.functions import function_of, kind, numbers_of
from bargain.interop.ufuns.space import Levels, name_of
from bargain.registry import did_you_mean

ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
AFFINE = ("AffineUtilityFunction", "LinearUtilityFunction")
DISCOUNTED = ("ExpDiscountedUFun", "LinDiscountedUFun")
OTHERS = ("ConstUtilityFunction", "MappingUtilityFunction")

_SAYS_NOTHING = frozenset({
    "type", "$type", "__python_class__", "name", "id", "path", "stability", "outcome_space", "issues", "reserved_value",
    "reserved_outcome", "values", "weights", "bias", "value", "mapping", "default", "ufun", "discount", "cost",
    "factor", "power", "dynamic_reservation",
})  # fmt: skip
"""Keys that are read, or that a game has no use for."""

Table = Mapping[str, Any]


def profile_of(document: Table, issues: Sequence[Levels], party: str) -> tuple[Profile, list[str]]:
    """The utility of `party` over `issues`, and notes."""
    notes: list[str] = []
    utility = _utility(document, issues, party, notes)
    return utility, [f"{party}: {note}" for note in notes]


def _utility(document: Table, issues: Sequence[Levels], party: str, notes: list[str]) -> Profile:
    form = kind(document, "utility function")
    if document.get("constraints"):
        raise GameError("constraints: agreements are ruled out by code or rules; only additive utilities can be read")
    unread = sorted(name_of(key) for key in document if key not in _SAYS_NOTHING and key != "constraints")
    if unread:
        notes.append(f"not read: {', '.join(unread)}")
    if form in DISCOUNTED:
        return _discounted(form, document, issues, party, notes)
    if form in ADDITIVE:
        weights, values = _additive(document, issues, notes)
        bias = number(document.get("bias", 0.0), "bias")
    elif form in AFFINE:
        weights = _weights(document.get("weights"), issues)
        values = [_values({"type": "IdentityFun"}, one, notes) for one in issues]
        bias = number(document.get("bias", 0.0), "bias")
    elif form == "ConstUtilityFunction":
        weights, bias = [0.0] * len(issues), number(document.get("value"), "value")
        values = [_values({"type": "ConstFun"}, one, notes) for one in issues]
    elif form == "MappingUtilityFunction":
        weights, values, bias = [1.0], [_mapping(document, issues)], 0.0
    else:
        raise GameError(
            f"type: no utility function {shown(form)} can be read, only sums of a value for each issue; known: "
            f"{', '.join(sorted([*ADDITIVE, *AFFINE, *DISCOUNTED, *OTHERS]))}"
        )
    found = Profile(party, tuple(weights), tuple(values), bias)
    return replace(found, reservation=_reservation(document, found, issues, notes))


def _additive(document: Table, issues: Sequence[Levels], notes: list[str]) -> tuple[list[float], list[Values]]:
    given = document.get("values")
    if isinstance(given, Mapping):
        given = _by_name(given, issues, "values", {"type": "IdentityFun"})
    functions = numbers_of(given, "values")
    if len(functions) != len(issues):
        raise GameError(f"values: {len(functions)} for {len(issues)} issues; give one for each")
    return _weights(document.get("weights"), issues), [
        _values(f, one, notes) for f, one in zip(functions, issues, strict=True)
    ]


def _by_name(given: Mapping[Any, Any], issues: Sequence[Levels], what: str, usual: Any) -> list[Any]:
    names = [one.outline.name for one in issues]
    for key in given:
        if name_of(key) not in names:
            raise GameError(f"{what}: no issue {shown(key)}; {did_you_mean(name_of(key), names)}")
    named = {name_of(key): value for key, value in given.items()}
    return [named.get(name, usual) for name in names]


def _weights(given: Any, issues: Sequence[Levels]) -> list[float]:
    if given is None:
        return [1.0] * len(issues)
    if isinstance(given, Mapping):
        given = _by_name(given, issues, "weights", 1.0)
    found = [number(w, f"weights[{k}]") for k, w in enumerate(numbers_of(given, "weights"))]
    if len(found) != len(issues):
        raise GameError(f"weights: {len(found)} for {len(issues)} issues; give one for each")
    return found


def _values(given: Any, one: Levels, notes: list[str]) -> Values:
    """What an issue is worth: a table, a list in the order of its values, or a function of numbers."""
    name = one.outline.name
    where = f"values of {shown(name)}"
    if isinstance(given, list):
        given = {"type": "TableFun", "mapping": dict(zip(one.outline.outcomes, given, strict=False))}
    if isinstance(given, Mapping) and "type" not in given and not {"$type", "__python_class__"} & set(given):
        given = {"type": "TableFun", "mapping": given}
    if kind(given, where) == "TableFun":
        if not one.values:
            raise GameError(f"{where}: a table over a range; give a function such as LinearFun")
        return tuple(number(x, where) for x in _looked_up(given.get("mapping"), one, where))
    function, corners, lines = function_of(given, where)
    if one.values and kind(given, where) == "ConstFun":  # of texts too
        return (function(0.0),) * len(one.values)
    if one.values:
        return tuple(function(number(value, f"{where}, outcome")) for value in one.values)
    if lines:
        return straight(function, corners, one.outline, where)
    bends, off = pieces(function, corners, one.outline)
    notes.append(f"{name}: the curve {kind(given, where)} is read as straight pieces; off by {off:.1g} at most")
    return bends


def _looked_up(mapping: Any, one: Levels, where: str) -> list[Any]:
    """The entry of each outcome; by its value, or by its name, as JSON has only names."""
    if not isinstance(mapping, Mapping):
        raise GameError(f"{where}: {shown(mapping)} is no mapping; write outcome: value for each outcome")
    named = {name_of(key): entry for key, entry in mapping.items()}
    found = []
    for value in one.values:
        key = next((k for k in (name_of(value), json.dumps(value)) if k in named), None)
        if value not in mapping and key is None:
            raise GameError(f"{where}: has no {shown(value)}; {did_you_mean(name_of(value), named)}")
        found.append(mapping[value] if value in mapping else named[key or ""])
    return found


def _mapping(document: Table, issues: Sequence[Levels]) -> Values:
    if len(issues) != 1 or not issues[0].values:
        raise GameError(
            "mapping: a table of whole agreements over several issues; only sums of a value for each issue can be read"
        )
    given = document.get("mapping")
    if isinstance(given, Mapping):
        given = {key[0] if isinstance(key, tuple) and len(key) == 1 else key: entry for key, entry in given.items()}
        default = document.get("default")
        if isinstance(default, (int, float)) and abs(default) != inf:
            given = dict.fromkeys(issues[0].values, default) | given
    return tuple(number(x, "mapping") for x in _looked_up(given, issues[0], "mapping"))


def _discounted(form: str, document: Table, issues: Sequence[Levels], party: str, notes: list[str]) -> Profile:
    inner = document.get("ufun")
    if not isinstance(inner, Mapping) or kind(inner, "ufun") in DISCOUNTED:
        raise GameError(f"ufun: {shown(inner)} is no utility function without discounting; write one")
    own: list[str] = []
    found = _utility(inner, issues, party, own)
    if _given(document.get("reserved_value")) is not None:
        found = replace(found, reservation=_reservation(document, found, issues, notes))
        own = [note for note in own if not note.startswith("no reserved value")]
    notes += own
    factor = name_of(document.get("factor", "step"))
    if form == "LinDiscountedUFun":
        notes.append(f"a cost of {shown(document.get('cost'))} per {factor} is not kept: it is no constant rate")
        return found
    discount = 1.0 if document.get("discount") is None else number(document["discount"], "discount")
    if discount == 1.0:
        return found
    if not 0.0 < discount < 1.0:
        notes.append(f"the discount {discount:g} is not between 0 and 1 and is not kept")
        return found
    rate = -log(discount)
    unit = "negotiation, from start to deadline" if factor == "relative_time" else factor
    notes.append(
        f"the discount {discount:g} is kept as discount_rate {rate:.6g} per {unit}, where the package counts years"
    )
    return replace(found, discount_rate=rate)


def _given(reserved: Any) -> float | None:
    """A reserved value; None where none is given, as −inf says in NegMAS."""
    if reserved is None or (isinstance(reserved, float) and reserved == -inf):
        return None
    return number(reserved, "reserved_value")


def _reservation(document: Table, utility: Profile, issues: Sequence[Levels], notes: list[str]) -> float | None:
    found, outcome = _given(document.get("reserved_value")), document.get("reserved_outcome")
    if found is not None:
        if outcome is not None:
            notes.append("has a reserved value and a reserved outcome; the value counts")
        return found
    if outcome is None:
        notes.append(
            "no reserved value (−inf): whatever is agreed is better; read as 0 points, which no payoff is below"
        )
        return None
    picked = _by_name(outcome, issues, "reserved_outcome", None) if isinstance(outcome, Mapping) else outcome
    if not isinstance(picked, list) or len(picked) != len(issues):
        raise GameError(
            f"reserved_outcome: {shown(outcome)} does not settle {len(issues)} issues; give one value for each"
        )
    notes.append("the reserved value is what the reserved outcome is worth")
    rows = zip(utility.weights, utility.values, issues, picked, strict=True)
    return utility.bias + sum(w * _at(values, one, value) for w, values, one, value in rows)


def _at(values: Values, one: Levels, value: Any) -> float:
    where = f"reserved_outcome, {shown(one.outline.name)}"
    if isinstance(values, Bends):
        x = number(value, where)
        if not values.at[0] <= x <= values.at[-1]:
            raise GameError(f"{where}: {x:g} lies outside {values.at[0]:g} to {values.at[-1]:g}; give a number within")
        k = max(1, next(k for k, a in enumerate(values.at) if x <= a))
        share = (x - values.at[k - 1]) / (values.at[k] - values.at[k - 1])
        return values.values[k - 1] + share * (values.values[k] - values.values[k - 1])
    names = one.outline.outcomes
    if name_of(value) not in names:
        raise GameError(f"{where}: no outcome {shown(value)}; {did_you_mean(name_of(value), names)}")
    return values[names.index(name_of(value))]
