"""File formats of the field, one a file: each read into a game with notes on its oddities, and written."""
