"""In which order parties, issues and outcomes stand, and in which units weights and payoffs are, changes no answer."""

import random

import pytest

import bargain as bg

CONCEPTS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "raiffa", "perles_maschler", "equal_area")
SCALES = (1e-6, 1e-3, 7.0, 1e6)


def random_game(seed, parties=2, ranges=1):
    """A table of random issues, with a red line, a linkage and an outside option: plain data that can be reordered."""
    chance = random.Random(seed)
    names = [f"party {k}" for k in range(parties)]
    issues = []
    for k in range(chance.randint(2, 4)):
        outcomes = [f"outcome {j}" for j in range(chance.randint(2, 4))]
        worth = {p: [0.0, 100.0, *(round(chance.uniform(0, 100), 2) for _ in outcomes[2:])] for p in names}
        for own in worth.values():
            chance.shuffle(own)
        weight = {p: round(chance.uniform(1, 9), 2) for p in names}
        issues.append({"name": f"issue {k}", "outcomes": outcomes, "weight": weight, "worth": worth})
    for k in range(ranges):
        worth = {}
        for p in names:
            ends = [0, 100] if chance.random() < 0.5 else [100, 0]
            worth[p] = {"at": [0, 4, 10], "is": [ends[0], round(chance.uniform(0, 100), 2), ends[1]]}
        weight = {p: round(chance.uniform(1, 9), 2) for p in names}
        issues.append({"name": f"range {k}", "range": (0, 10), "unit": "EUR", "weight": weight, "worth": worth})
    refused = {"issue 0": ["outcome 0"], "issue 1": ["outcome 1"]}
    tied = {"issue 0": ["outcome 1"], "issue 1": ["outcome 0"]}
    outside = {p: round(chance.uniform(0, 35), 2) for p in names}
    return {"parties": names, "issues": issues, "refused": refused, "tied": tied, "outside": outside}


def built(table, *, order=None, parties=None, scale=None):
    """The game of a table, its parts in another order or its weights in another unit."""
    names = list(parties or table["parties"])
    issues = list(table["issues"])
    if order is not None:
        order.shuffle(issues)
    game = bg.BargainingGame("any order", parties=names)
    for issue in issues:
        own = dict(issue)
        name = own.pop("name")
        own["weight"] = {p: own["weight"][p] * (scale or {}).get(p, 1.0) for p in names}
        if order is not None and "outcomes" in own:
            places = list(range(len(own["outcomes"])))
            order.shuffle(places)
            own["outcomes"] = [own["outcomes"][k] for k in places]
            own["worth"] = {p: [own["worth"][p][k] for k in places] for p in names}
        game = game.with_issue(name, **own)
    first = table["parties"][0]
    return (
        game.with_red_line(first, table["refused"])
        .with_linkage(first, table["tied"], 6.5)
        .with_outside_option(bg.Fixed({p: table["outside"][p] for p in names}))
    )


def answers(game, concepts=CONCEPTS, *, lotteries=False):
    """Concept → (payoffs by party, agreements that rank equal)."""
    found = {}
    for concept in concepts:
        solution = bg.solve(game, concept, lotteries=lotteries)
        found[concept] = {party: solution.payoffs[party] for party in sorted(game.party_names)}
    return found


def same(one, other):
    for concept in one:
        assert other[concept] == pytest.approx(one[concept], abs=2e-6), concept


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("lotteries", [False, True])
def test_the_order_of_everything_changes_no_answer(seed, lotteries):
    table = random_game(seed)
    first = answers(built(table), lotteries=lotteries)
    for k in range(3):
        order = random.Random(1000 * seed + k)
        names = list(table["parties"])
        order.shuffle(names)
        same(first, answers(built(table, order=order, parties=names), lotteries=lotteries))


@pytest.mark.parametrize("seed", range(8))
def test_the_order_changes_no_answer_of_three(seed):
    table = random_game(seed, parties=3, ranges=0)
    concepts = CONCEPTS[:4]
    first = answers(built(table), concepts)
    order = random.Random(seed)
    names = list(table["parties"])
    order.shuffle(names)
    same(first, answers(built(table, order=order, parties=names), concepts))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("scale", [*SCALES, 1e-300, 1e-20, 1e13])
def test_the_unit_of_weights_changes_no_answer(seed, scale):
    table = random_game(seed)
    game = built(table)
    scaled = built(table, scale={table["parties"][0]: scale})
    same(answers(game), answers(scaled))
    assert bg.zone_of_agreement(scaled).exists == bg.zone_of_agreement(game).exists
    assert len(bg.pareto_frontier(scaled)) == len(bg.pareto_frontier(game))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("concept", ["nash", "kalai_smorodinsky", "raiffa", "perles_maschler", "equal_area"])
def test_the_unit_of_payoffs_scales_the_answer_alone(seed, scale, concept):
    chance = random.Random(seed)
    rows = [[chance.uniform(0, 100), chance.uniform(0, 100)] for _ in range(12)]
    d = [10.0, 15.0]
    plain = bg.solve(bg.BargainingProblem.from_payoffs(rows, d, lotteries=True), concept)
    problem = bg.BargainingProblem.from_payoffs([[scale * a, b] for a, b in rows], [scale * d[0], d[1]], lotteries=True)
    one, other = bg.solve(problem, concept).payoffs.values()
    expected = list(plain.payoffs.values())
    assert one / scale == pytest.approx(expected[0], rel=2e-5, abs=2e-5)
    assert other == pytest.approx(expected[1], rel=2e-5, abs=2e-5)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("lotteries", [False, True])
def test_rounding_errors_of_payoffs_change_no_answer(seed, lotteries):
    """Payoffs that are equal on paper differ by some 1e-13 points in a file; no disagreement is near one."""
    chance = random.Random(seed)
    rows = [[chance.randint(0, 9), chance.randint(0, 9)] for _ in range(chance.randint(2, 6))]
    d = [chance.randint(-1, 9) + 0.5, chance.randint(-1, 5) + 0.5]
    rounded = [[x + chance.choice([0, 1e-13, -1e-13, 1e-310]) for x in row] for row in rows]
    one, other = (
        {c: bg.solve(bg.BargainingProblem.from_payoffs(r, d, lotteries=lotteries), c).payoffs for c in CONCEPTS}
        for r in (rows, rounded)
    )
    same(one, other)
