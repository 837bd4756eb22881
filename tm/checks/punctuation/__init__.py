"""Rules on punctuation marks: what must pair, what must end a text."""

NAMES: tuple[str, ...] = ()
"""The rules of the family, each a module."""
