"""Glossaries as tables: OmegaT's TSV, Weblate's CSV, and TSV of all languages.

OmegaT and Weblate have one source and one target: a row for every source form that may be met, its
target the preferred form. The comment says the rest:

    the note | also: other target forms; … | never: forbidden ones; … | = the preferred source form
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from tm.errors import LanguageError, Place, SyntaxProblemError
from tm.lang import canonical
from tm.names.entities import decoded
from tm.names.exchange.ids import new_id
from tm.names.exchange.tbx import status_of
from tm.names.name import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tm.config import Policy
    from tm.names.name import Status

__all__ = ["read_omegat", "read_tsv", "read_weblate", "write_omegat", "write_tsv", "write_weblate"]

E = TypeVar("E", bound=Entity)
_WEBLATE = ("context", "source", "target", "developer_comments")
_ALSO, _NEVER, _SAME = "also: ", "never: ", "= "
_FIELDS = frozenset({"id", "status", "note"})
_STATUSES = frozenset({"", "preferred", "admitted", "forbidden"})
_BAR, _LIST = " | ", "; "


class Row(NamedTuple):
    """One line of a glossary with two languages; `id` is empty where the format has none."""

    id: str
    source: str
    target: str
    comment: str


def write_omegat(
    entities: Iterable[Entity], policies: Mapping[str, Policy], source: str, target: str
) -> bytes:
    """Return OmegaT's glossary: source, target and comment between tabs, no header."""
    rows = [row for entity in entities for row in _rows(entity, policies, source, target)]
    return "".join(f"{row.source}\t{row.target}\t{row.comment}\n" for row in rows).encode()


def write_weblate(
    entities: Iterable[Entity], policies: Mapping[str, Policy], source: str, target: str
) -> bytes:
    """Return Weblate's CSV: context (the id), source, target, developer_comments."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_WEBLATE)
    for entity in entities:
        writer.writerows(_rows(entity, policies, source, target))
    return stream.getvalue().encode()


def _rows(
    entity: Entity, policies: Mapping[str, Policy], source: str, target: str
) -> Iterator[Row]:
    first = entity.preferred(source, policies.get(source))
    if first is None:
        return
    kept = getattr(entity, "translate", True) is False
    chosen = first if kept else entity.preferred(target, policies.get(target))
    if chosen is None:
        return
    forms = () if kept else entity.forms.get(target, ())
    comment = _comment(entity, chosen, forms)
    yield Row(entity.id, first.text, chosen.text, comment)
    for form in entity.forms[source]:
        if form.status != "forbidden" and form != first:
            yield Row(entity.id, form.text, chosen.text, _SAME + first.text)


def _comment(entity: Entity, chosen: Form, forms: Sequence[Form]) -> str:
    also = [f.text for f in forms if f.status != "forbidden" and f != chosen]
    never = [f.text for f in forms if f.status == "forbidden"]
    pieces = [
        " ".join(str(getattr(entity, "note", "")).split()),
        _ALSO + _LIST.join(also) if also else "",
        _NEVER + _LIST.join(never) if never else "",
    ]
    return _BAR.join(piece for piece in pieces if piece)


def read_omegat(data: bytes, path: str, kind: type[E], source: str, target: str) -> list[E]:
    """Return the entities of OmegaT's glossary; SyntaxProblemError for a line without a tab."""
    rows: list[Row] = []
    for number, line in enumerate(decoded(data, path).splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) not in {2, 3}:
            raise SyntaxProblemError(
                f"{len(cells)} columns",
                place=Place(path, number),
                hint="a line is source, tab, target, and perhaps tab and comment",
            )
        rows.append(Row("", cells[0], cells[1], cells[2] if cells[2:] else ""))
    return _entities(rows, kind, source, target)


def read_weblate(data: bytes, path: str, kind: type[E], source: str, target: str) -> list[E]:
    """Return the entities of Weblate's CSV; SyntaxProblemError where a column is missing."""
    reader = csv.DictReader(io.StringIO(decoded(data, path)), strict=True)
    try:
        missing = {"source", "target"} - set(reader.fieldnames or ())
        if missing:
            raise SyntaxProblemError(
                f"no column {' and '.join(sorted(missing))}",
                place=Place(path, 1),
                hint=f"the first line is {','.join(_WEBLATE)}",
            )
        rows = [Row(*(row.get(name) or "" for name in _WEBLATE)) for row in reader]
    except csv.Error as error:
        place = Place(path, reader.reader.line_num)
        raise SyntaxProblemError(
            f"is not CSV: {error}", place=place, hint="mend the quotation marks"
        ) from error
    return _entities(rows, kind, source, target)


