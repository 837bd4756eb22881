"""Names of the register: forms that it does not want, words that are nearly one of its forms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tm.names.detect.endings import analyses, derived, folded
from tm.names.detect.reports import Location, Report, Spelling, report_of
from tm.names.detect.variants import distance, systematic
from tm.names.matcher import Matcher
from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tm.config import Policy
    from tm.names.detect.index import Index, Place
    from tm.names.matcher import Mention, Reading
    from tm.names.register import Register

__all__ = ["find_registered"]

_LONG = 6
"""Letters from which a word can be a near miss of a name."""


def find_registered(
    index: Index, lang: str, register: Register, policies: Mapping[str, Policy]
) -> list[Report]:
    """Return the reports on names of the register in one language; `policies` is by language."""
    finder = _Finder(index, lang, register, policies)
    return [*finder.unwanted(), *finder.near_misses()]


class _Finder:
    def __init__(
        self, index: Index, lang: str, register: Register, policies: Mapping[str, Policy]
    ) -> None:
        self.index = index
        self.lang = lang
        self.register = register
        self.policy = policies.get(lang)
        self.found: dict[str, dict[str, list[Location]]] = defaultdict(lambda: defaultdict(list))
        self.taken: set[tuple[int, int]] = set()
        matcher = Matcher(register, lang)
        for number, row in enumerate(index.rows):
            for text in row.texts:
                if text.lang == lang:
                    for mention in matcher.find(text.text):
                        self._note(number, mention, Location(text.path, text.line, mention.start))

    def _note(self, row: int, mention: Mention, place: Location) -> None:
        """Remember a mention under the form that it is, a wanted one where it can be one."""
        for word in mention.words:
            self.taken.update((row, start) for start in range(word.start, word.end))
        readings = sorted(mention.readings, key=self._is_unwanted)
        self.found[readings[0].entity.id][readings[0].form.text].append(place)

    def _is_unwanted(self, reading: Reading) -> bool:
        if reading.form.status in {"preferred", "admitted"}:
            return False
        best = reading.entity.preferred(self.lang, self.policy)
        return reading.form.status == "forbidden" or (best is not None and best != reading.form)

    # --- forms that the register does not want --------------------------------------------------

    def unwanted(self) -> Iterator[Report]:
        """Yield the forbidden forms and those that are not preferred."""
        for entity, by_form in self.found.items():
            name = self.register.get(entity)
            best = name.preferred(self.lang, self.policy)
            for form in name.forms.get(self.lang, ()):
                places = by_form.get(form.text)
                if not places or form == best or form.status in {"preferred", "admitted"}:
                    continue
                used = [_spelling(form.text, places)]
                if best is not None:
                    used.insert(0, _spelling(best.text, by_form.get(best.text, [])))
                why = "forbidden" if form.status == "forbidden" else "not the preferred form"
                reason = f"{form.text} is {why}" + (f", write {best.text}" if best else "")
                yield report_of("variants", self.lang, entity, used, reason)

    # --- near misses ----------------------------------------------------------------------------

    def near_misses(self) -> Iterator[Report]:
        """Yield the words that are one letter, or one system, off a word of a registered name."""
        lexicon = self.index.lexicons[self.lang]
        near = self._neighbours()
        for word, places in lexicon.places.items():
            free = [place for place in places if place.at not in self.taken]
            if len(word) < _LONG or not free or lexicon.is_small(word):
                continue
            names = {name for key in _keys(word, self.lang) for name in near.get(key, ())}
            for name, entity in sorted(names):
                if self._is_near(word, folded(name, self.lang)):
                    yield self._near_miss(free, name, entity)
                    break

    def _neighbours(self) -> dict[tuple[int, str], set[tuple[str, str]]]:
        near: dict[tuple[int, str], set[tuple[str, str]]] = defaultdict(set)
        for name in self.register:
            for form in name.forms.get(self.lang, ()):
                for word in words(form.text):
                    if len(word.text) >= _LONG and word.text[0].isupper():
                        for key in _keys(folded(word.text, self.lang), self.lang):
                            near[key].add((word.text, name.id))
        return near

    def _is_near(self, word: str, name: str) -> bool:
        if derived(word, name, self.lang) or not analyses(word, self.lang).isdisjoint(
            analyses(name, self.lang)
        ):
            return False
        return distance(word, name, self.lang) == 1 or systematic(word, name)

    def _near_miss(self, places: list[Place], name: str, entity: str) -> Report:
        found = self.found.get(entity, {})
        right = [place for form in found.values() for place in form]
        texts = [(self.index.text(place), place.start) for place in sorted(places)]
        wrong = [Location(text.path, text.line, start) for text, start in texts]
        forms = [_spelling(name, right), _spelling(places[0].form, wrong)]
        reason = f"{places[0].form} is nearly {name}, a name of the register"
        return report_of("typo", self.lang, entity, forms, reason)


def _spelling(text: str, places: list[Location]) -> Spelling:
    return Spelling(text, len(places), tuple(places))


def _keys(word: str, lang: str) -> set[tuple[int, str]]:
    """Return the stems of a word, whole and with one letter left out."""
    return {
        (stem.row, shorter)
        for stem in analyses(word, lang)
        for text in [stem.text]
        for shorter in (text, *(text[:i] + text[i + 1 :] for i in range(len(text))))
    }
