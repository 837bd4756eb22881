"""Names × languages × forms, with counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from tm.names.detect.index import Index
from tm.names.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tm.names.detect.texts import Row
    from tm.names.register import Register

__all__ = ["Entry", "FormCount", "detected", "registered"]


class FormCount(msgspec.Struct, frozen=True):
    """A form and how often it is there, in all cases."""

    text: str
    count: int


class Entry(msgspec.Struct, frozen=True):
    """A name: an id of the register or a word, and its forms by language."""

    entity: str
    forms: dict[str, tuple[FormCount, ...]]

    @property
    def count(self) -> int:
        """How often it is there in all languages."""
        return sum(form.count for forms in self.forms.values() for form in forms)


def registered(rows: Sequence[Row], register: Register) -> list[Entry]:
    """Return the names of the register that rows mention, the most frequent first.

    A mention that can be two names counts for the first of them.
    """
    counts: dict[str, dict[str, Counter[str]]] = {}
    matchers: dict[str, Matcher] = {}
    for text in (text for row in rows for text in row.texts):
        matcher = matchers.setdefault(text.lang, Matcher(register, text.lang))
        for mention in matcher.find(text.text):
            reading = mention.readings[0]
            by_lang = counts.setdefault(reading.entity.id, {})
            by_lang.setdefault(text.lang, Counter())[reading.form.text] += 1
    return _entries(counts)


def detected(rows: Sequence[Row]) -> list[Entry]:
    """Return the words that are aligned with another language, with what they are aligned with.

    Names are the words of the first language, English where there is any.
    """
    index = Index(rows)
    counts: dict[str, dict[str, Counter[str]]] = {}
    first, *others = index.others("") or [""]
    for word, places in index.lexicons[first].places.items() if first else ():
        by_lang: dict[str, Counter[str]] = {first: Counter(place.form for place in places)}
        for other in others:
            links = (index.links[first, other].get(place.at) for place in places)
            found = Counter(link.form for link in links if link is not None)
            if found:
                by_lang[other] = found
        if len(by_lang) > 1:
            counts[word] = by_lang
    return _entries(counts)


def _entries(counts: Mapping[str, Mapping[str, Counter[str]]]) -> list[Entry]:
    found = [
        Entry(entity, {lang: _forms(forms.items()) for lang, forms in by_lang.items()})
        for entity, by_lang in counts.items()
    ]
    return sorted(found, key=lambda entry: (-entry.count, entry.entity))


def _forms(counts: Iterable[tuple[str, int]]) -> tuple[FormCount, ...]:
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0]))
    return tuple(FormCount(text, count) for text, count in ordered)
