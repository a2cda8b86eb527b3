"""Small games that the tests explore, and requests about them."""

import json

import bargain as bg
from bargain.explorer.answer import answer
from bargain.explorer.changes import asked
from bargain.explorer.setting import Replays
from bargain.game.paths import join

TOLL = (
    bg.BargainingGame("toll", parties=["Ann", "Bob"])
    .with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": bg.Quantity(3, 1, 6, "assumed"), "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]}, status_quo="south", question="Which road?",
    )
    .with_issue(
        "toll", range=(0, 10), unit="EUR", weight={"Ann": 1, "Bob": 2}, status_quo=5,
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 4, 10], "is": [100, 70, 0]}},
        never={"Bob": {"above": 8}},
    )
    .with_red_line("Bob", {"road": "north"}, price=12)
    .with_outside_option(
        bg.War(years=2, cost_per_year={"Ann": 8, "Bob": 6}, endings=[
            bg.Ending("stalemate", {"Ann": 0.5, "Bob": 0.6}),
            bg.Ending("Ann wins", {"Ann": 0.3, "Bob": 0.3}, {"road": "north"}),
            bg.Ending("Bob wins", {"Ann": 0.2, "Bob": 0.1}, {"toll": 0}),
        ])
    )
    .with_lever("support", "authority", {"none": {}, "paid": {"outside_option.cost_per_year.Ann": 4}})
)  # fmt: skip
"""Two parties, a choice and a range, red lines with and without a price, a war, a lever."""

NAMES = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(2)">',
    '</script><b>"bold"</b>',
    "&lt;&amp;' onclick='x",
)
HOSTILE = (
    bg.BargainingGame(NAMES[0], parties=[NAMES[1], NAMES[2]], source=NAMES[3])
    .with_issue(
        NAMES[3], outcomes=[NAMES[0], NAMES[1], NAMES[2]], question=NAMES[1], unit="", source=NAMES[0],
        weight={NAMES[1]: bg.Quantity(3, 1, 6, "assumed", NAMES[0], NAMES[2]), NAMES[2]: 1},
        worth={NAMES[1]: [100, 60, 0], NAMES[2]: [0, 50, 100]}, never={NAMES[1]: [NAMES[2]]},
    )
    .with_outside_option(bg.Fixed({NAMES[1]: 10, NAMES[2]: 20}))
    .with_lever(NAMES[0], NAMES[2], {NAMES[1]: {}, NAMES[3]: {join(["outside_option", "payoffs", NAMES[2]]): 40}})
)  # fmt: skip
"""Names that a careless page would take for markup."""


def three() -> bg.BargainingGame:
    """Three parties who share out points over two choices."""
    game = bg.BargainingGame("three", parties=["Ann", "Bob", "Cleo"])
    for name in ("land", "water"):
        game = game.with_issue(
            name, outcomes=["a", "b", "c", "even"], weight={"Ann": 2, "Bob": 1, "Cleo": 3},
            worth={"Ann": [100, 0, 0, 50], "Bob": [0, 100, 0, 40], "Cleo": [0, 0, 100, 30]},
        )  # fmt: skip
    return game.with_outside_option(bg.Fixed({"Ann": 10, "Bob": 10, "Cleo": 10}))


def setting(game, *changes):
    """The setting of a game with changes, as a request brings them."""
    return Replays(game).setting(asked(json.dumps({"changes": changes}).encode()).changes)


def answered(game, *changes, parts=("settlement", "picture")):
    """The answer to a request, after its way through JSON."""
    return json.loads(json.dumps(answer(setting(game, *changes), parts), allow_nan=False))


def value(path, to):
    """A number moved."""
    return {"kind": "value", "path": path, "to": to}


def lifted(party, never, *, back=False):
    """A red line lifted, or back in force."""
    return {"kind": "red line", "party": party, "never": never, "lifted": not back}
