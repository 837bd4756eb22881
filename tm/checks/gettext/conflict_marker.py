"""A mark that msgcat left where two files had different texts.

`msgcat` joins differing translations with lines such as `#-#-#-#-#  a.po  #-#-#-#-#` and makes the
message fuzzy; here somebody took the fuzzy flag away and left the mark.

Wrong: a text with the line `#-#-#-#-#  be.po (gizmo 1.2)  #-#-#-#-#`.
Right: the one translation that is meant.

Fix: none.
Equivalents: i18nspector conflict-marker-in-translation, conflict-marker-in-header-entry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of, side_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_SIGN = "#-#-#-#-#"
_MARKER = re.compile(r"(?m)^#-#-#-#-#  .+  #-#-#-#-#$")


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the texts with a mark, the header's too."""
    del context
    catalog = catalog_of(file)
    if catalog is None:
        return
    header = (catalog.header,) if catalog.header else ()
    for entry in (*header, *catalog.live):
        for number, text in enumerate(entry.msgstr):
            marker = _MARKER.search(text) if _SIGN in text else None
            if marker is not None:
                message = "a conflict mark of msgcat: choose one of the texts"
                yield EntryProblem(entry, side_name(entry, number), marker.span(), message)


RULE = DocumentRule("gettext/conflict-marker", "warning", check)
