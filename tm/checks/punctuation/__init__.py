"""Rules on punctuation marks: what must pair, what must end a text."""

NAMES: tuple[str, ...] = (
    "brackets",
    "cut-off",
    "double-space",
    "doubled",
    "end",
    "end-mark",
    "lost-brackets",
    "lost-quotes",
    "quotes",
    "quotes-span",
    "space-after",
    "space-before",
    "start",
)
"""The rules of the family, each a module."""
