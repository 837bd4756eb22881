"""The sentences of one side as arrays: which words, marks and numbers stand where.

sentences ─ Side.of ─▶ Side: words by number, sentence after sentence
                       Words: what is known of every different word
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tm.names.skeleton import romanised, skeleton
from tm.segment.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["KEY", "MARK", "NUMBER", "STOP", "WORD", "Side", "Words", "pieces", "stem"]

WORD, NUMBER, MARK, STOP = range(4)
"""Kinds of tokens; a stop is a mark that stands nearly everywhere."""

KEY = 3
"""How many consonants must agree before two words are compared."""

_SHOWN = 10
_STEM = 5
_STOPS = frozenset(".,")
_SAME_MARKS = str.maketrans("“”„«»‘’ʼ—–‐", '"""""\'\'\'---')
_FOLDED = str.maketrans("ё", "е")


def pieces(text: str) -> list[str]:
    """Return the tokens of a text in NFC, their case kept.

    >>> pieces("Ён з’ехаў у «Мінск»")
    ['Ён', 'з’ехаў', 'у', '«', 'Мінск', '»']
    """
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d]+(?:['’ʼ][^\W\d]+)*|{TOKEN.pattern}")


def stem(word: str) -> str:
    """Return the beginning of a word, which its inflected forms share.

    >>> stem("translation"), stem("ещё"), stem("2020")
    ('trans', 'еще', '2020')
    """
    low = word.lower().translate(_FOLDED)
    return low if low[0].isdigit() else low[:_STEM]


class Words(NamedTuple):
    """The different words of a side.

    `stems[k]` is the number of word k's stem in `stem_list`, `kinds[k]` its kind; `sounds` are its
    consonants, 0 behind the last, `sizes` how many there are. `keys[k]` is what it is found by on
    the other side: itself, and its first consonants ("" for none).
    """

    keys: list[tuple[str, str]]
    stem_list: list[str]
    stems: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    sounds: NDArray[np.uint8]
    sizes: NDArray[np.int64]

    def only(self, used: NDArray[np.int64]) -> Words:
        """Return some of the words, numbered anew."""
        kept, stems = np.unique(self.stems[used], return_inverse=True)
        numbers: list[int] = used.tolist()
        return Words(
            [self.keys[at] for at in numbers],
            [self.stem_list[at] for at in kept.tolist()],
            stems,
            self.kinds[used],
            self.sounds[used],
            self.sizes[used],
        )


class Side(NamedTuple):
    """All sentences of one side.

    The tokens of sentence i are `tokens[starts[i]:starts[i + 1]]`, numbers of forms; `capital`
    says which begin with a capital inside of a sentence; `lengths` are characters.
    """

    words: Words
    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]
    capital: NDArray[np.bool_]
    lengths: NDArray[np.float64]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Side:
        """Cut sentences into tokens and number them."""
        numbers: dict[str, int] = {}
        found: list[int] = []
        capital: list[bool] = []
        starts = [0]
        for sentence in sentences:
            for at, piece in enumerate(pieces(sentence)):
                low = piece.lower().translate(_SAME_MARKS)
                found.append(numbers.setdefault(low, len(numbers)))
                capital.append(at > 0 and piece[0].isupper())
            starts.append(len(found))
        lengths = np.array([len(sentence) for sentence in sentences], np.float64)
        return cls(
            _words(list(numbers)),
            np.array(found, np.int64),
            np.array(starts, np.int64),
            np.array(capital, np.bool_),
            lengths,
        )

    def between(self, first: int, last: int) -> Side:
        """Return the sentences [first, last) with only the words they have."""
        a, b = self.starts[first], self.starts[last]
        used, tokens = np.unique(self.tokens[a:b], return_inverse=True)
        starts = self.starts[first : last + 1] - a
        lengths, capital = self.lengths[first:last], self.capital[a:b]
        return Side(self.words.only(used), tokens, starts, capital, lengths)

    def joined(self, spans: Sequence[tuple[int, int]]) -> Side:
        """Return the side whose sentences are these spans [first, last) of sentences, joined."""
        first, last = np.array(spans, np.int64).reshape(-1, 2).T
        begin, sizes = self.starts[first], self.starts[last] - self.starts[first]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        at = np.arange(int(starts[-1])) + np.repeat(begin - starts[:-1], sizes)
        total = np.concatenate([[0.0], np.cumsum(self.lengths + 1)])
        lengths = total[last] - total[first] - 1
        return Side(self.words, self.tokens[at], starts, self.capital[at], lengths)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many tokens each sentence has."""
        return np.diff(self.starts)

    @property
    def owners(self) -> NDArray[np.int64]:
        """The sentence of every token."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes)


def _words(forms: list[str]) -> Words:
    stems: dict[str, int] = {}
    numbers = [stems.setdefault(stem(form), len(stems)) for form in forms]
    kinds = np.array([_kind(form) for form in forms], np.uint8)
    spoken = [skeleton(form) if form[0].isalpha() else "" for form in forms]
    sounds = np.zeros((len(forms), _SHOWN), np.uint8)
    for at, sound in enumerate(spoken):
        short = sound[:_SHOWN]
        sounds[at, : len(short)] = [ord(letter) % 251 + 1 for letter in short]
    sizes = np.minimum(np.array([len(sound) for sound in spoken], np.int64), _SHOWN)
    keys = [_keys(form, sound) for form, sound in zip(forms, spoken, strict=True)]
    return Words(keys, list(stems), np.array(numbers, np.int64), kinds, sounds, sizes)


def _kind(form: str) -> int:
    if form[0].isdigit():
        return NUMBER
    if form[0].isalpha():
        return WORD
    return STOP if form in _STOPS else MARK


def _keys(form: str, sound: str) -> tuple[str, str]:
    same = "=" + (romanised(form) if form[0].isalpha() else form.replace(",", "."))
    return same, "~" + sound[:KEY] if len(sound) > 1 else ""
