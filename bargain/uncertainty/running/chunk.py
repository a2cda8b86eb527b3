"""One chunk of an ensemble: draws, answers, and what is kept of them."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import Any

import numpy as np

from bargain.game.range import Range
from bargain.uncertainty.model.answers import Answers, Outcome, answers, way_of
from bargain.uncertainty.model.batch import Batch
from bargain.uncertainty.model.blocking import Blocking
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import PARTS, Package
from bargain.uncertainty.running.plan import Plan
from bargain.uncertainty.running.tally import POINT_BIN, RANGE_BINS, Tally
from bargain.uncertainty.sampling.draws import rows_between, starts
from bargain.uncertainty.sampling.polytope import CORNERS

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

LOOKED_AT_LISTED, LOOKED_AT = 32, 4
"""Draws without a zone whose blockers are searched, in each chunk: where agreements are listed, and elsewhere."""


def chunk_size(model: Model, concepts: tuple[str, ...], lotteries: bool, draws: int) -> int:
    """Draws of one chunk, a power of 2: some 32 chunks, within what is worth sending and what keeps progress in sight.

    It depends on the game and the draws, never on who computes.
    """
    quick = way_of(model, concepts, lotteries) != "one by one"
    least, most = (64, 4096) if quick else (8, 128)
    size = least
    while size < most and size * 64 <= draws:
        size *= 2
    return size


def run_chunk(sent: bytes, index: int) -> Tally:
    """The tally of one chunk of the pickled plan `sent`: what every worker is asked for."""
    plan, model = _received(sent)
    return tally_of(plan, model, index)


@lru_cache(maxsize=2)
def _received(sent: bytes) -> tuple[Plan, Model]:
    plan: Plan = pickle.loads(sent)
    return plan, Model.of(plan.space)


def tally_of(plan: Plan, model: Model, index: int) -> Tally:
    """What is kept of chunk number `index`."""
    start, stop = plan.bounds(index)
    rows = rows_between(plan.space, plan.seed, start, stop, plan.draws)
    found = answers(model, rows, plan.concepts, lotteries=plan.lotteries, followed=plan.followed)
    half = (np.arange(start, stop) >= plan.draws // 2).astype(np.int64)
    tally = Tally()
    for h in (0, 1):
        tally.add(("valid", h), int((found.valid & (half == h)).sum()))
        tally.add(("zone", h), int((found.zone & (half == h)).sum()))
    tally.add(("drawn",), len(rows))
    tally.add(("quickly",), found.quickly)
    _refusals(tally, found)
    _walks(tally, plan, rows, start, stop)
    for p, party in enumerate(model.game.party_names):
        tally.add_bins(("outside", party), found.disagreement[found.valid, p], POINT_BIN)
    for k in range(len(plan.followed)):
        tally.add(("acceptable", k), int(found.acceptable[:, k].sum()))
        tally.add(("on_zone", k), int(found.on_zone[:, k].sum()))
        tally.add(("untold", k), int((~found.known[:, k] & found.acceptable[:, k]).sum()))
    for concept in plan.concepts:
        _settled(tally, plan, model, found, concept, half)
    _blockers(tally, plan, model, found, rows)
    return tally


def _refusals(tally: Tally, found: Answers) -> None:
    for _, message in found.refused:
        place = message.split(": ", 1)[0]
        tally.add(("refused", place), 1)
        tally.words.setdefault(place, message)


def _walks(tally: Tally, plan: Plan, rows: Array, start: int, stop: int) -> None:
    """Moments of the numbers drawn by hit and run, by the corner in which their walks began."""
    for group in plan.space.sums:
        x = rows[:, list(group.positions)]
        for c in range(CORNERS):
            own = x[starts(start, stop) == c]
            tally.add(("walk", group.name, c, "count"), len(own))
            for k in range(x.shape[1]):
                tally.add_sum(("walk", group.name, c, "sum", k), own[:, k].tolist())
                tally.add_sum(("walk", group.name, c, "square", k), (own[:, k] ** 2).tolist())


def _settled(tally: Tally, plan: Plan, model: Model, found: Answers, concept: str, half: Ints) -> None:
    outcome = found.outcomes[concept]
    deals = np.unique(outcome.draw)
    for h in (0, 1):
        tally.add(("deal", concept, h), int((half[deals] == h).sum()))
    for p, party in enumerate(model.game.party_names):
        payoffs, d = outcome.payoffs[found.valid, p], found.disagreement[found.valid, p]
        for what, values in (("payoff", payoffs), ("gain", payoffs - d)):
            tally.add_bins((what, concept, party), values, POINT_BIN)
            tally.add_sum(("sum", what, concept, party), values.tolist())
            tally.add_sum(("square", what, concept, party), (values**2).tolist())
    _issues(tally, model, concept, outcome, half)
    codes = codes_of(model, outcome.places)
    stand = np.array([p.positions for p in plan.followed], dtype=np.int64)
    followed = codes_of(model, stand.reshape(len(plan.followed), len(model.game.issues)))
    _packages(tally, found, concept, outcome, codes, followed)
    written = plan.written[plan.concepts.index(concept)]
    if written is not None:
        tally.add_sum(("as written", concept), outcome.mass[codes == written].tolist())


def _issues(tally: Tally, model: Model, concept: str, outcome: Outcome, half: Ints) -> None:
    """Mass of every outcome of every choice, by half; of ranges the distribution of the number, and its tenths."""
    h = half[outcome.draw]
    for k, issue in enumerate(model.game.issues):
        if isinstance(issue, Range):
            low, high = issue.bounds
            number = outcome.numbers[:, k]
            tally.add_bins(("number", concept, issue.name), number - low, (high - low) / RANGE_BINS, outcome.mass)
            continue
        mass = np.bincount(outcome.positions[:, k] * 2 + h, weights=outcome.mass, minlength=2 * len(issue.outcomes))
        for place, name in enumerate(issue.outcomes):
            for side in (0, 1):
                tally.add(("settled", concept, issue.name, name, side), float(mass[2 * place + side]))


def codes_of(model: Model, positions: Ints) -> Any:
    """One whole number for each package, shape (m,): its places, shape (m, issues), read as digits."""
    sizes = _sizes(model)
    small = sum(np.log2(sizes), start=0.0) < 62
    found = np.zeros(len(positions), dtype=np.int64 if small else object)
    for k, size in enumerate(sizes):
        found = found * size + positions[:, k]
    return found


def package_at(model: Model, code: int) -> Package:
    """The package of a code."""
    places = []
    for size in reversed(_sizes(model)):
        code, place = divmod(code, size)
        places.append(place)
    return Package(tuple(reversed(places)))


def _sizes(model: Model) -> list[int]:
    return [PARTS + 1 if isinstance(i, Range) else len(i.outcomes) for i in model.game.issues]


def _packages(tally: Tally, found: Answers, concept: str, outcome: Outcome, codes: Any, followed: Any) -> None:
    """Mass of every package; of those followed also the sum of the weights with which they are the solution."""
    tally.count(("packages", concept), codes, outcome.mass)
    for k, code in enumerate(followed):
        mine = np.flatnonzero(codes == code)
        if not len(mine):
            continue
        mass = outcome.mass[mine]
        tally.add_sum(("package", concept, k), mass.tolist())
        central = (mass[:, None, None] * found.weights[outcome.draw[mine]]).sum(axis=0)
        for p, row in enumerate(central.tolist()):
            for issue, weight in enumerate(row):
                tally.add(("central", concept, k, p, issue), weight)


def _blockers(tally: Tally, plan: Plan, model: Model, found: Answers, rows: Array) -> None:
    blocking = Blocking(model, plan.lotteries)
    blocked = np.flatnonzero(found.valid & ~found.zone)
    looked_at = blocked[: LOOKED_AT_LISTED if blocking.listed else LOOKED_AT].tolist() if model.game.issues else []
    tally.add(("blocked",), len(blocked))
    tally.add(("looked at",), len(looked_at))
    numbers = model.space.table(rows[looked_at])
    weights, totals = model.weights.scaled(numbers)
    for k, row in enumerate(looked_at):
        one = slice(k, k + 1)
        batch = Batch(numbers[one], weights[one], totals[one], found.disagreement[row : row + 1])
        sets = blocking.sets(rows[row], batch)
        for group in sets:
            tally.add(("blocking set", *group), 1)
        for blocker in {b for group in sets for b in group}:
            tally.add(("blocker", blocker), 1)
