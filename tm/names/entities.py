"""Reading a TOML file of entities: what a register of names and a termbase have in common.

Every mistake is a SyntaxProblemError with the file, the line and what to do.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast, get_args

import msgspec

from tm.errors import (
    CharsetError,
    LanguageError,
    Place,
    SyntaxProblemError,
    UnknownNameError,
    did_you_mean,
)
from tm.files import read_bytes
from tm.lang import canonical
from tm.names.inflect import declensions
from tm.names.layout import Layout
from tm.names.name import Entity, Form, Gender, Role, Status
from tm.names.transliterate import schemes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Entities", "decode", "decoded", "read_entities"]

E = TypeVar("E", bound=Entity)
_S = TypeVar("_S", bound=msgspec.Struct)
_ID = re.compile(r"[^\W\d][\w.-]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Entities(msgspec.Struct, Generic[E], frozen=True):
    """Entities by their ids, in the order of the file."""

    by_id: dict[str, E]
    path: str = ""

    def get(self, name: str) -> E:
        """Return the entity with an id; UnknownNameError with the closest ids otherwise."""
        if name not in self.by_id:
            place = Place(self.path) if self.path else None
            hint = did_you_mean(name, self.by_id)
            raise UnknownNameError(f"there is no entry “{name}”", place=place, hint=hint)
        return self.by_id[name]

    def __iter__(self) -> Iterator[E]:
        """Iterate over the entities in the order of the file."""
        return iter(self.by_id.values())

    def __len__(self) -> int:
        """Return the number of entities."""
        return len(self.by_id)


def read_entities(path: Path, table: str, kind: type[E]) -> dict[str, E]:
    """Return the tables `[[table]]` of a file by id; see `decode`."""
    return decode(read_bytes(path), str(path), table, kind)


def decode(data: bytes, path: str, table: str, kind: type[E]) -> dict[str, E]:
    """Return the tables `[[table]]` of a TOML text by id.

    CharsetError where it is not UTF-8, SyntaxProblemError for whatever is wrong in it.
    """
    return _Reader(decoded(data, path), path, table, kind).read()


def decoded(data: bytes, path: str) -> str:
    """Return the text of a file; CharsetError where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CharsetError(
            "is not UTF-8", place=Place(path, line), hint="save it as UTF-8"
        ) from error


