"""Results in a notebook: every kind has a view, no view fails, names are text."""

import importlib
import pkgutil

import pytest

import bargain as bg
from bargain.showing import Shown
from tests.report.test_page import CASES, GAME, NASTY, Page, named_nastily
from tests.strategic.test_conformance import EXAMPLES

WAR = (
    bg.BargainingGame("war", parties=["Ann", "Bob"])
    .with_issue(
        "land", outcomes=["Ann", "half", "Bob"], weight={"Ann": 1, "Bob": 1}, status_quo="half",
        worth={"Ann": [100, 60, 0], "Bob": [0, 60, 100]},
    )
    .with_outside_option(bg.War(2, {"Ann": bg.Quantity(8, 4, 12, "assumed"), "Bob": 8}, (bg.Ending("draw", 1.0),)))
    .with_lever("aid", "Ann", {"given": {}, "withheld": {"outside_option.cost_per_year.Bob": 12}})
    .with_lever("trade", "Bob", {"open": {}, "closed": {"outside_option.cost_per_year.Ann": 12}})
    .with_red_line("Bob", {"land": "Ann"}, 5)
)  # fmt: skip
RESULTS = {
    "Solution": lambda: bg.nash(GAME), "Comparison": lambda: bg.compare(GAME),
    "Frontier": lambda: bg.pareto_frontier(GAME),
    "ZoneOfAgreement": lambda: bg.zone_of_agreement(GAME), "BargainingGame": lambda: GAME,
    "Ensemble": lambda: bg.ensemble(GAME, draws=10), "Draws": lambda: bg.draws_of(GAME, n=5),
    "Tornado": lambda: bg.tornado(GAME, "nash.gains.Ann"), "Morris": lambda: bg.morris(GAME, "nash.gains.Ann", 4),
    "Sobol": lambda: bg.sobol(GAME, "nash.gains.Ann", 8),
    "BreakEven": lambda: bg.break_even(WAR, "outside_option.cost_per_year.Ann", "zone.exists"),
    "ScenarioDiscovery": lambda: bg.scenario_discovery(WAR, "nash.gains.Ann > 5", draws=20),
    "Robust": lambda: bg.robust(GAME, draws=20),
    "PayoffCloud": lambda: bg.payoff_cloud(GAME, draws=5), "Leverage": lambda: bg.leverage(GAME),
    "LeverGrid": lambda: bg.grid(GAME),
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


def test_every_kind_of_result_is_tried():
    assert kinds() == set(RESULTS)


@pytest.mark.parametrize("kind", RESULTS)
def test_a_result_is_shown_in_a_table(kind):
    result = RESULTS[kind]()
    assert type(result).__name__ == kind
    page = Page(result._repr_html_())
    assert {"table", "ul", "pre"} & set(page.tags)
    assert "script" not in page.tags


@pytest.mark.parametrize("name", bg.STRATEGIC_GAMES)
def test_a_strategic_game_is_told_in_words(name):
    found = bg.STRATEGIC_GAMES[name](**EXAMPLES[name])
    page = Page(found._repr_html_())
    words = found.equilibria[0].words if name == "sanctions_threat" else found.words
    assert "table" in page.tags
    assert name == "sanctions_threat" or words[0] in page.texts


def test_numbers_are_those_of_the_result():
    page = Page(bg.nash(GAME)._repr_html_())
    for party in GAME.party_names:
        assert f"{bg.nash(GAME).payoffs[party]:.2f}" in page.texts
        assert f"{bg.nash(GAME).gains[party]:+.2f}" in page.texts


@pytest.mark.parametrize("name", CASES)
def test_every_kind_of_case_is_shown(name):
    game = CASES[name]
    for result in (game, bg.compare(game) if game.issues else game, bg.zone_of_agreement(game)):
        assert Page(result._repr_html_()).tags


def test_a_frontier_of_two_has_a_picture_and_without_matplotlib_none(monkeypatch):
    assert "svg" in Page(bg.pareto_frontier(GAME)._repr_html_()).tags
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    assert "svg" not in Page(bg.pareto_frontier(GAME)._repr_html_()).tags


def test_names_are_text():
    game = named_nastily()
    for result in (game, bg.nash(game), bg.compare(game), bg.pareto_frontier(game), bg.ensemble(game, draws=3)):
        page = Page(result._repr_html_())
        assert "script" not in page.tags
        assert any(NASTY in text for text in page.texts)
