"""Every picture has a gallery entry, which a user could have written, and each shows a readable figure."""

import ast
import re
from pathlib import Path

import pytest

import bargain
from bargain.plots.registry import PLOTS
from tests.plots.looking import assert_readable

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "docs" / "gallery"
ENTRIES = sorted(path.stem for path in GALLERY.glob("*.py"))


def test_every_picture_has_an_entry_and_every_entry_a_picture():
    assert sorted(PLOTS) == ENTRIES


def test_every_picture_is_public():
    assert {name for name in bargain.__all__ if name.startswith("draw_")} == {f"draw_{name}" for name in PLOTS}
    assert all(getattr(bargain, f"draw_{name}") is PLOTS[name] for name in PLOTS)


@pytest.mark.parametrize("name", ENTRIES)
def test_the_head_says_how_to_read_it(name):
    tree = ast.parse((GALLERY / f"{name}.py").read_text(encoding="utf-8"))
    title, empty, *lines = ast.get_docstring(tree).split("\n")
    assert re.fullmatch(r"[A-Z].*\.", title), "the first line is the title"
    assert (empty, lines.count("")) == ("", 0), "then one paragraph"
    assert len(re.findall(r"[.:;](?=\s|$)", " ".join(lines))) >= 2, "of some sentences"
    drawn = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert f"draw_{name}" in drawn
    assert not drawn & {"show", "savefig"}


@pytest.mark.parametrize("name", ENTRIES)
def test_the_figure_is_readable(name, monkeypatch):
    import matplotlib.pyplot as plt

    monkeypatch.chdir(ROOT)
    held: dict[str, object] = {"__name__": f"gallery_{name}"}
    try:
        exec(compile((GALLERY / f"{name}.py").read_text(encoding="utf-8"), f"{name}.py", "exec"), held)
        figure = held["figure"]
        assert figure.axes
        assert any(ax.has_data() for ax in figure.axes)
        assert_readable(figure)
    finally:
        plt.close("all")
