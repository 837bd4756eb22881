"""Rules on typography: quotation marks, dashes, no-break spaces, the letter ё."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
