"""Untranslated entries filled from the memory, for a translator to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.formats.po.entry import FUZZY
from tm.formats.po.marks import Mark
from tm.memory.base import Query
from tm.memory.search import search
from tm.memory.similarity import similarity
from tm.model import Previous
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from tm.formats.po import Entry, PoFile
    from tm.memory.base import Match, Store
    from tm.memory.score import Knowledge
    from tm.model import Segment, Variant

    Key = tuple[str | None, str]

__all__ = ["Around", "Filled", "Pretranslator", "pretranslate"]

Around = tuple[str | None, str | None]
"""The texts before and after an entry's in its document, None for unknown."""


class Filled(msgspec.Struct, frozen=True):
    """An entry that was filled: its msgid, the score, the kind of match, and what it came through.

    `via` is the language of the text that was looked up where it is not the source.
    """

    msgid: str
    score: float
    kind: str
    accepted: bool
    via: str = ""


class _Proposal(NamedTuple):
    match: Match
    via: str = ""


class Pretranslator:
    """Looks up entries of catalogs: source and target language, what counts as good enough.

    `accept` is the least score, 0-100, of a context match that is taken as translated; None takes
    none. `via` is another language whose texts are looked up where there is no match; `others`
    returns the translation into it by the entry's key.
    """

    def __init__(  # noqa: PLR0913  (what a look-up needs)
        self,
        store: Store,
        pair: tuple[str, str],
        knowledge: Knowledge,
        parse: Callable[[str, str], Variant],
        *,
        minimum: float,
        accept: float | None = None,
        via: str = "",
        via_knowledge: Knowledge | None = None,
        others: Mapping[Key, str] | None = None,
    ) -> None:
        self._store = store
        self._source, self._target = pair
        self._knowledge = knowledge
        self._parse = parse
        self._minimum = minimum
        self._accept = accept
        self._via = via
        self._via_knowledge = via_knowledge
        self._others = others or {}

    def find(self, entry: Entry, around: Around = (None, None)) -> _Proposal | None:
        """Return the best match of an entry, None where nothing is good enough."""
        variant = self._parse(entry.msgid, self._source)
        query = Query(variant, self._target, entry.msgctxt, *around, minimum=self._minimum, limit=1)
        found = search(self._store, query, self._knowledge)
        if found and found[0].score >= self._minimum:
            return _Proposal(found[0])
        return self._through(entry)

    def _through(self, entry: Entry) -> _Proposal | None:
        text = self._others.get(entry.key, "")
        if not text:
            return None
        query = Query(self._parse(text, self._via), self._target, minimum=self._minimum, limit=1)
        found = search(self._store, query, self._via_knowledge)
        if found and found[0].score >= self._minimum:
            return _Proposal(found[0], self._via)
        return None

    def filled(self, entry: Entry, proposal: _Proposal) -> tuple[Entry, Filled] | None:
        """Return the entry with the proposal, None where its plural forms do not fit."""
        match, via = proposal
        texts = _forms(entry, match)
        if texts is None:
            return None
        accepted = (
            self._accept is not None
            and match.kind == "context"
            and match.score >= self._accept
            and not via
        )
        told = Filled(entry.msgid, match.score, match.kind, accepted, via)
        if accepted:
            others = tuple(flag for flag in entry.flags if flag != FUZZY)
            return entry.edit(msgstr=texts, flags=others, previous=None), told
        flags = (FUZZY, *(flag for flag in entry.flags if flag != FUZZY))
        previous = None if via else Previous(match.source.text, entry.msgctxt)
        return (
            entry.edit(
                msgstr=texts,
                flags=flags,
                previous=previous,
                comments=(*entry.comments, str(_origin(match, via))),
            ),
            told,
        )


def _is_nearer(match: Match, entry: Entry) -> bool:
    """Whether a match is more similar to an entry than the text its translation was made for."""
    made_for = entry.previous.source if entry.previous else ""
    return match.similarity > similarity(tokens(entry.msgid), tokens(made_for))


def _origin(match: Match, via: str) -> Mark:
    """Return the comment that says where a proposal is from: # tm:origin=memory 87 FILE:12."""
    first = match.origins[0] if match.origins else None
    place = f" {first.file}:{first.position}" if first and first.file else ""
    through = f" via {via}: {match.source.text}" if via else ""
    return Mark("origin", "memory", f"{match.score:.0f}{place}{through}".replace("\n", " "))


def _forms(entry: Entry, match: Match) -> tuple[str, ...] | None:
    if entry.msgid_plural is None:
        return (match.proposed,)
    forms: tuple[Segment, ...] = match.target.forms
    same = match.kind != "fuzzy" and len(forms) == len(entry.msgstr)
    return tuple(form.text for form in forms) if same else None


def pretranslate(
    file: PoFile,
    translator: Pretranslator,
    around: Mapping[Key, Around],
    guessed: Container[Key] = (),
) -> list[Filled]:
    """Fill the untranslated entries of a catalog in place; all others keep their bytes.

    An entry whose fuzzy translation was `guessed` from another one of the catalog is filled too
    where the memory has a more similar text.
    """
    told: list[Filled] = []
    for at, entry in enumerate(file.entries):
        if entry.is_header or entry.obsolete:
            continue
        guess = entry.fuzzy and entry.key in guessed
        if any(entry.msgstr) and not guess:
            continue
        proposal = translator.find(entry, around.get(entry.key, (None, None)))
        if guess and proposal and not _is_nearer(proposal.match, entry):
            continue
        done = translator.filled(entry, proposal) if proposal else None
        if done:
            file.entries[at] = done[0]
            told.append(done[1])
    return told
