"""The house of docs/explanation/design.md: imports point down, the root is cheap, every dependency is used."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bargain

ROOT = Path(__file__).parents[1]
HOUSE = Path(bargain.__file__).parent
FLOORS = [
    {"errors"}, {"tolerances"}, {"registry"}, {"words"}, {"frames", "showing"}, {"game"}, {"outside"}, {"payoffs"},
    {"concepts", "strategic"}, {"instruments"}, {"axioms", "derivations", "uncertainty"}, {"scenario"},
    {"interop", "reproducing"}, {"plots"}, {"report"}, {"explorer"}, {"cli"}, {"__main__"},
]  # fmt: skip
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
SLOW = {
    "dask", "distributed", "matplotlib", "nashpy", "pandas", "rich", "scipy", "starlette", "sympy", "uvicorn", "yaml",
}  # fmt: skip
LATE = SLOW | {"importlib"}
"""What may be imported inside a function: an optional extra, or a package that is slow to import."""
MODULES = [
    path for path in sorted(HOUSE.rglob("*.py"))
    if path != HOUSE / "__init__.py" and not {"starter", "_analyses"} & set(path.parts)
]  # fmt: skip


def inside(tree, kind):
    """Ids of all nodes inside nodes of a kind."""
    return {id(below) for node in ast.walk(tree) if kind(node) for below in ast.walk(node)}


def imports(path):
    """(module, whether inside a function, whether for type checking only) of every import of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = inside(tree, lambda node: isinstance(node, ast.FunctionDef))
    typing = inside(tree, lambda node: isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            assert not getattr(node, "level", 0), "imports are written out from the root"
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
            yield from ((module, id(node) in late, id(node) in typing) for module in modules)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_imports_point_down(path):
    room = path.relative_to(HOUSE).parts[0].removesuffix(".py")
    for module, late, typing_only in imports(path):
        assert module != "bargain", "import from the module that defines a name, not from the root"
        if module.startswith("bargain."):
            other = module.split(".")[1]
            assert other == room or typing_only or LEVEL[other] < LEVEL[room], f"{room} imports {module}"
        assert not late or module.split(".")[0] in LATE, f"{module} is imported inside a function"


def test_public_names_are_where_the_root_says():
    tree = ast.parse((HOUSE / "__init__.py").read_text(encoding="utf-8"))
    seen = {
        alias.asname: node.module.removeprefix("bargain.")
        for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module.startswith("bargain.")
        for alias in node.names
    }  # fmt: skip
    assert seen == bargain._HOME
    assert all(hasattr(bargain, name) for name in bargain.__all__)


def test_the_root_is_cheap_to_import(tmp_path):
    heavy = sorted(SLOW | {"click", "numpy"})
    code = f"import sys, bargain; print([name for name in {heavy} if name in sys.modules])"
    environment = {"PYTHONPATH": str(HOUSE.parent)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


DISTRIBUTION = {"distributed": "dask", "yaml": "pyyaml"}
"""Where what is imported is called otherwise than what is installed."""


def named(requirements):
    """The bare names of requirements such as `dask[distributed]>=2024.1`."""
    return {re.match(r"[\w-]+", requirement)[0] for requirement in requirements}


def test_what_is_installed_is_what_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {
        module.split(".")[0]
        for path in MODULES for module, _, typing_only in imports(path) if not typing_only
    } - sys.stdlib_module_names - {"bargain"}  # fmt: skip
    core = named(project["dependencies"])
    optional = project["optional-dependencies"]
    extras = {name: named(optional[name]) for name in ("dask", "explore", "interop", "pandas", "plot")}
    assert {DISTRIBUTION.get(name, name) for name in found} == core.union(*extras.values())
    assert sum(map(len, (core, *extras.values()))) == len(core.union(*extras.values())), "each stands once"


def test_the_settings_of_pytest_stand_in_setup_cfg():
    assert "pytest" not in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def test_every_room_is_a_package():
    assert [path for path in HOUSE.rglob("*.py") if not (path.parent / "__init__.py").exists()
            and not {"starter", "_analyses"} & set(path.parts)] == []  # fmt: skip
