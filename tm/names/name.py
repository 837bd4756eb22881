"""A name: an entity and its forms in every language.

    Name ─ forms["be"] ─▶ Form ─ text, status, one role and one declension a word

A `Form` is a rendering in the nominative; its case forms come from `tm.names.inflect`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tm.config import Policy

__all__ = ["Entity", "Form", "Gender", "Kind", "Name", "Role", "Status"]

Kind = Literal["person", "place", "org", "product", "other"]
Gender = Literal["", "m", "f", "n", "pl"]
Status = Literal["", "preferred", "admitted", "forbidden"]
Role = Literal["given", "patronymic", "surname", "name", "noun", "adjective", "fixed"]


class Form(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One rendering of an entity in one language.

    text: the rendering, in the nominative.
    status: preferred, admitted, forbidden; "" lets the house policy and the order decide.
    parts: a role for every word (words stand between spaces); () is worked out from the text.
    declension: for every word a declension class, "none" (does not decline) or "" (by its ending).
    base: the language whose spelling is romanised ("ru", "be"); "" where that makes no difference.
    scheme: the romanisation standard it follows.
    own: whether it is how the person writes the name.
    derived: words made from it that are no error: adjectives, inhabitants.
    note: anything worth knowing.
    """

    text: str
    status: Status = ""
    parts: tuple[Role, ...] = ()
    declension: tuple[str, ...] = ()
    base: str = ""
    scheme: str = ""
    own: bool = False
    derived: tuple[str, ...] = ()
    note: str = ""


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a register and a termbase have in common: a thing and its forms by language.

    gender: m, f, n or pl, by language.
    """

    id: str
    forms: dict[str, tuple[Form, ...]]
    gender: dict[str, Gender] = {}

    def preferred(self, lang: str, policy: Policy | None = None) -> Form | None:
        """Return the form to use in `lang`, or None where there is none.

        One with the status preferred; else the person's own, where the policy follows it; else the
        first that is romanised from the policy's base; else the first that is not forbidden.
        """
        house = policy or Policy()
        usable = [form for form in self.forms.get(lang, ()) if form.status != "forbidden"]
        ranks = (
            [form for form in usable if form.status == "preferred"],
            [form for form in usable if form.own and house.own],
            [form for form in usable if form.base in {"", house.base} and not form.status],
            usable,
        )
        return next((rank[0] for rank in ranks if rank), None)


class Name(Entity, frozen=True, omit_defaults=True):
    """A person, place or organisation.

    id: a short name of the entity, unique in the register.
    kind: person, place, org, product or other.
    origin: the language that the name comes from, "" where nobody said.
    note, source: for people; where the forms were checked.
    """

    kind: Kind = "other"
    origin: str = ""
    note: str = ""
    source: str = ""
