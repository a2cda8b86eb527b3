"""NegMAS's value functions: what a number or an outcome is worth, on the file's scale.

Each is named in a file as in NegMAS, with these fields and formulas:

| type | value at x |
| --- | --- |
| TableFun | mapping[x] |
| IdentityFun, ConstFun, LinearFun, AffineFun | x; bias; slope·x; slope·x + bias |
| QuadraticFun, PolynomialFun | a2·x² + a1·x + bias; Σ_k coefficients[k]·x^(k+1) + bias |
| ExponentialFun, LogFun | base^(tau·x) + bias; scale·log_base(tau·x) + bias |
| SinFun, CosFun | amplitude·sin(multiplier·x + phase) + bias; the same with cos |
| TriangularFun | bias, plus from 0 at start up to scale at middle, down to 0 at end |
| TrapezoidalFun | the same with a level top from rise_end to fall_start |
| GaussianFun | bias + scale·exp(−(x − center)²/(2·sigma²)) |
| BiasedFun, AggregatingFun | fun(x) + bias; Σ weights·funs(x) + bias |
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.decimals import number

Fields = Mapping[str, Any]
Function = Callable[[float], float]
Corners = tuple[float, ...]
"""Where lines bend; a function without corners is one line, or a curve that is not made of lines at all."""


def kind(table: Any, where: str) -> str:
    """The type named by a table of a file, without the modules in front of it."""
    given = table.get("type", table.get("$type", table.get("__python_class__"))) if isinstance(table, Mapping) else None
    if not isinstance(given, str):
        raise GameError(f"{where}: {shown(table)} has no type; write a table with type: and its fields")
    return given.rsplit(".", 1)[-1]


def function_of(table: Fields, where: str) -> tuple[Function, Corners, bool]:
    """A function of numbers, where it bends, and whether it is made of straight lines."""
    name = kind(table, where)
    if name in SUMS:
        return _sum(name, table, where)
    if name not in FUNCTIONS:
        known = ", ".join(sorted([*FUNCTIONS, *SUMS, "TableFun"]))
        raise GameError(f"{where}: no function {shown(name)} can be read; known: {known}")
    make, defaults, corners = FUNCTIONS[name]
    numbers: dict[str, Any] = {
        key: number(table.get(key, default), f"{where}, {key}") for key, default in defaults.items() if key not in LISTS
    }
    for key in LISTS & defaults.keys():
        numbers[key] = tuple(number(x, f"{where}, {key}") for x in numbers_of(table.get(key), f"{where}, {key}"))
    if (
        name == "TrapezoidalFun"
        and not numbers["start"] <= numbers["rise_end"] <= numbers["fall_start"] <= numbers["end"]
    ):
        raise GameError(f"{where}: start, rise_end, fall_start and end must not fall; write them in order")
    if name == "TriangularFun" and not numbers["start"] <= numbers["middle"] <= numbers["end"]:
        raise GameError(f"{where}: start, middle and end must not fall; write them in order")
    bends = tuple(numbers[key] for key in corners or ())
    return (lambda x: _finite(make, x, numbers, where)), bends, corners is not None


SUMS = ("AggregatingFun", "BiasedFun", "MultiModalTrapezoidalFun")
"""Functions made of functions."""

LISTS = frozenset({"coefficients"})


def numbers_of(given: Any, where: str) -> list[Any]:
    """A list, of which each entry is checked later."""
    if not isinstance(given, list):
        raise GameError(f"{where}: {shown(given)} is not a list; write a list of numbers such as [0.3, 0.7]")
    return given


def _finite(make: Callable[[float, Any], float], x: float, numbers: Any, where: str) -> float:
    try:
        found = float(make(x, numbers))
    except (ValueError, OverflowError, ZeroDivisionError):
        found = math.nan
    if not abs(found) <= 1e15:
        raise GameError(f"{where}: has no finite value at {x:g}; change its numbers")
    return found


def _sum(name: str, table: Fields, where: str) -> tuple[Function, Corners, bool]:
    if table.get("normalize"):
        raise GameError(f"{where}: normalize is applied by NegMAS when it makes the function; write it to a file first")
    bias = number(table.get("bias", 0.0), f"{where}, bias")
    parts: list[Fields]
    if name == "BiasedFun":
        parts, weights = [table.get("fun", {})], [1.0]
    elif name == "AggregatingFun":
        parts = numbers_of(table.get("funs"), f"{where}, funs")
        weights = [1.0] * len(parts) if table.get("weights") is None else _listed(table, "weights", len(parts), where)
    else:
        keys = {"starts": "start", "rise_ends": "rise_end", "fall_starts": "fall_start", "ends": "end"}
        count = len(numbers_of(table.get("starts"), f"{where}, starts"))
        columns = {one: _listed(table, many, count, where) for many, one in keys.items()}
        for many, one, usual in (("biases", "bias", 0.0), ("scales", "scale", 1.0)):
            columns[one] = [usual] * count if table.get(many) is None else _listed(table, many, count, where)
        parts = [{"type": "TrapezoidalFun", **{one: c[k] for one, c in columns.items()}} for k in range(count)]
        weights = [1.0] * count if table.get("weights") is None else _listed(table, "weights", count, where)
    found = [function_of(part, f"{where}, part {k}") for k, part in enumerate(parts, 1)]
    bends = tuple(x for _, corners, _ in found for x in corners)

    def value(x: float) -> float:
        return bias + math.fsum(w * f(x) for w, (f, _, _) in zip(weights, found, strict=True))

    return value, bends, all(straight for _, _, straight in found)


def _listed(table: Fields, key: str, count: int, where: str) -> list[float]:
    given = [number(x, f"{where}, {key}") for x in numbers_of(table.get(key), f"{where}, {key}")]
    if len(given) != count:
        raise GameError(f"{where}, {key}: {len(given)} numbers for {count}; give one for each")
    return given


def _trapezoid(x: float, start: float, rise: float, fall: float, end: float) -> float:
    if not start <= x <= end:
        return 0.0
    if x < rise:
        return (x - start) / (rise - start)
    return 1.0 if x <= fall else (end - x) / (end - fall)


FUNCTIONS: dict[str, tuple[Callable[[float, Any], float], dict[str, Any], tuple[str, ...] | None]] = {
    "IdentityFun": (lambda x, n: x, {}, ()),
    "ConstFun": (lambda x, n: n["bias"], {"bias": 0.0}, ()),
    "LinearFun": (lambda x, n: n["slope"] * x + n["bias"], {"slope": None, "bias": 0.0}, ()),
    "AffineFun": (lambda x, n: n["slope"] * x + n["bias"], {"slope": None, "bias": 0.0}, ()),
    "QuadraticFun": (
        lambda x, n: (n["a2"] * x + n["a1"]) * x + n["bias"], {"a2": None, "a1": None, "bias": 0.0}, None,
    ),
    "PolynomialFun": (
        lambda x, n: n["bias"] + sum(c * x ** (k + 1) for k, c in enumerate(n["coefficients"])),
        {"coefficients": None, "bias": 0.0},
        None,
    ),
    "ExponentialFun": (
        lambda x, n: math.pow(n["base"], n["tau"] * x) + n["bias"], {"tau": None, "bias": 0.0, "base": math.e}, None,
    ),
    "LogFun": (
        lambda x, n: n["scale"] * math.log(n["tau"] * x, n["base"]) + n["bias"],
        {"tau": None, "bias": 0.0, "base": math.e, "scale": 1.0},
        None,
    ),
    "SinFun": (
        lambda x, n: n["amplitude"] * math.sin(n["multiplier"] * x + n["phase"]) + n["bias"],
        {"multiplier": 1.0, "bias": 0.0, "phase": 0.0, "amplitude": 1.0},
        None,
    ),
    "CosFun": (
        lambda x, n: n["amplitude"] * math.cos(n["multiplier"] * x + n["phase"]) + n["bias"],
        {"multiplier": 1.0, "bias": 0.0, "phase": 0.0, "amplitude": 1.0},
        None,
    ),
    "TriangularFun": (
        lambda x, n: n["bias"] + n["scale"] * _trapezoid(x, n["start"], n["middle"], n["middle"], n["end"]),
        {"start": None, "middle": None, "end": None, "bias": 0.0, "scale": 1.0},
        ("start", "middle", "end"),
    ),
    "TrapezoidalFun": (
        lambda x, n: n["bias"] + n["scale"] * _trapezoid(x, n["start"], n["rise_end"], n["fall_start"], n["end"]),
        {"start": None, "rise_end": None, "fall_start": None, "end": None, "bias": 0.0, "scale": 1.0},
        ("start", "rise_end", "fall_start", "end"),
    ),
    "GaussianFun": (
        lambda x, n: n["bias"] + n["scale"] * math.exp(-((x - n["center"]) ** 2) / (2.0 * n["sigma"] ** 2)),
        {"center": None, "sigma": None, "bias": 0.0, "scale": 1.0},
        None,
    ),
}  # fmt: skip
"""Name → the function, its numbers with their defaults (None where it must be given), and which of them are corners
(None for a curve)."""
