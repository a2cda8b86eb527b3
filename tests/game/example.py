"""One game with every part, for the tests of what can be done to it."""

from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.game.quantity import Quantity
from bargain.outside.war import Ending, War

TOLL = (
    BargainingGame("toll", parties=[Party("Ann", discount_rate=0.1), "Bob"], source="an example")
    .with_issue(
        "road",
        outcomes=["north", "south", "none"],
        weight={"Ann": Quantity(3, low=2, high=4, basis="assumed", source="fact 1"), "Bob": 1},
        worth={"Ann": [100, 40, 0], "Bob": [0, 50, 100]},
        never={"Ann": ["none"], "Bob": {"north": 25}},
        status_quo="south",
    )
    .with_issue(
        "trees",
        outcomes=["kept", "felled"],
        weight={"Ann": 1},
        worth={"Ann": [100, 0]},
        indifferent=["Bob"],
        status_quo="kept",
    )
    .with_issue(
        "toll",
        range=(0, 10),
        unit="EUR",
        weight={"Ann": 1, "Bob": 2},
        worth={
            "Ann": {"at": [0, 5, 10], "is": [0, 80, 100]},
            "Bob": {"curve": "power", "exponent": 2, "rising": False},
        },
        never={"Ann": {"below": 1}},
        status_quo=4,
    )
    .with_linkage("Ann", {"road": ["north"], "trees": ["kept"]}, 5)
    .with_linkage("Bob", {"road": ["south", "none"]}, -3)
    .with_red_line("Bob", {"road": ["north"], "trees": ["felled"]})
    .with_red_line("Ann", {"road": ["none"], "trees": ["kept"]}, price=12)
    .with_outside_option(
        War(2, {"Ann": 6, "Bob": 4}, [Ending("long", 0.75, {"toll": 5}), Ending("short", 0.25, {"road": "none"})])
    )
    .with_lever("aid", "Carol", {"full": {}, "none": {"outside_option.cost_per_year.Ann": 9}})
)  # fmt: skip
