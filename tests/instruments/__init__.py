"""Tests of bargain.instruments."""
