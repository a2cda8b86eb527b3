"""Game-theoretic bargaining analysis: a dispute of many issues in, a defensible answer out.

Every public name is imported when it is first used, so that `import bargain` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bargain.axioms.registry import AXIOMS as AXIOMS
    from bargain.concepts.comparison import Comparison as Comparison
    from bargain.concepts.registry import CONCEPTS as CONCEPTS
    from bargain.concepts.solving import compare as compare
    from bargain.concepts.solving import nash as nash
    from bargain.concepts.solving import solve as solve
    from bargain.errors import BargainError as BargainError
    from bargain.errors import ConceptError as ConceptError
    from bargain.errors import GameError as GameError
    from bargain.errors import LostWorkersError as LostWorkersError
    from bargain.errors import NoEquilibriumError as NoEquilibriumError
    from bargain.errors import ScenarioError as ScenarioError
    from bargain.errors import TooLargeError as TooLargeError
    from bargain.game.bargaining_game import BargainingGame as BargainingGame
    from bargain.game.party import Party as Party
    from bargain.game.quantity import Quantity as Quantity
    from bargain.game.red_line import RedLine as RedLine
    from bargain.instruments.grid import grid as grid
    from bargain.instruments.leverage import leverage as leverage
    from bargain.instruments.linkage_value import linkage_value as linkage_value
    from bargain.instruments.red_line_prices import red_line_prices as red_line_prices
    from bargain.instruments.threats import threats as threats
    from bargain.interop.frames import from_frame as from_frame
    from bargain.interop.frames import to_frames as to_frames
    from bargain.interop.gambit import read_nfg as read_nfg
    from bargain.interop.gambit import write_efg as write_efg
    from bargain.interop.gambit import write_nfg as write_nfg
    from bargain.interop.genius import read_genius as read_genius
    from bargain.interop.genius import write_genius as write_genius
    from bargain.interop.imported import Imported as Imported
    from bargain.interop.negmas import read_negmas as read_negmas
    from bargain.interop.negmas import write_negmas as write_negmas
    from bargain.interop.point_sheet import read_point_sheet as read_point_sheet
    from bargain.interop.point_sheet import write_point_sheet as write_point_sheet
    from bargain.interop.trees.crisis import crisis_tree as crisis_tree
    from bargain.interop.trees.normal_form import NormalForm as NormalForm
    from bargain.interop.trees.normal_form import normal_form as normal_form
    from bargain.outside.fixed import Fixed as Fixed
    from bargain.outside.measures.aid import Aid as Aid
    from bargain.outside.measures.deadline import Deadline as Deadline
    from bargain.outside.measures.registry import MEASURES as MEASURES
    from bargain.outside.measures.sanctions import Sanctions as Sanctions
    from bargain.outside.registry import OUTSIDE_OPTIONS as OUTSIDE_OPTIONS
    from bargain.outside.war import Ending as Ending
    from bargain.outside.war import War as War
    from bargain.payoffs.frontier import Frontier as Frontier
    from bargain.payoffs.frontier import pareto_frontier as pareto_frontier
    from bargain.payoffs.problem import BargainingProblem as BargainingProblem
    from bargain.payoffs.solution import Solution as Solution
    from bargain.payoffs.zone import zone_of_agreement as zone_of_agreement
    from bargain.plots.acceptability import draw_acceptability as draw_acceptability
    from bargain.plots.attrition_course import draw_attrition_course as draw_attrition_course
    from bargain.plots.bargaining_range import draw_bargaining_range as draw_bargaining_range
    from bargain.plots.break_even import draw_break_even as draw_break_even
    from bargain.plots.ceasefire_regions import draw_ceasefire_regions as draw_ceasefire_regions
    from bargain.plots.coalition_shares import draw_coalition_shares as draw_coalition_shares
    from bargain.plots.gain_distributions import draw_gain_distributions as draw_gain_distributions
    from bargain.plots.lever_map import draw_lever_map as draw_lever_map
    from bargain.plots.logroll import draw_logroll as draw_logroll
    from bargain.plots.morris_effects import draw_morris_effects as draw_morris_effects
    from bargain.plots.nash_hyperbola import draw_nash_hyperbola as draw_nash_hyperbola
    from bargain.plots.offers_over_time import draw_offers_over_time as draw_offers_over_time
    from bargain.plots.outcome_shares import draw_outcome_shares as draw_outcome_shares
    from bargain.plots.payoff_cloud import draw_payoff_cloud as draw_payoff_cloud
    from bargain.plots.payoff_space import draw_payoff_space as draw_payoff_space
    from bargain.plots.peeling_trajectory import draw_peeling_trajectory as draw_peeling_trajectory
    from bargain.plots.red_line_prices import draw_red_line_prices as draw_red_line_prices
    from bargain.plots.robust_frontier import draw_robust_frontier as draw_robust_frontier
    from bargain.plots.scenario_box import draw_scenario_box as draw_scenario_box
    from bargain.plots.settlement import draw_settlement as draw_settlement
    from bargain.plots.sobol_indices import draw_sobol_indices as draw_sobol_indices
    from bargain.plots.tornado import draw_tornado as draw_tornado
    from bargain.plots.triangle import draw_triangle as draw_triangle
    from bargain.report.page import Report as Report
    from bargain.report.page import report_on as report_on
    from bargain.scenario.reading import read as read
    from bargain.scenario.schema import schema as schema
    from bargain.scenario.writing import write as write
    from bargain.strategic.alternating_offers import alternating_offers as alternating_offers
    from bargain.strategic.attrition import attrition as attrition
    from bargain.strategic.bimatrix.equilibria import Equilibria as Equilibria
    from bargain.strategic.bimatrix.equilibria import equilibria as equilibria
    from bargain.strategic.bimatrix.threat_game import ThreatSolution as ThreatSolution
    from bargain.strategic.bimatrix.threat_game import threat_game as threat_game
    from bargain.strategic.bimatrix.threat_game_ntu import ThreatSolutionNTU as ThreatSolutionNTU
    from bargain.strategic.bimatrix.threat_game_ntu import threat_game_ntu as threat_game_ntu
    from bargain.strategic.ceasefire import ceasefire as ceasefire
    from bargain.strategic.coalition import coalition as coalition
    from bargain.strategic.commitment import commitment as commitment
    from bargain.strategic.contribution import contribution as contribution
    from bargain.strategic.costly_war import costly_war as costly_war
    from bargain.strategic.crisis import crisis as crisis
    from bargain.strategic.demands import demands as demands
    from bargain.strategic.enforcement import enforcement as enforcement
    from bargain.strategic.mediation import mediation as mediation
    from bargain.strategic.ratification import ratification as ratification
    from bargain.strategic.registry import STRATEGIC_GAMES as STRATEGIC_GAMES
    from bargain.strategic.sanctions_threat import sanctions_threat as sanctions_threat
    from bargain.strategic.truce.regions import ceasefire_regions as ceasefire_regions
    from bargain.uncertainty.cloud import PayoffCloud as PayoffCloud
    from bargain.uncertainty.cloud import payoff_cloud as payoff_cloud
    from bargain.uncertainty.ensemble import EnsembleInterrupted as EnsembleInterrupted
    from bargain.uncertainty.ensemble import ensemble as ensemble
    from bargain.uncertainty.result import Ensemble as Ensemble
    from bargain.uncertainty.robust import robust as robust
    from bargain.uncertainty.sampling.draws import draws_of as draws_of
    from bargain.uncertainty.sampling.sampler import Sampler as Sampler
    from bargain.uncertainty.sensitivity.break_even import break_even as break_even
    from bargain.uncertainty.sensitivity.morris import morris as morris
    from bargain.uncertainty.sensitivity.scenario_discovery import scenario_discovery as scenario_discovery
    from bargain.uncertainty.sensitivity.sobol import sobol as sobol
    from bargain.uncertainty.sensitivity.tornado import tornado as tornado

_HOME = {
    "AXIOMS": "axioms.registry",
    "Aid": "outside.measures.aid",
    "BargainError": "errors",
    "BargainingGame": "game.bargaining_game",
    "BargainingProblem": "payoffs.problem",
    "CONCEPTS": "concepts.registry",
    "Comparison": "concepts.comparison",
    "ConceptError": "errors",
    "Deadline": "outside.measures.deadline",
    "Ending": "outside.war",
    "Ensemble": "uncertainty.result",
    "EnsembleInterrupted": "uncertainty.ensemble",
    "Equilibria": "strategic.bimatrix.equilibria",
    "Fixed": "outside.fixed",
    "Frontier": "payoffs.frontier",
    "GameError": "errors",
    "Imported": "interop.imported",
    "LostWorkersError": "errors",
    "MEASURES": "outside.measures.registry",
    "NoEquilibriumError": "errors",
    "NormalForm": "interop.trees.normal_form",
    "OUTSIDE_OPTIONS": "outside.registry",
    "Party": "game.party",
    "PayoffCloud": "uncertainty.cloud",
    "Quantity": "game.quantity",
    "RedLine": "game.red_line",
    "Report": "report.page",
    "STRATEGIC_GAMES": "strategic.registry",
    "Sampler": "uncertainty.sampling.sampler",
    "Sanctions": "outside.measures.sanctions",
    "ScenarioError": "errors",
    "Solution": "payoffs.solution",
    "ThreatSolution": "strategic.bimatrix.threat_game",
    "ThreatSolutionNTU": "strategic.bimatrix.threat_game_ntu",
    "TooLargeError": "errors",
    "War": "outside.war",
    "alternating_offers": "strategic.alternating_offers",
    "attrition": "strategic.attrition",
    "break_even": "uncertainty.sensitivity.break_even",
    "ceasefire": "strategic.ceasefire",
    "ceasefire_regions": "strategic.truce.regions",
    "coalition": "strategic.coalition",
    "commitment": "strategic.commitment",
    "compare": "concepts.solving",
    "contribution": "strategic.contribution",
    "costly_war": "strategic.costly_war",
    "crisis": "strategic.crisis",
    "crisis_tree": "interop.trees.crisis",
    "demands": "strategic.demands",
    "draw_acceptability": "plots.acceptability",
    "draw_attrition_course": "plots.attrition_course",
    "draw_bargaining_range": "plots.bargaining_range",
    "draw_break_even": "plots.break_even",
    "draw_ceasefire_regions": "plots.ceasefire_regions",
    "draw_coalition_shares": "plots.coalition_shares",
    "draw_gain_distributions": "plots.gain_distributions",
    "draw_lever_map": "plots.lever_map",
    "draw_logroll": "plots.logroll",
    "draw_morris_effects": "plots.morris_effects",
    "draw_nash_hyperbola": "plots.nash_hyperbola",
    "draw_offers_over_time": "plots.offers_over_time",
    "draw_outcome_shares": "plots.outcome_shares",
    "draw_payoff_cloud": "plots.payoff_cloud",
    "draw_payoff_space": "plots.payoff_space",
    "draw_peeling_trajectory": "plots.peeling_trajectory",
    "draw_red_line_prices": "plots.red_line_prices",
    "draw_robust_frontier": "plots.robust_frontier",
    "draw_scenario_box": "plots.scenario_box",
    "draw_settlement": "plots.settlement",
    "draw_sobol_indices": "plots.sobol_indices",
    "draw_tornado": "plots.tornado",
    "draw_triangle": "plots.triangle",
    "draws_of": "uncertainty.sampling.draws",
    "enforcement": "strategic.enforcement",
    "ensemble": "uncertainty.ensemble",
    "equilibria": "strategic.bimatrix.equilibria",
    "from_frame": "interop.frames",
    "grid": "instruments.grid",
    "leverage": "instruments.leverage",
    "linkage_value": "instruments.linkage_value",
    "mediation": "strategic.mediation",
    "morris": "uncertainty.sensitivity.morris",
    "nash": "concepts.solving",
    "normal_form": "interop.trees.normal_form",
    "pareto_frontier": "payoffs.frontier",
    "payoff_cloud": "uncertainty.cloud",
    "ratification": "strategic.ratification",
    "read": "scenario.reading",
    "read_genius": "interop.genius",
    "read_negmas": "interop.negmas",
    "read_nfg": "interop.gambit",
    "read_point_sheet": "interop.point_sheet",
    "red_line_prices": "instruments.red_line_prices",
    "report_on": "report.page",
    "robust": "uncertainty.robust",
    "sanctions_threat": "strategic.sanctions_threat",
    "scenario_discovery": "uncertainty.sensitivity.scenario_discovery",
    "schema": "scenario.schema",
    "sobol": "uncertainty.sensitivity.sobol",
    "solve": "concepts.solving",
    "threat_game": "strategic.bimatrix.threat_game",
    "threat_game_ntu": "strategic.bimatrix.threat_game_ntu",
    "threats": "instruments.threats",
    "to_frames": "interop.frames",
    "tornado": "uncertainty.sensitivity.tornado",
    "write": "scenario.writing",
    "write_efg": "interop.gambit",
    "write_genius": "interop.genius",
    "write_negmas": "interop.negmas",
    "write_nfg": "interop.gambit",
    "write_point_sheet": "interop.point_sheet",
    "zone_of_agreement": "payoffs.zone",
}
"""Public name → module that defines it; a test holds it equal to the imports above."""

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'bargain' has no attribute {name!r}")
    value = getattr(import_module(f"bargain.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
