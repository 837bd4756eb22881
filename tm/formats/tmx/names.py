"""The words of TMX: its elements, its attributes, and the props that are ours.

TMX 1.4b specification, sections "Elements" and "Attributes". A property of the model is an
attribute when the element has one of that name, else a `<prop>` of that type. What the model knows
and TMX has no word for is one prop a value, `x-` and the model's field: `x-context`, `x-locations`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tm.errors import LanguageError
from tm.lang import canonical

__all__ = [
    "HEADER_ATTRIBUTES",
    "MAX_FORMS",
    "MEMOQ",
    "OUR_UNIT_PROPS",
    "OUR_VARIANT_PROPS",
    "PROVENANCE",
    "TUV_ATTRIBUTES",
    "TU_ATTRIBUTES",
    "fits",
    "language",
    "prop_type",
    "property_name",
]

_SHARED = [
    *("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool"),
    *("creationtoolversion", "creationdate", "creationid", "changedate", "changeid", "o-tmf"),
]
TUV_ATTRIBUTES = frozenset(_SHARED)
TU_ATTRIBUTES = frozenset([*_SHARED, "tuid", "segtype", "srclang"])
HEADER_ATTRIBUTES = frozenset(
    [
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang"),
        *("datatype", "o-encoding", "creationdate", "creationid", "changedate", "changeid"),
    ]
)
PROVENANCE = {
    "creationdate": "created",
    "creationid": "created_by",
    "changedate": "changed",
    "changeid": "changed_by",
    "creationtool": "tool",
}
"""Attributes of a tuv that are fields of `tm.model.Provenance`."""

MEMOQ = {"x-context-pre": "prev", "x-context-post": "next"}
"""memoQ's context props, as OmegaT calls them."""

OUR_UNIT_PROPS = frozenset(
    [
        *("x-context", "x-locations", "x-flags", "x-note-kinds", "x-obsolete", "x-members"),
        *("x-previous-source", "x-previous-context", "x-previous-plural"),
    ]
)
MAX_FORMS = 100
OUR_VARIANT_PROPS = frozenset(
    [
        *("x-state", "x-created", "x-changed", "x-plural-forms"),
        *(f"x-plural-{form}" for form in range(1, MAX_FORMS)),
    ]
)
_RESERVED = frozenset(
    {"path", *TU_ATTRIBUTES, *HEADER_ATTRIBUTES, *OUR_UNIT_PROPS, *OUR_VARIANT_PROPS, *MEMOQ}
)
_ESCAPE = "prop:"
_WITH_LANGUAGE = re.compile(r"(.+)@([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.DOTALL)
_DATE = r"\d{8}T\d{6}Z"
_VALUES = {
    "creationdate": re.compile(_DATE, re.ASCII),
    "changedate": re.compile(_DATE, re.ASCII),
    "lastusagedate": re.compile(_DATE, re.ASCII),
    "usagecount": re.compile(r"\d+", re.ASCII),
    "segtype": re.compile("block|paragraph|sentence|phrase"),
}


def fits(attribute: str, value: str) -> bool:
    """Whether an attribute may have this value (dates are YYYYMMDDThhmmssZ).

    >>> fits("creationdate", "20260131T120000Z"), fits("creationdate", "2026-01-31")
    (True, False)
    """
    rule = _VALUES.get(attribute)
    return rule is None or rule.fullmatch(value) is not None


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """Return the canonical form of a language code, or the code itself where it is none."""
    try:
        return canonical(tag)
    except LanguageError:
        return tag


def property_name(kind: str, lang: str | None) -> str:
    """Return the property that a prop of this type and xml:lang is.

    >>> property_name("x-domain", "ru"), property_name("prop:tuid", None)
    ('x-domain@ru', 'tuid')
    """
    name = kind.removeprefix(_ESCAPE)
    return f"{name}@{lang}" if lang else name


@lru_cache(maxsize=1024)
def prop_type(name: str) -> tuple[str, str | None]:
    """Return the type and xml:lang of the prop that holds a property: `property_name` backwards.

    >>> prop_type("x-domain@ru"), prop_type("x-context")
    (('x-domain', 'ru'), ('prop:x-context', None))
    """
    match = _WITH_LANGUAGE.fullmatch(name)
    kind, lang = match.groups() if match else (name, None)
    if kind in _RESERVED or kind.startswith(_ESCAPE):
        kind = _ESCAPE + kind
    return kind, lang
