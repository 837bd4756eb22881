"""Rules on typography: quotation marks, dashes, no-break spaces, the letter ё."""

NAMES: tuple[str, ...] = (
    "apostrophe",
    "dash",
    "ellipsis",
    "english-marks",
    "nbsp",
    "percent-space",
    "quotes-style",
    "range",
    "yo",
)
"""The rules of the family, each a module."""
