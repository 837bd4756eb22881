"""All forms of all names found in a text: one automaton over words, longest match first.

    Matcher ─ find(text) ─▶ Mention ─ readings ─▶ Reading ─ entity, form, shape, cases

A pattern is a sequence of slots (a given name, a surname ...), a slot knows its word forms: ten
case forms of a given name and ten of a surname make twenty entries, not a hundred.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from tm.lang import primary
from tm.names.analyse import analyse, part_forms
from tm.names.inflect import derived_from, derived_keys, inflect
from tm.names.name import Entity, Form, Name
from tm.names.patronymic import patronymic_cases
from tm.names.words import Word, key, word_texts, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.names.analyse import Part
    from tm.names.inflect import WordForm

__all__ = ["Cases", "Matcher", "Mention", "Reading", "Shape", "slavic"]

Shape = Literal["full", "surname", "couple", "derived"]
Cases = frozenset[tuple[str, str]]
"""Grammatical readings: (case, number)."""

_GAP = re.compile(r"[\s.,«»“”„\"'’()\u2010-\u2015-]{1,4}")
_INITIALS = re.compile(r"(?:(?<!\w)\w\.[ \u00a0\u202f]?){1,2}\Z")
_ANY_PATRONYMIC = -1
_REMEMBERED = 100_000
"""How many beginnings of names are kept with what they lead to."""
# The roles of the names that adjectives and inhabitants are made from.
_PLACES = frozenset((("name",), ("adjective", "name")))
_ADJECTIVAL = ("й", "я", "і", "ы")
_ADJECTIVE = "a:"
"""What the keys of adjectives begin with, apart from those of inhabitants."""
_FULL: Shape = "full"


class Reading(NamedTuple):
    """One way to understand a mention.

    `cases` are those that all its words can have in common; empty where they disagree. `certain`
    says that every word is a form that may be written, not only recognised. `order` has the roles
    of the words where they are not the form's own parts in its order; "" is any patronymic.
    `possible` are all cases by any declension the name may have.
    """

    entity: Entity
    form: Form
    shape: Shape
    cases: Cases
    certain: bool
    order: tuple[str, ...] = ()
    possible: Cases = frozenset()


class Mention(NamedTuple):
    """A name in a text: `text[start:end]`; `words` are its words without initials."""

    start: int
    end: int
    words: tuple[Word, ...]
    readings: tuple[Reading, ...]

    @property
    def entities(self) -> frozenset[str]:
        """The ids of the entities it can be."""
        return frozenset(reading.entity.id for reading in self.readings)


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.ends: list[tuple[Entity, Form, Shape, tuple[str, ...]]] = []


class _Slot(NamedTuple):
    part: Part
    gender: str


class _Fit(NamedTuple):
    """That a word is a form of a slot: its cases, those that are certain and those that may be.

    None agrees with every case: a fixed word, a word of a language without cases.
    """

    slot: int
    certain: Cases | None
    possible: Cases | None


class _State(NamedTuple):
    """Where in the automaton some words lead, and the cases that they have in common."""

    node: _Node
    certain: Cases | None
    possible: Cases | None


class Matcher:
    """The forms of entities in one language; made once, used often.

    `lang` is a canonical tag; forms of other languages are not looked at.
    """

    def __init__(self, entities: Iterable[Entity], lang: str) -> None:
        self.lang = lang
        self._root = _Node()
        self._slots: dict[_Slot, int] = {}
        self._forms: dict[str, list[_Fit]] = {}
        self._derived: dict[str, list[tuple[Entity, Form]]] = {}
        self._relatives: dict[str, list[tuple[Entity, Form]]] = {}
        self._seen: dict[str, tuple[_Fit, ...]] = {}
        self._lemmas: list[str] = []
        self._starts: dict[str, bool] = {}
        self._prefixes: dict[tuple[str, ...], tuple[list[_State], tuple[Reading, ...]]] = {}
        for entity in entities:
            for form in entity.forms.get(lang, ()):
                self._add(entity, form)

    # --- building -------------------------------------------------------------------------------

    def _add(self, entity: Entity, form: Form) -> None:
        kind = entity.kind if isinstance(entity, Name) else "other"
        gender = entity.gender.get(self.lang, "")
        parts = analyse(form, self.lang, kind, gender)
        if not parts:
            return
        for pattern, shape in _patterns(parts):
            order = () if pattern == list(parts) else _roles(pattern)
            self._add_pattern(pattern, gender, (entity, form, shape, order))
        if not isinstance(entity, Name) and primary(self.lang) == "en":
            self._add_pattern(_plural(parts), gender, (entity, form, "full", ()))
        self._add_derived(entity, form, parts)

    def _add_pattern(
        self,
        pattern: Sequence[Part | None],
        gender: str,
        end: tuple[Entity, Form, Shape, tuple[str, ...]],
    ) -> None:
        node = self._root
        for part in pattern:
            slot = self._slot(part, gender) if part else _ANY_PATRONYMIC
            node = node.next.setdefault(slot, _Node())
        node.ends.append(end)

    def _slot(self, part: Part, gender: str) -> int:
        slot = _Slot(part, gender)
        number = self._slots.get(slot)
        if number is None:
            number = self._slots[slot] = len(self._slots)
            self._lemmas.append(part.text)
            for word, fit in self._fits(part, gender, number):
                self._forms.setdefault(word, []).append(fit)
        return number

    def _fits(self, part: Part, gender: str, slot: int) -> Iterator[tuple[str, _Fit]]:
        """Yield the forms of a part as compared keys, each with its cases."""
        forms: dict[str, list[WordForm]] = {}
        for form in part_forms(part, self.lang, gender):
            forms.setdefault(key(form.text, self.lang).casefold(), []).append(form)
        for word, same in forms.items():
            if part.role == "fixed" or not slavic(self.lang):
                yield word, _Fit(slot, None, None)
            else:
                certain = frozenset((form.case, form.number) for form in same if form.certain)
                possible = frozenset((form.case, form.number) for form in same)
                yield word, _Fit(slot, certain, possible)

    def _add_derived(self, entity: Entity, form: Form, parts: Sequence[Part]) -> None:
        found = {text for word in form.derived for text in _derived_forms(word, self.lang)}
        for word in found:
            folded = key(word, self.lang).casefold()
            self._derived.setdefault(folded, []).append((entity, form))
        if tuple(part.role for part in parts) in _PLACES:
            for stem in derived_keys(form.text, self.lang):
                self._relatives.setdefault(stem, []).append((entity, form))
        surnames = [part.text for part in parts if part.role == "surname"]
        for surname in (text for text in surnames if not text.endswith(_ADJECTIVAL)):
            for stem in derived_keys(surname, self.lang):
                if stem.startswith(_ADJECTIVE):
                    self._relatives.setdefault(stem, []).append((entity, form))

    # --- finding --------------------------------------------------------------------------------

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in order; where two overlap, the longer one is kept."""
        return list(self._find(text))

    def _find(self, text: str) -> Iterator[Mention]:
        if not self._any_start(text):
            return
        found = words(text)
        at = 0
        while at < len(found):
            mention = self._longest(text, found, at) if self._starts[found[at].text] else None
            if mention is not None:
                yield mention
            at += len(mention.words) if mention else 1

    def _any_start(self, text: str) -> bool:
        """Whether any word can begin a mention: most texts are done with that."""
        known, result = self._starts, False
        for word in word_texts(text):
            starts = known.get(word)
            if starts is None:
                starts = known[word] = self._can_start(word)
            result = result or starts
        return result

    def _can_start(self, word: str) -> bool:
        """Whether a mention can begin with a word."""
        return bool(self._owners(word)) or any(
            fit.slot in self._root.next for fit in self._lookup(word)
        )

    def _longest(self, text: str, found: Sequence[Word], at: int) -> Mention | None:
        """Return the longest mention that begins with the word `at`."""
        best: tuple[int, tuple[Reading, ...]] | None = None
        prefix: tuple[str, ...] = ()
        position = at
        while position < len(found):
            if position > at and not _joined(text, found[position - 1], found[position]):
                break
            prefix = (*prefix, found[position].text)
            states, readings = self._after(prefix)
            position += 1
            if readings:
                best = position, readings
            if not states:
                break
        if best is None:
            return self._derived_at(found[at])
        end, readings = best
        taken = tuple(found[at:end])
        start = _before(text, taken[0].start, readings)
        return Mention(start, taken[-1].end, taken, readings)

    def _after(self, prefix: tuple[str, ...]) -> tuple[list[_State], tuple[Reading, ...]]:
        """Return where words lead, and the readings that end there; remembered, as names recur."""
        known = self._prefixes.get(prefix)
        if known is None:
            before = self._after(prefix[:-1])[0] if prefix[1:] else [_State(self._root, None, None)]
            states = self._step(before, prefix[-1])
            readings = (r for state in states if state.node.ends for r in _readings(state))
            if len(self._prefixes) > _REMEMBERED:
                self._prefixes.clear()
            open_states = [state for state in states if state.node.next]
            known = self._prefixes[prefix] = open_states, _unique(readings)
        return known

    def _step(self, states: list[_State], word: str) -> list[_State]:
        fits = self._lookup(word)
        result: list[_State] = []
        for node, certain, possible in states:
            following = node.next
            for slot, sure, maybe in fits:
                child = following.get(slot)
                if child is not None:
                    both = _common(certain, sure), _common(possible, maybe)
                    result.append(_State(child, *both))
            cases = patronymic_cases(word) if _ANY_PATRONYMIC in following else None
            if cases:
                both = _common(certain, cases), _common(possible, cases)
                result.append(_State(following[_ANY_PATRONYMIC], *both))
        return result

    def _lookup(self, word: str) -> tuple[_Fit, ...]:
        """Return the slots that a word fits, with the cases that it has there."""
        known = self._seen.get(word)
        if known is None:
            folded = key(word, self.lang).casefold()
            known = tuple(
                fit
                for fit in self._forms.get(folded, ())
                if _same_case(word, self._lemmas[fit.slot])
            )
            self._seen[word] = known
        return known

    def _owners(self, word: str) -> list[tuple[Entity, Form]]:
        """Return the places that a word is made from."""
        owners = list(self._derived.get(key(word, self.lang).casefold(), ()))
        for stem in sorted(derived_from(word, self.lang)) if self._relatives else ():
            owners += self._relatives.get(stem, ())
        return owners

    def _derived_at(self, word: Word) -> Mention | None:
        owners = self._owners(word.text)
        if not owners:
            return None
        readings = [Reading(entity, form, "derived", frozenset(), False) for entity, form in owners]
        return Mention(word.start, word.end, (word,), _unique(readings))


