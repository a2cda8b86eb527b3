"""Tests of bargain.strategic.bimatrix."""
