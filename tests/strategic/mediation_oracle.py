"""Mediation by brute force: every pure strategy of the mediator and of the first party, with Bayes' rule, on a tree.

A game `g`: p (first party's chance to win), c1, low, high (costs of war), prior (that the second is resolved, cost
low), accuracy, bias, peace. Findings and messages: 0 "weak", 1 "resolved". Types of the second: 0 weak, 1 resolved.
"""

from itertools import product


def demands(g):
    """Demands among which the first party's best one must be: what each type just accepts, and a few more."""
    just = [min(1.0, g["p"] + g["high"]), min(1.0, g["p"] + g["low"])]
    return sorted({*just, 0.0, 0.25, 0.5, 0.75, 1.0, g["p"]})


def accepts(g, kind, demand):
    cost = g["low"] if kind == 1 else g["high"]
    return 1 - demand >= (1 - g["p"]) - cost - 1e-12


def first(g, demand, resolved):
    """First party's payoff from a demand, believing that the second is resolved with this chance."""
    found = 0.0
    for kind, chance in ((0, 1 - resolved), (1, resolved)):
        found += chance * (demand if accepts(g, kind, demand) else g["p"] - g["c1"])
    return found


def joint(g, finding):
    """Probability of each type together with a finding."""
    right, wrong = g["accuracy"], 1 - g["accuracy"]
    return {
        0: (1 - g["prior"]) * (right if finding == 0 else wrong),
        1: g["prior"] * (right if finding == 1 else wrong),
    }


def posterior(g, finding):
    chances = joint(g, finding)
    return chances[1] / (chances[0] + chances[1])


def mediator(g, demand, finding):
    """What the mediator expects from a demand after a finding."""
    chances = joint(g, finding)
    total = chances[0] + chances[1]
    found = 0.0
    for kind, chance in chances.items():
        if accepts(g, kind, demand):
            found += chance / total * g["bias"] * demand
        else:
            found += chance / total * (g["bias"] * g["p"] - g["peace"])
    return found


def best_demands(g, resolved):
    options = {x: first(g, x, resolved) for x in demands(g)}
    top = max(options.values())
    return [x for x, payoff in options.items() if payoff >= top - 1e-12]


def pure_outcomes(g):
    """What the first party demands after each finding (weak, resolved), in every pure perfect Bayesian equilibrium."""
    found = set()
    for says in product((0, 1), repeat=2):  # says[finding] is the message
        options = []
        for message in (0, 1):
            heard = [finding for finding in (0, 1) if says[finding] == message]
            if heard:
                resolved = sum(joint(g, f)[1] for f in heard)
                options.append(best_demands(g, resolved / sum(sum(joint(g, f).values()) for f in heard)))
            else:  # never heard: any belief about the finding may follow
                ends = [posterior(g, 0), posterior(g, 1), g["prior"]]
                options.append(sorted({x for belief in ends for x in best_demands(g, belief)}))
        for plan in product(*options):
            if all(mediator(g, plan[says[f]], f) >= mediator(g, plan[1 - says[f]], f) - 1e-12 for f in (0, 1)):
                found.add((plan[says[0]], plan[says[1]]))
    return found


def war(g, outcome):
    """Probability of war when the first party demands `outcome` after each finding."""
    return sum(
        chance for finding in (0, 1) for kind, chance in joint(g, finding).items()
        if not accepts(g, kind, outcome[finding])
    )  # fmt: skip


def payoffs(g, outcome):
    """Expected payoffs (first, second, mediator)."""
    found = [0.0, 0.0, 0.0]
    for finding in (0, 1):
        for kind, chance in joint(g, finding).items():
            x = outcome[finding]
            if accepts(g, kind, x):
                got = (x, 1 - x, g["bias"] * x)
            else:
                cost = g["low"] if kind == 1 else g["high"]
                got = (g["p"] - g["c1"], 1 - g["p"] - cost, g["bias"] * g["p"] - g["peace"])
            found = [a + chance * b for a, b in zip(found, got, strict=True)]
    return found
