"""A translated message that still shows its previous source.

`#|` lines tell what the source was when the message became fuzzy. Whoever checks the translation
takes them away together with the flag; left behind they mislead the next translator.

Wrong: `#| msgid "Close window"` on a message that is not fuzzy.
Right: the message without the line.

Fix: none.
Equivalents: i18nspector stray-previous-msgid.
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
    """Yield the messages that are not fuzzy and have a previous source."""
    del context
    catalog = catalog_of(file)
    for entry in catalog.live if catalog else ():
        if entry.previous is not None:
            message = "the message is not fuzzy and still has a previous source (“#|”)"
            yield EntryProblem(entry, "source", (0, len(entry.msgid)), message)


RULE = DocumentRule("gettext/previous", "info", check)
