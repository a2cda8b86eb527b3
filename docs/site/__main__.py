"""Build the site: `python -m docs.site [FOLDER] [--no-examples]`, from the top folder of the repository.

The build fails on a warning of Sphinx, a dead link, a public name without a docstring, an example that shows another
number than it prints, or a page that would load anything from a network. It needs the extra `docs`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs.site.checking import dead_ends, loads_from_elsewhere, wrong_examples, wrong_findings
from docs.site.staging import ROOT, stage

FRONT = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>bargain</title>
<meta http-equiv="refresh" content="0; url=docs/index.html">
<a href="docs/index.html">Documentation of bargain</a></html>
"""
"""The top of the site, which leads to the index."""


def build(target: Path, *, examples: bool = True) -> list[str]:
    """Build the site into `target`; what is wrong with it, one entry each."""
    from sphinx.cmd.build import build_main

    problems = [*wrong_examples(ROOT), *wrong_findings()] if examples else []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        try:
            stage(source)
        except LookupError as error:  # a public name without a docstring, a room without a title
            return [*problems, str(error)]
        # -W: a warning is an error; --keep-going: tell all of them; -E: nothing from an earlier build; -q: only those
        options = ["-W", "--keep-going", "-E", "-q", "-c", str(ROOT / "docs" / "site"), "-d", f"{folder}/trees"]
        code = build_main([*options, str(source), str(target)])
    if code:
        return [*problems, f"Sphinx ended with {code}: see above"]
    (target / "index.html").write_text(FRONT, encoding="utf-8")
    return [*problems, *loads_from_elsewhere(target), *dead_ends(target)]


def main(words: list[str]) -> int:
    """Build, say what is wrong, and return the exit code."""
    folders = [word for word in words if not word.startswith("-")]
    target = Path(folders[0]) if folders else ROOT / "build" / "site"
    target.mkdir(parents=True, exist_ok=True)
    problems = build(target, examples="--no-examples" not in words)
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{target / 'index.html'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
