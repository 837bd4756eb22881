"""Rules on the length of a translation."""

NAMES: tuple[str, ...] = ("limit", "long", "sentence-lost", "sentences", "short")
"""The rules of the family, each a module."""
