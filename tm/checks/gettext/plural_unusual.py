"""A plural expression that mixes numbers which the language keeps apart.

Russian, Belarusian and Ukrainian say 1 файл, 2 файла, 5 файлов; 21 goes with 1. Any header is right
whose forms never hold two numbers of different kinds: the three forms of gettext, CLDR's four,
KDE's four with a form of its own for 1. The forms are compared for every number from 0 to 1000,
never as text.

Wrong: `nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;` in
Russian, for 21 gets the form of 5.
Right: the same with `n%10==1 && n%100!=11` for `n==1`.

Fix: none.
Equivalents: i18nspector unusual-plural-forms, unusual-unused-plural-forms; pofilter nplurals;
l10n-lint plural-header-wrong, cldr-plural.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.checks.gettext.plural_header import plural_header, usual_table
from tm.lang import plural_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the header whose forms do not suit the language."""
    del context
    catalog = catalog_of(file)
    usual = usual_table(file.target)
    if catalog is None or catalog.header is None or not usual:
        return
    header = plural_header(catalog.header.msgstr[0])
    mixed = _mixed(header.table, usual)
    if mixed:
        known = plural_forms(file.target)
        message = f"{mixed[0]} and {mixed[1]} get the same form, in “{file.target}” they differ"
        expected = known.header if known else ""
        yield EntryProblem(catalog.header, "target", header.span, message, expected)


def _mixed(table: tuple[int, ...], usual: tuple[int, ...]) -> tuple[int, int] | None:
    """Return two numbers of one form in `table` and of two in `usual`, the smallest there are.

    >>> _mixed((0, 0, 1), (0, 1, 2)), _mixed((0, 1, 2), (0, 0, 1))
    ((0, 1), None)
    """
    first: dict[int, int] = {}
    for n, form in enumerate(table):
        other = first.setdefault(form, n)
        if usual[other] != usual[n]:
            return other, n
    return None


RULE = DocumentRule("gettext/plural-unusual", "warning", check)
