"""A flag that no tool knows, or one that stands twice.

Mostly a slip: `fuzy` leaves a doubtful translation in use, `c-fromat` switches a check off. Flags
with a colon (`max-length:40`) belong to other tools.

Wrong: `#, fuzzzy`; `#, c-format, c-format`.
Right: `#, fuzzy`; `#, c-format`.

Fix: none.
Equivalents: i18nspector unknown-message-flag, duplicate-message-flag, redundant-message-flag,
unexpected-flag-for-header-entry, duplicate-flag-for-header-entry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_KNOWN = re.compile(r"fuzzy|(?:no-)?wrap|markdown-text|[a-z][a-z-]*-format|[a-z-]+:.*")


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the messages with such a flag."""
    del context
    catalog = catalog_of(file)
    for entry in catalog.file.entries if catalog else ():
        if not entry.flags or entry.obsolete:
            continue
        seen: set[str] = set()
        for flag in entry.flags:
            if flag in seen or _KNOWN.fullmatch(flag) is None:
                message = f"the flag “{flag}” {'stands twice' if flag in seen else 'is unknown'}"
                yield EntryProblem(entry, "source", (0, len(entry.msgid)), message)
            seen.add(flag)


RULE = DocumentRule("gettext/flags-unknown", "info", check)
