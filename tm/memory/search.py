"""Search a memory: hits scored, ordered, explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.memory.base import Match
from tm.memory.critical import negations
from tm.memory.diff import words
from tm.memory.score import Knowledge, Scored, bound, scored
from tm.memory.substitute import substitute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.align.lexicon import Lexicon, Link
    from tm.memory.base import Query, Store
    from tm.memory.diff import Words

__all__ = ["search"]

_SHORTEST = 3
"""A shorter word is hardly what a change is about."""

Spans = tuple[tuple[int, int], ...]


def search(store: Store, query: Query, knowledge: Knowledge | None = None) -> list[Match]:
    """Return the best matches of a query: by score, then similarity, then id.

    All units with similarity >= `query.minimum` that have the target language are candidates.
    """
    known = knowledge or Knowledge()
    lang, text = query.variant.lang, query.variant.segment.plain
    found: list[Scored] = []
    for hit in store.fuzzy(text, lang, query.minimum, query.target):
        most = bound(hit.similarity, lang), hit.similarity
        if len(found) == query.limit and most <= (found[-1].score, found[-1].hit.similarity):
            break  # hits come by similarity, then id
        found.append(scored(query, hit, known))
        found.sort(key=_order)
        del found[query.limit :]
    return [_match(query, one, known.lexicon) for one in found]


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
    links = lexicon.links(source.tokens, target.tokens)
    concerned = _concerned(source, target, changed, links)
    concerned |= _negating(one, source, target, changed)
    return _spans(source.spans, changed), _spans(target.spans, sorted(concerned))


def _negating(one: Scored, source: Words, target: Words, changed: Sequence[int]) -> set[int]:
    """Return the words that negate in the target, where one that does in the source has changed."""
    lang, other = one.hit.text.variant.lang, one.target.variant.lang
    lost = not set(changed).isdisjoint(negations(source.tokens, lang))
    return set(negations(target.tokens, other)) if lost else set()


def _concerned(
    source: Words, target: Words, changed: Sequence[int], links: Sequence[Link]
) -> set[int]:
    """Return the target tokens that changed source tokens are linked to.

    A changed word without a link has the word that is nearest to its place of those that no link
    leads to: what is left over translates what is left over.
    """
    by_source: dict[int, set[int]] = {}
    for link in links:
        by_source.setdefault(link.source, set()).add(link.target)
    free = set(range(len(target.tokens))) - {link.target for link in links}
    left = {at for at in free if len(target.tokens[at]) >= _SHORTEST}
    found: set[int] = set()
    for at in changed:
        if at in by_source:
            found |= by_source[at]
        elif left and len(source.tokens[at]) > _SHORTEST:
            place = at * len(target.tokens) / len(source.tokens)
            nearest = min(left, key=lambda one: abs(one - place))
            found.add(nearest)
            left.remove(nearest)
    return found


def _spans(spans: Sequence[tuple[int, int]], tokens: Sequence[int]) -> Spans:
    return tuple(spans[at] for at in tokens if at < len(spans))
