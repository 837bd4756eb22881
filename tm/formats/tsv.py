"""TSV: a header of language tags, then one unit a line; no quoting.

UTF-8. A column named `id context note state doc line` has that meaning, one named by a BCP 47 tag
with a primary language of two or three letters is a text, any other is a property. An empty cell is
no variant. Inline codes are written as their raw markup. `note` holds one translator's comment,
`doc` and `line` the first location; other locations, extracted comments where there is a
translator's one, and flags are metadata of the article that a table has no column for, and are not
counted as lost.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from typing import IO, TYPE_CHECKING

import msgspec

from tm.errors import LanguageError, Place, SyntaxProblemError
from tm.formats.base import Format
from tm.formats.common import bears_text, count_losses, identity, lines, one_line, wanted
from tm.lang import canonical
from tm.model import Document, Note, Segment, State, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tm.formats.base import Input, Output

__all__ = ["FORMAT", "read", "write"]

_FIXED = ("id", "context", "note", "state", "doc", "line")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_@.].*)?")
_FORBIDDEN = re.compile(r"[\t\n\r]")
_LOCATION = re.compile(r"(.+):(\d+)")
_STATES = frozenset(State)
_HOLDS = frozenset({"context", "notes", "properties", "states", "text notes"})
_NO_NAME = re.compile("[\\x00-\\x1f\\ud800-\\udfff]")
_HINT = f"the first line names the columns: en, ru, be, and optionally {', '.join(_FIXED)}"


def _language(name: str) -> str | None:
    """Return the canonical tag that a column's name is, or None.

    >>> _language("be"), _language("en_US"), _language("id"), _language("domain")
    ('be', 'en-US', None, None)
    """
    if name in _FIXED or not _TAG.fullmatch(name):
        return None
    try:
        return canonical(name)
    except LanguageError:
        return None


def read(source: Input) -> Document:
    """Return the document; the header is read now, the units as they are asked for.

    The first language column is the source unless Input.source says otherwise. SyntaxProblemError
    with path, line and column for a wrong header, number of cells or state.
    """
    rows = lines(source.stream, source.path)
    columns = next(rows, (1, ""))[1].split("\t")
    languages = [lang for lang in map(_language, columns) if lang]
    names = [_language(name) or name for name in columns]
    _check_header(source, names, languages)
    first = source.source or languages[0]
    targets = tuple(lang for lang in languages if lang != first)
    return Document(source.path, first, _units(source, rows, names, first), targets)


def _check_header(source: Input, names: list[str], languages: list[str]) -> None:
    message = ""
    if not languages:
        message = "no column is named by a language"
    elif source.source and source.source not in languages:
        message = f"no column is {source.source}, the source language"
    elif twice := [name for name, count in Counter(names).items() if count > 1]:
        message = f"two columns are named “{twice[0]}”"
    if message:
        raise SyntaxProblemError(message, place=Place(source.path, 1, 1), hint=_HINT)


def _units(
    source: Input, rows: Iterator[tuple[int, str]], names: list[str], first: str
) -> Iterator[Unit]:
    for number, line in rows:
        cells = line.split("\t")
        if len(cells) != len(names):
            raise SyntaxProblemError(
                f"{len(cells)} cells, and the header has {len(names)}",
                place=Place(source.path, number, len("\t".join(cells[: len(names)])) + 1),
                hint="a text may hold no tab and no line break",
            )
        row = dict(zip(names, cells, strict=True))
        if row.get("state") and row["state"] not in _STATES:
            raise SyntaxProblemError(
                f"“{row['state']}” is no state",
                place=Place(source.path, number, len("\t".join(cells[: names.index("state")])) + 2),
                hint=f"use one of {', '.join(State)}",
            )
        yield _unit(row, first)


def _unit(row: Mapping[str, str], first: str) -> Unit:
    state = State(row.get("state") or State.TRANSLATED)
    variants = tuple(
        Variant(lang, Segment.of(text), State.TRANSLATED if lang == first else state)
        for lang, text in row.items()
        if text and _language(lang)
    )
    context = row.get("context") or None
    name = identity(first, context, variants, row.get("id", ""))
    properties = [
        (key, value)
        for key, value in row.items()
        if value and not _language(key) and (key not in _FIXED or (key == "id" and value != name))
    ]
    place = ":".join(row[key] for key in ("doc", "line") if row.get(key))
    return Unit(
        name,
        variants,
        first,
        context,
        locations=(place,) if place else (),
        notes=(Note(row["note"]),) if row.get("note") else (),
        properties=tuple(properties),
    )


def write(document: Document, output: Output) -> None:
    """Write the units with the columns that they need; they are kept in a temporary file meanwhile.

    Output.languages chooses and orders the texts. Lost: what `count_losses` says, a tab, line break
    or carriage return in a text (written as a space), notes after the first, properties whose name
    cannot be a column's, and different states in the languages of one unit.
    """
    encoder, decoder = msgspec.json.Encoder(), msgspec.json.Decoder(dict[str, str])
    with tempfile.TemporaryFile() as spool:
        names = _spool(document, output, spool, encoder)
        output.stream.write("\t".join(names).encode() + b"\n")
        for line in spool:
            row = decoder.decode(line)
            output.stream.write("\t".join(row.get(name, "") for name in names).encode() + b"\n")
    output.settle()


def _spool(
    document: Document, output: Output, spool: IO[bytes], encoder: msgspec.json.Encoder
) -> list[str]:
    """Write the rows to `spool`, rewind it and return the names of the columns that are in use."""
    used: dict[str, None] = {}
    for unit in document.units:
        if not count_losses(unit, _HOLDS, output):
            continue
        row = {
            name: one_line(text, _FORBIDDEN, unit.id, output)
            for name, text in _row(unit, output).items()
            if text
        }
        used |= dict.fromkeys(row)
        spool.write(encoder.encode(row) + b"\n")
    spool.seek(0)
    asked = [lang for lang in map(_language, output.languages) if lang]
    languages = asked or _source_first(document, filter(_language, used))
    more = [name for name in used if name not in _FIXED and not _language(name)]
    return [*languages, *(name for name in _FIXED if name in used), *more]


def _source_first(document: Document, languages: Iterable[str]) -> list[str]:
    names = [document.source, *document.targets, *languages]
    found = [lang for lang in map(_language, names) if lang]
    return list(dict.fromkeys(found)) or ["und"]


def _row(unit: Unit, output: Output) -> dict[str, str]:
    """Return the cells of a unit by the names of their columns."""
    row = {"id": unit.id} | _properties(unit, output) | _texts(unit, output)
    row["context"] = unit.context or ""
    row["note"] = _note(unit, output)
    row["state"] = _state(unit, output)
    if unit.locations:
        place = _LOCATION.fullmatch(unit.locations[0])
        row["doc"], row["line"] = place.groups() if place else (unit.locations[0], "")
    return row


def _properties(unit: Unit, output: Output) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, value in unit.properties:
        if name in _FIXED[1:] or _language(name) or _NO_NAME.search(name):
            output.lose("a property whose name cannot be a column's", unit.id)
        elif name in row:
            output.lose("a second property of one name", unit.id)
        else:
            row[name] = value
    return row


def _note(unit: Unit, output: Output) -> str:
    """Return the one note that a row has: a translator's comment, else what was extracted."""
    notes = [note.text for note in unit.notes if note.kind != "extracted"]
    notes += [text for variant in wanted(unit, output) for text in variant.notes]
    notes = [text for text in notes if bears_text(text)]
    if len(notes) > 1:
        output.lose("notes after the first", unit.id)
    notes += [note.text for note in unit.notes]
    return notes[0] if notes else ""


def _texts(unit: Unit, output: Output) -> dict[str, str]:
    texts: dict[str, str] = {}
    for variant in wanted(unit, output):
        lang = _language(variant.lang)
        if lang:
            texts.setdefault(lang, variant.text)
        else:
            output.lose("a text in a language whose name cannot be a column's", unit.id)
    return texts


def _state(unit: Unit, output: Output) -> str:
    """Return the state of the targets; empty for translated."""
    texts = wanted(unit, output)
    states = list(dict.fromkeys(v.state for v in texts if v.lang != unit.source))
    if len(states) > 1:
        output.lose("different states in the languages of one unit", unit.id)
    return states[0] if states and states[0] != State.TRANSLATED else ""


def _sniff(head: bytes) -> bool:
    """Whether the first line has a tab and a column named by a language."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode(errors="replace")
    return "\t" in first and any(map(_language, first.rstrip("\r").split("\t")))


FORMAT = Format("tsv", (".tsv",), _sniff, read, write)
