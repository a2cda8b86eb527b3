"""Tests of bargain.payoffs."""
