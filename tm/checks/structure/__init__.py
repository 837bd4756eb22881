"""Rules on structure: tags, links, addresses, line breaks, outer white space."""

NAMES = (
    "around-tags",
    "code-span",
    "email",
    "escaped-newline",
    "filepaths",
    "initial-character",
    "markdown-link",
    "markdown-syntax",
    "newlines",
    "options",
    "outer-space",
    "tags",
    "unsafe-html",
    "url",
    "xml",
)
"""The rules of the family, each a module."""
