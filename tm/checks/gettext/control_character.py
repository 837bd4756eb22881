"""A control character, or a character that stands for lost bytes, in a translation.

They come from copying out of terminals and word processors, or from a file that was read in the
wrong charset: C0 and C1 controls but tab, line feed and the start of a terminal's colour sequence;
U+FEFF, U+FFFD, U+FFFE, U+FFFF; “¿” after a letter. What the source has too is no fault.

Wrong: a translation with U+0012 in it; “Захава” and “ь” with U+FFFD between them.
Right: “Захаваць”.

Fix: none: what stood there is known to the translator only.
Equivalents: i18nspector unusual-character-in-translation, unusual-character-in-header-entry;
pofilter validchars; CheckMate ALLOWED_CHARACTERS, corruptedCharacters.
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

_UNUSUAL = re.compile(
    "[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\ufeff\ufffd-\uffff]|\x1b(?!\\[)|(?<=[^\\W\\d_])\xbf"
)


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the characters that the source does not have."""
    del context
    catalog = catalog_of(file)
    if catalog is None:
        return
    header = (catalog.header,) if catalog.header else ()
    for entry in (*header, *catalog.live):
        for number, text in enumerate(entry.msgstr):
            if text.isprintable() and "\ufffd" not in text and "\xbf" not in text:
                continue
            for found in _UNUSUAL.finditer(text):
                if found[0] not in entry.msgid and found[0] not in (entry.msgid_plural or ""):
                    message = f"U+{ord(found[0]):04X} in the translation"
                    side = side_name(entry, number)
                    yield EntryProblem(entry, side, found.span(), message)


RULE = DocumentRule("gettext/control-character", "warning", check)
