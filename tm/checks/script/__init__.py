"""Rules on letters and languages: look-alikes, invisible characters, the wrong language."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
