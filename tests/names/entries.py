"""Random names and terms that a register can hold."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from tm.names.name import Form, Gender, Kind, Name, Role, Status
from tm.terms.base import PartOfSpeech, Term

_WORDS = st.sampled_from(
    ["Minsk", "Мінск", "Дар’я", "«Зелёные»", "Ваўкавыск", "О'Ніл", "100%", "tm:x=y", "A&B", "<i>"]
)
_NOTES = st.text(st.sampled_from('аў x"=:|;\\\n\t[<&tm'), max_size=12)
_LANGS = st.sampled_from(["en", "ru", "be", "be-tarask"])
_STATUSES: st.SearchStrategy[Status] = st.sampled_from(["", "admitted", "forbidden"])


@st.composite
def forms(draw: st.DrawFn) -> Form:
    words = draw(st.lists(_WORDS, min_size=1, max_size=3))
    roles: st.SearchStrategy[Role] = st.sampled_from(get_args(Role))
    classes = st.sampled_from(["", "none"])
    count = len(words) * draw(st.booleans())
    return Form(
        " ".join(words),
        draw(_STATUSES),
        tuple(draw(st.lists(roles, min_size=count, max_size=count))),
        tuple(draw(st.lists(classes, min_size=count, max_size=count))),
        draw(st.sampled_from(["", "ru", "be"])),
        draw(st.sampled_from(["", "press", "un-2012"])),
        draw(st.booleans()),
        tuple(draw(st.lists(st.text('ёі, "[', min_size=1, max_size=3), max_size=2))),
        draw(_NOTES),
    )


@st.composite
def _shared(draw: st.DrawFn) -> dict[str, Any]:
    by_language = st.dictionaries(
        _LANGS,
        st.lists(forms(), min_size=1, max_size=3, unique_by=lambda form: form.text).map(tuple),
        min_size=1,
    )
    found = draw(by_language)
    if draw(st.booleans()):
        lang = draw(st.sampled_from(sorted(found)))
        first = found[lang][0]
        found[lang] = (Form(first.text, "preferred"), *found[lang][1:])
    genders = st.sampled_from([gender for gender in get_args(Gender) if gender])
    return {
        "id": draw(st.from_regex(r"[a-zў][a-z0-9_.-]{0,8}", fullmatch=True)),
        "forms": found,
        "gender": draw(st.dictionaries(st.sampled_from(sorted(found)), genders)),
        "note": draw(_NOTES),
        "source": draw(_NOTES),
    }


@st.composite
def names(draw: st.DrawFn) -> Name:
    return Name(
        **draw(_shared()),
        kind=draw(st.sampled_from(get_args(Kind))),
        origin=draw(st.sampled_from(["", "be", "true"])),
    )


@st.composite
def terms(draw: st.DrawFn) -> Term:
    return Term(
        **draw(_shared()),
        pos=draw(st.sampled_from(get_args(PartOfSpeech))),
        definition=draw(_NOTES),
        subject=draw(_NOTES),
        translate=draw(st.booleans()),
        case_sensitive=draw(st.booleans()),
    )


def many(one: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda entity: entity.id)
