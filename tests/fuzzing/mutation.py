"""Mutations that leave most of a text as it is, so that what comes out is often still TOML, XML, YAML, CSV or JSON.

A text is seen as tokens: texts in quotes, numbers, words, blanks, single characters; and as lines.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence

TOKEN = re.compile(rb'"[^"\n]*"|[-+]?\.?\d[\w.]*(?:(?<=[eE])[-+]\d+)?|[^\W\d][\w-]*|[ \t]+|\s|.', re.DOTALL)
NUMBER = re.compile(rb"[-+]?\.?\d[\w.]*(?:(?<=[eE])[-+]\d+)?")

NUMBERS = (
    b"nan", b"inf", b"-inf", b"NaN", b"Infinity", b"0", b"-0.0", b"1", b"-1", b"2", b"0.1", b"0.5", b"50", b"100",
    b"100.00000000000001", b"99.99999999999999", b"1e-9", b"1e-15", b"2.2250738585072014e-308", b"5e-324", b"1e-400",
    b"1e15", b"-1e15", b"999999999999999.9", b"1e16", b"9007199254740993", b"1e308", b"-1e308",
    b"1.7976931348623157e308",
    b"1e400", b"1" + b"0" * 400, b"9" * 5000, b"1_000", b"1,5", b"1/3", b"1/0", b"0x7f", b"true", b"2024-05-01", b"[1]",
)  # fmt: skip
TEXTS = (
    b'""', b'" "', b'"\\u0000"', b'"\\ud800"', b'"\\n"', b'"\\u202e"', b'"\x00"', b"\xff", b"\xed\xa0\x80",
    b"\xef\xbb\xbf", b'"' + b"a" * 900 + b'"', b'"a.b"', b'"[x]"', b'"<&>"', b"&amp;", b"&#0;", b"&x;",
    "\u202e".encode(), "\u2028".encode(), b"[", b"]", b"{", b"}", b"[[", b"<", b">", b"</", b"<!DOCTYPE", b"<![CDATA[",
    b"'", b'"', b'"""', b",", b"=", b":", b"- ", b"&a ", b"*a", b"!!python/name:os", b"---\n", b"\n", b"\r", b"\t",
    b"null", b"{}", b"[]",
)  # fmt: skip
"""What takes the place of a number, and of a text or anything else."""

Mutation = Callable[[random.Random, bytes, Sequence[bytes], Sequence[bytes]], bytes]


def words(seeds: Iterable[bytes]) -> tuple[bytes, ...]:
    """Every token of the seeds that is no blank and no longer than a name, in an order that does not change."""
    return tuple(sorted({t for seed in seeds for t in TOKEN.findall(seed) if t.strip() and len(t) <= 40}))


def mutated(data: bytes, rng: random.Random, known: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    """`data` after one to four mutations; `known`: words to put in; `seeds`: texts to take lines from."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        data = rng.choice(MUTATIONS)(rng, data, known, seeds)
    return data


def _number(rng: random.Random, data: bytes, known: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    """Another number in the place of one."""
    found = list(NUMBER.finditer(data))
    if not found:
        return data + rng.choice(NUMBERS)
    place = rng.choice(found)
    new = rng.choice((
        lambda: rng.choice(NUMBERS), lambda: rng.choice(found)[0], lambda: repr(rng.uniform(-10, 110)).encode(),
        lambda: repr(10 ** rng.uniform(-20, 18)).encode(), lambda: b"%d" % rng.randint(-3, 103),
    ))()  # fmt: skip
    return data[: place.start()] + new + data[place.end() :]


def _token(rng: random.Random, data: bytes, known: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    """One token replaced, put in, doubled, taken out, or exchanged with another."""
    tokens = TOKEN.findall(data) or [b""]
    solid = [k for k, token in enumerate(tokens) if token.strip()] or [0]
    one, other = rng.choice(solid), rng.choice(solid)
    match rng.randrange(7):
        case 0 | 1:
            tokens[one] = rng.choice(known)
        case 2:
            tokens[one] = tokens[other]
        case 3:
            tokens[one] = rng.choice(TEXTS)
        case 4:
            tokens[one], tokens[other] = tokens[other], tokens[one]
        case 5:
            tokens[one] = rng.choice((b"", tokens[one] * 2))
        case _:
            tokens.insert(one, rng.choice(known))
    return b"".join(tokens)


def _lines(rng: random.Random, data: bytes, known: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    """A run of lines taken out, doubled, moved, or brought in from a seed; or the end cut off."""
    lines = data.splitlines(keepends=True) or [b""]
    start = rng.randrange(len(lines))
    run = lines[start : start + rng.choice((1, 1, 1, 2, 3, 6))]
    where = rng.randrange(len(lines))
    match rng.randrange(8):
        case 0 | 1:
            del lines[start : start + len(run)]
        case 2 | 3:
            lines[where:where] = run
        case 4 | 5:
            del lines[start : start + len(run)]
            lines[where:where] = run
        case 6:
            others = rng.choice(seeds).splitlines(keepends=True)
            begin = rng.randrange(len(others))
            lines[where:where] = others[begin : begin + rng.choice((1, 2, 4, 10))]
        case _:
            del lines[start + 1 :]
    return b"".join(lines)


def _bytes(rng: random.Random, data: bytes, known: Sequence[bytes], seeds: Sequence[bytes]) -> bytes:
    """One byte changed, put in or taken out."""
    place = rng.randrange(len(data) + 1)
    return data[:place] + rng.choice((b"", rng.randbytes(1))) + data[place + rng.randrange(2) :]


MUTATIONS: tuple[Mutation, ...] = (_number, _number, _number, _token, _token, _token, _lines, _lines, _bytes)
