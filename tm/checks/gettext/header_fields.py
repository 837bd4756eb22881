"""Header fields that are missing, still as in the template, or not in their form.

Nothing breaks without them: Project-Id-Version, Report-Msgid-Bugs-To, POT-Creation-Date,
PO-Revision-Date, Last-Translator, Language-Team, Language, MIME-Version and
Content-Transfer-Encoding tell people and archives whose file it is and how old.

Wrong: `Last-Translator: FULL NAME <EMAIL@ADDRESS>`, `PO-Revision-Date: 5 мая`.
Right: `Last-Translator: Ганна Каваль <hanna@example.org>`,
`PO-Revision-Date: 2024-05-05 10:00+0300`.

Fix: none.
Equivalents: i18nspector no-...-header-field, boilerplate-in-..., invalid-date, date-from-future,
ancient-date, invalid-last-translator, invalid-report-msgid-bugs-to, invalid-mime-version,
invalid-content-transfer-encoding, unknown-header-field, fuzzy-header-entry; `msgfmt -c` (warnings).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of, field_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_USUAL = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", *_DATES, "Last-Translator", "Language-Team"),
    *("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
)
_KNOWN = frozenset((*_USUAL, "Plural-Forms", "Generated-By"))
_TEMPLATE = re.compile(
    r"PACKAGE VERSION|PROJECT VERSION|YEAR-MO-DA HO:MI\+ZONE|EMAIL@ADDRESS|FULL NAME|LL@li\.org"
)
_FIXED = {"MIME-Version": "1.0", "Content-Transfer-Encoding": "8bit"}
_EMAIL = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")
_EPOCH = 1995  # gettext began


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield one problem for all fields that lack, and one for each odd value."""
    del context
    catalog = catalog_of(file)
    if catalog is None or catalog.header is None:
        return
    names = {field.name for field in catalog.header_fields if field.value}
    missing = [name for name in _USUAL if name not in names]
    if missing:
        message = f"the header lacks {', '.join(missing)}"
        yield EntryProblem(catalog.header, "target", (0, 0), message)
    if catalog.header.fuzzy:
        yield EntryProblem(catalog.header, "target", (0, 0), "the header is fuzzy")
    for field in catalog.header_fields:
        message = _fault(field.name, field.value) if field.name and field.value else ""
        if message:
            yield field_problem(
                catalog, field, f"{field.name}: {message}", _FIXED.get(field.name, "")
            )


def _fault(name: str, value: str) -> str:
    """Return what is odd about the value of a field, "" for nothing.

    >>> _fault("PO-Revision-Date", "2024-05-05 10:00"), _fault("Language", "be")
    ('“2024-05-05 10:00” is not a date such as 2024-05-05 10:00+0300', '')
    """
    if _TEMPLATE.search(value):
        return "still as in the template"
    if name in _DATES and not _is_date(value):
        return f"“{value}” is not a date such as 2024-05-05 10:00+0300"
    if name == "Last-Translator" and _EMAIL.search(value) is None:
        return f"“{value}” has no e-mail address"
    if value != _FIXED.get(name, value):
        return f"“{value}” should be “{_FIXED[name]}”"
    if name not in _KNOWN and not name.lower().startswith("x-"):
        return "no field that gettext knows: names of one's own start with “X-”"
    return ""


def _is_date(value: str) -> bool:
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M%z").year >= _EPOCH
    except ValueError:
        return False


RULE = DocumentRule("gettext/header-fields", "info", check)
