"""A range whose red lines meet in one number is settled there, whatever is asked and however its worths bend."""

import pytest

import bargain as bg

STRAIGHT = ({"at": [0, 100], "is": [0, 100]}, {"at": [0, 100], "is": [100, 0]})
BENT = tuple({"curve": "power", "exponent": 0.5, "rising": rising} for rising in (True, False))


def met(parties, views, more):
    names = ["Ann", "Bob", "Cleo"][:parties]
    game = bg.BargainingGame("met", parties=names).with_issue(
        "share", range=(0, 100), weight=dict.fromkeys(names, 1),
        worth={p: views[i % 2] for i, p in enumerate(names)}, never={"Ann": {"below": 36}, "Bob": {"above": 36}},
    )  # fmt: skip
    if more:
        worth = {p: [[0, 100], [100, 0]][i % 2] for i, p in enumerate(names)}
        game = game.with_issue("dam", outcomes=["no", "yes"], weight=dict.fromkeys(names, 1), worth=worth)
    return game


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize(("views", "worths"), [(STRAIGHT, (36, 64)), (BENT, (60, 80))], ids=["straight", "bent"])
@pytest.mark.parametrize("parties", [2, 3])
@pytest.mark.parametrize("lotteries", [False, True])
def test_it_is_settled_where_they_meet(lotteries, parties, views, worths, more):
    game = met(parties, views, more)
    for concept in ("nash", "egalitarian", "utilitarian", "kalai_smorodinsky", "raiffa"):
        solution = bg.solve(game, concept, lotteries=lotteries)
        assert all(agreement["share"] == pytest.approx(36) for _, agreement in solution.lottery), concept
        if not more:
            assert list(solution.payoffs.values()) == pytest.approx([worths[i % 2] for i in range(parties)], abs=1e-9)
    frontier = bg.pareto_frontier(game)
    assert {frontier.agreement(k)["share"] for k in range(len(frontier))} == {36.0}
    assert bg.zone_of_agreement(game).exists
