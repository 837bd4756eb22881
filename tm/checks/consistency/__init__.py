"""Rules on what a text says twice, or two ways."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
