"""Runs inside the throwaway environment: NegMAS on one input, as JSON. It imports nothing of this package.

Usage: python negmas_side.py INPUT.json
"""

import json
import sys
import time
from importlib.metadata import version

from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import kalai_points, ks_points, nash_points, pareto_frontier


def main(path):
    with open(path, encoding="utf-8") as file:
        table = json.load(file)
    issues = [make_issue(table["outcomes"], name) for name in table["issues"]]
    space = make_os(issues)
    ufuns = [
        LinearAdditiveUtilityFunction(
            values={name: dict(zip(table["outcomes"], own["worths"][name], strict=True)) for name in table["issues"]},
            weights=own["weights"], outcome_space=space, reserved_value=own["reserved"],
        )
        for own in table["parties"].values()
    ]  # fmt: skip
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        frontier, _ = pareto_frontier(ufuns, issues=issues, n_discretization=None, max_cardinality=float("inf"))
        times.append(time.perf_counter() - begun)
    frontier_time = min(times)
    begun = time.perf_counter()
    found = {
        "nash": nash_points(ufuns, frontier), "kalai_smorodinsky": ks_points(ufuns, frontier),
        "egalitarian": kalai_points(ufuns, frontier),
    }  # fmt: skip
    points_time = time.perf_counter() - begun
    answers = {name: [float(x) for x in points[0][0]] if points else None for name, points in found.items()}
    print(json.dumps({
        "version": version("negmas"), "frontier": [[float(x) for x in point] for point in frontier],
        "frontier time": frontier_time, "points time": points_time, "answers": answers,
    }))  # fmt: skip


main(sys.argv[1])
