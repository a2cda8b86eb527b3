"""The parts of the sanctions threat game: its data, one equilibrium, the search for all."""
