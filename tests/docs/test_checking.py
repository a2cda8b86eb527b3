"""What makes a build of the site fail is found."""

from docs.site import checking


def test_dead_ends_and_foreign_addresses_are_found(tmp_path):
    (tmp_path / "a.html").write_text('<a href="b.html#x">1</a><a href="c.html">2</a><a href="https://doi.org/1">3</a>')
    (tmp_path / "b.html").write_text('<p id="y">1</p><script src="https://cdn.example/x.js"></script><img src="a.png">')
    assert list(checking.dead_ends(tmp_path)) == ["a.html: there is no place b.html#x", "a.html: c.html leads nowhere"]
    assert list(checking.loads_from_elsewhere(tmp_path)) == ["b.html: would load https://cdn.example/x.js"]


def test_styles_that_load_from_elsewhere_are_found(tmp_path):
    (tmp_path / "own.css").write_text(
        "@font-face { src: url(font.woff2) } a { background: url(data:image/png;base64,AA) }"
    )
    (tmp_path / "far.css").write_text("@import url('https://fonts.example/a.css'); b { src: url(//cdn.example/b.png) }")
    assert list(checking.loads_from_elsewhere(tmp_path)) == [
        "far.css: would load https://fonts.example/a.css",
        "far.css: would load //cdn.example/b.png",
    ]


def a_repository(folder, page):
    (folder / "docs").mkdir()
    (folder / "analyses").mkdir()
    (folder / "docs" / "page.md").write_text(page, encoding="utf-8")
    return folder


def test_a_number_that_no_longer_comes_out_is_found(tmp_path):
    root = a_repository(tmp_path, "```python\n>>> 1 + 1\n3\n```\n")
    (problem,) = checking.wrong_examples(root)
    assert "docs/page.md" in problem
    assert "Expected:\n    3\nGot:\n    2" in problem


def test_an_example_that_ends_in_an_error_is_found(tmp_path):
    root = a_repository(tmp_path, "```python\nraise ValueError('so')\n```\n")
    assert checking.wrong_examples(root) == ["docs/page.md: ValueError: so"]


def test_examples_that_come_out_are_no_problem(tmp_path):
    assert checking.wrong_examples(a_repository(tmp_path, "```python\n>>> 1 + 1\n2\n```\n")) == []


def test_a_finding_that_no_longer_comes_out_is_told(monkeypatch):
    import click

    from bargain.cli import main as cli

    @click.command()
    @click.option("--check", is_flag=True)
    def reproduce(check):
        click.echo("x: 2, pinned 3")
        raise SystemExit(int(check))

    monkeypatch.setattr(cli.VERBS, "get", {"reproduce": reproduce}.get)
    (problem,) = checking.wrong_findings()
    assert problem == "$ bargain reproduce --check\nx: 2, pinned 3\n"
