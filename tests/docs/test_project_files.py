"""CONTRIBUTING.md, CHANGELOG.md and CITATION.cff say what is so."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_and_named_files_are_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    named = re.findall(r"`((?:bargain|docs|analyses)/[^`]*)`", text)
    assert [path for path in (*links, *named) if not (ROOT / path).exists()] == []


def test_extras_that_contributors_install_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    extras = re.findall(r"\.\[(\w+)\]", text)
    assert extras
    assert set(extras) <= set(PROJECT["optional-dependencies"])


def test_the_citation_is_of_this_version_under_this_licence():
    fields = dict(re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE))
    assert fields["cff-version"] == "1.2.0"
    assert fields["version"] == PROJECT["version"]
    assert fields["license"] == PROJECT["license"]
    assert {"message", "title", "type"} <= set(fields)
    holder = re.search(r"^Copyright \(c\) \d+ (.*)$", (ROOT / "LICENSE").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"- name: {holder[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_changelog_tells_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## (?:Unreleased: )?\[?{re.escape(PROJECT['version'])}\]?", text, re.MULTILINE)
