"""Rules on PO files as such: what `msgfmt -c` refuses, headers, plural forms."""

NAMES = ("syntax",)
"""The rules of the family, each a module."""
