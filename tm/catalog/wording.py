"""What changed between two versions of a catalog, word by word, for reviewers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

import msgspec
import regex

from tm.model import unit_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.po import Entry, PoFile

__all__ = ["Change", "Span", "changes", "word_diff"]

_TOKENS = regex.compile(r"[\p{L}\p{N}\p{M}'’]+|\s+|[^\p{L}\p{N}\p{M}\s]")


class Span(msgspec.Struct, frozen=True):
    """A stretch of a text that stayed (`=`), went (`-`) or came (`+`)."""

    kind: Literal["=", "-", "+"]
    text: str


class Change(msgspec.Struct, frozen=True):
    """One entry that differs: `kind` says how, `words` counts the words that went or came.

    kind: added, removed, source (the msgid of a fuzzy entry was another), target, state.
    """

    unit: str
    kind: Literal["added", "removed", "source", "target", "state"]
    path: str
    line: int
    msgid: str
    words: int
    spans: tuple[Span, ...]
    before: str = ""
    after: str = ""


def word_diff(old: str, new: str) -> tuple[Span, ...]:
    """Return how the words of one text became those of another; both can be read off the spans.

    >>> word_diff("a b", "a c")
    (Span(kind='=', text='a '), Span(kind='-', text='b'), Span(kind='+', text='c'))
    """
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    spans: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("=", "".join(before[a:b])))
            continue
        if b > a:
            spans.append(Span("-", "".join(before[a:b])))
        if d > c:
            spans.append(Span("+", "".join(after[c:d])))
    return tuple(spans)


def _changed_words(spans: tuple[Span, ...]) -> int:
    """Return the larger of the words that went and the words that came."""
    counts = {"-": 0, "+": 0, "=": 0}
    for span in spans:
        counts[span.kind] += sum(token[0].isalnum() for token in _TOKENS.findall(span.text))
    return max(counts["-"], counts["+"])


def changes(old: PoFile, new: PoFile, source: str = "en") -> Iterator[Change]:
    """Yield what differs between two versions of a catalog, in the new one's order, then what went."""
    before = {entry.key: entry for entry in old.messages}
    for entry in new.messages:
        known = before.get(entry.key)
        if known is None:
            yield _added(entry, new.path, source)
        elif known.msgstr != entry.msgstr:
            yield _change("target", known, entry, new.path, source)
        elif known.fuzzy != entry.fuzzy:
            yield _change("state", known, entry, new.path, source)
    after = {entry.key for entry in new.messages}
    for entry in old.messages:
        if entry.key not in after:
            spans = word_diff(entry.msgid, "")
            yield _report("removed", entry, old.path, source, spans)


def _added(entry: Entry, path: str, source: str) -> Change:
    if entry.previous is not None and entry.fuzzy:
        spans = word_diff(entry.previous.source, entry.msgid)
        return _report("source", entry, path, source, spans)
    return _report("added", entry, path, source, word_diff("", entry.msgid))


def _change(
    kind: Literal["target", "state"], old: Entry, new: Entry, path: str, source: str
) -> Change:
    spans = word_diff("\n".join(old.msgstr), "\n".join(new.msgstr))
    return _report(kind, new, path, source, spans, (_state(old), _state(new)))


def _state(entry: Entry) -> str:
    if entry.fuzzy:
        return "needs-review"
    return "translated" if entry.translated else "untranslated"


def _report(
    kind: Literal["added", "removed", "source", "target", "state"],
    entry: Entry,
    path: str,
    source: str,
    spans: tuple[Span, ...],
    states: tuple[str, str] = ("", ""),
) -> Change:
    return Change(
        unit=unit_id(source, entry.msgctxt, entry.msgid),
        kind=kind,
        path=path,
        line=entry.line,
        msgid=entry.msgid,
        words=_changed_words(spans),
        spans=spans,
        before=states[0],
        after=states[1],
    )
