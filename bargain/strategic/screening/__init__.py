"""Offers in turn to an opponent of unknown type: those that lose most by waiting give in first."""
