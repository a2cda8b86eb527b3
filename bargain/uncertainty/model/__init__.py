"""A game compiled once into arrays, and solved for many draws of its numbers at a time."""
