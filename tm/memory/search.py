"""Search a memory: hits scored, ordered, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.memory.base import Match
from tm.memory.diff import words
from tm.memory.score import Knowledge, Scored, bound, scored
from tm.memory.substitute import substitute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.align.lexicon import Lexicon
    from tm.memory.base import Query, Store

__all__ = ["search"]

Spans = tuple[tuple[int, int], ...]


def search(store: Store, query: Query, knowledge: Knowledge | None = None) -> list[Match]:
    """Return the best matches of a query: by score, then similarity, then id.

    All units with similarity >= `query.minimum` that have the target language are candidates.
    """
    known = knowledge or Knowledge()
    lang, text = query.variant.lang, query.variant.segment.plain
    found: list[Scored] = []
    least = -1.0
    for hit in store.fuzzy(text, lang, query.minimum, query.target):
        if len(found) >= query.limit and bound(hit.similarity, lang) < least:
            break
        found.append(scored(query, hit, known))
        if len(found) >= query.limit:
            least = sorted((one.score for one in found), reverse=True)[query.limit - 1]
    found.sort(key=_order)
    return [_match(query, one, known.lexicon) for one in found[: query.limit]]


def _order(one: Scored) -> tuple[float, float, str]:
    return -one.score, -one.hit.similarity, one.hit.entry.id


def _match(query: Query, one: Scored, lexicon: Lexicon | None) -> Match:
    source, target = one.hit.text.variant, one.target.variant
    put = substitute(query.variant.text, source.text, target.text, query.target)
    changes, marked = _marked(one, lexicon)
    return Match(
        id=one.hit.entry.id,
        kind=one.kind,
        similarity=one.hit.similarity,
        score=one.score,
        source=source,
        target=target,
        proposed=put.text,
        penalties=one.penalties,
        capped=one.capped,
        substituted=put.told,
        changes=changes,
        marked=marked,
        origins=one.target.origins,
    )


def _marked(one: Scored, lexicon: Lexicon | None) -> tuple[Spans, Spans]:
    """Return the spans of the source that differ, and of the target words that translate them."""
    source = words(one.hit.text.variant.segment.plain)
    target = words(one.target.variant.segment.plain)
    changed = [at for change in one.changes for at in range(change.first, change.last)]
    if not changed or lexicon is None:
        return _spans(source.spans, changed), ()
    wanted = set(changed)
    linked = [
        link.target for link in lexicon.links(source.tokens, target.tokens) if link.source in wanted
    ]
    return _spans(source.spans, changed), _spans(target.spans, sorted(set(linked)))


def _spans(spans: Sequence[tuple[int, int]], tokens: Sequence[int]) -> Spans:
    return tuple(spans[at] for at in tokens if at < len(spans))
