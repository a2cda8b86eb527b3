"""The parts of NegMAS's files: safe YAML and JSON, outcome spaces, utility functions, and writing them."""
