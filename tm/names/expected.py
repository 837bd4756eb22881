"""The form that should stand where a mention stands: the same case, the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.lang import primary
from tm.names.analyse import Part, analyse, part_forms
from tm.names.name import Form, Name
from tm.names.prepositions import governed
from tm.names.words import key

if TYPE_CHECKING:
    from tm.names.matcher import Cases, Mention, Reading
    from tm.names.name import Entity

__all__ = ["expected", "parts_of", "written"]


def parts_of(entity: Entity, form: Form, lang: str) -> tuple[Part, ...]:
    """Return the analysed parts of a form."""
    kind = entity.kind if isinstance(entity, Name) else "other"
    return analyse(form, lang, kind, entity.gender.get(lang, ""))


def expected(text: str, mention: Mention, reading: Reading, form: Form, lang: str) -> str:
    """Return `form` in the case, number and shape that a mention has, "" unless that is certain.

    It is certain when the mention's words leave one case, or several in which `form` reads the
    same, and every word of the result is a form that may be written. Initials stay while they fit.
    """
    parts = parts_of(reading.entity, form, lang)
    wanted = _same_shape(parts, mention, reading)
    if not wanted:
        return ""
    found = text[mention.start : mention.end]
    head = found[: mention.words[0].start - mention.start]
    if not _initials_fit(head, parts):
        return ""
    gender = reading.entity.gender.get(lang, "")
    if primary(lang) == "en":
        result = " ".join(part.text for part in wanted) + _possessive(found)
    else:
        result = written(wanted, gender, _narrowed(text, mention, reading, lang), lang)
    if result and len(found) > 1 and found.isupper() and not form.text.isupper():
        result = result.upper()
    return head + result if result else ""


def _narrowed(text: str, mention: Mention, reading: Reading, lang: str) -> Cases:
    """Return the cases that the preposition before a mention leaves, all where it leaves none.

    What is no person is one thing before it is several.
    """
    _, governed_cases = governed(text, mention.start, lang)
    cases = reading.cases
    left = frozenset(each for each in cases if each[0] in governed_cases) or cases
    one = frozenset(each for each in left if each[1] == "sg")
    person = isinstance(reading.entity, Name) and reading.entity.kind == "person"
    return left if person else one or left


def written(parts: tuple[Part, ...], gender: str, cases: Cases, lang: str) -> str:
    """Return parts in one of the cases, "" where they differ or a form is not certain."""
    results = {_in_case(parts, gender, case, number, lang) for case, number in cases}
    if not cases and all(part.declension == "none" for part in parts):
        results = {" ".join(part.text for part in parts)}
    return results.pop() if len(results) == 1 else ""


def _in_case(parts: tuple[Part, ...], gender: str, case: str, number: str, lang: str) -> str:
    out: list[str] = []
    for part in parts:
        forms = part_forms(part, lang, gender)
        fixed = [form.text for form in forms if not form.case]
        same = [form.text for form in forms if (form.case, form.number) == (case, number)]
        sure = [
            form.text
            for form in forms
            if (form.case, form.number) == (case, number) and form.certain
        ]
        texts = list(dict.fromkeys(sure or fixed))
        if len(texts) != 1 or (same and not sure):
            return ""
        out.append(texts[0])
    return " ".join(out)


def _same_shape(parts: tuple[Part, ...], mention: Mention, reading: Reading) -> tuple[Part, ...]:
    """Return the parts to write, in the mention's order; () where that cannot be told.

    A patronymic that the register does not know stays as it is.
    """
    if reading.shape == "derived":
        return ()
    if not reading.order:
        whole = tuple(part for part in parts if part.role == "surname")
        return (whole or (parts if len(parts) == 1 else ())) if reading.shape != "full" else parts
    by_role = {part.role: part for part in parts}
    if len(by_role) != len(parts) or any(role and role not in by_role for role in reading.order):
        return ()
    return tuple(
        next(p for p in parts if p.role == role) if role else Part(word.text, "fixed", "none")
        for role, word in zip(reading.order, mention.words, strict=True)
    )


def _initials_fit(head: str, parts: tuple[Part, ...]) -> bool:
    initials = [char for char in head if char.isalpha()]
    given = [part.text[0] for part in parts if part.role in {"given", "patronymic"}]
    return not initials or initials == given[: len(initials)]


def _possessive(found: str) -> str:
    folded = key(found, "en")
    ending = next((end for end in ("'s", "'") if folded.endswith(end)), "")
    return found[len(found) - len(ending) :] if ending else ""
