"""A header that gettext reads otherwise than its writer meant.

The header is the first entry: an empty msgid without source references and plural, whose msgstr has
one field a line, among them `Content-Type: text/plain; charset=...`. A line that is no field is
mostly the rest of a field that was cut in two by hand.

Wrong: a line `10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);` after a broken Plural-Forms.
Right: the whole expression in the line of its field.

Fix: none.
Equivalents: i18nspector stray-header-line, distant-header-entry,
empty-msgid-message-with-source-code-references, empty-msgid-message-with-plural-forms,
leading-junk-in-plural-forms, trailing-junk-in-plural-forms, no-content-type-header-field,
invalid-content-type, boilerplate-in-content-type; `msgfmt -c` (warnings).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of, field_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.checks.gettext.entries import Catalog
    from tm.formats.po import Entry

__all__ = ["RULE"]

_PLURAL_FORMS = re.compile(r"nplurals *= *\d+ *; *plural *=[^;]+;? *")
_CONTENT_TYPE = re.compile(r"(?:text/plain|application/x-publican); *charset=[^\s;]+;?")


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield what is out of order in the header of a file that has one."""
    del context
    catalog = catalog_of(file)
    if catalog is None or catalog.header is None:
        return
    for message in _entry_faults(catalog.header, catalog):
        yield EntryProblem(catalog.header, "target", (0, 0), message)
    for field in catalog.header_fields:
        if not field.name and not field.value.startswith("#-#-#-#-#"):
            yield field_problem(catalog, field, "a line of the header that is no “Field: value”")
        message = _value_fault(field.name.lower(), field.value)
        if message:
            yield field_problem(catalog, field, message)


def _entry_faults(header: Entry, catalog: Catalog) -> Iterator[str]:
    if header is not catalog.file.entries[0]:
        yield "the header is not the first entry of the file"
    if header.references:
        place = header.references[0]
        yield f"{place} marks an empty text for translation, which gives the header"
    if header.msgid_plural is not None:
        yield "the header has a plural"
    if not any(field.name.lower() == "content-type" for field in catalog.header_fields):
        yield "the header has no Content-Type, and so no charset"


def _value_fault(name: str, value: str) -> str:
    if name == "content-type":
        return _charset_fault(value)
    if name == "plural-forms" and "plural=" in value and not _PLURAL_FORMS.fullmatch(value):
        return "Plural-Forms is not “nplurals=N; plural=EXPRESSION;” and nothing else"
    return ""


def _charset_fault(value: str) -> str:
    if _CONTENT_TYPE.fullmatch(value) is None:
        return "Content-Type is not “text/plain; charset=…”"
    if value.endswith("charset=CHARSET"):
        return "Content-Type has the template's CHARSET instead of a charset"
    return ""


RULE = DocumentRule("gettext/header", "warning", check)
