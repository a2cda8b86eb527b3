"""Steps and swaps: what each costs one side and brings the other, in points."""

from __future__ import annotations

from itertools import pairwise

import bargain as bg


def points(game: bg.BargainingGame, issue: str, outcome: str) -> dict[str, float]:
    """Party → points that one outcome of `issue` is worth to it."""
    return {party: game.weights(party)[issue] * game.issue(issue).worth(party, outcome) for party in game.party_names}


def moves(game: bg.BargainingGame, issue: str, before: str, after: str) -> dict[str, float]:
    """Party → points that it gains when `issue` moves from one outcome to another."""
    one, other = points(game, issue, before), points(game, issue, after)
    return {party: other[party] - one[party] for party in one}


def unrefused(game: bg.BargainingGame, issue: str) -> list[str]:
    """Outcomes of `issue` that cross no red line, the best for Ukraine first."""
    refused = {outcome for view in game.issue(issue).preferences.values() for outcome in view.never}
    outcomes = [outcome for outcome in game.issue(issue).outcomes if outcome not in refused]
    return sorted(outcomes, key=lambda outcome: -points(game, issue, outcome)["Ukraine"])


def steps(game: bg.BargainingGame) -> dict[str, tuple[float, float, float]]:
    """Step by which Ukraine gives way → what it costs Ukraine, brings Russia, and brings Russia for each point of cost.

    Over all matters, the best rate first. Read from right to left they are the steps by which Russia gives way.
    """
    found = {}
    for issue in game.issue_names:
        ladder = unrefused(game, issue)
        for before, after in pairwise(ladder):
            ukraine, russia = moves(game, issue, before, after).values()
            found[f"{issue}: {before} → {after}"] = (-ukraine, russia, -russia / ukraine)
    return dict(sorted(found.items(), key=lambda row: -row[1][2]))


def ladders(game: bg.BargainingGame) -> dict[str, str]:
    """Issue → its outcomes from Ukraine's best to Russia's, with what each step between brings for a point of cost."""
    rows, found = steps(game), {}
    for issue in game.issue_names:
        first, *rest = ladder = unrefused(game, issue)
        rates = [rows[f"{issue}: {before} → {after}"][2] for before, after in pairwise(ladder)]
        found[issue] = " ".join([first, *(f"→ {rate:.2f} → {after}" for rate, after in zip(rates, rest, strict=True))])
    return found


def going_rate(game: bg.BargainingGame) -> float:
    """Points of Russia that count for one of Ukraine at the Nash solution: the ratio of their gains."""
    ukraine, russia = bg.nash(game).gains.values()
    return russia / ukraine


def by_the_rate(game: bg.BargainingGame) -> dict[str, str]:
    """How every matter is settled if Ukraine takes just the steps that bring Russia more than the going rate."""
    rows, rate, found = steps(game), going_rate(game), {}
    for issue in game.issue_names:
        ladder = unrefused(game, issue)
        taken = [rows[f"{issue}: {one} → {next_one}"][2] > rate for one, next_one in pairwise(ladder)]
        found[issue] = ladder[taken.index(False) if False in taken else -1]
    return found


def swaps(game: bg.BargainingGame, outcome: str = "protected by law") -> dict[str, dict[str, float]]:
    """Step that Russia takes in one other matter, from today → gains of a swap for `outcome`, where both gain."""
    given = moves(game, "language", game.issue("language").status_quo, outcome)
    found = {}
    for issue in (name for name in game.issue_names if name != "language"):
        today = game.issue(issue).status_quo
        for after in unrefused(game, issue):
            gains = {party: x + given[party] for party, x in moves(game, issue, today, after).items()}
            if moves(game, issue, today, after)["Russia"] < 0 < min(gains.values()):
                found[f"{issue}: {today} → {after}"] = gains
    return dict(sorted(found.items(), key=lambda row: -min(row[1].values())))
