"""Rules on negation."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
