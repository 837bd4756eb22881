"""Rules of Belarusian official orthography."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
