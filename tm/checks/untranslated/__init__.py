"""Rules on what is not translated."""

NAMES: tuple[str, ...] = ("blank", "empty", "fuzzy", "leftover", "same")
"""The rules of the family, each a module."""
