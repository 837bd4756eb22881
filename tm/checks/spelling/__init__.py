"""Rules on spelling, by hunspell dictionaries; they need the extra `spell`.

They find nothing unless spelling is asked for: `tm check --spell`, or `[checks.spelling] enabled`.
"""

NAMES: tuple[str, ...] = ("typo", "unknown")
"""The rules of the family, each a module."""
