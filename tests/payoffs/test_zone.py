"""The zone of agreement and its blockers, against trying every set of blockers on an enumerated game."""

from itertools import chain, combinations

import numpy as np
import pytest

import bargain as bg
from tests.oracle.enumerate import allowed, columns_of, disagreement, options, payoffs_of
from tests.oracle.random_games import random_game


def every_agreement(game: bg.BargainingGame) -> list[dict[str, object]]:
    """All agreements, those that red lines refuse included."""
    rows = [{}]
    for issue in game.issues:
        rows = [{**row, issue.name: o} for row in rows for o in issue.outcomes]  # type: ignore[union-attr]
    return rows


def opens(game: bg.BargainingGame, lifted: frozenset[object]) -> bool:
    """Whether some agreement suits everyone once `lifted` (red lines and names of parties) no longer counts."""
    for line in game.all_red_lines:
        if line in lifted:
            game = game.without_red_line(line)
    d = disagreement(game)
    bound = np.array([party not in lifted for party in game.party_names])
    for agreement in every_agreement(game):
        columns = columns_of(game, agreement)
        if allowed(game, columns)[0] and (payoffs_of(game, agreement) >= d - 1e-9)[bound].all():
            return True
    return False


def minimal_sets(game: bg.BargainingGame) -> set[frozenset[object]]:
    things: list[object] = [*game.all_red_lines, *game.party_names]
    found: list[frozenset[object]] = []
    for group in chain.from_iterable(combinations(things, k) for k in range(len(things) + 1)):
        lifted = frozenset(group)
        if not any(smaller <= lifted for smaller in found) and opens(game, lifted):
            found.append(lifted)
    return set(found)


@pytest.mark.parametrize("seed", range(60))
def test_blockers_are_all_minimal_sets(seed: int) -> None:
    game = random_game(seed, parties=2 + seed % 2, issues=2 + seed % 2, ranges=0, zone="none")
    zone = bg.zone_of_agreement(game)
    if zone.exists:  # the random outside option missed; then there is nothing to block
        assert opens(game, frozenset())
        assert not zone.blockers
        return
    named = [frozenset(b.red_line or b.party for b in group) for group in zone.blockers]
    assert len(named) == len(set(named))
    assert set(named) == minimal_sets(game)
    assert [len(g) for g in zone.blockers] == sorted(len(g) for g in zone.blockers)
    assert zone.complete
    assert len(zone.frontier) == 0


def split(guard: float) -> bg.BargainingGame:
    return (
        bg.BargainingGame("split", parties=["Ann", "Bob"])
        .with_issue(
            "hill",
            outcomes=["Ann", "Bob"],
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [0, 100]},
        )
        .with_outside_option(bg.Fixed({"Ann": guard, "Bob": guard}))
    )


def test_a_lottery_opens_what_no_agreement_can() -> None:
    """One indivisible hill, both hold out for 40 points: half a chance each gives 50."""
    game = split(40)
    assert not bg.zone_of_agreement(game).exists
    assert [[str(b) for b in group] for group in bg.zone_of_agreement(game).blockers] == [
        ["Ann: outside option"],
        ["Bob: outside option"],
    ]
    assert bg.zone_of_agreement(game, lotteries=True).exists
    assert not bg.zone_of_agreement(split(60), lotteries=True).exists


def test_zone_of_ranges_is_cut_at_the_disagreement() -> None:
    game = (
        bg.BargainingGame("pie", parties=["Ann", "Bob"])
        .with_issue(
            "share",
            range=(0, 1),
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}},
        )
        .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    )
    zone = bg.zone_of_agreement(game)
    assert zone.exists
    assert zone.frontier.payoffs == pytest.approx(np.array([[20, 80], [70, 30]]))
    assert zone.frontier.agreement(0)["share"] == pytest.approx(0.2)


def test_options_of_the_reference_are_whole() -> None:
    """The enumeration above and the reference's agree on how many agreements there are."""
    game = random_game(1, parties=2, issues=3, ranges=0)
    assert len(every_agreement(game)) == np.prod([len(options(game, i, 2)) for i in game.issues])


def test_a_red_line_that_is_written_twice_is_one_blocker():
    game = (
        bg.BargainingGame("twins", parties=["Ann", "Bob"])
        .with_issue("road", outcomes=["north"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100], "Bob": [100]},
                    never={"Ann": ["north"]})
        .with_red_line("Ann", {"road": ["north"]})
    )  # fmt: skip
    (blockers,) = bg.zone_of_agreement(game).blockers
    assert [b.label for b in blockers] == ["Ann: never road = north"]
