"""The truce game written out plainly: one state at a time, one branch at a time.

A game `g`: war (d_1, d_2), swing (per unit of the first party's chance to win, both positive), room ((low, high) of the
shift, as each party sees it), settlement (s_1, s_2), follow, rates (g_1, g_2), q, penalty (P_1, P_2), force, surprise,
talks, discount (δ_1, δ_2), levels. A state is (periods left, level of the first, level of the second).
Actions: 0 keep, 1 rearm, 2 resume.
"""

from itertools import product

KEEP, REARM, RESUME = 0, 1, 2


def shift(g, a, b):
    return g["rates"][0] * a - g["rates"][1] * b


def in_war(g, moved, fined=(0, 0)):
    """Payoffs of war when the first party's chance to win has moved, and those marked in `fined` pay."""
    found = []
    for i, sign in ((0, 1), (1, -1)):
        low, high = g["room"][i]
        held = min(max(moved, low), high)
        found.append(g["war"][i] + sign * g["swing"][i] * held - fined[i] * g["penalty"][i])
    return found


def settled(g, a, b):
    found = []
    for i, sign in ((0, 1), (1, -1)):
        low, high = g["room"][i]
        held = min(max(shift(g, a, b), low), high)
        found.append(g["settlement"][i] + sign * g["swing"][i] * g["follow"] * held)
    return found


def branches(g, state, first, second):
    """(probability, payoffs now or None, next state or None, what happens) after one pair of actions."""
    left, a, b = state
    top, q = g["levels"], g["q"]
    here = shift(g, a, b)
    up = lambda level: min(level + 1, top)  # noqa: E731
    if RESUME in (first, second):
        if first == second:
            return [(1.0, in_war(g, here, (1, 1)), None, "resumed")]
        if first == RESUME:
            return [(1.0, in_war(g, here + g["surprise"] - g["force"], (1, 0)), None, "resumed")]
        return [(1.0, in_war(g, here - g["surprise"] + g["force"], (0, 1)), None, "resumed")]
    if first == second == KEEP:
        return [
            (g["talks"], settled(g, a, b), None, "settled"),
            (1 - g["talks"], None, (left - 1, a, b), "on"),
        ]
    if second == KEEP:
        return [
            (q, in_war(g, here - g["force"], (1, 0)), None, "detected"),
            (1 - q, None, (left - 1, up(a), b), "on"),
        ]
    if first == KEEP:
        return [
            (q, in_war(g, here + g["force"], (0, 1)), None, "detected"),
            (1 - q, None, (left - 1, a, up(b)), "on"),
        ]
    return [
        (q * q, in_war(g, here, (1, 1)), None, "detected"),
        (q * (1 - q), in_war(g, shift(g, a, up(b)) - g["force"], (1, 0)), None, "detected"),
        ((1 - q) * q, in_war(g, shift(g, up(a), b) + g["force"], (0, 1)), None, "detected"),
        ((1 - q) * (1 - q), None, (left - 1, up(a), up(b)), "on"),
    ]


def value_after(g, state, first, second, later):
    """Payoffs of one pair of actions when `later` gives the values of states with a period less."""
    found = [0.0, 0.0]
    for chance, now, onward, _ in branches(g, state, first, second):
        worth = now
        if worth is None:
            worth = in_war(g, shift(g, onward[1], onward[2])) if onward[0] == 0 else later[onward]
            worth = [g["discount"][i] * worth[i] for i in (0, 1)]
        found = [x + chance * y for x, y in zip(found, worth, strict=True)]
    return found


def reachable(periods, levels):
    """States by periods left, from one to all."""
    return {
        left: [
            (left, a, b) for a in range(min(periods - left, levels) + 1) for b in range(min(periods - left, levels) + 1)
        ]
        for left in range(1, periods + 1)
    }


def stage_equilibria(g, state, later):
    """Pure equilibria of one period."""
    table = {pair: value_after(g, state, *pair, later) for pair in product(range(3), repeat=2)}
    return [
        (pair, worth) for pair, worth in table.items()
        if all(table[other, pair[1]][0] <= worth[0] + 1e-12 for other in range(3))
        and all(table[pair[0], other][1] <= worth[1] + 1e-12 for other in range(3))
    ]  # fmt: skip


def all_pure(g, periods):
    """Every pure Markov perfect equilibrium, as state → pair of actions and state → payoffs; for few periods only."""
    partial = [({}, {})]
    for states in reachable(periods, g["levels"]).values():
        grown = []
        for plan, values in partial:
            options = [stage_equilibria(g, state, values) for state in states]
            for chosen in product(*options):
                pairs = {state: pair for state, (pair, _) in zip(states, chosen, strict=True)}
                worths = {state: worth for state, (_, worth) in zip(states, chosen, strict=True)}
                grown.append(({**plan, **pairs}, {**values, **worths}))
        partial = grown
    return partial


def by_brute_force(g, periods):
    """The same from all pairs of pure Markov strategies, each checked against every single change in every state."""
    states = [state for group in reachable(periods, g["levels"]).values() for state in group]
    found = []
    for actions in product(product(range(3), repeat=2), repeat=len(states)):
        plan = dict(zip(states, actions, strict=True))
        values = {}
        for state in states:
            values[state] = value_after(g, state, *plan[state], values)
        if all(
            value_after(g, state, *(other if k == i else plan[state][k] for k in (0, 1)), values)[i]
            <= values[state][i] + 1e-12
            for state in states for i in (0, 1) for other in range(3)
        ):  # fmt: skip
            found.append(plan)
    return found


def distribution(g, strategies, periods):
    """Probability of each end, by walking every branch: settled, detected, resumed, expired, and the mean shift at war.

    `strategies[state]`: two lists of three probabilities."""
    ends = {"settled": 0.0, "detected": 0.0, "resumed": 0.0, "expired": 0.0}

    def walk(state, chance):
        if chance == 0.0:
            return
        if state[0] == 0:
            ends["expired"] += chance
            return
        for first, second in product(range(3), repeat=2):
            played = strategies[state][0][first] * strategies[state][1][second]
            if played:
                for p, _, onward, what in branches(g, state, first, second):
                    if onward is None:
                        ends[what] += chance * played * p
                    else:
                        walk(onward, chance * played * p)

    walk((periods, 0, 0), 1.0)
    return ends
