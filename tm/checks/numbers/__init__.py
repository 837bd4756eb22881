"""Rules on numbers, dates and units, as Russian and Belarusian write them."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
