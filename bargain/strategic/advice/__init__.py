"""Advice that costs nothing: what a mediator finds and says, what a party demands, and what follows."""
