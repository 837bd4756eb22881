"""How much of a text the memory knows: words and segments by match band."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from tm.memory.base import Query
from tm.memory.keys import key
from tm.memory.search import search
from tm.segment.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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

_BY_SCORE = ((95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74"))
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
    """Return the band of a match; one that is less than sure goes by its score.

    >>> band_of(100, "context"), band_of(99, "exact"), band_of(100, "fuzzy"), band_of(49, "fuzzy")
    ('101', '100', '95-99', 'new')
    >>> band_of(90, "context")
    '85-94'
    """
    if kind == "context" and score >= 100:  # noqa: PLR2004  (percent)
        return "101"
    if kind != "fuzzy" and score >= _OTHER_CONTEXT:
        return "100"
    return next((name for least, name in _BY_SCORE if score >= least), "new")


def leverage(
    store: Store | None,
    sentences: Iterable[Sentence],
    target: str,
    knowledge: Knowledge | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Leverage:
    """Count segments by band; without a store nothing but repetitions is known."""
    everything = list(sentences)
    bands = {name: Band() for name in BANDS}
    total, internal = Band(), Band()
    seen: set[tuple[str, str | None]] = set()
    earlier = _Earlier(one.variant.segment.plain for one in everything)
    for one in everything:
        identity = key(one.variant.text, one.variant.lang), one.context
        name = "repetitions" if identity in seen else _band(store, one, target, knowledge)
        seen.add(identity)
        bands[name].count(one)
        total.count(one)
        if name in {"new", "50-74"} and earlier.has_near(one.variant.segment.plain):
            internal.count(one)
    weighted = sum(band.words * weights[name] for name, band in bands.items())
    return Leverage(target, bands, total, internal, round(weighted, 1))


def _band(store: Store | None, one: Sentence, target: str, knowledge: Knowledge | None) -> str:
    if store is None:
        return "new"
    query = Query(one.variant, target, one.context, one.before, one.after, minimum=_LEAST, limit=1)
    found = search(store, query, knowledge)
    return band_of(found[0].score, found[0].kind) if found else "new"


class _Earlier:
    """The texts that were asked for, by their rarest tokens.

    Texts of n tokens that are similar enough have ceil(0.75 n) of them in common or more; so, in
    any one order of tokens, they share one of the first n - ceil(0.75 n) + 1 (prefix filtering).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take all texts there will be, to know which tokens are rare."""
        self._frequency = Counter(token for text in texts for token in tokens(text))
        self._texts: list[Sequence[str]] = []
        self._with: defaultdict[tuple[str, int], list[int]] = defaultdict(list)

    def has_near(self, text: str) -> bool:
        """Whether a text like this one was asked for before; remember this one."""
        own = tokens(text)
        rarest = list(self._rarest(own))
        candidates = {at for token in rarest for at in self._with.get(token, ())}
        best = extractOne(
            own,
            [self._texts[at] for at in candidates],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_INTERNAL / 100,
        )
        for token in rarest:
            self._with[token].append(len(self._texts))
        self._texts.append(own)
        return best is not None

    def _rarest(self, own: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the first tokens in the order of rarity; one that is there twice is two."""
        numbered = list[tuple[str, int]]()
        count = Counter[str]()
        for token in own:
            count[token] += 1
            numbered.append((token, count[token]))
        numbered.sort(key=lambda one: (self._frequency[one[0]], one))
        yield from numbered[: len(own) - ceil(_INTERNAL / 100 * len(own)) + 1]
