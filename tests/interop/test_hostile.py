"""Files that are built to do harm, or broken: each is refused in one line, quickly, and nothing of it is run or fetched."""

import os

import pytest

import bargain as bg
from tests.interop.domains import GENIUS, HERE

LAUGHS = (
    '<!DOCTYPE z [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">'
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>\n<utility_space>&i;</utility_space>"
)  # fmt: skip
EXTERNAL = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<utility_space>&x;</utility_space>'
REMOTE = '<!DOCTYPE utility_space SYSTEM "http://localhost:9/x.dtd">\n<utility_space/>'
NO_DOCTYPE = (
    "line 1: a document type (<!DOCTYPE …>) could expand to anything or fetch files, and is never read; take it out"
)


def refusal(ask):
    with pytest.raises(bg.ScenarioError) as refused:
        ask()
    message = str(refused.value)
    assert message.isprintable()
    assert len(message) < 700
    return message


@pytest.mark.parametrize("content", [LAUGHS, EXTERNAL, REMOTE])
def test_no_document_type_is_ever_read(content, tmp_path):
    file = tmp_path / "a.xml"
    file.write_text(content)
    assert refusal(lambda: bg.read_genius(file)) == f"{file}: {NO_DOCTYPE}"


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        (b"<a>" * 100_000, "line 1: the file nests deeper than 32 elements; no scenario does"),
        (b"<a>" + b"<b/>" * 300_000 + b"</a>", "line 1: the file has more than 200,000 elements; no scenario does"),
        (b"", "line 1, column 1: no element found; correct the XML there"),
        (b"\x00\x01\xff\xfe" * 100, "line 1, column 1: not well-formed (invalid token); correct the XML there"),
        (b"<utility_space>", "line 1, column 16: no element found; correct the XML there"),
        (
            b'<?xml version="1.0" encoding="rot13"?><utility_space/>',
            "declares an encoding that is not known; save it as UTF-8",
        ),
        (b'<utility_space a="1" A="2"/>', "line 1: <utility_space> has 'a' twice; keep one"),
        (b"<objective/>", "is a domain without profiles; name them too, or the folder that holds all"),
        (b"<utility_space/>", "holds no <issue>; name a utility profile"),
        (b" " * 4_000_001, "has 4,000,001 bytes; at most 4,000,000 bytes are read: leave out what repeats"),
    ],
)
def test_broken_and_endless_xml(content, ends, tmp_path):
    file = tmp_path / "a.xml"
    file.write_bytes(content)
    message = refusal(lambda: bg.read_genius(file))
    assert message.startswith(f"{file}: ")
    assert message.endswith(ends)


DEEP = "line 1: nests deeper than 32 tables or lists; no scenario does"


def bomb(levels):
    """Lists of ten aliases each to the list before it."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    return "\n".join([*lines, *(f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, levels))])


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        ("!!python/object/apply:os.system ['touch hit']", "line 1: the tag 'tag:yaml.org,2002:python/object/apply:os.system' "
         "asks for more than plain data; take it out"),
        ("type: !!python/name:os.system", "line 1: the tag 'tag:yaml.org,2002:python/name:os.system' asks for more than plain "
         "data; take it out"),
        (bomb(9), "line 6: the file holds more than 200,000 values; no scenario does"),
        ("a: &a [*a]", "line 1: the alias 'a' stands before what it means, or in it"),
        ("[" * 100, DEEP),
        # newer PyYAML stops by itself
        pytest.param("[" * 50_000, ("exceeded maximum nesting depth; correct the YAML there", DEEP), id="50,000 lists"),
        ("a: 1\na: 2", "line 2: the key 'a' stands twice in one table; keep one"),
        ("a: {b: [1, 2}", "correct the YAML there"),
        ("a: 1\n---\nb: 2", "a second document begins; keep one in a file"),
        ("? {a: 1}\n: 2", "line 1: a key is no text or number; write one"),
        ("a: 2026-99-99 00:00:00", "put it in quotes"),
        ("\x00", "correct the YAML there"),
    ],
)  # fmt: skip
def test_hostile_yaml(content, ends, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yml").write_text(content)
    message = refusal(lambda: bg.read_negmas(tmp_path))
    assert message.startswith(f"{tmp_path / 'a.yml'}: ")
    assert message.endswith(ends), message
    assert not os.path.exists("hit")


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        ("[" * 100_000, "nests deeper than 32 tables or lists; no scenario does"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice in one table; keep one"),
        ('{"a": }', "line 1, column 7: expecting value; correct the JSON there"),
        ('{"a": ' + "9" * 5000 + "}", "a whole number has thousands of digits; round it"),
    ],
)
def test_hostile_json(content, ends, tmp_path):
    (tmp_path / "a.json").write_text(content)
    message = refusal(lambda: bg.read_negmas(tmp_path))
    assert message == f"{tmp_path / 'a.json'}: {ends}"


def test_values_of_the_wrong_shape_are_refused_and_never_written_out_at_length(tmp_path):
    space = (HERE / "negmas" / "trail" / "domain.yml").read_text()
    nested = "x: &x [q, q, q, q, q, q, q, q, q]\ny: &y [*x, *x, *x, *x, *x, *x, *x, *x]\n"
    base = {"values": "[{a: 1}, {b: 2}]", "weights": "[0.5, 0.5]", "name": "Ann", "reserved_value": "0.2"}
    for key in (*base, "bias", "reserved_outcome", "discount"):
        rows = "".join(f"{name}: {value}\n" for name, value in {**base, key: "[*y, *y, *y, *y, *y]"}.items())
        (tmp_path / "domain.yml").write_text(space)
        (tmp_path / "ufun.yml").write_text(f"{nested}type: LinearAdditiveUtilityFunction\n{rows}")
        refusal(lambda: bg.read_negmas(tmp_path))


@pytest.mark.parametrize(
    "ask",
    [bg.read_genius, bg.read_negmas, bg.read_point_sheet, bg.read_nfg, lambda path: bg.read_genius(path, [path])],
)
def test_what_is_not_there_or_no_path(ask, tmp_path):
    assert "there is no such f" in refusal(lambda: ask(tmp_path / "nowhere.xml"))
    with pytest.raises(bg.BargainError, match="is not the path of a file"):
        ask(5)


def test_a_device_or_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.xml")
    assert "is no ordinary file" in refusal(lambda: bg.read_genius(tmp_path / "pipe.xml"))


def test_without_pyyaml_the_extra_is_named(monkeypatch, tmp_path):
    import sys

    monkeypatch.setitem(sys.modules, "yaml", None)
    message = "NegMAS's files are YAML, which needs PyYAML: pip install 'bargain-analysis[interop]'"
    with pytest.raises(ImportError) as refused:
        bg.read_negmas(HERE / "negmas" / "garden")
    assert str(refused.value) == message
    with pytest.raises(ImportError) as refused:
        bg.write_negmas(bg.read_genius(*GENIUS["tour"]).game, tmp_path / "new")
    assert str(refused.value) == message
    assert not (tmp_path / "new").exists()
    assert bg.read_negmas(HERE / "negmas" / "choir").game.title == "choir"  # JSON needs none
