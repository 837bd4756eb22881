"""Rules on suppressions themselves."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
