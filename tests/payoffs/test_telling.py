"""What a frontier and a zone of agreement say of themselves, by the letter."""

import pytest

import bargain as bg


def road(*worths, d=(0, 0)):
    """One choice among as many outcomes as there are pairs of worths."""
    names = ["north", "middle", "south"][: len(worths)]
    ann, bob = ([pair[k] for pair in worths] for k in (0, 1))
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=names, weight={"Ann": 1, "Bob": 1}, worth={"Ann": ann, "Bob": bob}
    )
    return game.with_outside_option(bg.Fixed({"Ann": d[0], "Bob": d[1]}))


THREE = (100, 0), (60, 50), (0, 100)


def test_a_frontier_of_points():
    assert repr(bg.pareto_frontier(road(*THREE))) == "Frontier of 3 points: Ann 0 to 100, Bob 0 to 100"


def test_a_frontier_of_segments():
    ends = {"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}}
    game = bg.BargainingGame("pie", parties=["Ann", "Bob"])
    game = game.with_issue("share", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth=ends)
    assert repr(bg.pareto_frontier(game)) == "Frontier of 2 corners, 1 segments: Ann 0 to 100, Bob 0 to 100"


def test_a_frontier_as_a_frame():
    pytest.importorskip("pandas")
    frame = bg.pareto_frontier(road(*THREE)).to_frame()
    assert list(frame.columns) == ["Ann", "Bob", "road"]
    assert frame.to_numpy().tolist() == [[0, 100, "south"], [60, 50, "middle"], [100, 0, "north"]]


def test_a_zone():
    assert repr(bg.zone_of_agreement(road(*THREE, d=(20, 20)))) == (
        "zone of agreement: Frontier of 1 points: Ann 60 to 60, Bob 50 to 50"
    )


def test_what_stands_in_the_way_of_a_zone():
    first = "no zone of agreement; each of these, lifted, opens one:\n"
    assert repr(bg.zone_of_agreement(road(*THREE, d=(80, 80)))) == (
        first + "  Ann: outside option\n  Bob: outside option"
    )
    assert repr(bg.zone_of_agreement(road((40, 40), d=(80, 80)))) == (
        first + "  Ann: outside option and Bob: outside option"
    )


def test_how_an_answer_was_found():
    assert bg.nash(road(*THREE)).method == "exact frontier"
    alone = bg.BargainingGame("garden", parties=["Ann"]).with_issue(
        "beds", range=(0, 1), weight={"Ann": 1}, worth={"Ann": {"at": [0, 1], "is": [0, 100]}}
    )
    assert bg.nash(alone).method == "exact frontier of corners"
