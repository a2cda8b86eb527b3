"""The sources of the site: every page has one place in the navigation, and links are the same as in the repository."""

import re

from docs.site import gallery, staging


def test_navigation_follows_the_lists_of_a_page():
    text = (
        "# Top\n\n## One\n\n- [A](how-to/a.md)\n- [b_c](../analyses/b.md), [Aa](how-to/a.md)\n\n## Two\n\n[C](c.md)\n"
    )
    held, seen = {"docs/how-to/a.md", "analyses/b.md", "docs/index.md"}, set()
    found = staging.with_navigation(text, "docs/index.md", held, seen)
    assert found.startswith(text)
    assert ":caption: One\n\nA </docs/how-to/a>\nB c </analyses/b>\n" in found
    assert "Two" not in found.removeprefix(text), "what it lists is no page"
    assert seen == held


def test_sessions_are_marked_as_such():
    text = "```python\n>>> 1\n1\n```\n\n```python\nx = 1\n```\n"
    assert staging.prepared(text) == "```pycon\n>>> 1\n1\n```\n\n```python\nx = 1\n```\n"


def test_sources_are_staged_with_their_places(tmp_path):
    source = tmp_path / "source"
    staging.stage(source, pictures=False)
    pages = {path.relative_to(source).as_posix() for path in source.rglob("*.md")}
    assert {"docs/index.md", "analyses/README.md", "docs/reference/python.md", "docs/gallery/index.md"} <= pages
    texts = {page: (source / page).read_text(encoding="utf-8") for page in pages}
    navigation = re.findall(r"^.* </((?:docs|analyses)/\S+)>$", "\n".join(texts.values()), re.MULTILINE)
    assert sorted(f"{entry}.md" for entry in navigation) == sorted(pages - {"docs/index.md"}), "each page has one place"
    for page, text in texts.items():
        for link in re.findall(r"\]\(([^)#\s<>]+)", re.sub(r"(?ms)^ *```.*?^ *```", "", text)):
            picture = page == "docs/gallery/index.md" and link.endswith(".svg")
            assert "://" in link or picture or ((source / page).parent / link).exists(), f"{page}: {link}"


def test_the_gallery_tells_every_picture():
    page = gallery.page()
    assert gallery.names()
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert len(headings) == len(set(headings)) == len(gallery.names()), "one heading each"
    for name in gallery.names():
        title, words, code = gallery.told(name)
        assert title
        assert words
        assert "bg.draw_" in code
        assert '"""' not in code.split("\n", 1)[0]
        assert f"![{title}]({name}.svg)" in page
        assert code in page


def test_a_picture_is_drawn_from_its_file(monkeypatch):
    monkeypatch.chdir(gallery.ROOT)
    drawn = gallery.draw("nash_hyperbola")
    assert drawn.startswith("<svg")
    assert f"<title>{gallery.told('nash_hyperbola')[0]}</title>" in drawn
