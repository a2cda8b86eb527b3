"""The parts of the commitment game: chains of payoffs, what peace can bring each period, remedies, words."""
