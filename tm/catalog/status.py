"""How far translations are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.catalog.template import DOCUMENT_FORMAT
from tm.documents import KINDS, inline
from tm.formats.po.marks import marks
from tm.formats.po.units import state_of
from tm.model import State
from tm.segment.words import count_words

if TYPE_CHECKING:
    from tm.formats.po import PoFile

__all__ = ["Query", "Status", "is_ready", "queries_of", "status_of"]


class Query(msgspec.Struct, frozen=True):
    """A translator's question: a `# tm:query` comment and where it stands."""

    path: str
    line: int
    msgid: str
    text: str


class Status(msgspec.Struct, frozen=True, rename="kebab"):
    """The counts of one catalog; `words` are those of the source without markup."""

    document: str
    lang: str
    segments: int
    translated: int
    needs_review: int
    untranslated: int
    words: int
    queries: int

    @property
    def percent(self) -> float:
        """The translated share in percent, 0-100; an empty catalog is complete."""
        return 100.0 * self.translated / self.segments if self.segments else 100.0


def is_ready(state: State, *, include_fuzzy: bool = False, reviewed_only: bool = False) -> bool:
    """Whether a translation is used: translated, reviewed or final; fuzzy only on request."""
    if state is State.NEEDS_REVIEW:
        return include_fuzzy
    return state in {State.REVIEWED, State.FINAL} if reviewed_only else state.done


def status_of(file: PoFile, document: str, lang: str) -> Status:
    """Return the counts of a catalog; the header and obsolete entries do not count."""
    kind = file.field(DOCUMENT_FORMAT) or ""
    sources = [entry.msgid for entry in file.messages]
    if kind in KINDS.names():
        sources = [inline(text, kind).plain for text in sources]
    states = [state_of(entry) for entry in file.messages]
    return Status(
        document=document,
        lang=lang,
        segments=len(states),
        translated=sum(state.done for state in states),
        needs_review=states.count(State.NEEDS_REVIEW),
        untranslated=states.count(State.INITIAL),
        words=sum(map(count_words, sources)),
        queries=len(queries_of(file)),
    )


def queries_of(file: PoFile) -> list[Query]:
    """Return the open questions of a catalog in file order."""
    return [
        Query(file.path, entry.line, entry.msgid, mark.text)
        for entry in file.messages
        for mark in marks(entry.comments)
        if mark.key == "query"
    ]
