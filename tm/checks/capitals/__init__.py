"""Rules on capital letters."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
