"""Tests of bargain.axioms."""
