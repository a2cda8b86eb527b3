"""Non-cooperative games, one a file: what parties do when no one can hold them to an agreement.

Folders hold the parts that games are made of.
"""
