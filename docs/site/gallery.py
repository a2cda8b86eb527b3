"""The gallery: every file of `docs/gallery/` is run, and becomes a picture with its explanation and its code."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from runpy import run_path

from bargain.plots.canvas import svg_of

ROOT = Path(__file__).parents[2]
ENTRIES = ROOT / "docs" / "gallery"


def names() -> list[str]:
    """Names of all entries."""
    return sorted(path.stem for path in ENTRIES.glob("*.py"))


def told(name: str) -> tuple[str, str, str]:
    """Title, explanation and code of an entry."""
    text = (ENTRIES / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    title, _, words = (ast.get_docstring(tree) or "").partition("\n\n")
    code = "\n".join(text.split("\n")[tree.body[0].end_lineno or 0 :]).strip()
    return title.rstrip("."), words.strip(), code


def page() -> str:
    """The page: each entry's picture, explanation and code."""
    parts = [
        "# Gallery",
        "",
        "Every picture takes a finished result and axes. The code below it is all that it needs, in the top folder of "
        "the repository.",
        "",
    ]
    for name in names():
        title, words, code = told(name)
        heading = title.split(":")[0]
        parts += [f"## {heading}", "", f"![{title}]({name}.svg)", "", words, "", "```python", code, "```", ""]
    return "\n".join(parts)


def draw(name: str) -> str:
    """The picture of an entry, as SVG."""
    import matplotlib
    from matplotlib import pyplot

    matplotlib.use("Agg")
    figure = run_path(str(ENTRIES / f"{name}.py"))["figure"]
    drawn = svg_of(figure.axes[0], title=told(name)[0])
    pyplot.close("all")
    return drawn


def write(target: Path) -> None:
    """Write the pictures into `target`; from the top folder of the repository, where entries find their cases."""
    start = Path.cwd()
    os.chdir(ROOT)
    try:
        for name in names():
            (target / f"{name}.svg").write_text(draw(name), encoding="utf-8")
    finally:
        os.chdir(start)
