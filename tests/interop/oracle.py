"""Utilities straight from the files, as the field's programs compute them: plain, and without the package.

GENIUS: an item's evaluation divided by the issue's largest; integer and real evaluators cut to 0 … 1; weights as they
stand. NegMAS: bias and weighted sum of value functions. Both on the peer's own scale.
"""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ElementTree
from itertools import product

import yaml


def genius_domain(path):
    """[(index, name, outcomes as texts)], every integer listed, ends and middle of a real issue."""
    found = []
    for issue in ElementTree.parse(path).getroot().iter("issue"):
        kind = issue.get("type") or issue.get("vtype") or "discrete"
        if kind == "discrete":
            outcomes = [item.get("value") for item in issue.findall("item")]
        elif kind == "integer":
            outcomes = list(range(int(issue.get("lowerbound")), int(issue.get("upperbound")) + 1))
        else:
            ends = issue.find("range")
            low, high = float(ends.get("lowerbound")), float(ends.get("upperbound"))
            outcomes = [low + (high - low) * k / 8 for k in range(9)]
        found.append((int(issue.get("index")), issue.get("name"), outcomes))
    return found


def genius_values(issue, outcomes):
    """Value 0 … 1 of each outcome to the owner of the profile's `issue`."""
    evaluator = issue.find("evaluator")
    if evaluator is None:
        table = {item.get("value"): float(item.get("evaluation")) for item in issue.findall("item")}
        most = max(table.values())
        return [table[str(o)] / most if most > 1e-5 else 0.0 for o in outcomes]
    number = {key: float(text) for key, text in evaluator.attrib.items() if key not in ("ftype", "etype")}
    kind = evaluator.get("ftype")
    if kind == "constant":
        return [number["parameter0"] for _ in outcomes]
    if kind == "triangular":
        a, b, c = (number[f"parameter{k}"] for k in range(3))
        return [0.0 if x < a or x > b else (x - a) / (c - a) if x < c else (b - x) / (b - c) for x in outcomes]
    if "slope" in number:
        lines = [number["offset"] + number["slope"] * (x - float(issue.get("lowerbound"))) for x in outcomes]
    else:
        lines = [number["parameter0"] + number["parameter1"] * x for x in outcomes]
    return [min(1.0, max(0.0, y)) for y in lines]


def genius(domain, profile):
    """{outcomes of an agreement: utility} and the reservation value, of one profile."""
    root = ElementTree.parse(profile).getroot()
    owned = {int(issue.get("index")): issue for issue in root.iter("issue")}
    weight = {int(w.get("index")): float(w.get("value")) for w in root.iter("weight")}
    issues = genius_domain(domain)
    tables = [
        [(o, weight[index] * v) for o, v in zip(outcomes, genius_values(owned[index], outcomes), strict=True)]
        for index, _, outcomes in issues
    ]
    reservation = root.find(".//reservation")
    agreements = {tuple(o for o, _ in row): sum(v for _, v in row) for row in product(*tables)}
    return agreements, 0.0 if reservation is None else float(reservation.get("value"))


def negmas_value(function, x):
    """A NegMAS value function at `x`."""
    kind = function["type"].split(".")[-1]
    number = {key: value for key, value in function.items() if isinstance(value, (int, float))}
    bias = number.get("bias", 0.0)
    if kind == "TableFun":
        table = function["mapping"]
        return table[x] if x in table else table[x if isinstance(x, str) else json.dumps(x)]
    return {
        "IdentityFun": lambda: x,
        "ConstFun": lambda: bias,
        "LinearFun": lambda: number["slope"] * x,
        "AffineFun": lambda: number["slope"] * x + bias,
        "QuadraticFun": lambda: number["a2"] * x * x + number["a1"] * x + bias,
        "ExponentialFun": lambda: number["base"] ** (number["tau"] * x) + bias,
        "TriangularFun": lambda: triangle(x, number) + bias,
    }[kind]()


def triangle(x, n):
    """From 0 at start up to scale in the middle, down to 0 at the end."""
    if not n["start"] < x < n["end"]:
        return 0.0
    up = x <= n["middle"]
    return n["scale"] * (
        (x - n["start"]) / (n["middle"] - n["start"]) if up else (n["end"] - x) / (n["end"] - n["middle"])
    )


def negmas(folder, domain, ufun):
    """{outcomes of an agreement: utility} and the reserved value, of one utility function."""
    load = (
        (lambda path: json.loads(path.read_text()))
        if domain.endswith("json")
        else (lambda path: yaml.safe_load(path.read_text()))
    )
    space, function = load(folder / domain), load(folder / ufun)
    function = function.get("ufun", function)
    levels = []
    for issue in space["issues"]:
        values = issue["values"]
        if issue["type"].endswith("ContiguousIssue"):
            values = list(range(values[0], values[1] + 1, values[2] if len(values) > 2 else 1))
        elif issue["type"].endswith("ContinuousIssue"):
            values = [values[0] + (values[1] - values[0]) * k / 8 for k in range(9)]
        levels.append(values)
    values = function.get("values") or [{"type": "IdentityFun"}] * len(levels)
    weights = function.get("weights") or [1.0] * len(levels)
    if isinstance(values, dict):
        values, weights = ([table[i["name"]] for i in space["issues"]] for table in (values, weights))
    found = {
        row: function.get("bias", 0.0)
        + sum(w * negmas_value(f, x) for w, f, x in zip(weights, values, row, strict=True))
        for row in product(*levels)
    }
    reserved = function.get("reserved_value")
    return found, 0.0 if reserved is None or math.isinf(reserved) else reserved
