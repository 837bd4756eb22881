"""The mentions of some rows: by word, words by lemma, and which are aligned over languages.

Index ─ lexicons["ru"] ─▶ Lexicon ─ places: word ─▶ Place
      └ links["ru", "en"] ─▶ {(row, start): the place it is aligned with}
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tm.names.detect.endings import analyses, folded
from tm.names.detect.mentions import mentions, small_words
from tm.names.skeleton import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.names.detect.endings import Stem
    from tm.names.detect.texts import Row, Text

__all__ = ["Index", "Lexicon", "Place"]

_ALIKE = 0.55
"""The likeness from which two mentions of a row may be one name."""


class Place(NamedTuple):
    """One mention: the row and the text of the row, the offset, the word as written and folded.

    `first` says that it starts a sentence.
    """

    row: int
    text: int
    start: int
    form: str
    word: str
    first: bool

    @property
    def at(self) -> tuple[int, int]:
        """What tells it from the other mentions of its language."""
        return self.row, self.start


class Lexicon:
    """The mentions of one language.

    places: the mentions by folded word. group: the number of a word's lemma; `words` by number.
    small: the stems of the words that are written small.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.places: dict[str, list[Place]] = defaultdict(list)
        self.group: dict[str, int] = {}
        self.words: list[list[str]] = []
        self.small: set[Stem] = set()

    def settle(self, small: set[str]) -> None:
        """Leave out what is a name only by standing first, and group the words by lemma."""
        self.small = {stem for word in small for stem in analyses(word, self.lang)}
        for word, places in list(self.places.items()):
            if all(place.first for place in places) and self.is_small(word):
                del self.places[word]
        self._group()

    def is_small(self, word: str) -> bool:
        """Whether a form of the word is written small somewhere."""
        return not self.small.isdisjoint(analyses(word, self.lang))

    def count(self, group: int) -> int:
        """Return how often the words of a lemma are mentioned."""
        return sum(len(self.places[word]) for word in self.words[group])

    def mentioned(self, group: int) -> Iterator[Place]:
        """Yield the mentions of a lemma."""
        for word in self.words[group]:
            yield from self.places[word]

    def _group(self) -> None:
        parent = {word: word for word in self.places}

        def root(word: str) -> str:
            while parent[word] != word:
                parent[word] = word = parent[parent[word]]
            return word

        owner: dict[Stem, str] = {}
        for word in self.places:
            for stem in analyses(word, self.lang):
                parent[root(word)] = root(owner.setdefault(stem, word))
        numbers: dict[str, int] = {}
        for word in self.places:
            number = numbers.setdefault(root(word), len(numbers))
            if number == len(self.words):
                self.words.append([])
            self.words[number].append(word)
            self.group[word] = number


Links = dict[tuple[int, int], Place]


class Index:
    """The mentions of rows in all their languages."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.lexicons: dict[str, Lexicon] = {}
        self._read()
        self._by_row: list[dict[str, list[Place]]] = [{} for _ in rows]
        for lang, lexicon in self.lexicons.items():
            for places in lexicon.places.values():
                for place in places:
                    self._by_row[place.row].setdefault(lang, []).append(place)
        self.links: dict[tuple[str, str], Links] = {}
        langs = sorted(self.lexicons)
        for number, one in enumerate(langs):
            for other in langs[number + 1 :]:
                self._align(one, other)

    def text(self, place: Place) -> Text:
        """Return the text that a mention is in."""
        return self.rows[place.row].texts[place.text]

    def document(self, place: Place) -> str:
        """Return the document that a mention is in."""
        return self.rows[place.row].document

    def others(self, lang: str) -> list[str]:
        """Return the other languages, English first."""
        return sorted((other for other in self.lexicons if other != lang), key=_english_first)

    def in_row(self, row: int, lang: str) -> list[Place]:
        """Return the mentions of a row in a language."""
        return self._by_row[row].get(lang, [])

    def _read(self) -> None:
        small: dict[str, set[str]] = defaultdict(set)
        for number, row in enumerate(self.rows):
            for position, text in enumerate(row.texts):
                lang = text.lang
                lexicon = self.lexicons.setdefault(lang, Lexicon(lang))
                for mention in mentions(text.text):
                    word = folded(mention.word, lang)
                    place = Place(
                        number, position, mention.start, mention.word, word, mention.first
                    )
                    lexicon.places[word].append(place)
                small[lang].update(folded(word, lang) for word in small_words(text.text))
        for lang, lexicon in self.lexicons.items():
            lexicon.settle(small[lang])

    def _align(self, one: str, other: str) -> None:
        """Link the mentions of two languages in every row, one to one, the likest first."""
        there: Links = {}
        back: Links = {}
        for row in self._by_row:
            for left, right in _matched(row.get(one, []), row.get(other, [])):
                there[left.at] = right
                back[right.at] = left
        self.links[one, other] = there
        self.links[other, one] = back


def _english_first(lang: str) -> tuple[bool, str]:
    return not lang.startswith("en"), lang


def _matched(one: list[Place], other: list[Place]) -> Iterator[tuple[Place, Place]]:
    scored = [
        (alike, -abs(i - j), i, j)
        for i, left in enumerate(one)
        for j, right in enumerate(other)
        if (alike := likeness(left.word, right.word)) >= _ALIKE
    ]
    left_done: set[int] = set()
    right_done: set[int] = set()
    for _, _, i, j in sorted(scored, reverse=True):
        if i not in left_done and j not in right_done:
            left_done.add(i)
            right_done.add(j)
            yield one[i], other[j]
