"""Small random games, the same for the same seed, with the corners that break solvers.

Integer worths make ties and duplicates; parties may be indifferent; linkages and red lines (absolute and priced,
single and joint) tie issues; outside options leave a zone of agreement, none, or exactly no surplus.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.curves import Breakpoints, PowerCurve
from bargain.game.frozen import FrozenDict
from bargain.game.linkage import Linkage
from bargain.game.party import Party
from bargain.game.preference import Preference
from bargain.game.quantity import Quantity
from bargain.game.range import Range
from bargain.game.red_line import RedLine
from bargain.outside.fixed import Fixed
from bargain.outside.war import Ending, War
from tests.oracle.concepts import frontier
from tests.oracle.enumerate import enumerate_agreements

NAMES = ("Ann", "Bob", "Cleo", "Dan")
ZONES = ("zone", "none", "zero")


def random_game(
    seed: int,
    parties: int | None = None,
    issues: int | None = None,
    *,
    ranges: int | None = None,
    power_curves: bool = False,
    risk: bool | None = None,
    zone: str | None = None,
    war: bool | None = None,
) -> BargainingGame:
    """A game of 2–4 `parties` and 2–4 `issues`, `ranges` of them divisible (None: mostly none, sometimes 1 or 2).

    `power_curves`: ranges may have power curves. `risk`: some parties have a risk attitude (None: in a third of the
    games). `zone`: "zone", "none" or "zero" (the outside option is exactly one agreement of the frontier); None means
    70, 20 and 10 in 100. `war`: the outside option is a war, whatever zone it leaves (None: in 15 of 100 games).
    """
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 5)) if parties is None else parties
    count = int(rng.integers(2, 5)) if issues is None else issues
    divisible = int(rng.choice([0, 0, 0, 1, 2])) if ranges is None else ranges
    risky = rng.random() < 1 / 3 if risk is None else risk
    warlike = rng.random() < 0.15 if war is None else war
    kind = str(rng.choice(ZONES, p=[0.7, 0.2, 0.1])) if zone is None else zone
    names = NAMES[:n]
    people = [_party(rng, name, risky) for name in names]
    ranked = {names[int(rng.integers(n))]} if rng.random() < 0.1 else set()
    at = set(rng.choice(count, size=min(divisible, count), replace=False).tolist())
    step = float(rng.choice([0.0, 10.0, 50.0], p=[0.4, 0.35, 0.25]))
    settled = [
        _range(rng, f"range {k}", names, ranked, power_curves)
        if k in at
        else _choice(rng, f"issue {k}", names, ranked, step)
        for k in range(count)
    ]
    choices = [i for i in settled if isinstance(i, Choice)]
    linkages = [
        Linkage(str(rng.choice(names)), _combination(rng, choices, 3), float(rng.integers(-30, 31)))
        for _ in range(int(rng.integers(0, 4)) if len(choices) > 1 else 0)
    ]
    lines = [
        RedLine(str(rng.choice(names)), _combination(rng, choices, 3), _price(rng))
        for _ in range(int(rng.integers(0, 3)) if len(choices) > 1 else 0)
    ]
    rankings = {}
    for party in sorted(ranked):
        valued = [i.name for i in settled if party in i.preferences]
        rankings[party] = tuple(rng.permutation(valued).tolist())
    game = BargainingGame(
        f"random game {seed}",
        people,
        settled,
        linkages,
        lines,
        None,
        (),
        FrozenDict(rankings),  # type: ignore[arg-type]
    )
    return game.with_outside_option(_war(rng, game) if warlike else _fixed(rng, game, kind))


def _party(rng: np.random.Generator, name: str, risky: bool) -> Party:
    power = float(rng.choice([1.0, 1.0, 2.0, 0.5, 3.0]))
    attitude = float(rng.choice([0.0, 0.5, 1.0, 2.5, -0.5, -1.5])) if risky else 0.0
    return Party(name, power, attitude, float(rng.choice([0.0, 0.1, 0.3])))


def _price(rng: np.random.Generator) -> float | None:
    return float(rng.integers(1, 30)) if rng.random() < 0.5 else None


def _weight(rng: np.random.Generator, coarse: bool = False) -> Any:
    weight = float(rng.integers(1, 3 if coarse else 6))
    return Quantity(weight, low=0, high=weight + 1, basis="assumed") if rng.random() < 0.1 else weight


def _valuing(rng: np.random.Generator, names: Sequence[str]) -> list[str]:
    return [name for name in names if rng.random() > 0.12] or [names[0]]


def _choice(rng: np.random.Generator, name: str, names: Sequence[str], ranked: set[str], step: float) -> Choice:
    """Worths are multiples of `step`, or any number when it is 0; now and then opposed, or with twin outcomes."""
    outcomes = [f"outcome {k}" for k in range(int(rng.integers(1, 5)))]
    views = {}
    valuing = _valuing(rng, names)
    opposed, twins = rng.random() < 0.15, rng.random() < 0.15
    for party in valuing:
        worth = np.round(rng.uniform(0, 100, len(outcomes)), 3)
        if step:
            worth = step * rng.integers(0, round(100 / step) + 1, len(outcomes))
        if opposed and views:
            worth = 100.0 - np.array(views[valuing[0]].worth)
        if twins:
            worth[-1] = worth[0]
        never = {}
        if rng.random() < 0.15:
            never[str(rng.choice(outcomes))] = _price(rng) if len(outcomes) > 1 else 10.0
        weight = None if party in ranked else _weight(rng, step == 50.0)
        views[party] = Preference(weight, tuple(worth.tolist()), FrozenDict(never))
    apart = tuple(p for p in names if p not in valuing)
    quo = str(rng.choice(outcomes))
    return Choice(name, tuple(outcomes), FrozenDict(views), status_quo=quo, indifferent=apart)


def _curve(rng: np.random.Generator, low: float, high: float, power_curves: bool) -> Breakpoints | PowerCurve:
    if power_curves and rng.random() < 0.5:
        return PowerCurve(float(rng.choice([0.3, 0.5, 1.0, 1.5, 2.0])), bool(rng.random() < 0.5))
    inner = np.sort(rng.choice(np.arange(1, 10), size=int(rng.integers(0, 4)), replace=False))
    at = [low, *(low + (high - low) * inner / 10), high]
    shape = rng.random()
    worth = 5.0 * rng.integers(0, 21, len(at))
    if shape < 0.35:  # a plain opposition of interests
        at, worth = [low, high], np.array([0.0, 100.0] if rng.random() < 0.5 else [100.0, 0.0])
    elif shape < 0.7:
        worth = np.sort(worth) if rng.random() < 0.5 else np.sort(worth)[::-1]
    return Breakpoints(tuple(float(x) for x in at), tuple(float(w) for w in worth))


def _range(rng: np.random.Generator, name: str, names: Sequence[str], ranked: set[str], power_curves: bool) -> Range:
    low, high = (0.0, 10.0) if rng.random() < 0.5 else (-3.0, 17.5)
    views = {}
    valuing = _valuing(rng, names)
    for party in valuing:
        never = {}
        if rng.random() < 0.15:
            never = {"below": float(np.round(low + (high - low) * rng.uniform(0, 0.5), 2))}
        elif rng.random() < 0.15:
            never = {"above": float(np.round(high - (high - low) * rng.uniform(0, 0.5), 2))}
        weight = None if party in ranked else _weight(rng)
        views[party] = Preference(weight, _curve(rng, low, high, power_curves), FrozenDict(never))
    apart = tuple(p for p in names if p not in valuing)
    return Range(name, low, high, FrozenDict(views), unit="EUR", status_quo=low, indifferent=apart)


def _combination(rng: np.random.Generator, choices: Sequence[Choice], most: int) -> FrozenDict[str, tuple[str, ...]]:
    size = int(rng.integers(2, min(most, len(choices)) + 1))
    picked = sorted(rng.choice(len(choices), size=size, replace=False).tolist())
    found = {}
    for k in picked:
        outcomes = choices[k].outcomes
        some = rng.choice(len(outcomes), size=int(rng.integers(1, min(2, len(outcomes)) + 1)), replace=False)
        found[choices[k].name] = tuple(outcomes[j] for j in sorted(some.tolist()))
    return FrozenDict(found)


def _fixed(rng: np.random.Generator, game: BargainingGame, kind: str) -> Fixed:
    """Payoffs that leave a zone, none, or exactly no surplus, among the listed agreements."""
    listed = enumerate_agreements(game, grid=5).payoffs
    if not len(listed):
        return Fixed(FrozenDict(dict.fromkeys(game.party_names, 10.0)))
    best = listed[frontier(listed)]
    one = best[rng.integers(len(best))]
    if kind == "zero":
        d = one
    elif kind == "none":
        d = one + rng.integers(1, 10, len(one))
        while (listed >= d).all(axis=1).any():
            d = d + 5.0
    else:
        near = one if rng.random() < 0.4 else listed[rng.integers(len(listed))]
        d = near - rng.choice([0, 0, 1, 5, 10, 20, 40], len(one))
    return Fixed(FrozenDict({p: float(x) for p, x in zip(game.party_names, d, strict=True)}))


def _war(rng: np.random.Generator, game: BargainingGame) -> War:
    def imposed() -> FrozenDict[str, Any]:
        outcome: dict[str, Any] = {}
        for issue in game.issues:
            if rng.random() < 0.6:
                pick = issue.bounds[1] if isinstance(issue, Range) else str(rng.choice(issue.outcomes))
                outcome[issue.name] = pick
        return FrozenDict(outcome)

    first: Any = 0.7
    second: Any = 1 - 0.7
    if rng.random() < 0.5:
        beliefs = {p: float(rng.integers(0, 11)) / 10 for p in game.party_names}
        first, second = FrozenDict(beliefs), FrozenDict({p: 1 - x for p, x in beliefs.items()})
    costs = FrozenDict({p: float(rng.integers(0, 25)) for p in game.party_names})
    endings = (Ending("stalemate", first, imposed()), Ending("advance", second, imposed()))
    return War(float(rng.choice([0.5, 2.0, 4.0])), costs, endings)
