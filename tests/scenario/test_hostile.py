"""Files made to take for ever: each is read or refused within ten seconds and two gigabytes, never with a traceback."""

import os
import resource
import subprocess
import sys

import pytest

from bargain.scenario.files import LIMIT

HEAD = 'title = "t"\n[parties.A]\n[parties.B]\n[issues.x]\n'
SECONDS, BYTES = 60, 2_000_000_000
READ = """
import sys
from bargain.errors import ScenarioError
from bargain.scenario.reading import read
try:
    print("read", len(read(sys.argv[1]).issues))
except ScenarioError as error:
    print(error)
"""


def choice(count, more=""):
    """One issue of `count` outcomes that two parties value; `more` is added to the table of party B."""
    outcomes = ",".join(f'"o{k}"' for k in range(count))
    worth = ",".join(str(k % 101) for k in range(count))
    views = "".join(f"[issues.x.{party}]\nweight = 1\nworth = [{worth}]\n" for party in "AB")
    return f"{HEAD}outcomes = [{outcomes}]\n{views}{more}"


def filled(unit, head="", tail=""):
    """`unit` repeated up to the limit."""
    return head + unit * ((LIMIT - len(head) - len(tail)) // len(unit)) + tail


def many(row, count, head='title = "t"\n[parties.A]\n'):
    """`row` once for each of `count` numbers."""
    return head + "".join(row.format(k=k) for k in range(count))


ISSUE = '[issues.i{k}]\nstatus_quo = "a"\noutcomes = ["a"]\nA = {{weight = 1, worth = [1]}}\n'
NAMES = ",".join(f'"o{k}"' for k in range(40_000))
READABLE = {
    "40,000 outcomes": choice(40_000),
    "40,000 refused outcomes": choice(40_000, f"never = [{NAMES}]\n"),
    "a red line of 40,000 outcomes": choice(40_000, f'[[red_lines]]\nparty = "A"\nnever = {{x = [{NAMES}]}}\n'),
    "a lever of 40,000 paths": choice(40_000, '[levers.a]\nheld_by = "C"\nlevels.full = {' + ",".join(
        f'"issues.x.A.worth.o{k}" = 1' for k in range(40_000)) + "}\n"),
    "50,000 parties": many("[parties.p{k}]\n", 50_000, 'title = "t"\n')
    + '[issues.x]\noutcomes = ["a"]\nindifferent = [' + ",".join(f'"p{k}"' for k in range(50_000)) + "]\n",
    "30,000 issues": many(ISSUE, 30_000),
    "30,000 ranked issues": many(ISSUE.replace("weight = 1, ", ""), 30_000)
    + "[rankings]\nA = [" + ",".join(f'"i{k}"' for k in range(30_000)) + "]\n",
    "20,000 issues and linkages": many(ISSUE, 20_000)
    + many('[[linkages]]\nparty = "A"\npoints = 1\nwhen = {{i{k} = "a"}}\n', 20_000, ""),
    "15,000 issues and endings": many(ISSUE, 15_000)
    + '[outside_option]\nkind = "war"\nyears = 1\ncost_per_year = {A = 1}\n'
    + many('[[outside_option.endings]]\nname = "e{k}"\nprobability = {{A = 0}}\n', 15_000, "")
    + '[[outside_option.endings]]\nname = "sure"\nprobability = 1\n',
    "50,000 parties and 200 measures": many("[parties.p{k}]\n", 50_000, 'title = "t"\n') + "[issues]\n"
    + '[outside_option]\nkind = "war"\nyears = 1\ncost_per_year = {' + ",".join(f"p{k} = 1" for k in range(50_000))
    + '}\n[[outside_option.endings]]\nname = "e"\nprobability = 1\n'
    + many('[[outside_option.measures]]\nkind = "aid"\nrecipient = "p{k}"\nyears = 1.01\n', 200, ""),
    "100,000 breakpoints": HEAD + "range = [0, 99999]\n" + "".join(
        f"[issues.x.{p}]\nweight = 1\nworth.at = [{','.join(map(str, range(100_000)))}]\nworth.is = [{'1,' * 100_000}]"
        "\n"
        for p in "AB"),
}  # fmt: skip
REFUSED = {
    "1,000,000 outcomes": (choice(1_000_000), "bytes; at most 4,000,000 bytes are read"),
    "50 MB": ("#" * 50_000_000, "has 50,000,000 bytes; at most 4,000,000 bytes are read"),
    "a worth list for nothing": (HEAD + f'outcomes = ["a"]\nA = {{weight = 1, worth = [{"1," * 1_900_000}]}}\n',
                                 "issues.x.A.worth: 1900000 numbers for 1 outcomes; give one for each"),
    "the last of many is misspelt": (choice(80_000, 'never = ["o8000x"]\n'),
                                     "no outcome 'o8000x'; did you mean 'o8000'?"),
    "a huge name is unknown": (choice(3, f'never = ["{"o" * 3_000_000}"]\n'), "known: o0, o1, o2"),
    "200 nested tables": ("[" + "a." * 199 + "a]\nb = 1\n", "line 1: a key of more than 64 parts"),
    "40 nested tables": ("[" + "a." * 39 + "a]\nb = 1\n", "unknown key 'a'"),
    "a dotted key": (filled("a.", tail="a = 1"), "line 1: a key of more than 64 parts"),
    "a dotted key of quoted parts": (filled('"" . ', tail="a = 1"), "line 1: a key of more than 64 parts"),
    "a dotted key in an inline table": ("a = {" + "a." * 100_000 + "b = 1}", "a key of more than 64 parts"),
    "200 nested lists": ("title = " + "[" * 200 + "]" * 200 + "\n[parties.A]\n[issues]\n",
                         "title: a list is not a text"),
    "5,000 nested lists": ("title = " + "[" * 5000 + "]" * 5000, "lists or tables are nested too deeply"),
    "5,000 nested inline tables": ("a = " + "{a = " * 5000 + "1" + "}" * 5000, "nested too deeply"),
    "unclosed lists": (filled("[", "a = "), "nested too deeply"),
    "one word": (filled("a"), "line 1"),
    "quotes": (filled('"'), "line 1, column 3"),
    "single quotes": (filled("'"), "line 1, column 3"),
    "escaped quotes in a long text": (filled('\\"""', 'a = """'), "unterminated string"),
    "backslashes": (filled("\\", 'a = "'), "unescaped"),
    "an endless text": (filled("x", 'title = "'), "unterminated string"),
    "blanks": (filled(" "), "is empty"),
    "comments": (filled("#\n"), "'title' is missing"),
    "lists of tables": (filled("[[a]]\n"), "unknown key 'a'"),
    "empty tables in a list": (filled("{},", "a = [", "]"), "unknown key 'a'"),
    "an index of 5,000 digits": (choice(3, '[levers.a]\nheld_by = "C"\nlevels.full = {"issues.x.A.worth[' + "9" * 5000
                                 + ']" = 1}\n'), "names nothing at '9999"),
    "keys": (many("a{k} = 1\n", 300_000, ""), "unknown key 'a0'"),
    "tables": (many("[a{k}]\n", 300_000, ""), "unknown key 'a0'"),
    "many levels": (choice(40_000, '[levers.a]\nheld_by = "C"\nlevels = {' + ",".join(
        f'l{k} = {{"issues.x.A.worth.o{k}" = 1}}' for k in range(40_000)) + "}\n"),
        "levers: 40000 levels in a file of this size; at most"),
    "as many levels as are checked, the last one wrong": (choice(100_000, '[levers.a]\nheld_by = "C"\nlevels = {'
        + ",".join(f'l{k} = {{"issues.x.A.worth.o{k}" = {1 if k < 12 else 101}}}' for k in range(13)) + "}\n"),
        "levers.a.levels.l12: issues.x.A.worth.o12: 101 is out of range"),
}  # fmt: skip


def reading(path):
    """What reading `path` prints, in a process of its own that is ended when it takes more time or memory.

    The time is the processor's: on a busy machine a clock on the wall would measure the others.
    """

    def bound():
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-c", READ, path], capture_output=True, text=True, preexec_fn=bound,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("\n") == 1
    return done.stdout


@pytest.mark.parametrize("name", READABLE)
def test_large_is_read(name, tmp_path):
    path = tmp_path / "large.toml"
    path.write_text(READABLE[name], encoding="utf-8")
    assert reading(path).startswith("read ")


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_is_refused(name, tmp_path):
    text, message = REFUSED[name]
    path = tmp_path / "hostile.toml"
    path.write_text(text, encoding="utf-8")
    printed = reading(path)
    assert message in printed
    assert len(printed) < 1000
