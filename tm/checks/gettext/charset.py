"""A charset that other systems do not know by this name, or that lacks letters of the language.

gettext knows some thirty portable names; UTF-8 is right for every language. A file without any
translation may lack letters: msginit writes ASCII, and editors change that.

Wrong: charset=UTF8, charset=windows-1251, charset=ISO-8859-1 in a Russian file.
Right: charset=UTF-8.

Fix: safe where only the name is wrong: UTF8 is UTF-8, windows-1251 is CP1251.
Equivalents: i18nspector non-portable-encoding, unknown-encoding, unrepresentable-characters,
non-ascii-compatible-encoding; `msgfmt -c` (warnings).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule
from tm.checks.gettext.entries import catalog_of, field_problem
from tm.lang import alphabet
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, EntryProblem, File

__all__ = ["RULE"]

# GNU gettext manual, "Filling in the Header Entry"; the names are not case-sensitive.
_PORTABLE = re.compile(
    r"ASCII|US-ASCII|ANSI_X3\.4-1968|ISO[-_]8859-(?:[1-9]|13|14|15)|KOI8-[RUT]"
    r"|CP(?:850|866|874|932|949|950|125[0-8])|GB2312|GBK|GB18030|EUC-(?:JP|KR|TW)"
    r"|BIG5(?:-HKSCS)?|SHIFT_JIS|JOHAB|TIS-620|VISCII|GEORGIAN-PS|UTF-8",
    re.IGNORECASE,
)
_WINDOWS = re.compile(r"(?:windows|win|x-cp)[-_]?(125[0-8])", re.IGNORECASE)
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the charset of the header where it is not a good one."""
    del context
    catalog = catalog_of(file)
    for field in catalog.header_fields if catalog else ():
        named = _CHARSET.search(field.value) if field.name.lower() == "content-type" else None
        if catalog is None or named is None or named[1] in {"CHARSET", "UTF-8"}:
            continue
        name, start = named[1], field.span[0] + named.start(1)
        if _PORTABLE.fullmatch(name) is None:
            better = _portable(name)
            fix = Fix(True, (Edit(start, start + len(name), better),)) if better else None
            message = f"gettext does not know the charset “{name}”"
            yield field_problem(catalog, field, message, better, fix)
        lacking = _lacking(name, file.target) if catalog.live else ""
        if lacking:
            message = f"“{name}” has no “{lacking[0]}”, which “{file.target}” needs"
            yield field_problem(catalog, field, message, "UTF-8")


def _portable(name: str) -> str:
    """Return the name of the same charset that gettext knows, "" where there is none.

    >>> _portable("utf8"), _portable("windows-1251"), _portable("koi7")
    ('UTF-8', 'CP1251', '')
    """
    windows = _WINDOWS.fullmatch(name)
    if windows is not None:
        return f"CP{windows[1]}"
    return "UTF-8" if re.fullmatch(r"utf[-_]?8", name, re.IGNORECASE) else ""


def _lacking(name: str, lang: str) -> str:
    """Return the letters of a language that a charset has no code for; "" for unknown ones."""
    try:
        found = codecs.lookup(name).name
        letters = alphabet(lang) if lang else ""
        return "" if found == "utf-8" else "".join(c for c in letters if not _has(found, c))
    except LookupError:
        return ""


def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


RULE = DocumentRule("gettext/charset", "warning", check)
