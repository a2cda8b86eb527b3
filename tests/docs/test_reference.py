"""Reference pages made from the code: complete, linked, and shown as text."""

import json
import re

import click
import pytest

import bargain as bg
from bargain.cli import main as cli
from docs.site.reference import commands, keys, names, registries, signatures, text
from docs.site.reference.pages import pages


def test_every_public_name_has_one_entry_and_is_listed():
    rooms = names.by_room()
    told = [n for room, held in rooms.items() for n in re.findall(r"^## (\w+)$", names.room_page(room, held), re.M)]
    assert sorted(told) == sorted(bg.__all__)
    listed = re.findall(r"^\| \[`(\w+)`\]\(<#(\S+)>\)", names.overview(rooms), re.M)
    assert sorted(name for name, _ in listed) == sorted(bg.__all__)
    assert len({place.lower() for _, place in listed}) == len(listed), "places do not tell capitals apart"


def test_every_link_to_a_name_finds_its_place():
    made = pages()
    places = [place for page in made.values() for place in re.findall(r"^\(([\w-]+)\)=$", page, re.M)]
    links = {link for page in made.values() for link in re.findall(r"\(<#([\w-]+)>\)", page)}
    assert len(places) == len(set(places))
    assert links - set(places) == set()


def test_a_name_without_a_docstring_is_refused():
    with pytest.raises(LookupError, match=r"^bargain\.mute has no docstring$"):
        list(names.entry("mute", lambda x: x))


def test_a_room_without_a_title_is_refused(monkeypatch):
    monkeypatch.delitem(names.ROOMS, "payoffs")
    with pytest.raises(LookupError, match="its room 'payoffs' has no title in ROOMS"):
        names.by_room()


def test_every_docstring_stands_whole_on_its_page():
    page = names.room_page("payoffs", ["Solution", "zone_of_agreement"])
    for paragraph in (bg.Solution.__doc__ or "").split("\n\n"):
        words = re.findall(r"[A-Za-z]{3,}", paragraph)
        assert re.search(r"\W+(?:[\w\\]*\W+)*?".join(words[:8]), page), paragraph
    assert "What it returns: `ZoneOfAgreement`" in page


def test_strategic_games_tell_their_call_on_a_case_and_their_theory():
    page = names.room_page("strategic", list(bg.STRATEGIC_GAMES))
    for name, game in bg.STRATEGIC_GAMES.items():
        part = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert f"bg.{name}.from_game(" in part
        assert text.escaped(game.source) in part
        assert f"](../../explanation/games/{name}.md)" in part


def sample(first: int, /, second: "list[str] | None" = None, *more: float, named: bool = True, **rest: str) -> str:
    """Told."""
    return ""


class Holder:
    def method(self, x: int = 3) -> None:
        """Told."""


def test_signatures_have_types_kinds_and_defaults():
    line = (
        "sample(first: int, /, second: list[str] | None = None, *more: float, named: bool = True, **rest: str) -> str"
    )
    assert signatures.signature("sample", sample, wide=200) == line
    assert signatures.signature("method", Holder.method) == "method(x: int = 3) -> None"
    assert signatures.signature("sample", sample).split("\n") == [
        "sample(",
        "    first: int,",
        "    /,",
        "    second: list[str] | None = None,",
        "    *more: float,",
        "    named: bool = True,",
        "    **rest: str,",
        ") -> str",
    ]
    assert signatures.signature("f", lambda *, a, b=len: 0) == "f(*, a, b=…)"


def test_docstrings_become_markdown():
    words = "Take `a*b` or mu*.\n>>> 1 + 1\n2\n\nThen <d> | e, *so* x_i.\n\n    V_1 = *2*\n      − k"
    assert text.rendered(words).split("\n\n") == [
        "Take `a*b` or mu\\*.",
        "```pycon\n>>> 1 + 1\n2\n```",
        "Then \\<d\\> \\| e, *so* x\\_i.",
        "```text\nV_1 = *2*\n  − k\n```",
    ]
    assert text.rendered("See `nash` here.", names.linker("solve")) == "See [`nash`](<#function-nash>) here."
    assert text.rendered("See `nash` here.", names.linker("nash")) == "See `nash` here."
    assert text.in_cell("`a | b` or\nc | d") == "`a \\| b` or c \\| d"


