"""Rules on PO files as such: what `msgfmt -c` refuses, headers, plural forms."""

NAMES: tuple[str, ...] = (
    "charset",
    "conflict-marker",
    "control-character",
    "duplicate",
    "flags",
    "flags-unknown",
    "format-string",
    "header",
    "header-duplicate",
    "header-fields",
    "header-missing",
    "language",
    "newlines",
    "plural-count",
    "plural-forms",
    "plural-partial",
    "plural-same",
    "plural-unused",
    "plural-unusual",
    "previous",
    "strict-syntax",
    "syntax",
)
"""The rules of the family, each a module."""
