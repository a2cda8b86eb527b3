"""Pictures: each takes a finished result and matplotlib axes, draws, and returns the axes."""
