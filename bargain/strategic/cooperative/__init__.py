"""Cooperative games: what every coalition is worth, the splits that follow, and what a case says of it."""
