"""Non-cooperative games: what parties do when no one can hold them to an agreement."""
