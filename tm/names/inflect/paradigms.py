"""Declension classes, read from `tm/names/paradigms/*.toml`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast, get_args

import msgspec

from tm.errors import UnknownNameError, did_you_mean
from tm.lang import primary

__all__ = [
    "CASES",
    "NONE",
    "Case",
    "Cell",
    "Class",
    "Language",
    "Number",
    "declensions",
    "find",
    "load",
]

Case = Literal["nom", "gen", "dat", "acc", "ins", "loc", "voc"]
Number = Literal["sg", "pl"]
CASES = cast("tuple[Case, ...]", get_args(Case))
NONE = "none"
_LANGUAGES = ("be", "ru")
_AS_NOMINATIVE_OR_GENITIVE = "="


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `[[class]]` of the file; its header explains the columns."""

    id: str
    ends: str
    drop: int = 0
    gender: str = ""
    roles: tuple[str, ...] = ()
    only: bool = False
    stated: bool = False
    stems: tuple[tuple[str, str], ...] = ()
    sg: str = ""
    person: str = ""
    pl: str = ""


class Derived(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How words are made from the name of a place; the file explains the fields."""

    adjective: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    man: tuple[str, ...]
    man_endings: tuple[str, ...]
    woman: tuple[str, ...]
    woman_endings: tuple[str, ...]
    people: tuple[str, ...]
    people_endings: tuple[str, ...]
    known_endings: tuple[str, ...]
    mutations: tuple[tuple[str, str], ...]
    known: dict[str, tuple[str, ...]]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    joins: dict[str, str]
    words: dict[str, tuple[str, str]]
    classes: tuple[_Row, ...] = msgspec.field(name="class")
    derived: Derived


class Cell(NamedTuple):
    """The endings of one case, the preferred one first; `sure` unless any of them may be it.

    An accusative that is the nominative of things and the genitive of persons has no endings.
    """

    number: Number
    case: Case
    endings: tuple[str, ...]
    sure: bool


class Class(NamedTuple):
    """A declension class: which words may take it, and its endings."""

    id: str
    fits: re.Pattern[str]
    drop: int
    gender: str
    roles: frozenset[str]
    only: bool
    stated: bool
    stems: tuple[tuple[re.Pattern[str], str], ...]
    things: tuple[Cell, ...]
    persons: tuple[Cell, ...]


class Language(NamedTuple):
    """The classes of a language in order, what sound changes join stem and ending, odd words."""

    tag: str
    joins: dict[str, str]
    words: dict[str, tuple[str, str]]
    classes: tuple[Class, ...]
    by_id: dict[str, tuple[Class, ...]]
    derived: Derived


def declensions(lang: str) -> tuple[str, ...]:
    """Return the ids of a language's declension classes, in the order in which they are tried.

    >>> declensions("ru")[:2], declensions("en")
    (('none', 'surname-indeclinable'), ())
    """
    language = load(lang)
    return (NONE, *(id_ for id_ in language.by_id if id_ != NONE)) if language else ()


def load(lang: str) -> Language | None:
    """Return what is known of a language: "ru", "be" or "be-tarask"; None for any other."""
    base = primary(lang)
    return _load(base) if base in _LANGUAGES else None


def find(lang: str, declension: str) -> tuple[Class, ...]:
    """Return the classes of this id.

    Raises:
        UnknownNameError: The language has no such class.
    """
    language = load(lang)
    if language is None or declension not in language.by_id:
        raise UnknownNameError(
            f"{lang} has no declension class “{declension}”",
            hint=did_you_mean(declension, declensions(lang)),
        )
    return language.by_id[declension]


def oblique(word: str, one: Class) -> str:
    """Return what the endings are put on: without a fleeting vowel, say.

    >>> oblique("Астравец", find("be", "masculine-ets")[0])
    'Астраўц'
    """
    for pattern, put in one.stems:
        if pattern.search(word):
            return pattern.sub(put, word)
    return word[: len(word) - one.drop]


@cache
def _load(lang: str) -> Language:
    raw = files("tm.names").joinpath("paradigms", f"{lang}.toml").read_bytes()
    file = msgspec.toml.decode(raw, type=_File)
    classes = tuple(_compile(row) for row in file.classes)
    ids = dict.fromkeys(row.id for row in file.classes)
    by_id = {id_: tuple(one for one in classes if one.id == id_) for id_ in ids}
    return Language(lang, file.joins, file.words, classes, by_id, file.derived)


def _compile(row: _Row) -> Class:
    plural = _cells("pl", row.pl)
    things = _cells("sg", row.sg) + plural
    persons = _cells("sg", row.person) + plural if row.person else things
    return Class(
        id=row.id,
        fits=re.compile(rf"(?:{row.ends})\Z"),
        drop=row.drop,
        gender=row.gender,
        roles=frozenset(row.roles),
        only=row.only,
        stated=row.stated,
        stems=tuple((re.compile(pattern), put) for pattern, put in row.stems),
        things=things,
        persons=persons,
    )


def _cells(number: Number, columns: str) -> tuple[Cell, ...]:
    return tuple(
        _cell(number, case, text) for case, text in zip(CASES, columns.split(), strict=False)
    )


def _cell(number: Number, case: Case, text: str) -> Cell:
    if text == _AS_NOMINATIVE_OR_GENITIVE:
        return Cell(number, case, (), sure=True)
    endings = text.replace("/", ",").replace("_", "").split(",")
    return Cell(number, case, tuple(endings), sure="/" not in text)
