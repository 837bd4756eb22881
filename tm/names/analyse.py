"""The words of a name: which of them decline, and how."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from tm.lang import primary
from tm.names.inflect import inflect
from tm.names.patronymic import patronymic_cases
from tm.names.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.names.inflect import WordForm
    from tm.names.name import Form, Kind, Role

__all__ = ["Part", "analyse", "part_forms"]

_AND = frozenset(("и", "і", "й", "—", "–"))
# The end of an adjective, and the ends of the nouns that it can stand with, in small letters.
_AGREE = (
    (re.compile(r"(?:[ыи]й|ой|[сцнгкх]і|[бвджзлмнпрстцчш]ы)\Z"), re.compile(r"[^аеёиоуыэюяі]\Z")),
    (re.compile(r"(?:ая|яя)\Z"), re.compile(r"[аяь]\Z")),
    (re.compile(r"(?:ое|ее|ае|яе)\Z"), re.compile(r"[оеёаяэ]\Z")),
    (re.compile(r"(?:[ыи]е|[ыі]я|(?:[оеёа]в|[иіы]н)ы)\Z"), re.compile(r"[ыиіа]\Z")),
)
# Ends that hardly any noun has.
_PLAIN_ADJECTIVE = re.compile(r"(?:[ыи]й|[сц]кі|(?:[сц]к|н)ая|[ое]е|[ыи]е)\Z")
_QUOTES = '«»“”„"()'


class Part(NamedTuple):
    """A word of a name, its role and its declension class ("" goes by the ending)."""

    text: str
    role: Role
    declension: str


def analyse(form: Form, lang: str, kind: Kind, gender: str) -> tuple[Part, ...]:
    """Return the words of a form without quotation marks and stops, each with its role.

    What the form states holds. Otherwise a person's name is one or more given names, a patronymic
    and a surname; in any other name the adjectives before the first noun agree with it, that noun
    declines and what follows is fixed, and so again after “and”. In a language that is neither
    Russian nor Belarusian all is fixed but the last word, which may have a possessive.

    >>> from tm.names.name import Form
    >>> name = Form("Александр Григорьевич Лукашенко")
    >>> [part.role for part in analyse(name, "ru", "person", "m")]
    ['given', 'patronymic', 'surname']
    >>> [part.role for part in analyse(Form("Мінскі трактарны завод"), "be", "org", "m")]
    ['adjective', 'adjective', 'noun']
    """
    del gender
    chunks = form.text.split()
    roles = form.parts or tuple(_roles(chunks, lang, kind))
    classes = form.declension or ("",) * len(chunks)
    return tuple(
        Part(word.text, role, declension)
        for chunk, role, declension in zip(chunks, roles, classes, strict=False)
        for word in words(chunk)
    )


def part_forms(part: Part, lang: str, gender: str) -> tuple[WordForm, ...]:
    """Return the case forms of a word of a name whose gender is `gender`.

    An adjective shows its own gender; a noun that cannot have the name's is taken as any.
    """
    sign = "" if part.role == "adjective" else gender
    forms = inflect(part.text, lang, role=part.role, gender=sign, declension=part.declension)
    if sign and not any(form.certain for form in forms if form.case != "nom"):
        loose = inflect(part.text, lang, role=part.role, declension=part.declension)
        return forms if len(loose) <= len(forms) else _doubted(loose)
    return forms


def _doubted(forms: tuple[WordForm, ...]) -> tuple[WordForm, ...]:
    return tuple(form._replace(certain=form.certain and form.case == "nom") for form in forms)


def _roles(chunks: Sequence[str], lang: str, kind: Kind) -> Iterator[Role]:
    if primary(lang) not in {"ru", "be"}:
        return iter(_foreign(chunks, kind))
    return iter(_person(chunks) if kind == "person" else _thing(chunks, kind))


def _foreign(chunks: Sequence[str], kind: Kind) -> list[Role]:
    first: Role = "given" if kind == "person" else "fixed"
    last: Role = "surname" if kind == "person" else "name"
    return [*(first for _ in chunks[1:]), last]


def _is_patronymic(word: str) -> bool:
    return ("nom", "sg") in patronymic_cases(word)


def _person(chunks: Sequence[str]) -> list[Role]:
    """Return the roles in a person's name.

    >>> _person(["С.", "Тихановская"]), _person(["Ильич", "Пётр", "Петрович"])[2]
    (['fixed', 'surname'], 'patronymic')
    """
    given: Role = "given"
    roles: list[Role] = [*(given for _ in chunks[1:]), "surname"]
    if len(chunks) > 2 and _is_patronymic(chunks[-1]):  # noqa: PLR2004 - surname, given name
        roles = ["surname", *roles[1:-1], "patronymic"]
    for index, chunk in enumerate(chunks[:-1]):
        if chunk.endswith(".") or chunk.islower():
            roles[index] = "fixed"
        elif 0 < index < len(chunks) - 1 and _is_patronymic(chunk):
            roles[index] = "patronymic"
    return roles


def _thing(chunks: Sequence[str], kind: Kind) -> list[Role]:
    """Return the roles in the name of anything but a person.

    >>> _thing("Босния и Герцеговина".split(), "place")
    ['name', 'fixed', 'name']
    >>> _thing("Федэрацыя прафсаюзаў Беларусі".split(), "org")
    ['noun', 'fixed', 'fixed']
    """
    roles: list[Role] = []
    noun: Role = "name" if kind == "place" else "noun"
    head = ""
    for index, chunk in enumerate(chunks):
        if chunk.lower() in _AND:
            head = "" if _list(chunks, index) else head
            roles.append("fixed")
        elif head:
            after = roles[-1] == noun and _agreeing(chunk, head)
            roles.append("adjective" if after else "fixed")
        elif _agrees(chunk, chunks[index + 1 :]):
            roles.append("adjective")
        else:
            roles.append(noun)
            head = chunk
    return roles


def _list(chunks: Sequence[str], index: int) -> bool:
    """Return whether a coordinated name follows: a capital after the conjunction."""
    return index + 1 < len(chunks) and chunks[index + 1].lstrip('«“"(')[:1].isupper()


def _agrees(word: str, following: Sequence[str]) -> bool:
    """Return whether a word is an adjective of a noun that follows it.

    >>> _agrees("Объединённые", ["Арабские", "Эмираты"]), _agrees("Собрание", ["депутатов"])
    (True, False)
    """
    ahead = list(takewhile(lambda one: one.lower() not in _AND, following))
    for adjective, _ in _AGREE:
        if adjective.search(word.lower()):
            for one in ahead:
                if _agreeing(word, one):
                    return True
                if not adjective.search(one.lower()):
                    break
    return False


def _agreeing(word: str, head: str) -> bool:
    """Return whether an adjective's end goes with a noun's; an abbreviation goes with any.

    >>> _agreeing("Верхняя", "Марна"), _agreeing("«Зелёные»", "партия")
    (True, False)
    """
    small = head.strip(_QUOTES).lower()
    if len(small) > 1 and head.strip(_QUOTES).isupper():
        return _PLAIN_ADJECTIVE.search(word.lower()) is not None
    return any(adjective.search(word.lower()) and noun.search(small) for adjective, noun in _AGREE)