_Pattern = tuple["list[Part | None]", Shape]


def _patterns(parts: Sequence[Part]) -> list[_Pattern]:
    """Return the orders in which a name's parts may stand; None is any patronymic."""
    roles = {part.role: part for part in parts}
    surname, given = roles.get("surname"), roles.get("given")
    whole: list[Part | None] = list(parts)
    result: list[_Pattern] = [(whole, _FULL)]
    if surname is None or len(roles) != len(parts):
        return result
    if len(parts) > 1:
        result.append(([surname], "surname"))
    if given is not None:
        middle = roles.get("patronymic")
        orders: list[list[Part | None]] = [
            [surname, given],
            [surname, given, middle],
            [given, middle, surname],
            [given, surname],
        ]
        if middle is not None:
            orders.append([given, middle])
        result.extend((order, _FULL) for order in orders if order != whole)
    return result


def _roles(pattern: Sequence[Part | None]) -> tuple[str, ...]:
    return tuple(part.role if part else "" for part in pattern)


def _plural(parts: Sequence[Part]) -> list[Part | None]:
    """Return an English noun phrase in the plural: its last word, or the one before “of”."""
    texts = [part.text for part in parts]
    head = texts.index("of") - 1 if "of" in texts[1:] else len(texts) - 1
    return [p._replace(text=_plural_of(p.text)) if i == head else p for i, p in enumerate(parts)]


