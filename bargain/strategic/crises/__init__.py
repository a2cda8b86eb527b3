"""The parts of the crisis game: its data, utilities, the search for the best demand, one demand and two."""
