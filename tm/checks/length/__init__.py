"""Rules on the length of a translation."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