class _Reader(Generic[E]):
    """One TOML text while it is read; `number` is the entity at hand."""

    def __init__(self, text: str, path: str, table: str, kind: type[E]) -> None:
        self.text = text
        self.path = path
        self.table = table
        self.kind = kind
        self.number = -1

    def read(self) -> dict[str, E]:
        found: dict[str, E] = {}
        for number, table in enumerate(self.tables()):
            self.number = number
            entity = self.entity(table)
            if entity.id in found:
                self.fail(
                    f"the id “{entity.id}” is used twice", "give one of them another id", "id"
                )
            found[entity.id] = entity
        return found

    def tables(self) -> list[dict[str, Any]]:
        data = self.parse()
        for key in data:
            if key != self.table:
                hint = f"every entry starts with [[{self.table}]]"
                raise SyntaxProblemError(
                    f"unknown table “{key}”", place=Place(self.path), hint=hint
                )
        tables: object = data.get(self.table, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):  # pyright: ignore[reportUnknownVariableType]
            raise SyntaxProblemError(
                f"{self.table} is no list of tables",
                place=Place(self.path),
                hint=f"write [[{self.table}]] above every entry",
            )
        return cast("list[dict[str, Any]]", tables)

    def parse(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:
            at = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
            last = self.text.count("\n") + 1
            place = (
                Place(self.path, int(at[1] or last), int(at[2] or 0)) if at else Place(self.path)
            )
            message = str(error)[: at.start() if at else None]
            raise SyntaxProblemError(
                f"is not TOML: {message}", place=place, hint="mend the line"
            ) from error

    def entity(self, table: dict[str, Any]) -> E:
        self.check_keys(table, self.kind)
        name: object = table.get("id")
        if not isinstance(name, str) or not _ID.fullmatch(name):
            self.fail(
                f"the id {msgspec.json.encode(name).decode()} is not a word",
                "write a letter, then letters, digits, “-”, “_” or “.”",
                "id",
            )
        forms: object = table.get("forms")
        if not isinstance(forms, dict) or not forms:
            self.fail(f"“{name}” has no forms", 'write forms.en = "…"', "forms")
        by_language = {
            lang: self.forms(lang, given)
            for lang, given in self.by_language(cast("dict[str, Any]", forms), "forms").items()
        }
        values = {**table, "forms": by_language}
        if "gender" in values:
            values["gender"] = self.gender(values["gender"], by_language)
        entity = self.convert(values, self.kind)
        self.check_text(entity)
        return entity

    def by_language(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        """Return a table with canonical languages as its keys."""
        found: dict[str, Any] = {}
        for tag, value in table.items():
            try:
                lang = canonical(tag)
            except LanguageError as error:
                self.fail(error.message, error.hint, key, tag)
            if lang in found:
                self.fail(f"the language {lang} is there twice", "join the two", key, tag)
            found[lang] = value
        return found

    def gender(self, given: object, forms: dict[str, Any]) -> dict[str, object]:
        """Return the gender by language: one for all, or a table."""
        if isinstance(given, dict):
            genders = self.by_language(cast("dict[str, object]", given), "gender")
        else:
            genders = dict.fromkeys(forms, given)
        for lang, gender in genders.items():
            self.check_choice("gender", gender, get_args(Gender), "gender")
            if lang not in forms:
                self.fail(f"a gender in {lang}, but no form", f"add forms.{lang}", "gender")
        return {lang: gender for lang, gender in genders.items() if gender}

    def forms(self, lang: str, given: object) -> tuple[Form, ...]:
        """Return the forms of one language: a text, a table, or a list of either."""
        items = cast("list[object]", given) if isinstance(given, list) else [given]
        if not items:
            self.fail(f"no form in {lang}", "write one or leave the language out", "forms", lang)
        forms = tuple(self.form(lang, item) for item in items)
        texts = Counter(unicodedata.normalize("NFC", form.text) for form in forms)
        twice = next((text for text, count in texts.items() if count > 1), None)
        if twice is not None:
            self.fail(f"the form “{twice}” is there twice", "keep one", "forms", lang, text=twice)
        preferred = [form for form in forms if form.status == "preferred"]
        if len(preferred) > 1:
            self.fail(
                f"two preferred forms in {lang}",
                "make all but one of them admitted",
                "forms",
                lang,
                text=preferred[1].text,
            )
        return forms

    def form(self, lang: str, given: object) -> Form:
        table = {"text": given} if isinstance(given, str) else given
        if not isinstance(table, dict):
            self.fail("a form is a text or a table", 'write "…" or { text = "…" }', "forms", lang)
        values = cast("dict[str, Any]", table)
        at = {"text": str(values.get("text", ""))}
        self.check_keys(values, Form, "forms", lang, **at)
        self.check_choice("status", values.get("status", ""), get_args(Status), "forms", lang, **at)
        for role in values.get("parts", ()):
            self.check_choice("role", role, get_args(Role), "forms", lang, **at)
        form = self.convert(values, Form, "forms", lang, **at)
        self.check_form(form, "forms", lang)
        self.check_names(form, lang)
        return form

    def check_names(self, form: Form, lang: str) -> None:
        """Refuse a base, scheme or declension class that nobody knows."""
        key = {"text": form.text}
        if form.base:
            try:
                canonical(form.base)
            except LanguageError as error:
                self.fail(error.message, error.hint, "forms", lang, **key)
        if form.scheme:
            known = tuple(scheme.id for scheme in schemes())
            self.check_choice("scheme", form.scheme, known, "forms", lang, **key)
        for name in filter(None, form.declension):
            known = declensions(lang) or ("none",)
            self.check_choice("declension class", name, known, "forms", lang, **key)

    def check_form(self, form: Form, *key: str) -> None:
        count = len(form.text.split())
        if not count or form.text != " ".join(form.text.split()):
            self.fail(
                f"the form “{form.text}” is empty or has spaces that no one sees",
                "write the words with one plain space between them",
                *key,
                text=form.text,
            )
        for field in ("parts", "declension"):
            length = len(getattr(form, field))
            if length not in {0, count}:
                self.fail(
                    f"“{form.text}” has {count} words, but {length} {field}",
                    f"write one for every word, or leave {field} out",
                    *key,
                    text=form.text,
                )
        self.check_text(form, *key)

    def check_choice(
        self, what: str, value: object, choices: tuple[str, ...], *key: str, text: str = ""
    ) -> None:
        if value not in choices:
            known = [choice for choice in choices if choice]
            self.fail(f"unknown {what} “{value}”", did_you_mean(str(value), known), *key, text=text)

    def check_keys(
        self, table: dict[str, Any], kind: type[msgspec.Struct], *key: str, text: str = ""
    ) -> None:
        known = _keys(kind)
        for name in table:
            if name not in known:
                self.fail(
                    f"unknown key “{name}”", did_you_mean(name, known), *(key or (name,)), text=text
                )

    def check_text(self, value: msgspec.Struct, *key: str) -> None:
        """Refuse control characters, which no other format can hold."""
        for name, text in msgspec.structs.asdict(value).items():
            if isinstance(text, str) and _CONTROLS.search(text):
                self.fail(
                    f"a control character in {name}", "remove it", *(key or (name,)), text=text
                )

    def convert(self, table: dict[str, Any], kind: type[_S], *key: str, text: str = "") -> _S:
        try:
            return msgspec.convert(table, kind)
        except msgspec.ValidationError as error:
            what, _, where = str(error).partition(" - at `$.")
            name = re.split(r"[.\[`]", where)[0]
            message = f"{name}: {what[:1].lower()}{what[1:]}"
            self.fail(message, "write the value as the manual shows", *(key or (name,)), text=text)

    def fail(self, message: str, hint: str, *key: str, text: str = "") -> NoReturn:
        layout = Layout.of(self.text, self.table)
        line = 0
        if self.number < len(layout.blocks):  # not for an inline list of names
            line = layout.blocks[self.number].line(layout.lines, key, text)
        raise SyntaxProblemError(message, place=Place(self.path, line), hint=hint)


@cache
def _keys(kind: type[msgspec.Struct]) -> list[str]:
    """Return the keys that a table of a kind may have."""
    return [field.encode_name for field in msgspec.structs.fields(kind)]
