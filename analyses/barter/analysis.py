"""Nash's own example, in the units of his table: who gives what, and what each gains."""

from pathlib import Path

import bargain as bg

GAME = Path(__file__).with_name("game.toml")
UNITS = {"Bill": 34, "Jack": 16}
"""What 100 points are in the units of Nash's table: the utility of all nine goods."""


def findings() -> dict[str, object]:
    """Nash's agreement and gains, and how many agreements leave nobody worse off."""
    game = bg.read(GAME)
    nash = bg.solve(game, "nash")
    agreement = nash.agreement or {}
    gains = {party: nash.gains[party] * units / 100 for party, units in UNITS.items()}
    zone = bg.zone_of_agreement(game)
    return {
        "gain.Bill": gains["Bill"],
        "gain.Jack": gains["Jack"],
        "product": gains["Bill"] * gains["Jack"],
        "Bill gives": [i.name for i in game.issues if (i.status_quo, agreement.get(i.name)) == ("Bill", "Jack")],
        "Jack gives": [i.name for i in game.issues if (i.status_quo, agreement.get(i.name)) == ("Jack", "Bill")],
        "other agreements that rank equal": len(nash.ties),
        "zone.points": len(zone.frontier),
    }
