"""A message without a translation whose source is translated elsewhere.

The translation is in another file of the project, under another context, or in an obsolete entry.
`tm update` and `tm merge` can take it from there.

Wrong: “Print preview” is untranslated, and an obsolete entry has “Папярэдні прагляд друку”.
Right: the old translation, looked through.

Fix: none: the meaning may have changed with the place.
Equivalents: Weblate translated, inconsistent (the untranslated ones).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import Problem, ProjectRule
from tm.checks.consistency.texts import key, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.checks.base import Context, File

__all__ = ["RULE"]

_Known = dict[tuple[str, str], str]


def check(files: Sequence[File], context: Context) -> Iterator[Problem]:
    """Yield the untranslated and fuzzy messages that some catalog has a translation for."""
    del context
    known: _Known = {}
    for file in files:
        _learn(file, known)
    for file in files:
        if file.catalog is None or not file.target:
            continue
        for subject in file.subjects:
            source = subject.sources[0]
            other = None if subject.targets else known.get((file.target, key(source.text)))
            if other is not None:
                message = f"this source was translated as “{shown(other)}”"
                yield Problem(subject, source, (0, len(source.text)), message, other)


def _learn(file: File, known: _Known) -> None:
    """Add the translations of a catalog, obsolete ones last."""
    if file.catalog is None or not file.target:
        return
    entries = sorted(file.catalog.entries, key=lambda entry: entry.obsolete)
    for entry in entries:
        if entry.msgid and entry.translated and not entry.fuzzy and entry.msgid_plural is None:
            known.setdefault((file.target, key(entry.msgid)), entry.msgstr[0])


RULE = ProjectRule("consistency/translated-before", "info", check)
