"""The page on which one explores a game: a server on the loopback address, and the page that it serves."""
