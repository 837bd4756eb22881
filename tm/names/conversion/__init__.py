"""Proposals: a Belarusian, Russian or English form of a name, worked out from another.

    propose("Ольга Ковалькова", "ru", "be")  →  Proposal("Вольга Кавалькова", "…"), …

Given names, patronymics and places come from tables and are certain; the rest comes by rule and is
a guess, because spelling depends on the stress (Russian to Belarusian) or has merged unstressed
vowels (back). A register decides, a proposal only suggests.

    given.tsv, places.tsv    Russian and Belarusian pairs
    stress.tsv               on which syllable from the end Russian names of an ending are stressed
    roots.tsv, endings.tsv   Belarusian beginnings and endings whose а or я stands for о or е
    ru-be.toml, be-ru.toml   spelling, once the vowels are right (see tm.names.transliterate)
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from tm.errors import LanguageError, did_you_mean
from tm.lang import LanguageTag
from tm.names.transliterate import Scheme, find, read
from tm.names.words import key

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Kind", "Proposal", "given_names", "propose"]

Kind = Literal["person", "place"]

_FOLDER = Path(__file__).parent
_VOWEL = re.compile("[аеёиіоуыэюя]")
_ALWAYS_HARD = "ржшщчц"
_PIECE = re.compile(r"([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_DENTAL = re.compile("([дт])([ие])(?!в)")
_HARD = {"и": "ы", "е": "э"}
_MOST = 6


class Proposal(msgspec.Struct, frozen=True):
    """A form, why it is proposed, and whether it comes from a table rather than by rule."""

    text: str
    reason: str
    certain: bool = False


def propose(
    text: str, source: str, target: str, *, kind: Kind = "person", role: str = ""
) -> tuple[Proposal, ...]:
    """Return forms of a name in another language, the likeliest first, at least one.

    source is be or ru, target be, ru or en. role "surname" leaves the given names alone, so that
    a surname that looks like one goes by rule. LanguageError where the languages do not fit.

    >>> propose("Дарья", "ru", "be")[0]
    Proposal(text='Дар’я', reason='given name or patronymic', certain=True)
    >>> [proposal.text for proposal in propose("Цепкало", "ru", "be")]
    ['Цапкала', 'Цэпкала', 'Цапкало']
    """
    pair = _languages(source, target)
    if pair[1] == "en":
        return _unique(_english(text, pair[0], kind, role))
    return _unique(_phrase(text, pair, kind, role))


def given_names(lang: str) -> list[tuple[str, str]]:
    """Return the common given names of ru or be, each with its gender, m or f.

    >>> ("Вольга", "f") in given_names("be")
    True
    """
    return [(row[lang == "be"], row[2]) for row in _rows("given")]


def _languages(source: str, target: str) -> tuple[str, str]:
    pair = LanguageTag.parse(source).language, LanguageTag.parse(target).language
    for tag, known in zip(pair, (("be", "ru"), ("be", "en", "ru")), strict=True):
        if tag not in known:
            raise LanguageError(f"no proposals for {tag}", hint=did_you_mean(tag, known))
    if pair[0] == pair[1]:
        raise LanguageError(f"the text is in {pair[0]} already", hint="--to another language")
    return pair


def _unique(proposals: Iterator[Proposal]) -> tuple[Proposal, ...]:
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        found.setdefault(proposal.text, proposal)
    return tuple(found.values())[:_MOST]


def _english(text: str, source: str, kind: Kind, role: str) -> Iterator[Proposal]:
    """Yield the spellings of the press and of standards, then those from the other language."""
    other = "be" if source == "ru" else "ru"
    standards = {"ru": ["bgn-1947"], "be": ["un-2012", "bgn-1979"]}[source]
    if kind == "person":
        standards = ["icao-9303"] if source == "ru" else ["passport"]
    for name in ["press", *standards]:
        scheme = find(source, name)
        yield Proposal(scheme.apply(text), f"{scheme.title} ({source})")
    for proposal in propose(text, source, other, kind=kind, role=role)[:1]:
        scheme = find(other, "press")
        reason = f"{scheme.title} ({other}: {proposal.text}, {proposal.reason})"
        yield Proposal(scheme.apply(proposal.text), reason)


def _phrase(text: str, pair: tuple[str, str], kind: Kind, role: str) -> Iterator[Proposal]:
    """Yield the best form of every word together, then the others of one word at a time."""
    if kind == "place":
        for found in _table("places", pair).get(key(text, pair[0]), ()):
            yield Proposal(found, "place", certain=True)
    pieces = _PIECE.split(text)
    options = [
        _unique(_word(piece, pair, kind, role)) if number % 2 else (Proposal(piece, ""),)
        for number, piece in enumerate(pieces)
    ]
    best = [option[0] for option in options]
    yield _join(best)
    for number, option in enumerate(options):
        for other in option[1:]:
            yield _join([*best[:number], other, *best[number + 1 :]])


def _join(parts: list[Proposal]) -> Proposal:
    reasons = dict.fromkeys(part.reason for part in parts if part.reason)
    return Proposal(
        "".join(part.text for part in parts),
        "; ".join(reasons) or "no letters",
        certain=all(part.certain for part in parts if part.reason),
    )


def _word(word: str, pair: tuple[str, str], kind: Kind, role: str) -> Iterator[Proposal]:
    """Yield the forms of one word in the case it is written in."""
    table = {"person": "given", "place": "places"}[kind]
    known = (
        [] if role == "surname" else _table(table, pair).get(key(word.capitalize(), pair[0]), [])
    )
    for found in known:
        reason = "place" if kind == "place" else "given name or patronymic"
        yield Proposal(_like(word, found), reason, certain=True)
    if known:
        return
    for proposal in _by_rule(word.lower(), pair, kind):
        yield Proposal(_like(word, proposal.text), proposal.reason)


def _like(model: str, word: str) -> str:
    """Return a word in the case of another.

    >>> _like("МИНСК", "Мінск"), _like("минск", "Мінск"), _like("Орша", "орша")
    ('МІНСК', 'мінск', 'Орша')
    """
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word.lower()


@lru_cache(maxsize=2)
def _spelling(pair: tuple[str, str]) -> Scheme:
    return read(_FOLDER / f"{pair[0]}-{pair[1]}.toml")


def _by_rule(word: str, pair: tuple[str, str], kind: Kind) -> Iterator[Proposal]:
    guesses = _belarusian(word, kind) if pair[1] == "be" else _russian(word, kind)
    scheme = _spelling(pair)
    for guess in guesses:
        yield Proposal(scheme.apply(guess.text), guess.reason)


class _Guess(NamedTuple):
    """A word with its vowels put right, and why."""

    text: str
    reason: str


def _belarusian(word: str, kind: Kind) -> Iterator[_Guess]:
    """Yield a Russian word with Belarusian vowels for every syllable that may be stressed."""
    vowels = [match.start() for match in _VOWEL.finditer(word)]
    if not vowels:
        yield _Guess(word, "rule: letters")
        return
    likely = _stress(word, vowels)
    stressed = (
        [likely] if "ё" in word else sorted(range(len(vowels)), key=lambda n: abs(n - likely))
    )
    for number in stressed:
        reason = f"rule: stress on syllable {number + 1} of {len(vowels)}"
        guess = _reduced(word, vowels, number, native=kind == "person")
        if kind == "place":
            hard = _DENTAL.sub(lambda m: m[1] + _HARD[m[2]], guess)
            yield _Guess(hard, f"{reason}, foreign: д and т stay hard")
        yield _Guess(guess, reason)


def _stress(word: str, vowels: list[int]) -> int:
    """Return which vowel is stressed: ё, else what stress.tsv says for the ending."""
    if "ё" in word:
        return vowels.index(word.index("ё"))
    syllable = next(n for ending, n in _rows("stress") if word.endswith(ending))
    return max(0, len(vowels) - int(syllable))


def _reduced(word: str, vowels: list[int], stressed: int, *, native: bool) -> str:
    """Write о as а where it is not stressed, and in native words е as я before the stress."""
    letters = list(word)
    for number, at in enumerate(vowels):
        if number == stressed:
            continue
        hard = word[at - 1 : at] in set(_ALWAYS_HARD)
        if letters[at] == "о":
            letters[at] = "а"
        elif letters[at] == "е" and native and (hard or number == stressed - 1):
            letters[at] = "а" if hard else "я"
    return "".join(letters)


def _russian(word: str, kind: Kind) -> Iterator[_Guess]:
    """Yield a Belarusian word with Russian vowels: merged ones apart again, then as they are."""
    ended = _with_ending(word) if kind == "person" else word
    rooted = next(
        (
            becomes + ended.removeprefix(root)
            for root, becomes in _rows("roots")
            if ended.startswith(root)
        ),
        "",
    )
    if rooted:
        yield _Guess(rooted, "rule: root and ending")
    yield _Guess(_unmerged(ended, "яе"), "rule: unstressed я from е")
    yield _Guess(_unmerged(ended, "яе", "ао"), "rule: unstressed я from е, а from о")
    yield _Guess(_unmerged(ended, "ао"), "rule: unstressed а from о")
    yield _Guess(ended, "rule: ending")
    yield _Guess(word, "rule: letters")


def _with_ending(word: str) -> str:
    for ending, becomes in _rows("endings"):
        if word.endswith(ending):
            return word.removesuffix(ending) + becomes
    return word


def _unmerged(word: str, *pairs: str) -> str:
    """Write the second letter of each pair for the first, before the last two vowels of the word.

    Of two vowels the first counts too; the first letter of the word stays.

    >>> _unmerged("дзяржынск", "яе"), _unmerged("баранавічы", "ао"), _unmerged("янкоўскі", "яе")
    ('дзержынск', 'бороновічы', 'янкоўскі')
    """
    vowels = [match.start() for match in _VOWEL.finditer(word)]
    letters = list(word)
    for at in vowels[: max(1, len(vowels) - 2)]:
        for pair in pairs:
            if at and letters[at] == pair[0]:
                letters[at] = pair[1]
    return "".join(letters)


# The tables.


@lru_cache(maxsize=8)
def _rows(name: str) -> list[list[str]]:
    text = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache(maxsize=8)
def _table(name: str, pair: tuple[str, str]) -> dict[str, list[str]]:
    """Return the forms by the key of the other language's, the preferred one first."""
    found: dict[str, list[str]] = {}
    for row in _rows(name):
        forms = [(row[0], row[1])]
        if name == "given" and row[2] == "m":
            forms += _patronymics(row)
        for russian, belarusian in forms:
            known, wanted = (russian, belarusian) if pair[0] == "ru" else (belarusian, russian)
            found.setdefault(key(known, pair[0]), []).append(wanted)
    return found


def _patronymics(row: list[str]) -> list[tuple[str, str]]:
    """Return the two patronymics of a man's name: those of its row, else by its ending.

    >>> _patronymics(["Николай", "Мікалай", "m", "", ""])
    [('Николаевич', 'Мікалаевіч'), ('Николаевна', 'Мікалаеўна')]
    """
    russian = row[3] or _of_father(row[0], {"ий": "ьевич", "й": "евич", "ь": "евич"}, "ович")
    endings = {"ый": "ыевіч", "й": "евіч", "ь": "ьевіч"}
    belarusian = row[4] or _of_father(row[1], endings, "авіч")
    daughter = russian.removesuffix("ич") + "на", belarusian.removesuffix("віч") + "ўна"
    return [(russian, belarusian), daughter]


def _of_father(name: str, endings: dict[str, str], otherwise: str) -> str:
    for ending, patronymic in endings.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + patronymic
    stem = name[:-1] + "в" if name.endswith("ў") else name
    return stem + otherwise
