"""The parts of the site that are made from code: complete, linked, and shown as text."""

import re

import pytest

import bargain as bg
from bargain.cli.main import VERBS
from docs.site import checking, gallery, reference, staging


def test_every_public_name_has_an_entry():
    headings = re.findall(r"^### (\w+)$", reference.python_page(), re.MULTILINE)
    assert sorted(headings) == sorted(bg.__all__)


def test_a_name_without_a_docstring_is_refused():
    with pytest.raises(LookupError, match=r"^bargain\.mute has no docstring$"):
        list(reference.entry("mute", lambda x: x))


def test_every_option_of_the_command_line_is_told():
    page = reference.command_page()
    for verb in VERBS:
        part = page.split(f"## bargain {verb}\n")[1].split("\n## ")[0]
        for parameter in VERBS[verb].params:
            if parameter.param_type_name == "option":
                assert f"`{', '.join(parameter.opts + parameter.secondary_opts)}`" in part, verb


def test_every_key_of_the_case_file_is_told():
    schema = bg.schema()
    page = reference.keys_page()
    for key in schema["properties"]:
        assert f"| `{key}` |" in page
    for held in schema["$defs"].values():
        for key in held.get("properties", {}):
            assert f"| `{key}` |" in page


def test_marks_are_the_claims_of_the_concepts():
    first = reference.axioms_page().split("| concept |")[0]
    rows = {line.split("|")[1].strip(): line for line in first.splitlines() if line.startswith("| ")}
    names = list(bg.CONCEPTS)
    for axiom in bg.AXIOMS:
        cells = [cell.strip() for cell in rows[axiom.replace("_", " ")].split("|")[2:-1]]
        for name, cell in zip(names, cells, strict=True):
            concept = bg.CONCEPTS[name]
            assert cell == ("✓" if axiom in concept.satisfies else "✗" if axiom in concept.violates else "")


def test_every_source_of_the_registries_is_in_the_bibliography():
    page = (staging.ROOT / "docs" / "reference" / "bibliography.md").read_text(encoding="utf-8")
    entries = set(re.findall(r"^- \*\*(.+?)\.\*\* ", page, re.MULTILINE))
    cited = {
        re.sub(r" \(.*\)", "", part.strip())
        for held in (bg.CONCEPTS, bg.STRATEGIC_GAMES) for entry in held.values() for part in entry.source.split(";")
    }  # fmt: skip
    assert cited - entries == set()
    assert len(entries) == len(re.findall(r"^- \*\*", page, re.MULTILINE)), "each work stands once"


def test_the_gallery_tells_every_picture():
    assert gallery.names()
    for name in gallery.names():
        title, words, code = gallery.told(name)
        assert title
        assert words
        assert "bg.draw_" in code
        assert words not in code


def test_docstrings_become_markdown():
    words = "Take `a*b` or *c*.\n\n>>> 1 + 1\n2\n\nThen <d> | e."
    assert reference.rendered(words) == "Take `a*b` or \\*c\\*.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nThen \\<d\\> \\| e."


def test_navigation_follows_the_lists_of_a_page():
    text = "# Top\n\n## One\n\n- [A](how-to/a.md)\n- [B](../analyses/b.md), [A](how-to/a.md)\n\n## Two\n\n- [C](c.md)\n"
    held, seen = {"docs/how-to/a.md", "analyses/b.md", "docs/index.md"}, set()
    found = staging.with_navigation(text, "docs/index.md", held, seen)
    assert found.startswith(text)
    assert ":caption: One\n\n/docs/how-to/a\n/analyses/b\n" in found
    assert "Two" not in found.removeprefix(text), "what it lists is no page"
    assert seen == held


def test_sources_are_staged_with_their_places(tmp_path):
    staging.stage(tmp_path / "source")
    pages = {path.relative_to(tmp_path / "source").as_posix() for path in (tmp_path / "source").rglob("*.md")}
    assert {"docs/index.md", "analyses/README.md", "docs/reference/python.md", "docs/gallery/index.md"} <= pages
    listed = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "source").rglob("*.md") if path.name)
    navigation = re.findall(r"^/((?:docs|analyses)/\S+)$", listed, re.MULTILINE)
    assert sorted(f"{entry}.md" for entry in navigation) == sorted(pages - {"docs/index.md"}), "each page has one place"


def test_dead_ends_and_foreign_scripts_are_found(tmp_path):
    (tmp_path / "a.html").write_text('<a href="b.html#x">1</a><a href="c.html">2</a><a href="https://doi.org/1">3</a>')
    (tmp_path / "b.html").write_text('<p id="y">1</p><script src="https://cdn.example/x.js"></script><img src="a.png">')
    assert list(checking.dead_ends(tmp_path)) == ["a.html: there is no place b.html#x", "a.html: c.html leads nowhere"]
    assert list(checking.loads_from_elsewhere(tmp_path)) == ["b.html: would load https://cdn.example/x.js"]
