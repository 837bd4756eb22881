"""Rules on letters and languages: look-alikes, invisible characters, the wrong language."""

NAMES: tuple[str, ...] = (
    "combining",
    "foreign-letter",
    "foreign-word",
    "invisible",
    "look-alike",
    "mojibake",
    "roman-numerals",
    "variant",
    "wrong-language",
)
"""The rules of the family, each a module."""
