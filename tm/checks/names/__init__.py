"""Rules on names: what the register says, and what one text says in two ways."""

NAMES = (
    "declined",
    "forbidden",
    "house-style",
    "inconsistent",
    "missing",
    "mixed-romanization",
    "not-declined",
    "not-preferred",
    "wrong-gender",
    "wrong-given",
)
"""The rules of the family, each a module."""
