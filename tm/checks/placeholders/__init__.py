"""Rules on placeholders and format strings: what a program fills in must survive."""

NAMES: tuple[str, ...] = (
    "accelerator",
    "changed",
    "declared",
    "extra",
    "icu",
    "icu-plural",
    "missing",
    "optional-plural",
    "plural-number",
    "unnamed",
    "variables",
)
"""The rules of the family, each a module."""
