"""Random wars whose parties hold levers: the length, the chances of its endings, and raids that cost both sides."""

from itertools import product

import numpy as np

import bargain as bg
from tests.instruments.plain import bent, number, points


def war_with_levers(game, seed, *, levels=(2, 4), dear=30):
    """The game with a war that two endings may end, and levers; every lever moves payoffs of more than one party.

    Each party may raid the next by land or by sea, up to `dear` points a year, at a cost of its own. The first sets the
    length of the war too and how much of the raids by land and by sea it avoids, the second the chances of the endings
    and what the war costs both. The number of levels of each lever lies in the range `levels`.
    """
    rng = np.random.default_rng(seed)
    names = game.party_names
    endings = [{i.name: str(rng.choice(i.outcomes)) for i in game.issues} for _ in range(2)]
    p = float(rng.integers(0, 11)) / 10
    raids = [
        bg.Sanctions(
            name=f"{way}, {holder}",
            target=names[(k + 1) % len(names)],
            sender=holder,
            cost_per_year=float(rng.integers(1, dear)),
            cost_to_sender=float(rng.integers(0, dear) // 4),
        )
        for k, holder in enumerate(names)
        for way in ("land", "sea")
    ]
    ways = [bg.Ending("first", p, endings[0]), bg.Ending("second", 1 - p, endings[1])]
    costs = {q: float(rng.integers(0, 10)) for q in names}
    game = game.with_outside_option(bg.War(float(rng.choice([1.0, 2.0])), costs, ways, raids))

    def tenths(measure, key):
        return {f'outside_option.measures."{measure}".{key}': float(rng.integers(0, 11)) / 10}

    for k, holder in enumerate(names):
        force = {
            n: {**tenths(f"land, {holder}", "level"), **tenths(f"sea, {holder}", "level")} for n in _names(rng, levels)
        }
        game = game.with_lever(f"raids, {holder}", holder, force)
        course = {}
        for n in _names(rng, levels) if k < 2 else ():
            if k == 0:
                last = names[-1]
                course[n] = {**tenths(f"land, {last}", "evasion"), **tenths(f"sea, {last}", "evasion")}
                course[n]["outside_option.years"] = float(rng.choice([1, 1, 1, 2]))
            else:
                q = float(rng.integers(0, 11)) / 10
                course[n] = {f"outside_option.endings.{e}.probability": x for e, x in (("first", q), ("second", 1 - q))}
                course[n] |= {f"outside_option.cost_per_year.{p}": float(rng.integers(0, dear)) for p in names[:2]}
        if course:
            game = game.with_lever(f"course, {holder}", holder, course)
    return game


def _names(rng, levels):
    return [f"level {n}" for n in range(int(rng.integers(*levels)))]


def disagreement(game, levels):
    """Payoffs without agreement at levels (lever → level), shape (n,), from the formulas of war and sanctions."""
    war = game.outside_option
    years, chances = number(war.years), [number(e.probability) for e in war.endings]
    costs = {p: number(x) for p, x in war.cost_per_year.items()}
    set_ = {(raid.name, key): number(getattr(raid, key)) for raid in war.measures for key in ("level", "evasion")}
    for lever in game.levers:
        for path, x in lever.levels[levels[lever.name]].items() if lever.name in levels else ():
            if path == "outside_option.years":
                years = number(x)
            elif "measures" in path:
                set_[path.split('"')[1], path.split('".')[1]] = number(x)
            elif "cost_per_year" in path:
                costs[path.split(".")[2]] = number(x)
            else:
                chances[["first", "second"].index(path.split(".")[2])] = number(x)
    found = []
    imposed = [points(game, dict(e.outcome), []) for e in war.endings]
    for i, party in enumerate(game.parties):
        a, r, cost = number(party.risk_aversion), number(party.discount_rate), costs[party.name]
        for raid in war.measures:
            level, evasion = set_[raid.name, "level"], set_[raid.name, "evasion"]
            if raid.target == party.name:
                cost += level * (1 - evasion) * number(raid.cost_per_year)
            if raid.sender == party.name:
                cost += level * number(raid.cost_to_sender)
        worth = sum(p * bent(a, v[i]) for p, v in zip(chances, imposed, strict=True))
        found.append((worth - cost * years) / (1 + r * years))
    return np.array(found)


def moves(game, party):
    """Every combination of levels of the levers that a party holds, in file order."""
    held = [v for v in game.levers if v.held_by == party]
    return [dict(zip([v.name for v in held], some, strict=True)) for some in product(*(v.levels for v in held))]


def disagreements(game):
    """Of every combination of the parties' moves, shape (moves of each …, n)."""
    each = [moves(game, party) for party in game.party_names]
    rows = []
    for combination in product(*each):
        rows.append(disagreement(game, {k: v for own in combination for k, v in own.items()}))
    return np.array(rows).reshape(*(len(m) for m in each), len(each))