def _plural_of(word: str) -> str:
    """Return the regular plural of an English noun.

    >>> _plural_of("strike"), _plural_of("policy"), _plural_of("march"), _plural_of("tractor")
    ('strikes', 'policies', 'marches', 'tractors')
    """
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in {"a", "e", "o", "u"}:
        return word[:-1] + "ies"
    return word + "s"


def _derived_forms(word: str, lang: str) -> set[str]:
    """Return the case forms of a stated adjective or inhabitant."""
    role = "adjective" if word.endswith(("й", "кі", "гі", "хі", "ны", "вы")) else "noun"
    return {word, *(form.text for form in inflect(word, lang, role=role))}


def _common(left: Cases | None, right: Cases | None) -> Cases | None:
    if left is None or right is None:
        return right if left is None else left
    return left & right


def _readings(state: _State) -> Iterator[Reading]:
    for entity, form, shape, order in state.node.ends:
        certain = state.certain is None or bool(state.certain)
        cases = (state.certain if certain else state.possible) or frozenset()
        couple = shape == "surname" and bool(cases) and all(n == "pl" for _, n in cases)
        yield Reading(
            entity,
            form,
            "couple" if couple else shape,
            cases,
            certain,
            order,
            state.possible or cases,
        )


def _unique(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return one reading for every entity, form and shape, with all its cases if certain."""
    merged: dict[tuple[str, str, Shape, tuple[str, ...]], Reading] = {}
    for reading in readings:
        at = reading.entity.id, reading.form.text, reading.shape, reading.order
        old = merged.get(at)
        if old is None or (reading.certain and not old.certain):
            merged[at] = reading
        elif reading.certain == old.certain:
            possible = old.possible | reading.possible
            merged[at] = old._replace(cases=old.cases | reading.cases, possible=possible)
    return tuple(merged.values())


def _joined(text: str, left: Word, right: Word) -> bool:
    if right.start == left.end + 1 and text[left.end] == " ":  # nearly always
        return True
    return _GAP.fullmatch(text, left.end, right.start) is not None


def _before(text: str, start: int, readings: Iterable[Reading]) -> int:
    """Return where a mention begins when initials stand before its surname."""
    if not any(reading.shape in {"surname", "couple"} for reading in readings):
        return start
    initials = _INITIALS.search(text, max(0, start - 8), start)
    return initials.start() if initials and initials.group()[0].isupper() else start


def _same_case(word: str, lemma: str) -> bool:
    """Whether a word is capitalised as a form of the lemma must be.

    >>> _same_case("МИНСКА", "Минск"), _same_case("минска", "Минск"), _same_case("Мтз", "МТЗ")
    (True, False, False)
    """
    if len(lemma) > 1 and lemma.isupper():
        return word[: len(lemma) - 1].isupper()
    return not lemma[0].isupper() or word[0].isupper()


def slavic(lang: str) -> bool:
    """Whether names are declined in it by our rules."""
    return primary(lang) in {"ru", "be"}
