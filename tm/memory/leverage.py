"""How much of a text the memory knows: words and segments by match band."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from tm.memory.base import Query
from tm.memory.keys import key
from tm.memory.search import search
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tm.memory.base import Store
    from tm.memory.score import Knowledge
    from tm.model import Variant

__all__ = ["BANDS", "WEIGHTS", "Band", "Leverage", "Sentence", "band_of", "leverage"]

BANDS = ("repetitions", "101", "100", "95-99", "85-94", "75-84", "50-74", "new")
WEIGHTS = {
    "repetitions": 0.1,
    "101": 0.0,
    "100": 0.1,
    "95-99": 0.3,
    "85-94": 0.5,
    "75-84": 0.7,
    "50-74": 1.0,
    "new": 1.0,
}
"""What a word of a band counts in the weighted sum, unless the caller says otherwise."""

_LEAST = 50.0
_INTERNAL = 75.0
_OTHER_CONTEXT = 99.0  # what an exact match in another context is worth


class Sentence(NamedTuple):
    """A segment to be translated, its words, what is around it and its context."""

    variant: Variant
    words: int
    before: str | None = None
    after: str | None = None
    context: str | None = None


class Band(msgspec.Struct):
    """What falls into one band."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def count(self, sentence: Sentence) -> None:
        """Count a segment; characters are those of its text without markup."""
        self.segments += 1
        self.words += sentence.words
        self.characters += len(sentence.variant.segment.plain)


class Leverage(msgspec.Struct):
    """The counts of one language: by band, in all, and weighted words.

    `internal` are those of the new and 50-74 ones that are similar (75 or more) to an earlier
    segment of the same text: they are counted in their bands too.
    """

    target: str
    bands: dict[str, Band]
    total: Band
    internal: Band
    weighted: float


def band_of(score: float, kind: str) -> str:
    """Return the band of a match.

    >>> band_of(100, "context"), band_of(100, "exact"), band_of(99.2, "fuzzy"), band_of(49, "fuzzy")
    ('101', '100', '95-99', 'new')
    """
    if kind == "context":
        return "101"
    if kind == "exact" and score >= _OTHER_CONTEXT:
        return "100"
    for least, name in ((100, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74")):
        if score >= least:
            return name
    return "new"


def leverage(
    store: Store | None,
    sentences: Iterable[Sentence],
    target: str,
    knowledge: Knowledge | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Leverage:
    """Count segments by band; without a store nothing but repetitions is known."""
    bands = {name: Band() for name in BANDS}
    total, internal = Band(), Band()
    seen: set[tuple[str, str | None]] = set()
    earlier: list[list[str]] = []
    for one in sentences:
        lang, plain = one.variant.lang, one.variant.segment.plain
        identity = key(one.variant.text, lang), one.context
        name = "repetitions" if identity in seen else _band(store, one, target, knowledge)
        seen.add(identity)
        bands[name].count(one)
        total.count(one)
        if name in {"new", "50-74"}:
            words = tokens(plain)
            if _near(words, earlier):
                internal.count(one)
            earlier.append(words)
    weighted = sum(band.words * weights[name] for name, band in bands.items())
    return Leverage(target, bands, total, internal, round(weighted, 1))


def _band(store: Store | None, one: Sentence, target: str, knowledge: Knowledge | None) -> str:
    if store is None:
        return "new"
    query = Query(one.variant, target, one.context, one.before, one.after, minimum=_LEAST, limit=1)
    found = search(store, query, knowledge)
    return band_of(found[0].score, found[0].kind) if found else "new"


def _near(words: list[str], earlier: list[list[str]]) -> bool:
    return bool(
        extractOne(
            words,
            earlier,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_INTERNAL / 100,
        )
    )
