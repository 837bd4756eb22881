"""Rules on numbers, dates and units, as Russian and Belarusian write them."""

NAMES: tuple[str, ...] = ("added", "changed", "date-format", "format", "unit")
"""The rules of the family, each a module."""
