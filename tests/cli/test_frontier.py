"""`bargain frontier`: what no agreement beats, the zone of agreement, and what stands in its way."""

import json

import bargain as bg
from tests.cli.conftest import NO_DEAL, PIE, case, run

LADDER = """
title = "ladder"
[parties.Ann]
[parties.Bob]
[issues.step]
outcomes = ["a", "b", "c", "d"]
Ann = {weight = 1, worth = [0, 40, 30, 100]}
Bob = {weight = 1, worth = [100, 60, 50, 0]}
[outside_option]
kind = "fixed"
payoffs = {Ann = 10, Bob = 10}
"""


def test_the_frontier_leaves_out_what_is_beaten(tmp_path):
    result = run("frontier", case(tmp_path, LADDER))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "   Ann     Bob  step",
        "  0.00  100.00  a",
        " 40.00   60.00  b",
        "100.00    0.00  d",
    ]


def test_the_zone_is_where_nobody_is_below_disagreement(tmp_path):
    assert run("frontier", case(tmp_path, LADDER), "--zone").stdout.splitlines()[1:] == ["40.00  60.00  b"]


def test_the_limit_is_said(tmp_path):
    file = case(tmp_path, LADDER)
    result = run("frontier", file, "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == "2 of 3 agreements on the frontier shown; --limit 0 shows all\n"
    assert len(run("frontier", file, "--limit", "0").stdout.splitlines()) == 4


def test_json_has_every_point(tmp_path):
    file = case(tmp_path, LADDER)
    printed = json.loads(run("frontier", file, "--limit", "1", "--json").stdout)
    assert printed == bg.pareto_frontier(bg.read(file)).to_dict()
    assert [point["agreement"]["step"] for point in printed["points"]] == ["a", "b", "d"]


def test_lotteries_go_with_the_zone(tmp_path):
    file = case(tmp_path, PIE + '[outside_option]\nkind = "fixed"\npayoffs = {Ann = 10, Bob = 10}\n')
    assert run("frontier", file, "--zone").stdout.startswith("no zone of agreement: every agreement leaves")
    alone = run("frontier", file, "--zone", "--lotteries")
    assert alone.stdout == "a zone of agreement exists, but only lotteries over agreements are in it\n"
    refused = run("frontier", file, "--lotteries")
    line = "--lotteries goes with --zone; the frontier lists agreements (see bargain frontier --help)"
    assert (refused.exit_code, refused.stderr) == (2, f"bargain: {line}\n")


def test_an_empty_frontier_is_said(tmp_path):
    both = PIE.replace("[100, 0]}", '[100, 0], never = ["Ann\'s", "Bob\'s"]}')
    assert run("frontier", case(tmp_path, both)).stdout == "the frontier is empty: red lines refuse every agreement\n"


def test_segments_of_ranges_are_announced(toll):
    result = run("frontier", toll)
    assert " EUR" in result.stdout
    rows = result.stdout.splitlines()
    at = rows.index("2 segments, along which a number moves; payoffs at the two ends:")
    assert rows[at + 1].split("  ") == ["Ann from", "Bob from", "Ann to", "Bob to"]
    assert rows[at + 2].split() == ["0.00", "100.00", "12.50", "66.67"]
    assert rows[at + 3].split() == ["75.00", "66.67", "100.00", "0.00"]
    cut = run("frontier", toll, "--limit", "1")
    assert "1 of 2 segments shown; --limit 0 shows all" in cut.stderr


def test_without_a_zone_the_blockers_are_named(tmp_path):
    file = case(tmp_path, NO_DEAL)
    result = run("frontier", file, "--zone")
    assert result.exit_code == 0
    assert result.stdout.startswith("no zone of agreement")
    assert "opens one:\n  Ann: outside option\n  Bob: outside option\n" in result.stdout
    assert json.loads(run("frontier", file, "--zone", "--json").stdout)["exists"] is False
