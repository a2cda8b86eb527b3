"""Every example of every Markdown file is run, and shows what it really gives."""

import re
import shutil
from pathlib import Path

import pytest

from tests.documents import FENCE, blocks, failures

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "bargain" / "cli" / "starter"
FILES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "analyses").rglob("*.md")),
    STARTER / "README.md",
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_examples_show_what_they_give(file, tmp_path, monkeypatch):
    here = tmp_path / "my_case"
    if file.parent == STARTER:
        shutil.copytree(STARTER, here)
    else:
        here.mkdir()
        shutil.copytree(ROOT / "analyses", here / "analyses")
    monkeypatch.chdir(here)
    found = failures(file.read_text(encoding="utf-8"), file.name)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(file):
    targets = re.findall(r"\]\(([^)#\s]+)", FENCE.sub("", file.read_text(encoding="utf-8")))
    local = [target for target in targets if "://" not in target and file.parent != STARTER]
    assert [target for target in local if not (file.parent / target).exists()] == []


def test_every_page_is_reached_from_the_index():
    found = {ROOT / "docs" / "index.md"}
    todo = set(found)
    while todo:
        page = todo.pop()
        targets = re.findall(r"\]\(([^)#\s]+\.md)", FENCE.sub("", page.read_text(encoding="utf-8")))
        fresh = {(page.parent / target).resolve() for target in targets if "://" not in target} - found
        found |= fresh
        todo |= fresh
    assert sorted(set((ROOT / "docs").rglob("*.md")) - found) == []


def test_the_readme_has_its_two_commands():
    commands = [b.text for b in blocks((ROOT / "README.md").read_text(encoding="utf-8")) if b.language == "sh"]
    assert len(commands) == 2
    assert all("\n" not in text.strip() for text in commands)


@pytest.mark.parametrize(
    "text",
    [
        "```python\n>>> 1 + 1\n3\n```\n",
        "```python\n>>> 1 + 1  # doctest: +SKIP\n3\n```\n",
        "```python\n>>> 1 + 1\n```\n",
        "```console\n$ bargain --version\nnothing\n```\n",
        "```console\n$ bargain solve nowhere.toml\n```\n",
        "```console\n$ rm -r everything\n```\n",
        "```pythn\n>>> 1\n```\n",
        "- item\n\n  ```python\n  >>> 1 + 1\n  3\n  ```\n",
    ],
)
def test_a_wrong_example_is_found(text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert len(failures(text, "page.md")) == 1


def test_blocks_of_a_page_share_their_names():
    assert (
        failures(
            "```python\nx = 2\n```\n\n```python\n>>> x\n2\n>>> y = 3\n```\n\n```python\n>>> y\n3\n```\n", "page.md"
        )
        == []
    )
