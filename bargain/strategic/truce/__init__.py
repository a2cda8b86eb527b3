"""A truce as a stochastic game: its terms, one period of it, its equilibria, how it is played, and maps of regions."""
