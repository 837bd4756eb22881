"""A word in all its cases.

The forms of every class that the word may belong to are put together: that recognises a name whose
class nobody stated. Where all those classes agree on a case its form is certain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.errors import UsageError
from tm.lang import primary
from tm.names import morph
from tm.names.inflect.paradigms import CASES, NONE, Case, Number, find, load, oblique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.names.inflect.paradigms import Cell, Class, Language

__all__ = ["Case", "WordForm", "inflect"]

_PERSON = frozenset(("given", "patronymic", "surname"))
# Ростов-на-Дону: what stands before such a word declines.
_PREPOSITIONS = frozenset(("на", "над", "под", "пад", "при", "пры"))
_ADJECTIVE = re.compile(r"(?:[ыи]й|ой|[аоя]я|[ое]е|[ыи]е|[сцн]кі|ны|[ая]е|[ыі]я)\Z")
_SOFTENED = re.compile(r"([сз])(?=(?:ц|дз|н|л|в|м|б|п)[еёіюяь])")


class WordForm(NamedTuple):
    """One case form of a word.

    text: as it is written, in the letter case of the word.
    certain: this is the form of that case; False where it is only one that may be met.
    """

    text: str
    case: Case
    number: Number
    certain: bool


class _Guess(NamedTuple):
    """A class that the word may belong to, and the stem that its endings are put on."""

    cells: tuple[Cell, ...]
    stem: str


class _Spellings(NamedTuple):
    """What several classes have for one case: every text, the preferred ones, any doubts."""

    texts: dict[str, None]
    preferred: set[str]
    doubts: list[bool]


def inflect(
    word: str, lang: str, *, role: str = "name", gender: str = "", declension: str = ""
) -> tuple[WordForm, ...]:
    """Return the case forms of a word, the nominative among them.

    Args:
        word: The nominative; of a compound with hyphens the right parts decline.
        lang: "ru", "be", "be-tarask"; "en" has the possessive, any other language the word alone.
        role: A `tm.names.name.Role`; given names, patronymics and surnames are persons, whose
            accusative is the genitive; "fixed" does not decline.
        gender: "m", "f", "n", "pl"; "" where it is not known.
        declension: A class of `declensions(lang)`, "none" where the word does not decline, "" to
            try every class that its ending, role and gender allow.

    Russian forms of pymorphy3 are added where `tm.names.morph.enable` was called, unless the class
    is stated or the word certainly does not decline.

    Raises:
        UnknownNameError: The language has no such class.
        UsageError: The word has not the ending of that class.

    >>> [form.text for form in inflect("Путин", "ru", role="surname", gender="m")][:6]
    ['Путин', 'Путина', 'Путину', 'Путина', 'Путиным', 'Путином']
    >>> sorted({form.text for form in inflect("Biden", "en")})
    ['Biden', "Biden's", 'Biden’s']
    """
    return _inflect(word, lang, role, gender, declension, lang == "ru" and morph.enabled())


@lru_cache(maxsize=1 << 14)
def _inflect(  # noqa: PLR0913, PLR0917 - what inflect was asked
    word: str,
    lang: str,
    role: str,
    gender: str,
    declension: str,
    with_morph: bool,  # noqa: FBT001
) -> tuple[WordForm, ...]:
    if primary(lang) == "en":
        return tuple(_english(word, role))
    language = load(lang)
    if language is None:
        return (WordForm(word, "nom", "sg", certain=True),)
    if declension == NONE or role == "fixed" or (len(word) > 1 and word.isupper()):
        return _unchanged(word, role)
    if "-" in word.strip("-"):
        return _compound(word, lang, role, gender, declension)
    guesses = _guesses(word, lang, language, role, gender, declension)
    forms = _forms(word, guesses, language.joins, role)
    if not guesses:
        forms = _unchanged(word, role, certain=False)
    if lang != "ru":
        return (*forms, *_respelt(word, forms, lang))
    known = declension or all(form.text == word and form.certain for form in forms)
    return forms if known or not with_morph else (*forms, *_more(word, forms, gender))


def _english(word: str, role: str) -> Iterator[WordForm]:
    yield WordForm(word, "nom", "sg", certain=True)
    yield WordForm(word + "’s", "gen", "sg", certain=True)
    yield WordForm(word + "'s", "gen", "sg", certain=False)
    if role == "surname":
        yield WordForm(
            word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"),
            "nom",
            "pl",
            certain=False,
        )
    if word.endswith(("s", "x", "z")):
        yield WordForm(word + "’", "gen", "sg", certain=False)
        yield WordForm(word + "'", "gen", "sg", certain=False)


def _unchanged(word: str, role: str, *, certain: bool = True) -> tuple[WordForm, ...]:
    """Return the word as it is in every case, a surname in the plural too."""
    numbers: tuple[Number, ...] = ("sg", "pl") if role == "surname" else ("sg",)
    return tuple(
        WordForm(word, case, number, certain=certain or case == "nom")
        for number in numbers
        for case in CASES
        if case != "voc"
    )


def _guesses(  # noqa: PLR0913, PLR0917 - what inflect was asked, and the language
    word: str, lang: str, language: Language, role: str, gender: str, declension: str
) -> list[_Guess]:
    """Return the classes that the word may belong to, or the one that was stated."""
    odd, odd_stem = language.words.get(word, ("", ""))
    if odd and declension in {"", odd}:
        return [_Guess(_cells(one, role), odd_stem) for one in language.by_id[odd]]
    if declension:
        classes: Iterable[Class] = _stated(word, lang, role, declension)
    else:
        classes = _fitting(word, language, role, gender)
    return [_Guess(_cells(one, role), oblique(word, one)) for one in classes]


def _stated(word: str, lang: str, role: str, declension: str) -> list[Class]:
    classes = find(lang, declension)
    fitting = [one for one in classes if one.fits.search(word.lower())]
    if not fitting:
        raise UsageError(
            f"“{word}” does not end as a word of the class “{declension}” does",
            hint="leave the class out to go by the ending",
        )
    return [one for one in fitting if not one.roles or role in one.roles] or fitting


def _fitting(word: str, language: Language, role: str, gender: str) -> Iterator[Class]:
    """Yield the classes that ending, role and gender allow, up to one that says it is the only."""
    small, sign = word.lower(), gender[:1]
    for one in language.classes:
        if (
            not one.stated
            and (not one.roles or role in one.roles)
            and (sign in one.gender or not one.gender)
            and (role != "adjective" or one.id.startswith("adjective"))
            and one.fits.search(small)
        ):
            yield one
            if one.only and (sign or not one.gender):
                return


def _cells(one: Class, role: str) -> tuple[Cell, ...]:
    return one.persons if role in _PERSON else one.things


def _forms(
    word: str, guesses: list[_Guess], joins: dict[str, str], role: str
) -> tuple[WordForm, ...]:
    """Put the forms of all guesses together; what they agree upon is certain."""
    merged: dict[tuple[Number, Case], _Spellings] = {}
    for guess in guesses:
        for at, (ways, sure) in _decline(word, guess, joins, role).items():
            spellings = merged.setdefault(at, _Spellings({}, set(), []))
            spellings.texts.update(dict.fromkeys(ways))
            spellings.preferred.add(ways[0])
            spellings.doubts.append(not sure)
    one_number = len({guess.cells[0].number for guess in guesses}) == 1
    forms: list[WordForm] = []
    for (number, case), (texts, preferred, doubts) in merged.items():
        agreed = one_number and len(preferred) == 1 and not any(doubts)
        own = case == "nom" and word in preferred
        forms += [
            WordForm(text, case, number, text == word if own else agreed and text in preferred)
            for text in texts
        ]
    return tuple(forms)


def _decline(
    word: str, guess: _Guess, joins: dict[str, str], role: str
) -> dict[tuple[Number, Case], tuple[tuple[str, ...], bool]]:
    """Return the forms of one class by number and case, the preferred one first."""
    found: dict[tuple[Number, Case], tuple[tuple[str, ...], bool]] = {}
    for cell in guess.cells:
        at = cell.number, cell.case
        if not found:
            found[at] = (word,), True
        elif not cell.endings:
            found[at] = found[cell.number, "gen" if role in _PERSON else "nom"]
        elif cell.case != "voc" or role == "given":
            texts = tuple([_join(guess.stem, ending, joins) for ending in cell.endings])
            found[at] = texts, cell.sure
    return found


def _join(stem: str, ending: str, joins: dict[str, str]) -> str:
    """Put an ending on a stem.

    >>> _join("Амерык", "е", {"ке": "цы"}), _join("Беларус", "{}ю", {})
    ('Амерыцы', 'Беларуссю')
    """
    if not ending:
        return stem
    last = stem[-1:].lower()
    if ending[0] == "{":
        return stem + last + ending[2:]
    joined = joins.get(last + ending[0])
    return stem + ending if joined is None else stem[:-1] + joined + ending[1:]


def _compound(
    word: str, lang: str, role: str, gender: str, declension: str
) -> tuple[WordForm, ...]:
    """Decline the parts of a word with hyphens that decline.

    The last part does; the first alone before a preposition (Ростов-на-Дону); both in a double
    surname and where the last is an adjective (Петропавловск-Камчатский).
    """
    first, _, rest = word.partition("-")
    if rest.partition("-")[0] in _PREPOSITIONS:
        return tuple(
            form._replace(text=f"{form.text}-{rest}")
            for form in inflect(first, lang, role=role, gender=gender, declension=declension)
        )
    start, _, last = word.rpartition("-")
    ends = inflect(last, lang, role=role, gender=gender, declension=declension)
    apart = [form._replace(text=f"{start}-{form.text}") for form in ends]
    both = role == "surname" or (
        role not in {"given", "adjective"} and _ADJECTIVE.search(last) is not None
    )
    if not both and role != "given":
        return tuple(apart)
    starts = inflect(start, lang, role=role, gender=gender)
    together = dict.fromkeys(_agreeing(starts, ends, certain=both))
    doubted = (form._replace(certain=False) for form in apart)
    known = {form[:3] for form in together}
    return (*together, *(form for form in doubted if form[:3] not in known))


def _agreeing(
    starts: tuple[WordForm, ...], ends: tuple[WordForm, ...], *, certain: bool
) -> Iterator[WordForm]:
    """Yield both halves in the same case and number."""
    for start in starts:
        for end in ends:
            if (start.case, start.number) == (end.case, end.number):
                sure = certain and start.certain and end.certain
                yield end._replace(text=f"{start.text}-{end.text}", certain=sure)


def _more(word: str, forms: tuple[WordForm, ...], gender: str) -> Iterator[WordForm]:
    """Yield the forms that pymorphy3 has and we have not."""
    known = {form[:3] for form in forms}
    for text, case, number in dict.fromkeys(morph.forms(word, gender)):
        if (text, case, number) not in known:
            yield WordForm(text, case, number, certain=False)


def _respelt(word: str, forms: tuple[WordForm, ...], lang: str) -> Iterator[WordForm]:
    """Yield Belarusian spellings beside the rule: Ў- after a vowel, сьц in be-tarask."""
    if word.startswith("У"):
        for form in forms:
            yield form._replace(text=f"Ў{form.text[1:]}", certain=False)
    if lang == "be-tarask":
        for form in forms:
            soft = _SOFTENED.sub(r"\1ь", form.text)
            if soft != form.text and len(soft) - len(word) > 0:
                yield form._replace(text=soft, certain=False)
