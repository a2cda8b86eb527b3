"""The parts of Gambit's files: normal forms, their text, trees, and the trees of strategic games."""
