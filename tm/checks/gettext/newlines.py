r"""A line break at the beginning or end of the source only, or of the translation only.

Programs print the texts one after another and rely on that line break. `msgfmt -c` refuses a file
where msgid, msgid_plural and the forms of msgstr differ in it.

Wrong: "Done.\n" → "Гатова."
Right: "Done.\n" → "Гатова.\n"

Fix: safe: the line break of the msgid is added to the translation, or removed from it.
Equivalents: Weblate begin_newline, end_newline; i18nspector inconsistent-leading-newlines,
inconsistent-trailing-newlines; pofilter newlines, startwhitespace, endwhitespace; CheckMate
MISSING_LEADINGWS, MISSING_TRAILINGWS, EXTRA_LEADINGWS, EXTRA_TRAILINGWS; l10n-lint newline;
`msgfmt -c`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.formats.po import Entry

__all__ = ["RULE"]


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the texts that begin or end otherwise than the msgid."""
    del context
    catalog = catalog_of(file)
    for entry in catalog.live if catalog else ():
        msgid, texts = entry.msgid, entry.msgstr
        if msgid and (
            entry.msgid_plural is not None
            or (msgid[0] == "\n") != (texts[0][0] == "\n")
            or (msgid[-1] == "\n") != (texts[0][-1] == "\n")
        ):
            yield from _differences(entry)


def _differences(entry: Entry) -> Iterator[EntryProblem]:
    sides = [("target", entry.msgstr[0])]
    if entry.msgid_plural is not None:
        sides = [(f"target[{number}]", text) for number, text in enumerate(entry.msgstr)]
        sides.insert(0, ("source_plural", entry.msgid_plural))
    for side, text in sides:
        first, last = entry.msgid.startswith("\n"), entry.msgid.endswith("\n")
        if text.startswith("\n") != first:
            yield _problem(entry, side, (0, int(not first)), "begin", missing=first)
        if text.endswith("\n") != last:
            end = len(text)
            yield _problem(entry, side, (end - (not last), end), "end", missing=last)


def _problem(
    entry: Entry, side: str, span: tuple[int, int], where: str, *, missing: bool
) -> EntryProblem:
    does, not_does = f"does not {where}", f"{where}s"
    own, other = (does, not_does) if missing else (not_does, does)
    text = "the plural of the source" if side == "source_plural" else "the translation"
    message = f"{text} {own} with a line break, the source {other} with one"
    better = "\n" if missing else ""
    fix = Fix(True, (Edit(*span, better),)) if side.startswith("target") else None
    return EntryProblem(entry, side, span, message, better, fix)


RULE = DocumentRule("gettext/newlines", "error", check)
