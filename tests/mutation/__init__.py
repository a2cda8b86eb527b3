"""Mutation testing of `payoffs/`, `concepts/` and `strategic/`: would the tests notice if a line were wrong?

mutmut makes the mutants. They are more than 30,000, and its own loop runs all tests that reach a function, thousands
for the inner ones. So a sample is drawn here, and of each mutant the tests that reach it are run in a forked process,
first those that killed its neighbours and then the quick ones, until one fails or their time is up.
"""
