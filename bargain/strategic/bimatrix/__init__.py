"""Games given by two payoff matrices: all equilibria, the value of zero-sum games, Nash's threat games."""
