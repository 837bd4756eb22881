"""A Plural-Forms header that gettext cannot use.

Without it, or with an expression that divides by zero or gives a form that does not exist, a
program shows the wrong form or none. `msgfmt -c` refuses such a file; so does this rule, also where
no message has a plural yet.

Wrong: `nplurals=2; plural=n%10==1 ? 0 : n%10<5 ? 1 : 2;`, for the form 2 does not exist.
Right: `nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)
? 1 : 2;`

Fix: none.
Equivalents: i18nspector no-required-plural-forms-header-field, syntax-error-in-plural-forms,
syntax-error-in-unused-plural-forms, arithmetic-error-in-plural-forms,
codomain-error-in-plural-forms (a form out of range); l10n-lint plural-header-missing; `msgfmt -c`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.checks.gettext.plural_header import plural_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield what is wrong with the plural forms of the header."""
    del context
    catalog = catalog_of(file)
    if catalog is None:
        return
    if catalog.header is None:
        if catalog.plurals:
            message = "the message has plural forms, and the file has no Plural-Forms header"
            yield EntryProblem(catalog.plurals[0], "source", (0, 0), message)
        return
    header = plural_header(catalog.header.msgstr[0])
    if header.problem:
        message = f"Plural-Forms: {header.problem}"
        yield EntryProblem(catalog.header, "target", header.span, message)
    elif header.missing and catalog.plurals:
        message = f"messages have plural forms, and the header lacks “{header.missing}”"
        yield EntryProblem(catalog.header, "target", header.span, message)


RULE = DocumentRule("gettext/plural-forms", "error", check)