def _entities(rows: Iterable[Row], kind: type[E], source: str, target: str) -> list[E]:
    found: dict[str, dict[str, dict[str, Form]]] = {}
    notes: dict[str, str] = {}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        texts, statuses, first = _parsed(row)
        if not row.source.strip() or not row.target.strip():
            continue
        name = row.id or ids.get(first) or new_id("", first, taken)
        ids.setdefault(first, name)
        forms = found.setdefault(name, {source: {}, target: {}})
        status: Status = "admitted" if forms[source] else ""
        forms[source].setdefault(_plain(row.source), Form(_plain(row.source), status))
        forms[target].setdefault(_plain(row.target), Form(_plain(row.target)))
        for text, what in statuses:
            forms[target].setdefault(_plain(text), Form(_plain(text), what))
        notes[name] = notes.get(name) or texts
    return [
        msgspec.structs.replace(
            kind(name, {lang: tuple(of.values()) for lang, of in forms.items()}), note=notes[name]
        )
        for name, forms in found.items()
    ]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _parsed(row: Row) -> tuple[str, list[tuple[str, Status]], str]:
    """Return the note, the other target forms, and the preferred source form of a row."""
    notes: list[str] = []
    others: list[tuple[str, Status]] = []
    first = row.source
    for piece in row.comment.split(_BAR):
        if piece.startswith(_ALSO):
            others.extend((text, "admitted") for text in piece.removeprefix(_ALSO).split(_LIST))
        elif piece.startswith(_NEVER):
            others.extend((text, "forbidden") for text in piece.removeprefix(_NEVER).split(_LIST))
        elif piece.startswith(_SAME):
            first = piece.removeprefix(_SAME)
        else:
            notes.append(piece)
    return _BAR.join(notes), others, _plain(first)


def write_tsv(entities: Iterable[Entity], policies: Mapping[str, Policy]) -> bytes:
    """Return a TSV of all languages: id, status, a column a language, note.

    An entity has as many rows of a status as the language with most forms of it.
    """
    chosen = list(entities)
    languages = list(dict.fromkeys(lang for entity in chosen for lang in entity.forms))
    lines = [["id", "status", *languages, "note"]]
    for entity in chosen:
        by_status: dict[str, dict[str, list[str]]] = {}
        for lang, forms in entity.forms.items():
            for form in forms:
                status = status_of(entity, lang, form, policies.get(lang))
                by_status.setdefault(status, {}).setdefault(lang, []).append(form.text)
        note = " ".join(str(getattr(entity, "note", "")).split())
        for status in sorted(by_status, key=["preferred", "admitted", "forbidden"].index):
            columns = by_status[status]
            for row in range(max(map(len, columns.values()))):
                cells = [columns.get(lang, [])[row : row + 1] for lang in languages]
                lines.append([entity.id, status, *("".join(cell) for cell in cells), note])
                note = ""
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def read_tsv(data: bytes, path: str, kind: type[E]) -> list[E]:
    """Return the entities of a TSV of all languages.

    Columns `id`, `status` and `note` may be missing; every other one is a language.
    SyntaxProblemError where a line has not the columns of the first or a status is unknown.
    """
    lines = decoded(data, path).splitlines()
    head = lines[0].split("\t") if lines else []
    languages = {name: _language(name, path) for name in head if name not in _FIELDS}
    entities: dict[str, E] = {}
    taken: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        cells = dict(zip(head, line.split("\t"), strict=False))
        if line.count("\t") + 1 != len(head) or cells.get("status", "") not in _STATUSES:
            raise SyntaxProblemError(
                f"the line has not the {len(head)} columns of the first, or no known status",
                place=Place(path, number),
                hint="a status is preferred, admitted, forbidden or empty",
            )
        texts = {languages[name]: text for name, text in cells.items() if name in languages}
        forms = {
            lang: (
                msgspec.convert({"text": _plain(text), "status": cells.get("status", "")}, Form),
            )
            for lang, text in texts.items()
            if text.strip()
        }
        if not forms:
            continue
        name = cells.get("id") or new_id("", next(iter(forms.values()))[0].text, taken)
        there = entities.get(name, kind(name, {}))
        both = {
            lang: there.forms.get(lang, ()) + forms.get(lang, ())
            for lang in languages.values()
            if lang in there.forms or lang in forms
        }
        note = getattr(there, "note", "") or cells.get("note", "")
        entities[name] = msgspec.structs.replace(there, forms=both, note=note)
    return list(entities.values())


def _language(name: str, path: str) -> str:
    try:
        return canonical(name)
    except LanguageError as error:
        raise SyntaxProblemError(error.message, place=Place(path, 1), hint=error.hint) from error
