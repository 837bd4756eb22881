"""What a match is worth: similarity, the discount for forms of one word, penalties, the cap.

`docs/memory.md` says it for users. `similarity` decides which matches there are; the score only
orders them.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.lang import primary
from tm.memory.base import Penalty
from tm.memory.critical import critical
from tm.memory.diff import alike, diff, words
from tm.memory.keys import key, neighbour
from tm.model import State
from tm.names.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tm.align.lexicon import Lexicon
    from tm.memory.base import Hit, Kind, Query, Text
    from tm.memory.diff import Change, Words
    from tm.names.register import Register

__all__ = ["CAP", "Knowledge", "Scored", "best", "bound", "scored"]

CAP = 84.0
"""The highest score of a match in which a critical token differs."""

_INFLECTED = frozenset({"ru", "be"})
_FORM = 0.3
"""What a form of the same word costs instead of 1."""
_POINTS = {
    "numbers": 3.0,
    "negation": 5.0,
    "names": 3.0,
    "opposite": 5.0,
    "case": 1.0,
    "spacing": 0.5,
    "tags": 2.0,
    "context": 1.0,
    "unreviewed": 10.0,
    "obsolete": 5.0,
}
"""Points that each difference takes off."""


class Knowledge:
    """What is known beside the memory: registered names, and which words translate each other."""

    def __init__(self, register: Register | None = None, lexicon: Lexicon | None = None) -> None:
        self.register = register
        self.lexicon = lexicon
        self.names_in = lru_cache(maxsize=32)(self._names_in)

    def _names_in(self, lang: str) -> Callable[[str], Counter[str]] | None:
        """Return what counts the registered names of a text by id, None without a register."""
        if self.register is None:
            return None
        matcher = Matcher(self.register.names, lang)

        @lru_cache(maxsize=256)
        def count(text: str) -> Counter[str]:
            return Counter(min(mention.entities) for mention in matcher.find(text))

        return count


class Scored(NamedTuple):
    """A hit with its score and what makes it up; `capped` says why it may not be higher."""

    hit: Hit
    target: Text
    kind: Kind
    score: float
    penalties: tuple[Penalty, ...]
    capped: str
    changes: list[Change]


def bound(similarity: float, lang: str) -> float:
    """Return the highest score that a hit of that similarity can have, 0-100.

    >>> bound(80.0, "en"), bound(80.0, "ru")
    (80.0, 94.0)
    """
    if primary(lang) not in _INFLECTED:
        return similarity
    return similarity + (1 - _FORM) * (100 - similarity)


def best(texts: Sequence[Text]) -> Text:
    """Return the text that is to be used of several: the most trusted, reviewed, newest."""
    only, *others = texts
    return max(texts, key=_worth) if others else only


def _worth(text: Text) -> tuple[int, bool, int, str]:
    states = tuple(State)
    obsolete = all(origin.obsolete for origin in text.origins) if text.origins else False
    newest = max((origin.date for origin in text.origins), default="")
    return text.trust, not obsolete, states.index(text.variant.state), newest


def scored(query: Query, hit: Hit, knowledge: Knowledge) -> Scored:
    """Return a hit with its score."""
    lang = query.variant.lang
    ours, theirs = query.variant.segment.plain, hit.text.variant.segment.plain
    target = best(hit.entry.in_language(query.target))
    kind = _kind(query, hit, ours, theirs)
    mine, other = words(ours), words(theirs)
    changes = diff(mine, other) if hit.similarity < 100 else []  # noqa: PLR2004  (percent)
    found = [*_discount(mine, other, changes, lang), *_doubts(target)]
    capped = ""
    if kind == "fuzzy":
        critically = [*critical(mine, other, changes, lang, knowledge.names_in(lang))]
        found += [Penalty(one.kind, _POINTS[one.kind], one.reason) for one in critically]
        found += _looks(mine, other, changes)
        capped = "; ".join(f"{one.kind}: {one.reason}" for one in critically)
    found += _tags(query, hit)
    if kind == "exact" and _has_context(query):
        found.append(Penalty("context", _POINTS["context"], "another context"))
    score = max(hit.similarity - sum(one.points for one in found), 0.0)
    if kind == "context" and not any(one.name in {"unreviewed", "trust"} for one in found):
        score = 100.0
    score = min(score, CAP) if capped else min(score, 100.0)
    return Scored(hit, target, kind, score, tuple(found), capped, changes)


def _kind(query: Query, hit: Hit, ours: str, theirs: str) -> Kind:
    lang = query.variant.lang
    if key(ours, lang) != key(theirs, lang) or query.variant.segment.codes != _codes(hit):
        return "fuzzy"
    if query.context is not None and query.context == hit.entry.context:
        return "context"
    before, after = neighbour(query.before, lang), neighbour(query.after, lang)
    if before and after and query.context == hit.entry.context:
        for origin in hit.text.origins:
            if (origin.before, origin.after) == (before, after):
                return "context"
    return "exact"


def _codes(hit: Hit) -> tuple[object, ...]:
    return hit.text.variant.segment.codes


def _has_context(query: Query) -> bool:
    return query.context is not None or query.before is not None or query.after is not None


def _discount(mine: Words, other: Words, changes: list[Change], lang: str) -> Iterator[Penalty]:
    """Yield what forms of one word give back."""
    if primary(lang) not in _INFLECTED:
        return
    pairs = [
        (one, two)
        for change in changes
        for one, two in zip(
            mine.tokens[change.start : change.end],
            other.tokens[change.first : change.last],
            strict=False,
        )
        if one != two and alike(one, two)
    ]
    if pairs:
        size = max(len(mine.tokens), len(other.tokens))
        told = ", ".join(f"{two} → {one}" for one, two in pairs)
        yield Penalty("forms", -100 * (1 - _FORM) * len(pairs) / size, told)


def _doubts(target: Text) -> Iterator[Penalty]:
    """Yield what the translation's state and origins take off."""
    if target.variant.state is State.NEEDS_REVIEW:
        yield Penalty("unreviewed", _POINTS["unreviewed"], "needs review")
    if target.trust < 100:  # noqa: PLR2004  (percent)
        yield Penalty("trust", 100.0 - target.trust, f"its file is trusted {target.trust} %")
    if target.origins and all(origin.obsolete for origin in target.origins):
        yield Penalty("obsolete", _POINTS["obsolete"], "the entry is obsolete")


def _looks(mine: Words, other: Words, changes: list[Change]) -> Iterator[Penalty]:
    """Yield what a difference of capitals or white space takes off, where words are equal."""
    if changes or mine.plain == other.plain:
        return
    cased = [f"{b} → {a}" for a, b in zip(mine.raw, other.raw, strict=False) if a != b]
    if cased:
        yield Penalty("case", _POINTS["case"], ", ".join(cased))
    else:
        yield Penalty("spacing", _POINTS["spacing"], "white space")


def _tags(query: Query, hit: Hit) -> Iterator[Penalty]:
    own, other = query.variant.segment.codes, hit.text.variant.segment.codes
    if own == other:
        return
    ours, theirs = Counter(code.data for code in own), Counter(code.data for code in other)
    if ours != theirs:
        gone, new = theirs - ours, ours - theirs
        told = f"{' '.join(gone) or '∅'} → {' '.join(new) or '∅'}"
        yield Penalty("tags", _POINTS["tags"], told)
