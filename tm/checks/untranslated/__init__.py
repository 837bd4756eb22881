"""Rules on what is not translated."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
