"""A PO file that cannot be read.

A syntax or charset error stops at its place; the other files are still checked.

Wrong: a msgstr without its closing quote, bytes that are not of the declared charset, the
conflict markers of a version control system.
Right: a file that `msgfmt` reads.

Fix: none.
Equivalents: i18nspector syntax-error-in-po-file, broken-encoding; `msgfmt`.
"""

from __future__ import annotations

from tm.checks.base import RunRule

__all__ = ["RULE"]

RULE = RunRule("gettext/syntax", "error")
