"""Rules on negation."""

NAMES: tuple[str, ...] = ("lost",)
"""The rules of the family, each a module."""