def test_every_option_and_exit_code_of_the_command_line_is_told():
    page = commands.page()
    for verb, command in cli.VERBS.items():
        part = page.split(f"## bargain {verb}\n")[1].split("\n## ")[0]
        assert f"\nbargain {verb} " in part
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(f"`{name}`" in part for name in parameter.opts + parameter.secondary_opts), verb
                assert text.in_cell(parameter.help or "") in part
            else:
                assert parameter.make_metavar(click.Context(command)) in part
    codes = {value for name, value in vars(cli).items() if name.isupper() and isinstance(value, int)}
    assert codes == set(commands.CODES), "each exit code has its meaning"
    assert all(f"| {code} | " in page for code in codes)
    assert "`--version`" in page


def held_keys(node):
    """Every key of a case file below a node of its schema, by a plain walk."""
    if isinstance(node, list):
        return [key for part in node for key in held_keys(part)]
    if not isinstance(node, dict):
        return []
    own = list(node.get("properties", {})) if isinstance(node.get("properties"), dict) else []
    return own + [key for part in node.values() for key in held_keys(part)]


def test_every_key_of_the_case_file_is_told_with_its_meaning():
    schema = bg.schema()
    page = keys.page()
    assert {key for key in held_keys(schema) if f"\n| `{key}` |" not in page} == set()
    meanings = re.findall(r'"description": ("(?:[^"\\]|\\.)*")', json.dumps(schema))
    for meaning in (json.loads(found).partition(keys.EXAMPLE)[0] for found in meanings):
        assert text.in_cell(meaning) in page or meaning in {
            held.get("description") for held in schema["$defs"].values()
        }


def test_every_form_of_an_outside_option_has_its_table():
    headings = re.findall(r"^## (.*)$", keys.page(), re.M)
    assert len(headings) == len(set(headings))
    for kind in bg.OUTSIDE_OPTIONS:
        assert f'outside\\_option, kind = "{kind}"' in headings
    for kind in bg.MEASURES:
        assert f'outside\\_option.measures, kind = "{kind}"' in headings
    assert {"At the top", "issues.ISSUE, with outcomes", "issues.ISSUE.PARTY, with range"} <= set(headings)


def test_kinds_are_told_in_words():
    schema = bg.schema()
    number, texts = {"$ref": "#/$defs/number"}, {"type": "array", "items": {"type": "string"}}
    assert keys.kind(number, schema, "x") == "number"
    assert keys.kind(texts, schema, "x") == "list of texts"
    assert (
        keys.kind({"type": "array", "items": number, "minItems": 2, "maxItems": 2}, schema, "x") == "list of 2 numbers"
    )
    several = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, texts]}}
    assert keys.kind(several, schema, "linkages.when") == "ISSUE → (text or list of texts)"
    assert keys.kind(schema["$defs"]["own_number"], schema, "x") == "number, or one for each party"


def test_marks_are_the_claims_of_the_concepts():
    page = registries.axioms_page()
    rows = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| ")}
    for axiom in bg.AXIOMS:
        cells = [cell.strip() for cell in rows[axiom.replace("_", " ")].split("|")[2:-1]]
        for name, cell in zip(bg.CONCEPTS, cells, strict=True):
            concept = bg.CONCEPTS[name]
            assert cell == ("✓" if axiom in concept.satisfies else "✗" if axiom in concept.violates else "·")
    assert set(re.findall(r"^### (\w+)$", page, re.M)) == {*bg.CONCEPTS, *bg.AXIOMS}


def test_every_entry_of_the_registries_is_told():
    games, models = registries.games_page(), registries.models_page()
    for name, game in bg.STRATEGIC_GAMES.items():
        assert f"| [`{name}`](<#function-{name}>) | {text.in_cell(game.question)} |" in games
    for kind in (*bg.OUTSIDE_OPTIONS, *bg.MEASURES):
        assert f"| `{kind}` |" in models
    assert [n for n in bg.__all__ if n.startswith("draw_") and f"`{n}`" not in models] == []
