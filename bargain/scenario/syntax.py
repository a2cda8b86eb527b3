"""TOML to nested dicts and lists: syntax errors with line, column and cure, and nothing that takes for ever."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from bargain.scenario.files import problem

DEEPEST = 64
"""Parts of a dotted key. tomllib needs time with the square of their number, hours at a million; a case needs six."""

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')"""
_DEEP = re.compile(
    # Texts of many lines first, then keys, then whatever else could hide a dot: texts of one line and comments.
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    rf"|(?P<deep>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST},}}+)"
    rf"|{_PART}|#[^\n]*+",
    re.DOTALL,
)

_CURES = {
    "Invalid value": "put a text in quotes; a number has a point, not a comma: 1.5; true and false are lower case",
    "Expected '=' after a key": "write key = value; a key with blanks or accents stands in quotes",
    "Invalid statement": "write key = value or a [table] on a line of its own",
    "Expected newline or end of document": "put each key = value on a line of its own, a text in quotes, "
    "and in a number a point, not a comma",
    "Invalid initial character for a key part": "a key stands here; one with other characters than a-z, 0-9, _ and - "
    "stands in quotes, and an inline table {…} on one line without a comma at its end",
    "Cannot declare": "the table stands twice; join the two",
    "Cannot overwrite a value": "the key stands twice in one table; keep one",
    "Duplicate inline table key": "the key stands twice in one table; keep one",
    "Cannot mutate immutable": "a list or inline table is closed; write all of it in one place",
    "Cannot redefine namespace": "the table is closed; write all of it in one place",
    "Expected ']": "close the table's name, as in [issues.price]; quotes go round a name with blanks",
    "Unclosed array": "put a comma between entries and ] after the last",
    "Unclosed inline table": "put a comma between keys and } after the last, all on one line",
    "Unescaped '\\'": "put the text in single quotes, or write each \\ twice",
    "Illegal character '\\n'": "close the text with a quote on the same line",
    "Unterminated string": "close the text with its quotes",
    "Expected \"'": "close the text with a single quote",
    "Invalid date": "put the date in quotes",
}


def parsed(text: str, file: str) -> dict[str, Any]:
    """The document in `text`.

    Raises ScenarioError, with line, column and cure, where it is not TOML.
    """
    if not text.strip():
        raise problem(file, 'is empty; write at least title = "…", a table [parties.Ann] and a table [issues.price]')
    text = text.replace("\r\n", "\n")
    for match in _DEEP.finditer(text):
        if match["deep"] is not None:
            line = text.count("\n", 0, match.start()) + 1
            raise problem(file, f"line {line}: a key of more than {DEEPEST} parts; a case nests no deeper than six")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise problem(file, _in_words(str(error), text)) from None
    except RecursionError:
        raise problem(file, "lists or tables are nested too deeply; a case nests no deeper than six") from None
    except ValueError:  # a whole number that Python refuses to read
        raise problem(file, "a whole number has thousands of digits; round it") from None


def _in_words(message: str, text: str) -> str:
    """tomllib's message as "line 3, column 5: what; cure, at 'the line'"."""
    match = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    what, line, column = match.groups() if match else (message, None, None)
    at = int(line) if line else text.rstrip().count("\n") + 1
    place = f"line {line}, column {column}" if line else f"line {at}, at the end of the file"
    seen = text.split("\n")[at - 1].strip()
    cure = next((cure for start, cure in _CURES.items() if what.startswith(start)), "correct the TOML there")
    what = re.sub(r"\((('[^']*'(, )?)+),?\)", lambda m: m[1].replace("', '", ".").replace("',", "'"), what)
    return f"{place}: {what[:1].lower()}{what[1:]} in `{seen[:60]}`; {cure}"
