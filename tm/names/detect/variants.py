"""Lemmas of one language that are two spellings of one name.

candidates: aligned with the same name of another language, or one letter apart
kept:       those that are close enough, not derived, and not two names that differ elsewhere
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from tm.names.detect.endings import analyses, derived
from tm.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.names.detect.index import Index, Place

__all__ = ["Cluster", "Variants", "distance", "find_variants", "systematic"]

_LONG = 6
"""Letters from which a word is long enough for two differences, or to be judged without a link."""
_SHORT = 5
_SHARE = 5
"""A frequent lemma stands for a name if every so many of its mentions, at least, are aligned so."""
_MOST = 12
"""Of how many words of a lemma the spelling is compared."""

_ON_I = re.compile("(?:[^aeiou]y|ie|ey|i|ee)$")
_UNDECLINED = re.compile("[^аоеёуыиіюяэйь][иі]$|[ржшчц]ы$")
_OTHER_VOWEL = re.compile("[еэо]$|(?<![ржшчцгкх])ы$|[рц]і$")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        *(("ph", "v"), ("f", "v"), ("(?<![sc])h", ""), ("ck?", "k"), ("z", "s"), ("ie|ey|y", "i")),
        *(("(?<=[aeiou])[eai]+", ""), (r"(.)\1+", r"\1"), ("[aes]+$", "")),
    )
)
"""English spellings of one sound."""
_SYSTEMS = str.maketrans("эяёоыійґгцў", "ееааиииххтв")
"""э/е, я/е, о/а, ё/е, ы/и/і, г/х, ц/т, ў/в: what differs between Russian and Belarusian."""


class Cluster(NamedTuple):
    """One spelling with its case forms: its mentions, in order."""

    group: int
    places: tuple[Place, ...]


class Variants(NamedTuple):
    """Spellings of one name, the most frequent first; `anchor` is the name elsewhere, or ""."""

    lang: str
    anchor: str
    clusters: tuple[Cluster, ...]


def distance(one: str, other: str, lang: str) -> int:
    """Return how many letters differ between two words, endings of one declension left out.

    >>> distance("хаммелом", "хэммел", "ru"), distance("минск", "гродно", "ru")
    (1, 6)
    """
    best = OSA.distance(one, other)
    there: dict[int, list[str]] = defaultdict(list)
    for stem in analyses(other, lang):
        there[stem.row].append(stem.text)
    for stem in analyses(one, lang):
        for text in there.get(stem.row, ()):
            if abs(len(text) - len(stem.text)) < best:
                best = min(best, OSA.distance(stem.text, text, score_cutoff=best))
    return best


def systematic(one: str, other: str) -> bool:
    """Whether two spellings differ only in what Russian, Belarusian and their systems disagree on.

    >>> systematic("ковалькова", "кавалькова"), systematic("ковалькова", "ковалькава")
    (True, True)
    >>> systematic("tikhanovskaya", "tsikhanouskaya"), systematic("брнерс", "бернерс")
    (True, False)
    """
    if one.isascii():
        return skeleton(one) == skeleton(other) and abs(len(one) - len(other)) <= 2  # noqa: PLR2004
    return one.translate(_SYSTEMS) == other.translate(_SYSTEMS)


def find_variants(index: Index, lang: str) -> list[Variants]:
    """Return the names of a language that are spelled in more than one way."""
    return list(_Finder(index, lang).found())


Pair = tuple[int, int]


class _Finder:
    def __init__(self, index: Index, lang: str) -> None:
        self.index = index
        self.lang = lang
        self.lexicon = index.lexicons[lang]
        self.anchors: dict[int, dict[str, Counter[object]]] = defaultdict(dict)
        self.names: dict[object, str] = {}
        self.distances: dict[Pair, int] = {}

    def found(self) -> Iterator[Variants]:
        anchored = self._anchored()
        kept = {pair for pair in anchored if self._is_anchored_variant(*pair)}
        kept |= {pair for pair in self._neighbours() - anchored if self._is_lone_variant(*pair)}
        for groups in _components(kept):
            clusters = [
                Cluster(group, tuple(sorted(self.lexicon.mentioned(group)))) for group in groups
            ]
            clusters.sort(key=lambda cluster: (-len(cluster.places), cluster.places))
            yield Variants(self.lang, self._anchor(groups), tuple(clusters))
        if not self.lang.startswith("en"):
            yield from self._within_lemmas()

    def _within_lemmas(self) -> Iterator[Variants]:
        """Yield the lemmas with one mention that only another case connects with the others."""
        for group, words in enumerate(self.lexicon.words):
            slip = self._undeclined(group) or self._outlier(words)
            if slip and len(self.lexicon.places[slip]) == 1:
                rest = (place for place in self.lexicon.mentioned(group) if place.word != slip)
                clusters = (tuple(sorted(rest)), tuple(self.lexicon.places[slip]))
                named = tuple(Cluster(group, each) for each in clusters)
                yield Variants(self.lang, self._anchor([group]), named)

    def _undeclined(self, group: int) -> str:
        """Return the other of two words that are a name on -i, which does not decline, or ""."""
        words = self.lexicon.words[group]
        counts = self.anchors.get(group, {}).get("en")
        if not counts or len(words) != 2:  # noqa: PLR2004
            return ""
        name = self.names[counts.most_common(1)[0][0]]
        usual, slip = sorted(words, key=lambda word: bool(_OTHER_VOWEL.search(word)))
        fits = _ON_I.search(name) and _UNDECLINED.search(usual) and _OTHER_VOWEL.search(slip)
        return slip if fits else ""

    def _outlier(self, words: list[str]) -> str:
        """Return the only word that has not the stem and declension of the others, or ""."""
        if len(words) < 3 or min(map(len, words)) < _SHORT:  # noqa: PLR2004
            return ""
        counts = Counter(
            {
                stem: sum(
                    len(self.lexicon.places[word])
                    for word in words
                    if stem in analyses(word, self.lang)
                )
                for word in words
                for stem in analyses(word, self.lang)
            }
        )
        main = counts.most_common(1)[0][0]
        left = [word for word in words if main not in analyses(word, self.lang)]
        return left[0] if len(left) == 1 and not self.lexicon.is_small(left[0]) else ""

    # --- anchors: what a lemma is aligned with --------------------------------------------------

    def _anchored(self) -> set[Pair]:
        """Return the pairs of lemmas that are aligned with one name of another language."""
        pairs: set[Pair] = set()
        for other in self.index.others(self.lang):
            owners: dict[object, set[int]] = defaultdict(set)
            for word, places in self.lexicon.places.items():
                group = self.lexicon.group[word]
                counts = self.anchors[group].setdefault(other, Counter())
                for place in places:
                    link = self.index.links[self.lang, other].get(place.at)
                    if link is not None:
                        name = self._name(other, link)
                        counts[name] += 1
                        owners[name].add(group)
            self._left_over(other, owners)
            for groups in owners.values():
                pairs.update(combinations(sorted(groups), 2))
        return pairs

    def _name(self, other: str, place: Place) -> object:
        """Return what is one name in another language: an English word, a lemma elsewhere."""
        lexicon = self.index.lexicons[other]
        name = (other, place.word if other.startswith("en") else lexicon.group[place.word])
        self.names.setdefault(name, place.form)
        return name

    def _left_over(self, other: str, owners: dict[object, set[int]]) -> None:
        """Link what is too unlike its neighbour, but nearly how the neighbour is rendered."""
        for word, places in self.lexicon.places.items():
            group = self.lexicon.group[word]
            for place in places:
                if place.at in self.index.links[self.lang, other]:
                    continue
                for neighbour in self.index.in_row(place.row, other):
                    if neighbour.at in self.index.links[other, self.lang]:
                        continue
                    name = self._name(other, neighbour)
                    if any(self._near(group, each) for each in owners.get(name, ())):
                        owners[name].add(group)
                        self.anchors[group][other][name] += 1

    def _near(self, one: int, other: int) -> bool:
        return one != other and self._distance(one, other) == 1

    def _anchor(self, groups: Iterable[int]) -> str:
        for other in self.index.others(self.lang):
            names = Counter[object]()
            for group in groups:
                names += self.anchors[group].get(other, Counter())
            if names:
                return self.names[names.most_common(1)[0][0]]
        return ""

    # --- judging --------------------------------------------------------------------------------

    def _distance(self, one: int, other: int) -> int:
        pair = (one, other) if one < other else (other, one)
        if pair not in self.distances:
            words = self._words(one, other)
            self.distances[pair] = min(distance(a, b, self.lang) for a, b in words)
        return self.distances[pair]

    def _words(self, one: int, other: int) -> Iterator[tuple[str, str]]:
        for first in self.lexicon.words[one][:_MOST]:
            for second in self.lexicon.words[other][:_MOST]:
                yield first, second

    def _is_anchored_variant(self, one: int, other: int) -> bool:
        if self._unfit(one, other) or self._differ_elsewhere(one, other):
            return False
        length = min(len(word) for pair in self._words(one, other) for word in pair)
        apart = self._distance(one, other)
        together = self._share_document(one, other)
        if self._two_names(one, other):
            return False
        if self.lang.startswith("en") and not together:
            by_system = any(systematic(a, b) for a, b in self._words(one, other))
            close = apart == 1 or (apart == 2 and by_system and length >= _LONG)  # noqa: PLR2004
            return close and self._is_one_person(one, other, length)
        if apart <= 1 or any(systematic(a, b) for a, b in self._words(one, other)):
            return True
        alike = any(OSA.distance(skeleton(a), skeleton(b)) <= 1 for a, b in self._words(one, other))
        return apart == 2 and alike and length >= (_SHORT if together else _LONG)  # noqa: PLR2004

    def _unfit(self, one: int, other: int) -> bool:
        """Whether two lemmas are in different scripts, or one is derived from the other."""
        return any(
            a.isascii() != b.isascii() or derived(a, b, self.lang)
            for a, b in self._words(one, other)
        )

    def _differ_elsewhere(self, one: int, other: int) -> bool:
        """Whether English has two names for them, or, for English, any other language has."""
        others = self.index.others(self.lang)
        if not self.lang.startswith("en"):
            others = [each for each in others if each.startswith("en")]
        return not all(self._agree(one, other, each) for each in others)

    def _agree(self, one: int, other: int, lang: str) -> bool:
        """Whether what two lemmas are aligned with can be one name; as much as nothing can.

        It must be what the more frequent one is mostly aligned with. What English is aligned with
        in one language may be inconsistent itself, if another language has exactly one name.
        """
        rare, usual = sorted((one, other), key=self.lexicon.count)
        few, many = (self.anchors[each].get(lang, Counter()) for each in (rare, usual))
        if not few or not many:
            return not few or not lang.startswith("en")
        main = max(many, key=many.__getitem__)
        if main in few:
            return many[main] * _SHARE >= self.lexicon.count(usual)
        if not self.lang.startswith("en"):
            return False
        theirs = max(few, key=few.__getitem__)
        nearly = self._nearly(self.names[main].lower(), self.names[theirs].lower(), lang)
        return nearly and self._agree_exactly(few, rare, usual)

    def _nearly(self, one: str, other: str, lang: str) -> bool:
        """Whether translators may have meant one name; left in Latin letters it tells nothing."""
        return one.isascii() != other.isascii() or distance(one, other, lang) <= 2  # noqa: PLR2004

    def _agree_exactly(self, few: Counter[object], rare: int, usual: int) -> bool:
        """Whether two lemmas are mostly aligned with the same name in some other language."""
        for counts in self.anchors[usual].values():
            if counts and max(counts, key=counts.__getitem__) in set().union(
                *self.anchors[rare].values()
            ) - set(few):
                return True
        return False

    def _share_document(self, one: int, other: int) -> bool:
        first = {self.index.document(place) for place in self.lexicon.mentioned(one)}
        return any(self.index.document(p) in first for p in self.lexicon.mentioned(other))

    def _two_names(self, one: int, other: int) -> bool:
        """Whether two English spellings of one sound are two names.

        They are where each is used again and again, or with surnames of its own.
        """
        if not self.lang.startswith("en") or not any(
            _sound(a) == _sound(b) for a, b in self._words(one, other)
        ):
            return False
        first, second = self._followers(one), self._followers(other)
        apart = bool(first) and bool(second) and first.isdisjoint(second)
        return apart or min(map(self.lexicon.count, (one, other))) > 1

    def _is_one_person(self, one: int, other: int, length: int) -> bool:
        """Whether two English words of different documents are one name.

        Two spellings of one sound (Jon, John) belong to two people, unless they are long and the
        surnames do not speak against it; of other differences one is a slip.
        """
        if any(_sound(a) == _sound(b) for a, b in self._words(one, other)):
            first, second = self._followers(one), self._followers(other)
            return length >= _LONG and first.isdisjoint(second) == (not first and not second)
        return length >= _SHORT - 1 and min(map(self.lexicon.count, (one, other))) == 1

    def _followers(self, group: int) -> set[str]:
        found: set[str] = set()
        for place in self.lexicon.mentioned(group):
            end = place.start + len(place.form)
            text = self.index.text(place).text
            for follower in self.index.in_row(place.row, self.lang):
                if follower.start == end + 1 and text[end] in " -":
                    found.add(follower.word)
        return found

    # --- without anchors ------------------------------------------------------------------------

    def _neighbours(self) -> set[Pair]:
        """Return the pairs of lemmas with stems of one declension that are one letter apart."""
        near: dict[tuple[int, str], set[int]] = defaultdict(set)
        for word, group in self.lexicon.group.items():
            if len(word) >= _SHORT:
                for stem in analyses(word, self.lang):
                    for shorter in _shorter(stem.text):
                        near[stem.row, shorter].add(group)
        return {pair for groups in near.values() for pair in combinations(sorted(groups), 2)}

    def _is_lone_variant(self, one: int, other: int) -> bool:
        """Whether a rare word is a slip for a frequent one that is aligned with nothing either.

        In one document a difference of systems is enough, whatever the counts.
        """
        rare, usual = sorted((one, other), key=self.lexicon.count)
        count = self.lexicon.count(usual)
        words = [word for pair in self._words(rare, usual) for word in pair]
        length = min(map(len, words))
        if all(place.first for place in self.lexicon.mentioned(rare)):
            return False
        if length < _LONG or any(map(self.lexicon.is_small, words)) or self._unfit(one, other):
            return False
        by_system = systematic(*words[:2]) and self._share_document(one, other)
        if self.lexicon.count(rare) * 2 > count and not (by_system and length > _LONG):
            return False
        return self._distance(one, other) == 1 and not self._should_be_linked(rare, usual)

    def _should_be_linked(self, rare: int, usual: int) -> bool:
        """Whether the frequent one is mostly aligned, so that the rare one would be with it."""
        rows = {place.row for place in self.lexicon.mentioned(rare)}
        for other in self.index.others(self.lang):
            if not any(text.lang == other for row in rows for text in self.index.rows[row].texts):
                continue
            linked = self.anchors[usual][other].total()
            if linked * 2 >= self.lexicon.count(usual) or self.anchors[rare][other]:
                return True
        return False


def _sound(word: str) -> str:
    """Return an English word without what is spelled in several ways but said in one.

    >>> _sound("theresa") == _sound("teresa"), _sound("jeff") == _sound("jaff")
    (True, False)
    """
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _shorter(stem: str) -> set[str]:
    return {stem, *(stem[:i] + stem[i + 1 :] for i in range(len(stem)))}


def _components(pairs: Iterable[Pair]) -> list[list[int]]:
    """Return the groups of what pairs connect.

    >>> _components([(1, 2), (4, 5), (2, 3)])
    [[1, 2, 3], [4, 5]]
    """
    of: dict[int, list[int]] = {}
    for one, other in sorted(pairs):
        first, second = of.setdefault(one, [one]), of.setdefault(other, [other])
        if first is not second:
            first.extend(second)
            of.update(dict.fromkeys(second, first))
    return [group for key, group in of.items() if group[0] == key]
