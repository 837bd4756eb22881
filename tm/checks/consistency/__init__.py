"""Rules on consistency: one source and one translation, words that stand twice."""

NAMES: tuple[str, ...] = (
    "different-translation",
    "repeated-word",
    "same-translation",
    "translated-before",
)
"""The rules of the family, each a module."""
