"""How the fields of an entity are elements of TBX.

TBX-Basic has a word for the status, gender, part of speech, definition, subject and source. What it
has no word for is a note `tm:FIELD=VALUE`, valid in any TBX; a list is JSON. A text that XML would
not give back as it is (outer white space, a note that starts with "tm:") is such a note too, as
JSON. ISO 30042:2019 and the TBX-Basic dialect; "Translation needed" is Weblate's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from tm.names.name import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "GENDERS",
    "STATUSES",
    "Element",
    "entity_elements",
    "entity_values",
    "form_elements",
    "form_values",
]

Tag = Literal["descrip", "admin", "termNote", "note"]


class Element(NamedTuple):
    """One element: its name, its type ("" for a note), its text."""

    tag: str
    type: str
    text: str


STATUSES = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
"""administrativeStatus by our status."""

GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
"""grammaticalGender by our gender; "pl" is grammaticalNumber."""

_OPEN = "status="
_ENTITY: dict[str, tuple[Tag, str]] = {
    "definition": ("descrip", "definition"),
    "subject": ("descrip", "subjectField"),
    "source": ("admin", "source"),
    "note": ("note", ""),
}
_OURS = "tm:"


def entity_elements(entity: Entity) -> list[Element]:
    """Return the elements of an entity's entry: those that are not about one form."""
    values = msgspec.to_builtins(entity)
    found: list[Element] = []
    for field, value in values.items():
        if field in {"id", "forms", "gender", "pos"}:
            continue
        if field == "translate":
            found.append(Element("descrip", "Translation needed", "No"))
        elif field in _ENTITY and _survives(value):
            found.append(Element(*_ENTITY[field], value))
        else:
            found.append(_ours(field, value))
    return sorted(found, key=lambda element: element.tag)  # descrip and admin before notes


def form_elements(entity: Entity, lang: str, form: Form, status: str) -> list[Element]:
    """Return the elements of one form; `status` is the one it has by the house policy."""
    values = msgspec.to_builtins(form)
    notes: list[Element] = [] if form.status else [Element("note", "", _OURS + _OPEN)]
    for field, value in values.items():
        if field == "note" and _survives(value):
            notes.append(Element("note", "", value))
        elif field not in {"text", "status"}:
            notes.append(_ours(field, value))
    return [*_grammar(entity, lang, form), _status(status), *notes]


def _grammar(entity: Entity, lang: str, form: Form) -> Iterator[Element]:
    yield Element("termNote", "partOfSpeech", getattr(entity, "pos", "properNoun"))
    gender = getattr(entity, "gender", {}).get(lang, "")
    if gender == "pl":
        yield Element("termNote", "grammaticalNumber", "plural")
    elif gender:
        yield Element("termNote", "grammaticalGender", GENDERS[gender])
    yield Element("termNote", "termType", _term_type(form))


def _status(status: str) -> Element:
    return Element("termNote", "administrativeStatus", STATUSES[status])


def _term_type(form: Form) -> str:
    """Return the termType of a form: short words in capitals are abbreviations."""
    short = form.text.replace(".", "")
    return "abbreviation" if short.isupper() and short.isalnum() and len(short) > 1 else "fullForm"


def _survives(text: str) -> bool:
    return bool(text) and text == text.strip() and not text.startswith(_OURS)


def _ours(field: str, value: Any) -> Element:
    plain = isinstance(value, str) and _survives(value) and not _is_json(value)
    text = value if plain else msgspec.json.encode(value).decode()
    return Element("note", "", f"{_OURS}{field}={text}")


def _is_json(text: str) -> bool:
    return text[:1] in {"[", '"'} or text in {"true", "false"}


def entity_values(elements: list[Element], kind: type[Entity]) -> dict[str, Any]:
    """Return the fields of an entity that the elements hold; what is no field is in the note."""
    fields = {of.encode_name for of in msgspec.structs.fields(kind)} - {"id", "forms", "gender"}
    values: dict[str, Any] = {}
    notes: list[str] = []
    for element in elements:
        ours = _own_value(element, fields)
        native = next((f for f, e in _ENTITY.items() if e == element[:2] and f in fields), "")
        if ours:
            values[ours[0]] = ours[1]
        elif element[:2] == ("descrip", "Translation needed") and "translate" in fields:
            values["translate"] = element.text.casefold() != "no"
        elif native and native != "note" and native not in values:
            values[native] = element.text
        else:
            notes.append(_as_note(element))
    return _with_notes(values, notes)


def form_values(elements: list[Element], text: str) -> dict[str, Any]:
    """Return the fields of a form that the elements hold, its grammar left out."""
    fields = {field.name for field in msgspec.structs.fields(Form)} - {"text"}
    values: dict[str, Any] = {"text": text}
    notes: list[str] = []
    for element in elements:
        ours = _own_value(element, fields)
        if ours:
            values[ours[0]] = ours[1]
        elif element.type == "administrativeStatus" and (status := _status_of(element.text)):
            values.setdefault("status", status)
        elif element.type != "termType" or element.text != _term_type(Form(text)):
            notes.append(_as_note(element))
    return _with_notes(values, notes)


def _with_notes(values: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    both = [values["note"]] if "note" in values else []
    return {**values, "note": "\n".join([*both, *notes])} if notes else values


def _own_value(element: Element, fields: set[str]) -> tuple[str, Any] | None:
    """Return the field and value of a note `tm:FIELD=VALUE`, None for anything else."""
    field, sign, text = element.text.removeprefix(_OURS).partition("=")
    if element.tag != "note" or not element.text.startswith(_OURS) or not sign:
        return None
    if field not in fields:
        return None
    if not _is_json(text):
        return field, text
    try:
        return field, msgspec.json.decode(text)
    except msgspec.DecodeError:  # somebody else's text
        return None


def _status_of(text: str) -> str:
    """Return our status for an administrativeStatus, in full or short; "" for an unknown one.

    >>> _status_of("deprecatedTerm-admn-sts"), _status_of("obsolete"), _status_of("preferred")
    ('forbidden', 'forbidden', 'preferred')
    """
    word = text.strip().removesuffix("-admn-sts").removesuffix("Term").casefold()
    forbidden = {"deprecated", "superseded", "forbidden", "obsolete"}
    return "forbidden" if word in forbidden else word if word in STATUSES else ""


def _as_note(element: Element) -> str:
    return f"{element.type}: {element.text}" if element.type else element.text
