"""What changed between two versions of a catalog, word by word, for reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
import regex
from rapidfuzz.distance import Indel

from tm.formats.po.units import state_of
from tm.model import State, unit_id
from tm.segment.words import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tm.catalog.keys import Key
    from tm.formats.po import Entry, PoFile

__all__ = ["Change", "Span", "changes", "word_diff"]

Kind = Literal["added", "removed", "source", "target", "state"]

_TOKENS = regex.compile(rf"{WORD}|\s+|\S")


class Span(msgspec.Struct, frozen=True):
    """A stretch of a text that stayed (`=`), went (`-`) or came (`+`)."""

    kind: Literal["=", "-", "+"]
    text: str


class Change(msgspec.Struct, frozen=True):
    """One entry that differs: `kind` says how, `words` counts the words that went or came.

    kind: added, removed, source (the msgid of a fuzzy entry was another), target, state.
    """

    unit: str
    kind: Kind
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
    before: list[str] = _TOKENS.findall(old)
    after: list[str] = _TOKENS.findall(new)
    numbers = {token: number for number, token in enumerate({*before, *after})}
    codes = Indel.opcodes([numbers[t] for t in before], [numbers[t] for t in after])
    spans: list[Span] = []
    went = came = ""
    for code in codes:
        out = "".join(before[code.src_start : code.src_end])
        if code.tag == "equal":
            spans += [Span("-", went), Span("+", came), Span("=", out)]
            went = came = ""
        else:
            went, came = went + out, came + "".join(after[code.dest_start : code.dest_end])
    spans += [Span("-", went), Span("+", came)]
    return tuple(span for span in spans if span.text)


def _changed_words(spans: tuple[Span, ...]) -> int:
    """Return the larger of the words that went and the words that came."""
    counts = {"-": 0, "+": 0, "=": 0}
    for span in spans:
        counts[span.kind] += sum(token[0].isalnum() for token in _TOKENS.findall(span.text))
    return max(counts["-"], counts["+"])


def changes(old: PoFile, new: PoFile, source: str = "en") -> Iterator[Change]:
    """Yield what differs between two versions of a catalog, in the new order, then what went.

    A sentence that changed is one change (source), not one that came and one that went.
    """
    before = {entry.key: entry for entry in old.messages}
    moved = {_origin(entry) for entry in new.messages if entry.key not in before}
    for entry in new.messages:
        known = before.get(entry.key)
        if known is None:
            yield _new(entry, before, new.path, source)
        elif known.msgstr != entry.msgstr:
            yield _changed("target", known, entry, new.path, source)
        elif state_of(known) != state_of(entry):
            yield _changed("state", known, entry, new.path, source)
    kept = moved | {entry.key for entry in new.messages}
    for entry in old.messages:
        if entry.key not in kept:
            states = (state_of(entry), State.INITIAL)
            yield _change("removed", entry, (old.path, source), word_diff(entry.msgid, ""), states)


def _origin(entry: Entry) -> tuple[str | None, str] | None:
    """Return the key of the sentence that a fuzzy one was made from."""
    if entry.previous is None or not entry.fuzzy:
        return None
    return entry.previous.context, entry.previous.source


def _new(entry: Entry, before: Mapping[Key, Entry], path: str, source: str) -> Change:
    old = before.get(_origin(entry) or _NOWHERE)
    spans = word_diff(old.msgid if old else "", entry.msgid)
    states = (state_of(old) if old else State.INITIAL, state_of(entry))
    return _change("source" if old else "added", entry, (path, source), spans, states)


_NOWHERE = (None, "")


def _changed(kind: Kind, old: Entry, new: Entry, path: str, source: str) -> Change:
    spans = word_diff("\n".join(old.msgstr), "\n".join(new.msgstr))
    return _change(kind, new, (path, source), spans, (state_of(old), state_of(new)))


def _change(
    kind: Kind,
    entry: Entry,
    where: tuple[str, str],
    spans: tuple[Span, ...],
    states: tuple[State, State],
) -> Change:
    """Make a change; `where` is the path and the source language."""
    path, source = where
    return Change(
        unit=unit_id(source, entry.msgctxt, entry.msgid),
        kind=kind,
        path=path,
        line=entry.line,
        msgid=entry.msgid,
        words=_changed_words(spans),
        spans=spans,
        before=_word(states[0]),
        after=_word(states[1]),
    )


def _word(state: State) -> str:
    return "untranslated" if state is State.INITIAL else state.value
