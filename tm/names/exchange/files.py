"""The exchange formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from tm.config import Policy
from tm.errors import LossError, UsageError
from tm.names.exchange import FORMATS, tables, tbx, tbx_reader
from tm.names.name import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["TWO_LANGUAGES", "Languages", "format_of", "read", "write"]

E = TypeVar("E", bound=Entity)
TWO_LANGUAGES = frozenset({"omegat", "weblate"})
"""The formats that have one source and one target."""

_BY_EXTENSION = {".tbx": "tbx", ".xml": "tbx", ".csv": "weblate", ".tsv": "tsv", ".txt": "omegat"}
_HELD_OF_ENTITY = frozenset({"id", "forms", "note", "translate"})
_HELD_OF_FORM = frozenset({"text", "status"})


class Languages(msgspec.Struct, frozen=True):
    """The source of a file and, for the formats with two languages, its target."""

    source: str
    target: str = ""
    policies: Mapping[str, Policy] = msgspec.field(default_factory=dict[str, Policy])


def format_of(path: str) -> str:
    """Return the format that a file's extension means; UsageError where there is none.

    >>> format_of("names.tbx"), format_of("glossary.txt")
    ('tbx', 'omegat')
    """
    for extension, name in _BY_EXTENSION.items():
        if path.lower().endswith(extension):
            return name
    hint = f"name one with --format: {', '.join(FORMATS)}"
    raise UsageError(f"the extension of {path} is no format's", hint=hint)


def write(
    entities: Iterable[Entity], name: str, languages: Languages, *, allow_loss: bool = False
) -> bytes:
    """Return entities in a format.

    LossError where the format cannot hold everything, unless `allow_loss`; UsageError where it
    needs a target language.
    """
    chosen = list(entities)
    _check_target(name, languages)
    if name in {"tbx", "tbx3"}:
        version = 3 if name == "tbx3" else 2
        return tbx.write(chosen, languages.policies, languages.source, version)
    lost = sorted({field for entity in chosen for field in _lost(entity, name, languages)})
    if lost and not allow_loss:
        hint = "add --allow-loss to leave it out, or write tbx"
        raise LossError(f"{name} cannot hold: {', '.join(lost)}", hint=hint)
    policies, source, target = languages.policies, languages.source, languages.target
    if name == "omegat":
        return tables.write_omegat(chosen, policies, source, target)
    if name == "weblate":
        return tables.write_weblate(chosen, policies, source, target)
    return tables.write_tsv(chosen, policies)


def _check_target(name: str, languages: Languages) -> None:
    if name in TWO_LANGUAGES and not languages.target:
        raise UsageError(f"{name} has one target language", hint="name it with --to")


def _lost(entity: Entity, name: str, languages: Languages) -> set[str]:
    """Return the fields of an entity that a table has no place for."""
    kept = _HELD_OF_ENTITY - ({"translate"} if name == "tsv" else set())
    values = msgspec.to_builtins(entity)
    chosen = {languages.source, languages.target} if name in TWO_LANGUAGES else set(entity.forms)
    forms = [form for lang in chosen for form in entity.forms.get(lang, ())]
    of_forms = {field for form in forms for field in msgspec.to_builtins(form)}
    return (set(values) - kept) | (of_forms - _HELD_OF_FORM)


def read(
    data: bytes, path: str, name: str, kind: type[E], languages: Languages
) -> tuple[list[E], list[str]]:
    """Return the entities of a file in a format, and what had to be left out, in words.

    SyntaxProblemError with the line where the file is wrong.
    """
    _check_target(name, languages)
    if name in {"tbx", "tbx3"}:
        return tbx_reader.read(data, path, kind)
    if name == "tsv":
        return tables.read_tsv(data, path, kind), []
    reader = tables.read_omegat if name == "omegat" else tables.read_weblate
    return reader(data, path, kind, languages.source, languages.target), []
