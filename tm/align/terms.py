"""Candidates for a termbase: words that are said again and again, with what they are translated by.

    pairs of texts ─ Lexicon.links ─▶ phrase … its translation in each text ─▶ Candidate …

Phrases are up to some words without the commonest ones at their ends. Their translation is what
their words are linked with, from the first to the last, where that is one short stretch.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tm.align.lexicon import stem
from tm.segment.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.align.lexicon import Lexicon

__all__ = ["Candidate", "Translation", "candidates"]

_COMMON, _OFTEN = 0.04, 15
"""Words in more than this share of the texts, and in more texts, are of the language itself."""
_SHORT = 3
_LONGER = 2
"""How many words more than the phrase a translation may have."""
_EXAMPLES = 2
_AGREE = 0.4
"""The least share of a phrase's places in which its translation is the same."""


class Translation(msgspec.Struct, frozen=True):
    """A translation in its commonest form, and in how many places it stands in any form."""

    text: str
    count: int


class Candidate(msgspec.Struct, frozen=True):
    """A phrase, how often it is said, its translations by count, and numbers of example texts."""

    text: str
    count: int
    translations: tuple[Translation, ...]
    examples: tuple[int, ...]


class _Place(NamedTuple):
    text: int
    source: tuple[str, ...]
    target: tuple[str, ...]


def candidates(
    pairs: Sequence[tuple[str, str]], lexicon: Lexicon, *, least: int = 3, longest: int = 3
) -> list[Candidate]:
    """Return phrases of at most `longest` words that stand in `least` texts, the commonest first.

    A phrase that only stands within a longer one is left out.
    """
    texts = [(TOKEN.findall(one), TOKEN.findall(other)) for one, other in pairs]
    common = _common([one for one, _ in texts]), _common([other for _, other in texts])
    found: defaultdict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for number, (one, other) in enumerate(texts):
        for place in _places((number, one, other), lexicon, longest, common):
            found[_stems(place.source)].append(place)
    made = {key: _candidate(places) for key, places in found.items() if len(places) >= least}
    kept = {key: one for key, one in made.items() if one is not None}
    within = {
        key[a:b]: max(kept[key].count, 0)
        for key in sorted(kept, key=lambda key: kept[key].count)
        for a in range(len(key))
        for b in range(a + 1, len(key) + 1)
        if b - a < len(key)
    }
    own = [one for key, one in kept.items() if one.count > within.get(key, 0)]
    return sorted(own, key=lambda one: (-one.count * len(one.text.split()), one.text))


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(stem(word.lower()) for word in words)


def _common(texts: Sequence[Sequence[str]]) -> set[str]:
    """Return the stems of words that stand in many texts, and of short ones."""
    counts = Counter(key for text in texts for key in set(_stems(text)))
    often = max(_COMMON * len(texts), _OFTEN)
    return {key for key, n in counts.items() if n > often or len(key) < _SHORT}


def _places(
    text: tuple[int, Sequence[str], Sequence[str]],
    lexicon: Lexicon,
    longest: int,
    common: tuple[set[str], set[str]],
) -> Iterator[_Place]:
    number, one, other = text
    links = lexicon.links([w.lower() for w in one], [w.lower() for w in other])
    targets: defaultdict[int, list[int]] = defaultdict(list)
    for link in links:
        targets[link.source].append(link.target)
    for start in range(len(one)):
        for end in range(start + 1, min(start + longest, len(one)) + 1):
            if not _is_phrase(one[start:end], common[0]):
                continue
            at = sorted(j for i in range(start, end) for j in targets.get(i, ()))
            if at and at[-1] - at[0] < end - start + _LONGER:
                stretch = other[at[0] : at[-1] + 1]
                if _is_phrase(stretch, common[1]):
                    yield _Place(number, tuple(one[start:end]), tuple(stretch))


def _is_phrase(words: Sequence[str], common: set[str]) -> bool:
    """Whether words are letters alone and neither begin nor end with a common one."""
    ends = {_stems(words[:1])[0], _stems(words[-1:])[0]}
    return all(word.isalpha() for word in words) and not ends & common


def _candidate(places: Sequence[_Place]) -> Candidate | None:
    """Return a phrase with its translations, None where they do not agree."""
    forms: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for place in places:
        forms[_stems(place.target)][" ".join(place.target)] += 1
    ranked = sorted(forms.values(), key=lambda counted: -counted.total())
    if ranked[0].total() < _AGREE * len(places):
        return None
    text = Counter(" ".join(place.source) for place in places).most_common(1)[0][0]
    return Candidate(
        text,
        len(places),
        tuple(Translation(one.most_common(1)[0][0], one.total()) for one in ranked[:3]),
        tuple(dict.fromkeys(place.text for place in places))[:_EXAMPLES],
    )
