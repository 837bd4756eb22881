"""All plural forms of a message have the same text.

Seldom right in a language where the word after a number changes; right in abbreviations and where
the number stands after a colon.

Wrong: "%d радок" for every form of “%d lines”.
Right: "%d радок", "%d радкі", "%d радкоў"; "Радкоў: %d" for every form.

Fix: none.
Equivalents: Weblate same-plurals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the messages whose source has two texts and whose translation has one."""
    del context
    catalog = catalog_of(file)
    for entry in catalog.plurals if catalog else ():
        texts = entry.msgstr
        if len(texts) > 1 and len(set(texts)) == 1 and entry.msgid != entry.msgid_plural:
            message = f"all {len(texts)} plural forms have the same text"
            yield EntryProblem(entry, "target[0]", (0, len(texts[0])), message)


RULE = DocumentRule("gettext/plural-same", "info", check)
