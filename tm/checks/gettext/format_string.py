"""A translation whose format string does not go with the source.

A program that fills in `%s` or `{name}` crashes or shows rubbish when the translation has an
argument more, less or of another type. The entry's flag (`c-format`, `python-brace-format` ...)
says how the text is read; the verdict is that of `msgfmt -c`, so that a catalog without this
finding compiles. A plural form may leave arguments out only where it is selected for so few
numbers that `msgfmt` does not insist: fewer than five of 0 to 1000, or one in the entry's `range:`.

Kinds: c, objc, python, python-brace, java, csharp, javascript, scheme (simple directives), elisp,
librep, sh, awk, lua, object-pascal, smalltalk, ycp, tcl, perl, perl-brace, php, qt, qt-plural,
kde, kde-kuit, ruby. Not read: lisp, java-printf, boost, gcc-internal, gfc-internal and kinds newer
than gettext 0.21. A text with such a flag, and one without a flag, is looked at by the rules of the
family `placeholders`.

Wrong: c-format “%d files in %s” → “%s: %d файлаў”.
Right: “%2$s: %1$d файлаў”.
Wrong: python-format “%(count)d words” → “%(колькасць)d слоў”.
Right: “%(count)d слоў”.

Fix: safe for a placeholder that is clearly damaged (as `placeholders/changed`), else none.
Equivalents: `msgfmt -c`; Weblate c_format, python_format, python_brace_format, qt_format,
php_format and the like; pofilter printf, pythonbraceformat; i18nspector c-format-string-*,
python-format-string-*, python-brace-format-string-*, perl-brace-format-string-*; CheckMate
SUSPECT_PATTERN; MQM mistranslation of technical markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.checks.gettext.plural_header import plural_header
from tm.checks.placeholders.compare import repairs
from tm.checks.placeholders.damage import fix_of
from tm.checks.placeholders.formats import FORMATS, kinds_of
from tm.checks.placeholders.spec import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.checks.placeholders.formats import Format
    from tm.checks.placeholders.spec import Spec
    from tm.formats.po import Entry

__all__ = ["RULE"]

_OFTEN = 5
"""The numbers of 0 to 1000 from which on msgfmt takes a plural form for a usual one."""
_RANGE = re.compile(r"range:\s*(\d+)\s*\.\.\s*(\d+)", re.ASCII)


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the forms of every entry with a format flag that do not go with the source."""
    del context
    catalog = catalog_of(file)
    if catalog is None:
        return
    flagged = [entry for entry in catalog.live if any("-format" in f for f in entry.flags)]
    if not flagged:
        return
    table: tuple[int, ...] = ()
    if catalog.header is not None:
        header = plural_header(catalog.header.msgstr[0])
        table = () if header.problem else header.table
    for entry in flagged:
        for kind in kinds_of(entry.flags):
            yield from _entry(entry, kind, table)


def _entry(entry: Entry, kind: str, table: tuple[int, ...]) -> Iterator[EntryProblem]:
    own = FORMATS[kind]
    source = _parsed(own, entry.msgid if entry.msgid_plural is None else entry.msgid_plural)
    if source is None or isinstance(source, FormatError):
        return
    for number, text in enumerate(entry.msgstr):
        side = "target" if entry.msgid_plural is None else f"target[{number}]"
        target = _parsed(own, text)
        if isinstance(target, FormatError):
            yield _problem(entry, side, text, target.span, f"not a {kind} format: {target.why}")
        elif target is not None:
            why, key = own.compare(source, target, _strict(entry, number, table))
            if why:
                span = target.spans.get(key) if key is not None else None
                yield _problem(entry, side, text, span or (0, len(text)), f"{kind} format: {why}")


def _problem(
    entry: Entry, side: str, text: str, span: tuple[int, int], message: str
) -> EntryProblem:
    """Return the problem, at a damaged placeholder and with its fix where there is just one."""
    damages = repairs(entry.msgid_plural or entry.msgid, text)
    if len(damages) != 1:
        return EntryProblem(entry, side, span, message)
    (damage,) = damages
    fix = fix_of(damage)
    return EntryProblem(entry, side, (damage.start, damage.end), message, damage.expected, fix)


def _parsed(own: Format, text: str) -> Spec | FormatError | None:
    try:
        return own.parse(text)
    except FormatError as error:
        return error


def _strict(entry: Entry, number: int, table: tuple[int, ...]) -> bool:
    """Whether a form must have every argument, by the rules of msgfmt."""
    if entry.msgid_plural is None or len(entry.msgstr) == 1:
        return True
    if table.count(number) < _OFTEN:
        return False
    for flag in entry.flags:
        limits = _RANGE.fullmatch(flag)
        if limits is not None:
            return table[int(limits[1]) : int(limits[2]) + 1].count(number) > 1
    return True


RULE = DocumentRule("gettext/format-string", "error", check)
