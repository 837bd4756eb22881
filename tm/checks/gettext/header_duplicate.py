"""A header field that stands twice.

Programs take the first or the last one; where they differ, nobody can tell which is meant.

Wrong: two lines `Plural-Forms: ...` with different numbers of forms.
Right: one of them.

Fix: safe where both have the same value: the second line is removed.
Equivalents: i18nspector duplicate-header-field and its variants (-content-type, -language,
-plural-forms, -date, -last-translator ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.checks.gettext.entries import Field

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield every field after the first of its name."""
    del context
    catalog = catalog_of(file)
    if catalog is None or catalog.header is None:
        return
    first: dict[str, Field] = {}
    size = len(catalog.header.msgstr[0])
    for field in catalog.header_fields:
        other = first.setdefault(field.name.lower(), field)
        if field.name and other is not field:
            (start, end), fix = field.line, None
            if other.value == field.value:
                fix = Fix(True, (Edit(start, min(end + 1, size), ""),))
            message = f"{field.name} stands in the header twice"
            yield EntryProblem(catalog.header, "target", (start, end), message, "", fix)


RULE = DocumentRule("gettext/header-duplicate", "warning", check)
