"""Levers, threats and red lines of the grand package, for two parties and for four."""

from functools import cache
from pathlib import Path

import pytest

import bargain as bg

FOLDER = Path(__file__).parents[1] / "analyses" / "grand_package"
FILES = {"2 parties": "game.toml", "4 parties": "four_party.toml"}
OUTSIDERS = {"US aid": "Russia", "US sanctions": "Ukraine", "Europe": "Ukraine"}


@cache
def package(parties):
    """The case, with two more levers of four levels."""
    game = bg.read(FOLDER / FILES[parties])
    for lever, path, numbers in (
        ("length", "outside_option.years.{}", (1, 2, 3, 4)),
        ("patience", "parties.{}.discount_rate", (0.0, 0.05, 0.1, 0.2)),
    ):
        levels = {f"{x:g}": {path.format(f'"{p}"'): x for p in game.party_names} for x in numbers}
        game = game.with_lever(lever, game.party_names[0], levels)
    return game


def about(benchmark, parties, task, answer):
    benchmark.extra_info.update(game=f"{parties}, the grand package", task=task, answer=answer)


@pytest.mark.parametrize("parties", FILES)
def test_leverage(benchmark, parties):
    game = bg.read(FOLDER / FILES[parties])
    found = benchmark(bg.leverage, game)
    assert len(found.slopes) == len({s.concept for s in found.slopes}) * len(game.parties)
    about(benchmark, parties, "leverage, all concepts", f"{len(found.effects)} effects, {len(found.slopes)} slopes")


@pytest.mark.parametrize("parties", FILES)
@pytest.mark.parametrize("concepts", [("nash",), ("egalitarian", "kalai_smorodinsky", "nash", "raiffa", "utilitarian")])
def test_grid_of_four_by_four(benchmark, parties, concepts):
    found = benchmark(bg.grid, package(parties), ["length", "patience"], concepts=concepts)
    assert len(found) == 16
    about(benchmark, parties, f"grid of 4 × 4 levels, {len(concepts)} concept{'s' * (len(concepts) > 1)}", "16 rows")


@pytest.mark.parametrize("parties", FILES)
def test_threats(benchmark, parties):
    game = bg.read(FOLDER / FILES[parties])
    acting = {key: party for key, party in OUTSIDERS.items() if parties == "2 parties"}
    found = benchmark(bg.threats, game, acts_for=acting)
    about(benchmark, parties, "variable threats", f"{len(found.equilibria)} equilibria")


def test_red_line_prices(benchmark):
    game = bg.read(FOLDER / FILES["2 parties"])
    found = benchmark(bg.red_line_prices, game, up_to=1)
    about(benchmark, "2 parties", "prices of red lines, one by one", f"{len(found)} lines")


def test_linkage_value(benchmark):
    game = bg.read(FOLDER / FILES["2 parties"])
    found = benchmark(bg.linkage_value, game)
    about(benchmark, "2 parties", "value of linking", f"{len(found.pairs)} pairs")
