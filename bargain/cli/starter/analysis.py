"""What this analysis finds. `bargain reproduce FOLDER` runs it and holds it against findings.toml."""

from pathlib import Path

import bargain as bg

GAME = Path(__file__).with_name("game.toml")


def findings() -> dict[str, object]:
    """Name → number, text, true or false, None, or a list of them."""
    game = bg.read(GAME)
    nash = bg.solve(game, "nash")
    found: dict[str, object] = {f"nash.{party}": payoff for party, payoff in nash.payoffs.items()}
    found |= {f"nash.{issue}": outcome for issue, outcome in (nash.agreement or {}).items()}
    return found
