"""How the names of a source are rendered in its translation: what several rules look at.

Every name of the source that the register knows gets one `Rendering`; `words` are the capitalised
words of the target that belong to no mention, where a damaged rendering would be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from rapidfuzz.distance import OSA

from tm.checks.base import Subject
from tm.names.analyse import part_forms
from tm.names.expected import parts_of
from tm.names.gender import other_gender
from tm.names.inflect import inflect
from tm.names.name import Form, Name
from tm.names.undeclined import as_if_declined
from tm.names.words import Word, key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side
    from tm.names.analyse import Part
    from tm.names.matcher import Mention

__all__ = ["Damage", "Rendering", "renderings"]

_TITLES = {"mr": "m", "mr.": "m", "sir": "m", "ms": "f", "ms.": "f", "mrs": "f", "mrs.": "f"}
_TITLE = re.compile(r"(?i)\b(mr\.?|ms\.?|mrs\.?|sir)\s+\Z")
_MAX_DISTANCE = 2
_MIN_LENGTH = 5


class Damage(NamedTuple):
    """What stands where a name should: `kind` is gender, declined or misspelt."""

    kind: str
    word: Word
    name: Name
    expected: tuple[str, ...]


class Rendering(NamedTuple):
    """A name of the source and what became of it; `found` says whether it is in the target."""

    source: Side
    target: Side
    mention: Mention
    found: bool
    damage: Damage | None


class _Watch(NamedTuple):
    """The words that a damaged form of one name would be, by compared key."""

    gender: dict[str, tuple[str, ...]]
    declined: dict[str, tuple[str, ...]]
    forms: dict[str, str]


def renderings(subject: Subject, context: Context) -> list[Rendering]:
    """Return what became of every registered name of the source, once for every target side."""
    if context.register is None or not len(context.register):
        return []
    last = context.share("renderings", dict)
    cached = last.get("for")
    if cached is None or cached[0] is not subject:
        cached = last["for"] = (subject, list(_renderings(subject, context)))
    return cast("list[Rendering]", cached[1])


def _renderings(subject: Subject, context: Context) -> Iterator[Rendering]:
    for target in subject.targets:
        source = subject.source_of(target)
        mentions = [m for m in context.names(source) if _renderable(m, target.lang)]
        if not mentions:
            continue
        there = context.names(target)
        present = frozenset().union(*(m.entities for m in there))
        free = _free_words(target, mentions, there)
        for mention in mentions:
            names = _meant(mention, source, target.lang)
            found = any(name.id in present for name in names)
            damage = None if found else _damage(names, free, target.lang, context)
            yield Rendering(source, target, mention, found, damage)


def _renderable(mention: Mention, lang: str) -> bool:
    return any(r.shape != "derived" and r.entity.forms.get(lang) for r in mention.readings)


def _meant(mention: Mention, source: Side, lang: str) -> list[Name]:
    """Return the names that a mention can be; a title before it (Mr., Ms.) decides the gender."""
    names = {r.entity.id: r.entity for r in mention.readings if isinstance(r.entity, Name)}
    title = _TITLE.search(source.plain, 0, mention.start)
    gender = _TITLES[title[1].lower()] if title else ""
    fitting = [name for name in names.values() if name.gender.get(lang, "") == gender]
    return fitting or list(names.values())


def _free_words(target: Side, mentions: list[Mention], there: list[Mention]) -> list[Word]:
    """Return the capitalised words of a target that render none of the source's names."""
    wanted = frozenset().union(*(m.entities for m in mentions))
    taken = {word for m in there if m.entities & wanted for word in m.words}
    return [w for w in words(target.plain) if w.text[0].isupper() and w not in taken]


def _damage(names: list[Name], free: list[Word], lang: str, context: Context) -> Damage | None:
    for name in names:
        watch = context.share(f"watch {lang} {name.id}", lambda name=name: _watch(name, lang))
        for kind, forms in (("declined", watch.declined), ("gender", watch.gender)):
            for word in free:
                expected = forms.get(key(word.text, lang).casefold())
                if expected is not None:
                    return Damage(kind, word, name, expected)
    for name in names:
        watch = context.share(f"watch {lang} {name.id}", lambda name=name: _watch(name, lang))
        misspelt = _misspelt(name, watch.forms, free, lang)
        if misspelt:
            return misspelt
    return None


def _misspelt(name: Name, forms: dict[str, str], free: list[Word], lang: str) -> Damage | None:
    """Return the word that is nearest to a form of the name, within two letters in five or more."""
    best: tuple[int, Word, list[str]] | None = None
    for word in free:
        folded = key(word.text, lang).casefold()
        if len(folded) < _MIN_LENGTH:
            continue
        limit = 1 if len(folded) < _MIN_LENGTH + 2 else _MAX_DISTANCE
        for form, text in forms.items():
            distance = OSA.distance(folded, form, score_cutoff=limit)
            if distance > limit or abs(len(form) - len(folded)) > limit:
                continue
            if best is None or distance < best[0]:
                best = distance, word, [text]
            elif distance == best[0] and word == best[1]:
                best[2].append(text)
    return Damage("misspelt", best[1], name, tuple(dict.fromkeys(best[2]))) if best else None


def _watch(name: Name, lang: str) -> _Watch:
    watch = _Watch({}, {}, {})
    gender = name.gender.get(lang, "")
    right: set[str] = set()
    for form in name.forms.get(lang, ()):
        if form.status == "forbidden":
            continue
        part = _telling(parts_of(name, form, lang))
        if part is None:
            continue
        for word in part_forms(part, lang, gender):
            right.add(key(word.text, lang).casefold())
            watch.forms.setdefault(key(word.text, lang).casefold(), word.text)
        _watch_part(watch, part, lang, gender)
    for forms in (watch.gender, watch.declined):
        for taken in right & forms.keys():
            del forms[taken]
    return watch


def _telling(parts: tuple[Part, ...]) -> Part | None:
    """Return the part that identifies the name: the surname, or the only word."""
    surnames = [part for part in parts if part.role == "surname"]
    return surnames[0] if surnames else (parts[0] if len(parts) == 1 else None)


def _watch_part(watch: _Watch, part: Part, lang: str, gender: str) -> None:
    if part.role == "surname":
        other, other_is = other_gender(part.text, lang, gender)
        if other and other != part.text:
            for word in inflect(other, lang, role="surname", gender=other_is):
                folded = key(word.text, lang).casefold()
                same = [
                    own.text
                    for own in part_forms(part, lang, gender)
                    if (own.case, own.number) == (word.case, word.number) and own.certain
                ]
                if word.number == "sg":
                    watch.gender[folded] = (*watch.gender.get(folded, ()), *same)
    if part.declension == "none":
        for wrong in as_if_declined(part.text, lang):
            watch.declined[key(wrong, lang).casefold()] = (part.text,)
