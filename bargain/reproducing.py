"""The documented analyses: find them, run them, and hold what they find against what is pinned.

An analysis is a folder with `game.toml`, `analysis.py`, `findings.toml` and `README.md`. Its `findings()` returns
name → value; `findings.toml` pins each of them as `"name" = {value = …, tol = …, why = "…"}`. The keys must be
equal both ways, and a value that is None is pinned as "none". This file is used by the command line, the tests and
the documentation alike, so it stands beside the rooms of the house and not in one of them.
"""

from __future__ import annotations

import hashlib
import math
import sys
import tomllib
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from bargain.errors import AnalysisError
from bargain.registry import did_you_mean
from bargain.showing import Shown

Value = float | int | str | bool | None | list["Value"]
"""What a finding may be."""

HERE = Path(__file__).parent
PIN_KEYS = ("value", "tol", "why")
MATCHES, DIFFERS, UNPINNED, NOT_FOUND = "ok", "differs", "not pinned", "not found"


@dataclass(frozen=True)
class Finding:
    """One finding and its pin. `status`: "ok", "differs", "not pinned" (found alone) or "not found" (pinned alone)."""

    name: str
    value: Value
    pinned: Value
    tol: float
    why: str
    status: str

    @property
    def ok(self) -> bool:
        """Whether the value found is the pinned one, within `tol`."""
        return self.status == MATCHES


@dataclass(frozen=True)
class Reproduction(Shown):
    """What one analysis found, in the order of its `findings()`, then what is pinned and was not found."""

    slug: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether every finding is the pinned one."""
        return all(finding.ok for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        rows = [{k: getattr(f, k) for k in ("name", "value", "pinned", "tol", "why", "status")} for f in self.findings]
        return {"slug": self.slug, "ok": self.ok, "findings": rows}


def analyses() -> dict[str, Path]:
    """Slug → folder of every analysis that came with the package, in alphabetical order.

    Installed they lie inside the package, in a checkout beside it.
    """
    shelves = (shelf for shelf in (HERE / "_analyses", HERE.parent / "analyses") if shelf.is_dir())
    shelf = next(shelves, None)
    folders = sorted(shelf.iterdir()) if shelf else []
    return {folder.name: folder for folder in folders if (folder / "analysis.py").is_file()}


def analysis_folder(name: str) -> Path:
    """The folder of the analysis called `name`, or the folder `name` itself when it holds an analysis.py."""
    shipped = analyses()
    if name in shipped:
        return shipped[name]
    if (Path(name) / "analysis.py").is_file():
        return Path(name)
    if Path(name).is_dir():
        raise AnalysisError(f"{name}: the folder holds no analysis.py; `bargain new DIR` writes a case that has one")
    raise AnalysisError(f"no analysis {name!r}; {did_you_mean(name, shipped)}")


def reproduce(folder: str | Path) -> Reproduction:
    """Run the analysis in `folder` and hold its findings against its pins.

    Raises AnalysisError when it cannot be run, or when its findings.toml cannot be read.
    """
    folder = Path(folder)
    found = {str(name): plain(value, f"{folder.name}: findings()[{name!r}]") for name, value in _run(folder).items()}
    pins = _pins(folder / "findings.toml")
    names = [*found, *(name for name in pins if name not in found)]
    return Reproduction(folder.resolve().name, tuple(_compared(name, found, pins) for name in names))


def _compared(name: str, found: Mapping[str, Value], pins: Mapping[str, Mapping[str, Any]]) -> Finding:
    if name not in pins:
        return Finding(name, found[name], None, 0.0, "", UNPINNED)
    pin = pins[name]
    tol = float(pin.get("tol", 0.0))
    if name not in found:
        return Finding(name, None, pin["value"], tol, pin["why"], NOT_FOUND)
    status = MATCHES if same(found[name], pin["value"], tol) else DIFFERS
    return Finding(name, found[name], pin["value"], tol, pin["why"], status)


def same(value: Value, pinned: Value, tol: float) -> bool:
    """Whether `value` is `pinned`: numbers within `tol`, lists entry by entry, all else exactly.

    >>> same(0.5, 0.5000001, 1e-6), same(None, "none", 0.0), same(True, 1, 0.0), same([1, "a"], [1, "a"], 0.0)
    (True, True, False, True)
    """
    if isinstance(value, list) and isinstance(pinned, list):
        return len(value) == len(pinned) and all(same(v, p, tol) for v, p in zip(value, pinned, strict=True))
    if value is None:
        return pinned == "none"
    if _is_number(value) and _is_number(pinned):
        return value == pinned or abs(value - pinned) <= tol  # type: ignore[operator]
    return type(value) is type(pinned) and value == pinned


def plain(value: Any, where: str) -> Value:
    """`value` in plain types: numpy's numbers and arrays, tuples and the like become Python's own."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(entry, where) for entry in value]
    raise AnalysisError(
        f"{where} is a {type(value).__name__}; give a number, a text, true or false, None, or a list of them"
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _run(folder: Path) -> Mapping[Any, Any]:
    """What `findings()` of the folder's analysis.py returns."""
    script = folder / "analysis.py"
    name = f"bargain_analysis_{hashlib.sha256(str(script.resolve()).encode()).hexdigest()[:12]}"
    spec = spec_from_file_location(name, script)
    if spec is None or spec.loader is None or not script.is_file():
        raise AnalysisError(f"{script}: there is no such file")
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up while they are made
    try:
        spec.loader.exec_module(module)
        findings = getattr(module, "findings", None)
        if not callable(findings):
            raise AnalysisError(f"{script}: defines no function findings(); write one that returns name → value")
        found = findings()
    except AnalysisError:
        raise
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if Path(frame.filename).resolve() == script.resolve()]
        line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else (lines or [None])[-1]
        place = f"{script}, line {line}" if line else str(script)
        raise AnalysisError(f"{place}: {type(error).__name__}: {error}") from error
    finally:
        sys.modules.pop(name, None)
    if not isinstance(found, Mapping):
        raise AnalysisError(f"{script}: findings() returned a {type(found).__name__}; return a dict name → value")
    return found


def _pins(path: Path) -> dict[str, Mapping[str, Any]]:
    """The pins of a findings.toml, each checked to have a value and a reason."""
    try:
        pins = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnalysisError(f"{path}: there is no such file; pin each finding in it") from None
    except (OSError, ValueError) as error:
        raise AnalysisError(f"{path}: cannot be read: {error}") from None
    for name, pin in pins.items():
        where = f"{path}: {name!r}"
        if not isinstance(pin, dict) or "value" not in pin:
            raise AnalysisError(f'{where}: write "{name}" = {{value = …, tol = …, why = "…"}}')
        for key in pin:
            if key not in PIN_KEYS:
                raise AnalysisError(f"{where}: unknown key {key!r}; {did_you_mean(key, PIN_KEYS)}")
        if not isinstance(pin.get("why"), str) or not pin["why"].strip():
            raise AnalysisError(f"{where}: 'why' is missing; say in words why the value is what it is")
        tol = pin.get("tol", 0.0)
        if not _is_number(tol) or not 0.0 <= tol < math.inf:
            raise AnalysisError(f"{where}: tol = {tol!r}; give a number of at least 0")
    return pins
