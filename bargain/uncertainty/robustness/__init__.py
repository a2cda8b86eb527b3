"""Packages that hold over the ranges of a case's numbers: which to look at, and how each does."""
