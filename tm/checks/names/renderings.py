"""How the names of a source are rendered in its translation: what several rules look at.

Every name of the source that the register knows gets one `Rendering`; `words` are the capitalised
words of the target that belong to no mention, where a damaged rendering would be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec.structs import replace
from rapidfuzz.distance import OSA

from tm.documents.base import edited
from tm.names.analyse import part_forms
from tm.names.detect.scripts import mixed
from tm.names.expected import parts_of
from tm.names.gender import other_gender
from tm.names.inflect import inflect
from tm.names.name import Name
from tm.names.undeclined import as_if_declined
from tm.names.words import Word, key, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Side, Subject
    from tm.names.analyse import Part
    from tm.names.matcher import Mention
    from tm.names.name import Entity

__all__ = ["Damage", "Rendering", "couples_of", "damaged", "meant", "renderings"]

_TITLES = {"mr": "m", "mr.": "m", "sir": "m", "ms": "f", "ms.": "f", "mrs": "f", "mrs.": "f"}
_TITLE = re.compile(r"(?i)\b(mr\.?|ms\.?|mrs\.?|sir)\s+\Z")
# “Вероника и” before Валерий Цепкало: the surname is hers too.
_AND = re.compile(r"\b[^\W\da-zа-яёіў]\w+[ \u00a0](?:и|і|ды|and)[ \u00a0]\Z")
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

    words: dict[str, dict[str, tuple[str, ...]]]
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


def damaged(subject: Subject, context: Context, kind: str) -> Iterator[tuple[Rendering, Damage]]:
    """Yield the renderings with a damage of one kind, each word of the target once."""
    told: set[tuple[str, int]] = set()
    for one in renderings(subject, context):
        if one.damage is None or one.damage.kind != kind:
            continue
        at = one.target.name, one.damage.word.start
        if at not in told:
            told.add(at)
            yield one, one.damage


def _renderings(subject: Subject, context: Context) -> Iterator[Rendering]:
    for target in map(_in_one_script, subject.targets):
        source = subject.source_of(target)
        mentions = [m for m in context.names(source) if _renderable(m, target.lang)]
        if not mentions:
            continue
        named = [meant(mention, source, target.lang) for mention in mentions]
        there = _There.of(target, context, named)
        for mention, names in zip(mentions, named, strict=True):
            found = any(name.id in there.present for name in names)
            damage = _damage(names, there, target.lang, context, found=found)
            yield Rendering(source, target, mention, found, damage)


def _in_one_script(target: Side) -> Side:
    """Return a target whose mixed words are in one script: another rule tells of those."""
    found = mixed(target.plain)
    edits = [(start, start + len(word), expected) for word, start, expected in found]
    return replace(target, plain=edited(target.plain, edits)) if edits else target


def _renderable(mention: Mention, lang: str) -> bool:
    return any(r.shape != "derived" and r.entity.forms.get(lang) for r in mention.readings)


def meant(mention: Mention, source: Side, lang: str) -> list[Name]:
    """Return the names that a mention can be; a title before it (Mr., Ms.) decides the gender."""
    names = {r.entity.id: r.entity for r in mention.readings if isinstance(r.entity, Name)}
    title = _TITLE.search(source.plain, max(0, mention.start - 6), mention.start)
    gender = _TITLES[title[1].lower()] if title else ""
    fitting = [name for name in names.values() if name.gender.get(lang, "") == gender]
    return fitting or list(names.values())


class _There(NamedTuple):
    """What a target has: the ids present, mentions of names that the source has not, and words.

    `free` are capitalised words that render no name of the source, `unknown` those in no mention.
    """

    present: set[str]
    foreign: list[Mention]
    free: list[Word]
    unknown: list[Word]

    @classmethod
    def of(cls, target: Side, context: Context, named: list[list[Name]]) -> _There:
        mentions = context.names(target)
        wanted = {name.id for names in named for name in names}
        present = {each for mention in mentions for each in _present(mention, wanted)}
        for mention in mentions:
            if len(mention.words) > 1 and not any(r.cases for r in mention.readings):
                present |= couples_of(mention, target.lang, context)
            elif len(mention.words) > 1 and _AND.search(
                target.plain, max(0, mention.start - 40), mention.start
            ):
                last = context.matcher("names", target.lang).find(mention.words[-1].text)
                present |= {each for found in last for each in found.entities}
        foreign = [m for m in mentions if not _present(m, wanted) & wanted]
        capital = [word for word in words(target.plain) if word.text[0].isupper()]
        known = {word for m in mentions for word in m.words}
        strange = {word for m in foreign for word in m.words}
        unknown = [word for word in capital if word not in known]
        return cls(
            present, foreign, [w for w in capital if w in strange or w not in known], unknown
        )


def _present(mention: Mention, wanted: set[str]) -> set[str]:
    """Return the entities that a mention renders: a plural is one person before it is a couple."""
    ones = {r.entity.id for r in mention.readings if r.shape != "couple"}
    couples = {r.entity.id for r in mention.readings if r.shape == "couple"}
    return ones if ones and not ones & wanted else ones | couples


def couples_of(mention: Mention, lang: str, context: Context) -> set[str]:
    """Return whom the plural at the end of a mention is for: Сергей и Светлана Тихановские."""
    last = context.matcher("names", lang).find(mention.words[-1].text)
    readings = [reading for each in last for reading in each.readings]
    cases = {case for reading in readings for case in reading.cases}
    plural = ("nom", "sg") not in cases and any(number == "pl" for _, number in cases)
    return {reading.entity.id for reading in readings} if plural else set()


def _damage(
    names: list[Name], there: _There, lang: str, context: Context, *, found: bool
) -> Damage | None:
    """Return what is wrong with the rendering of names, one of which is meant.

    A name that is there too can only be declined wrongly: another person's beside it is right.
    """
    if not there.free:
        return None
    watches = [(name, _watched(name, lang, context)) for name in names]
    for name, watch in watches:
        for kind in ("declined",) if found else ("declined", "gender"):
            for word in there.free:
                expected = watch.words[kind].get(key(word.text, lang).casefold())
                if expected is not None:
                    return Damage(kind, word, name, expected)
    if found:
        return None
    slips = (_misspelt(name, watch.forms, there.unknown, lang) for name, watch in watches)
    relatives = (_relative(name, there.foreign, lang) for name in names)
    return next((each for each in (*relatives, *slips) if each), None)


def _relative(name: Name, foreign: list[Mention], lang: str) -> Damage | None:
    """Return a mention of somebody of the other gender with the same surname."""
    own = _surnames(name, lang)
    for mention in foreign:
        for entity in (reading.entity for reading in mention.readings):
            other = entity.gender.get(lang, "") != name.gender.get(lang, "")
            if other and own & _surnames(entity, lang):
                return Damage("gender", mention.words[0], name, ())
    return None


def _surnames(entity: Entity, lang: str) -> set[str]:
    forms = entity.forms.get(lang, ())
    return {p.text for form in forms for p in parts_of(entity, form, lang) if p.role == "surname"}


def _watched(name: Name, lang: str, context: Context) -> _Watch:
    watches = cast("dict[tuple[str, str], _Watch]", context.share("watched names", dict))
    if (lang, name.id) not in watches:
        watches[lang, name.id] = _watch(name, lang)
    return watches[lang, name.id]


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
    watch = _Watch({"gender": {}, "declined": {}}, {})
    gender = name.gender.get(lang, "")
    right: set[str] = set()
    for form in name.forms.get(lang, ()):
        if form.status == "forbidden":
            continue
        part = _telling(parts_of(name, form, lang))
        if part is None:
            continue
        for word in part_forms(part, lang, gender):
            if word.number == "sg":
                right.add(key(word.text, lang).casefold())
            watch.forms.setdefault(key(word.text, lang).casefold(), word.text)
        _watch_part(watch, part, lang, gender)
    for forms in watch.words.values():
        for taken in right & forms.keys():
            del forms[taken]
    return watch


def _telling(parts: tuple[Part, ...]) -> Part | None:
    """Return the part that identifies the name: the surname, or the only word."""
    surnames = [part for part in parts if part.role == "surname"]
    return surnames[0] if surnames else (parts[0] if len(parts) == 1 else None)


def _watch_part(watch: _Watch, part: Part, lang: str, gender: str) -> None:
    other, other_is = other_gender(part.text, lang, gender) if part.role == "surname" else ("", "")
    if other:
        theirs = inflect(other, lang, role="surname", gender=other_is)
        ours = [form for form in part_forms(part, lang, gender) if form.certain]
        for wrong in (form for form in theirs if form.number == "sg"):
            same = [o.text for o in ours if (o.case, o.number) == (wrong.case, wrong.number)]
            forms = watch.words["gender"]
            folded = key(wrong.text, lang).casefold()
            forms[folded] = tuple(dict.fromkeys((*forms.get(folded, ()), *same)))
    if part.declension == "none":
        for text in as_if_declined(part.text, lang):
            watch.words["declined"][key(text, lang).casefold()] = (part.text,)
