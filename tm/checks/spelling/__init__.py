"""Rules on spelling; they need the extra `spell` and dictionaries."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
