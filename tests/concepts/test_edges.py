"""Corners: each has a defined answer, derived by hand."""

import pytest

import bargain as bg

SURE = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
EVERY = (*SURE, "raiffa", "perles_maschler", "equal_area")


def road(d: tuple[float, float], **kwargs) -> bg.BargainingGame:
    return (
        bg.BargainingGame("road", parties=["Ann", "Bob"])
        .with_issue(
            "road",
            outcomes=["north", "middle", "south"],
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 60, 0], "Bob": [0, 60, 100]},
            **kwargs,
        )
        .with_outside_option(bg.Fixed({"Ann": d[0], "Bob": d[1]}))
    )


@pytest.mark.parametrize("concept", EVERY)
@pytest.mark.parametrize(
    "game",
    [road((120, 120)), road((0, 0), never={"Ann": ["middle", "south"], "Bob": ["north"]})],
    ids=["outside options above everything", "red lines leave nothing"],
)
def test_no_deal_is_a_result(game: bg.BargainingGame, concept: str) -> None:
    found = bg.solve(game, concept)
    assert found.agreement is None
    assert found.lottery == ()
    assert found.payoffs == found.disagreement == game.disagreement
    assert not found.deal


@pytest.mark.parametrize("concept", SURE)
@pytest.mark.parametrize("lotteries", [False, True])
def test_zero_surplus_is_a_deal_without_gain(concept: str, lotteries: bool) -> None:
    found = bg.solve(road((60, 60)), concept, lotteries=lotteries)
    assert found.agreement == {"road": "middle"}
    assert found.gains == pytest.approx({"Ann": 0, "Bob": 0}, abs=1e-9)


@pytest.mark.parametrize("concept", SURE)
def test_outside_options_far_below_every_payoff(concept: str) -> None:
    assert bg.solve(road((-1e6, -1e6)), concept).agreement == {"road": "middle"}


def test_one_party_takes_its_best() -> None:
    game = bg.BargainingGame("alone", parties=["Ann"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [30, 80]}
    )
    for concept in (*SURE, "raiffa"):
        assert bg.solve(game, concept).agreement == {"road": "south"}


def test_one_outcome_is_the_agreement() -> None:
    game = bg.BargainingGame("one", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [50], "Bob": [50]}
    )
    for concept in EVERY:
        assert bg.solve(game, concept).agreement == {"road": "north"}


def test_worth_equal_everywhere_ties_everything_in_file_order() -> None:
    game = bg.BargainingGame("same", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["c", "a", "b"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [40] * 3, "Bob": [40] * 3}
    )
    for concept in SURE:
        found = bg.solve(game, concept)
        assert found.agreement == {"road": "c"}
        assert [t["road"] for t in found.ties] == ["a", "b"]


def test_of_equals_the_largest_smallest_gain_is_returned() -> None:
    """Sums 100, 100, 90: north and middle rank equal for the sum of payoffs, middle is fairer."""
    problem = bg.BargainingProblem.from_payoffs([[100, 0], [55, 45], [45, 45]], [0, 0])
    found = bg.solve(problem, "utilitarian")
    assert found.agreement == {"agreement": "1"}
    assert [dict(t) for t in found.ties] == [{"agreement": "0"}]


def test_a_party_that_cannot_gain_is_left_out() -> None:
    """Bob's best is his outside option: Ann gets the most that leaves him there."""
    problem = bg.BargainingProblem.from_payoffs([[80, 50], [60, 50], [90, 20]], [0, 50])
    for concept in ("nash", "kalai_smorodinsky", "egalitarian"):
        assert list(bg.solve(problem, concept).payoffs.values()) == [80, 50]


def test_unknown_concept_offers_the_nearest() -> None:
    with pytest.raises(bg.ConceptError, match="did you mean 'nash'"):
        bg.solve(road((0, 0)), "nahs")
