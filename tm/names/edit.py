"""Editing a register or termbase: what is not meant to change stays byte for byte.

A new entry goes to the end of the file; a new form changes the lines of one key. Every edit is read
back before it is written.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec
import tomlkit

from tm.errors import UsageError
from tm.files import read_bytes, write_bytes
from tm.names.entities import decode
from tm.names.layout import Layout
from tm.names.name import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tm.names.layout import Block, Span

__all__ = ["Draft", "merged", "toml"]

E = TypeVar("E", bound=Entity)


class Draft(Generic[E]):
    """A file of entities while it is edited; nothing is written before `save`.

    Raises the errors of `tm.names.entities.decode` where the file is wrong.
    """

    def __init__(self, path: Path, table: str, kind: type[E]) -> None:
        self.path = path
        self.table = table
        self.kind = kind
        self.basis = read_bytes(path) if path.exists() else None
        data = self.basis or b""
        self.mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self.entities = self._decoded(data)
        self.text = data.decode("utf-8-sig")
        self.newline = "\r\n" if "\r\n" in self.text else "\n"

    def _decoded(self, data: bytes) -> dict[str, E]:
        return decode(data, str(self.path), self.table, self.kind)

    def add(self, entity: E) -> None:
        """Put a new entity at the end; UsageError where its id is taken."""
        if entity.id in self.entities:
            raise UsageError(f"the id “{entity.id}” is taken", hint="choose another id")
        if self.text and not self.text.endswith("\n"):
            self.text += self.newline
        block = toml(entity, self.table).replace("\n", self.newline)
        self.text += (self.newline if self.text else "") + block
        self.entities[entity.id] = entity

    def merge(self, proposed: E) -> list[str]:
        """Add an entity, or what is new in it; return what contradicts the entity that is there.

        What contradicts is left out. New forms of a language that has forms are admitted ones.
        """
        current = self.entities.get(proposed.id)
        if current is None:
            self.add(proposed)
            return []
        new, conflicts = merged(current, proposed)
        self._replace(current, new)
        return conflicts

    def _replace(self, old: E, new: E) -> None:
        """Write what `new` has and `old` has not."""
        for lang, forms in new.forms.items():
            for form in forms[len(old.forms.get(lang, ())) :]:
                self._set(new.id, ("forms", lang), _value(form), more=True)
        there = self._decoded(self.text.encode())[new.id]  # a gender may go for all languages
        values = _values(new)
        for key, value in values.items():
            if key != "forms" and value != _values(there).get(key):
                self._set(new.id, (key,), value)
        self.entities[new.id] = new

    def _set(self, name: str, path: tuple[str, ...], value: Any, *, more: bool = False) -> None:
        """Set a key of an entity; with `more` add to the values that are there."""
        layout = Layout.of(self.text, self.table)
        number = list(self.entities).index(name)
        if number >= len(layout.blocks):
            raise UsageError(
                f"{self.path}: {self.table} is an inline list",
                hint=f"write [[{self.table}]] above every entry",
            )
        block, lines = layout.blocks[number], layout.lines
        found = block.find(path)
        if found is None:
            at, text = _new_key(block, path, value, lines)
            lines.insert(at, text)
        else:
            span = found[1]
            old = "".join(lines[span.start : span.end])
            changed = _changed(old, path, span, value, more=more)
            lines[span.start : span.end] = [re.sub(r"\r?\n", self.newline, changed)]
        self.text = "".join(lines)

    def rename(self, name: str, lang: str, old: str, new: str) -> None:
        """Write another text for a form of an entity; UsageError where it has no such form."""
        layout = Layout.of(self.text, self.table)
        number = list(self.entities).index(name)
        span = layout.blocks[number].find(("forms", lang)) if number < len(layout.blocks) else None
        lines = layout.lines
        before = "".join(lines[span[1].start : span[1].end]) if span else ""
        after = before.replace(_inline(old), _inline(new), 1)
        if span is None or after == before:
            raise UsageError(
                f"{self.path}: “{old}” is not written there as a plain string",
                hint=f"edit forms.{lang} of “{name}” by hand",
            )
        lines[span[1].start : span[1].end] = [after]
        self.text = "".join(lines)
        self.entities = self._decoded(self.text.encode())

    def save(self) -> bool:
        """Write the file; tell whether it changed."""
        return write_bytes(self.path, self.data, basis=self.basis)

    @property
    def data(self) -> bytes:
        """The bytes of the edited file."""
        data = self.text.encode()
        if self._decoded(data) != self.entities:
            raise AssertionError(self.path)  # a bug: better than a damaged register
        return self.mark + data


def _changed(old: str, path: tuple[str, ...], span: Span, value: Any, *, more: bool) -> str:
    """Return the lines of one key with another value, its comments kept."""
    document = tomlkit.parse(old)
    table: Any = document
    keys = path[len(span.prefix) :]
    for key in keys[:-1]:
        table = table[key]
    last = keys[-1]
    if more and last in table:
        there = table[last]
        if isinstance(there, list):
            cast("Any", there).append(_item(_inline(value)))
        else:
            table[last] = _item(f"[\n  {_inline(there)},\n  {_inline(value)},\n]")
    else:
        table[last] = _item(_inline(value))
    return tomlkit.dumps(document)


def _new_key(block: Block, path: tuple[str, ...], value: Any, lines: list[str]) -> tuple[int, str]:
    """Return where a new key goes, after its kin or the id, and its line."""
    kin = [span for key, span in block.keys.items() if key[0] == path[0]]
    before = max(kin or [block.keys["id",]], key=lambda span: span.start)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[before.end - 1].endswith("\n"):  # the last line of the file
        lines[before.end - 1] += newline
    key = ".".join(_key(part) for part in path[len(before.prefix) :])
    return before.end, f"{key} = {_inline(value)}{newline}"


def merged(current: E, proposed: E) -> tuple[E, list[str]]:
    """Return an entity with what is new in another, and what contradicts in words.

    >>> old = Entity("minsk", {"ru": (Form("Минск"),)})
    >>> more = Entity("minsk", {"ru": (Form("Менск"),), "be": (Form("Мінск"),)})
    >>> new, conflicts = merged(old, more)
    >>> [(lang, form.text, form.status) for lang in new.forms for form in new.forms[lang]]
    [('ru', 'Минск', ''), ('ru', 'Менск', 'admitted'), ('be', 'Мінск', '')]
    """
    conflicts: list[str] = []
    values = msgspec.structs.asdict(current)
    for field, default in msgspec.structs.asdict(type(current)(id="", forms={})).items():
        if field in {"id", "forms"}:
            continue
        there, given = getattr(current, field), getattr(proposed, field)
        if isinstance(given, dict):  # gender
            mine, theirs = cast("dict[str, str]", there), cast("dict[str, str]", given)
            values[field] = {**theirs, **mine}
            conflicts += [
                f"{current.id}: {field} in {lang} is “{mine[lang]}”, proposed “{theirs[lang]}”"
                for lang in theirs
                if mine.get(lang, theirs[lang]) != theirs[lang]
            ]
        elif there == default:
            values[field] = given
        elif given not in {default, there}:
            conflicts.append(f"{current.id}: {field} is “{there}”, proposed “{given}”")
    values["forms"] = dict(current.forms)
    for lang, forms in proposed.forms.items():
        there, wrong = _merged_forms(current.forms.get(lang, ()), forms)
        values["forms"][lang] = there
        conflicts += [f"{current.id}: {lang} {text}" for text in wrong]
    return type(current)(**values), conflicts


def _merged_forms(
    current: tuple[Form, ...], proposed: tuple[Form, ...]
) -> tuple[tuple[Form, ...], list[str]]:
    forms = list(current)
    conflicts: list[str] = []
    by_text = {form.text: form for form in current}
    for form in proposed:
        there = by_text.get(form.text)
        if there is not None:
            conflicts += _differences(there, form)
        elif current and form.status != "forbidden":
            forms.append(msgspec.structs.replace(form, status="admitted"))
        else:
            forms.append(form)
    return tuple(forms), conflicts


def _differences(there: Form, proposed: Form) -> list[str]:
    """Return what a form says that the one with the same text does not say."""
    mine, default = msgspec.to_builtins(there), msgspec.structs.asdict(Form(there.text))
    return [
        f"“{there.text}”: {field} is “{mine.get(field, default[field])}”, proposed “{value}”"
        for field, value in msgspec.to_builtins(proposed).items()
        if mine.get(field) != value
    ]


def toml(entity: Entity, table: str) -> str:
    """Return an entity as a TOML table.

    >>> minsk = Entity("minsk", {"ru": (Form("Минск"), Form("Менск", "forbidden"))})
    >>> print(toml(minsk, "name"), end="")
    [[name]]
    id = "minsk"
    forms.ru = [
      "Минск",
      { text = "Менск", status = "forbidden" },
    ]
    """
    values = _values(entity)
    forms = values.pop("forms")
    lines = [f"[[{table}]]", *(f"{_key(key)} = {_inline(value)}" for key, value in values.items())]
    for lang, given in forms.items():
        if len(given) == 1:
            lines.append(f"forms.{_key(lang)} = {_inline(given[0])}")
        else:
            lines += [f"forms.{_key(lang)} = [", *(f"  {_inline(value)}," for value in given), "]"]
    return "\n".join(lines) + "\n"


def _values(entity: Entity) -> dict[str, Any]:
    """Return an entity as TOML has it: one gender for all languages is a text."""
    values: dict[str, Any] = msgspec.to_builtins(entity)
    values["forms"] = {lang: [_value(f) for f in forms] for lang, forms in entity.forms.items()}
    gender = values.get("gender")
    if gender and len(set(gender.values())) == 1 and set(gender) == set(entity.forms):
        values["gender"] = next(iter(gender.values()))
    return values


def _value(form: Form) -> Any:
    value = msgspec.to_builtins(form)
    return form.text if len(value) == 1 else value


def _key(name: str) -> str:
    plain = name.replace("-", "").replace("_", "")
    return name if plain.isascii() and plain.isalnum() else _inline(name)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        inner = ", ".join(f"{_key(key)} = {_inline(item)}" for key, item in table.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        return "[" + ", ".join(_inline(item) for item in items) + "]"
    return str(cast("Any", tomlkit).item(value).as_string())


def _item(text: str) -> Any:
    """Return the item of tomlkit that is written exactly so."""
    return tomlkit.value(text)
