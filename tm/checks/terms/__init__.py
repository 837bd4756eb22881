"""Rules on terms: what the termbase says."""

NAMES = (
    "do-not-translate",
    "forbidden",
    "missing",
)
"""The rules of the family, each a module."""
