"""Results in a notebook: every kind has a view, no view fails, names are text."""

import importlib
import pkgutil
import sys
from types import SimpleNamespace

import numpy as np
import pytest

import bargain as bg
from bargain.report.notebook import VIEWS, html_of
from bargain.showing import Shown
from tests.report.cases import CASES, FOREIGN, GAME, NASTY, WAR, Page, named_nastily
from tests.strategic.test_conformance import EXAMPLES

RESULTS = {
    "Solution": lambda: bg.nash(GAME), "Comparison": lambda: bg.compare(GAME),
    "Frontier": lambda: bg.pareto_frontier(GAME),
    "ZoneOfAgreement": lambda: bg.zone_of_agreement(GAME), "BargainingGame": lambda: GAME,
    "Ensemble": lambda: bg.ensemble(GAME, draws=10), "Draws": lambda: bg.draws_of(GAME, n=5),
    "Tornado": lambda: bg.tornado(GAME, "nash.gains.Ann"), "Morris": lambda: bg.morris(GAME, "nash.gains.Ann", 4),
    "Sobol": lambda: bg.sobol(GAME, "nash.gains.Ann", 8),
    "BreakEven": lambda: bg.break_even(WAR, "outside_option.cost_per_year.Ann", "disagreement.Ann > 44"),
    "ScenarioDiscovery": lambda: bg.scenario_discovery(WAR, "disagreement.Ann > 44", draws=100),
    "Robust": lambda: bg.robust(GAME, draws=20),
    "PayoffCloud": lambda: bg.payoff_cloud(GAME, draws=5), "Leverage": lambda: bg.leverage(GAME),
    "LeverGrid": lambda: bg.grid(WAR),
    "RedLinePrices": lambda: bg.red_line_prices(GAME), "LinkageValue": lambda: bg.linkage_value(GAME),
    "ThreatResult": lambda: bg.threats(WAR), "Equilibria": lambda: bg.equilibria([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
    "ThreatSolution": lambda: bg.threat_game([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
    "ThreatSolutionNTU": lambda: bg.threat_game_ntu([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
    "SanctionsThreat": lambda: bg.sanctions_threat(**EXAMPLES["sanctions_threat"]),
    "TruceRegions": lambda: bg.ceasefire_regions(
        bg.ceasefire(**EXAMPLES["ceasefire"]), rearming=[0, 0.1], monitoring=[0, 0.5]),
    "Reproduction": lambda: importlib.import_module("bargain.reproducing").reproduce("analyses/barter"),
}  # fmt: skip
"""Kind of result → one of them."""

DRAWN = {
    "Frontier", "ZoneOfAgreement", "Ensemble", "Tornado", "Morris", "Sobol", "BreakEven", "ScenarioDiscovery",
    "Robust", "PayoffCloud", "Leverage", "LeverGrid", "RedLinePrices", "LinkageValue", "TruceRegions",
}  # fmt: skip
"""Kinds with a picture, of two parties. Of three, comparisons have one too."""

DRAWN_GAMES = {"crisis", "alternating_offers", "attrition", "coalition"}


def kinds():
    """Names of all classes that a notebook shows, apart from the results of strategic games, which share a view."""
    for module in pkgutil.walk_packages(bg.__path__, "bargain."):
        if not {"starter", "_analyses", "__main__"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    found, open_ = set(), [Shown]
    while open_:
        below = open_.pop().__subclasses__()
        found |= {kind for kind in below if kind.__module__.startswith("bargain.")}
        open_ += below
    strategic = bg.STRATEGIC_GAMES["crisis"](**EXAMPLES["crisis"])
    shared = next(kind for kind in type(strategic).__mro__ if kind.__name__ == "StrategicResult")
    return {kind.__name__ for kind in found if not issubclass(kind, shared)}


def cells(result):
    """All texts of a result's view."""
    return Page(result._repr_html_()).texts


def test_every_kind_of_result_has_a_view_and_is_tried():
    assert kinds() == set(RESULTS) == {kind.__name__ for kind in VIEWS} - {"StrategicResult"}


@pytest.mark.parametrize("kind", RESULTS)
def test_a_result_is_shown_in_a_table_and_a_picture(kind, monkeypatch):
    result = RESULTS[kind]()
    assert type(result).__name__ == kind
    page = Page(result._repr_html_())
    assert "table" in page.tags
    assert "script" not in page.tags
    assert ("svg" in page.tags) == (kind in DRAWN)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    page = Page(result._repr_html_())
    assert "table" in page.tags
    assert "svg" not in page.tags


@pytest.mark.parametrize("name", bg.STRATEGIC_GAMES)
def test_a_strategic_game_is_told_in_words(name):
    found = bg.STRATEGIC_GAMES[name](**EXAMPLES[name])
    page = Page(found._repr_html_())
    words = found.equilibria[0].words if name == "sanctions_threat" else found.words
    assert "table" in page.tags
    assert words[0] in page.texts
    assert ("svg" in page.tags) == (name in DRAWN_GAMES)


def test_numbers_are_those_of_the_result():
    for party in GAME.party_names:
        assert {f"{bg.nash(GAME).payoffs[party]:.2f}", f"{bg.nash(GAME).gains[party]:+.2f}"} <= set(
            cells(bg.nash(GAME))
        )
    price = bg.red_line_prices(GAME).prices[0]
    assert {f"{price.cost['Bob']:+.2f}", f"{price.break_even:.2f}"} <= set(cells(bg.red_line_prices(GAME)))
    slope = bg.leverage(GAME).slope("Ann", "equal_area")
    assert {f"{x:+.2f}" for x in slope.up.values()} <= set(cells(bg.leverage(GAME)))
    turn = bg.break_even(WAR, "outside_option.cost_per_year.Ann", "disagreement.Ann > 44")
    assert {f"{turn.crossings[0].at:.8g}", "ceases to hold above"} <= set(cells(turn))
    cloud = bg.payoff_cloud(GAME, draws=5)
    assert f"{np.quantile([u for u, _ in cloud.payoffs], 0.5):.2f}" in cells(cloud)
    best = bg.robust(GAME, draws=20)
    assert f"{best.most_accepted.expected:.2f}" in cells(best)
    drawn = bg.draws_of(GAME, n=5)
    assert f"{np.median(drawn.rows[:, 0]):.4g}" in cells(drawn)


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_case_is_shown(name):
    game = CASES[name]
    shown = [game, bg.compare(game), bg.zone_of_agreement(game), bg.zone_of_agreement(game, lotteries=True)]
    if game.issues:
        shown += [bg.ensemble(game, draws=3), bg.payoff_cloud(game, draws=3), bg.draws_of(game, n=0)]
        shown += [bg.leverage(game, concepts=["nash"]), bg.linkage_value(game)]
    for result in shown:
        assert Page(result._repr_html_()).tags
        assert "nan" not in cells(result)


def test_three_parties_have_a_triangle():
    assert "svg" in Page(bg.compare(CASES["three parties"])._repr_html_()).tags


def test_a_frontier_of_a_hundred_thousand_points_stays_small():
    near = bg.pareto_frontier(bg.BargainingGame("many", parties=["Ann", "Bob"]).with_issue(
        "x", outcomes=["a", "b"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}))  # fmt: skip
    x = np.linspace(0.0, 100.0, 100_000)
    source = SimpleNamespace(agreements=lambda i, most: [{"x": "a"}])
    rows = np.arange(len(x))
    page = bg.Frontier(
        ("Ann", "Bob"), ("x",), np.column_stack([x, 100 - x]), near.disagreement, source, rows
    )._repr_html_()
    assert len(page) < 200_000
    assert "svg" in Page(page).tags
    assert "12 points of 100,000, from end to end" in page


def test_what_has_no_view_is_shown_by_its_numbers_or_its_text():
    class Odd:
        def __repr__(self):
            return "<b>odd</b>"

    assert html_of(Odd()) == "<pre>&lt;b&gt;odd&lt;/b&gt;</pre>"
    Odd.to_dict = lambda self: {"<i>": 1, "rows": [{"a": [1, 2]}, {"b": None}]}
    page = Page(html_of(Odd()))
    assert "i" not in page.tags
    assert {"<i>", "1", "1, 2", "–"} <= set(page.texts)


def test_names_are_text():
    game = named_nastily()
    shown = [
        game, bg.nash(game), bg.compare(game), bg.pareto_frontier(game), bg.zone_of_agreement(game),
        bg.ensemble(game, draws=3), bg.leverage(game), bg.grid(game), bg.red_line_prices(game), bg.linkage_value(game),
        bg.threats(game), bg.payoff_cloud(game, draws=3), bg.draws_of(game, n=2), bg.robust(game, draws=5),
        bg.report_on(game, draws=3),
    ]  # fmt: skip
    for result in shown:
        page = Page(result._repr_html_())
        assert "script" not in page.tags
        assert any(NASTY in text or NASTY.replace('"', '\\"') in text for text in page.texts), type(result).__name__


def test_many_pictures_can_stand_in_one_notebook():
    pages = [bg.pareto_frontier(game)._repr_html_() for game in (GAME, WAR)]
    first, second = ({v for _, n, v in Page(page).attributes if n == "id"} for page in pages)
    assert first
    assert not first & second


def test_a_report_shows_itself_with_its_titles():
    page = Page(bg.report_on(GAME, draws=3, pictures=False)._repr_html_())
    assert page.tags.count("h2") == 8
    assert {"html", "head", "style", "script"}.isdisjoint(page.tags)


def test_what_turns_the_direction_is_written_out():
    page = bg.compare(CASES["other letters"])._repr_html_()
    assert "\u202e" not in page
    assert FOREIGN[0] in page
