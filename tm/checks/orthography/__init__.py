"""Rules of Belarusian official orthography."""

NAMES: tuple[str, ...] = (
    "capital-short-u",
    "ge",
    "hard-letters",
    "hard-r",
    "name",
    "short-u",
    "short-u-inside",
    "short-u-preposition",
    "short-u-wrong",
)
"""The rules of the family, each a module."""
