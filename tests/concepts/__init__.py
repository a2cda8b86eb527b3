"""Tests of bargain.concepts."""
