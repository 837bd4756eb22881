"""Rules on placeholders and format strings: what a program fills in must survive."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
