"""Rules on capital letters."""

NAMES: tuple[str, ...] = (
    "first",
    "multiple",
    "start",
)
"""The rules of the family, each a module."""
