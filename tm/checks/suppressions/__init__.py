"""Rules on suppressions themselves."""

NAMES: tuple[str, ...] = ("expired", "invalid", "unused")
"""The rules of the family, each a module."""
