"""What formats share: lines of UTF-8, ids, what is lost in writing, and the target of a catalog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from tm.errors import CharsetError, Place, UsageError
from tm.model import unit_id

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from tm.formats.base import Output
    from tm.model import Document, Unit, Variant

__all__ = ["bears_text", "count_losses", "identity", "lines", "one_line", "single_target", "wanted"]

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES = {"\t": "a tab", "\n": "a line break", "\r": "a carriage return"}


def lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines of a UTF-8 file, numbered from 1, without their ends.

    Only `\n` and `\r\n` end a line, never U+2028, U+0085 or a form feed. A byte order mark is left
    out. CharsetError, with path, line and column, for other bytes than UTF-8.
    """
    for number, line in enumerate(stream, 1):
        data = line.removeprefix(_BOM) if number == 1 else line
        data = data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith(b"\n") else data
        try:
            yield number, data.decode()
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode(errors="replace")) + 1
            found = " ".join(f"{byte:02X}" for byte in data[error.start : error.end])
            raise CharsetError(
                f"the bytes {found} are not utf-8",
                place=Place(path, number, column),
                hint="save it as UTF-8",
            ) from error


def one_line(text: str, forbidden: re.Pattern[str], unit: str, output: Output) -> str:
    """Return text for one line: a space for each forbidden character, which is counted as lost."""
    for char in forbidden.findall(text):
        output.lose(f"{_NAMES[char]} in a text", unit)
    for char in _SURROGATE.findall(text):
        output.lose(f"a lone surrogate in a text (U+{ord(char):04X})", unit)
    return _SURROGATE.sub("", forbidden.sub(" ", text))


def identity(source: str, context: str | None, variants: Sequence[Variant], other: str = "") -> str:
    """Return the id of a unit: of its source text, else of its first text, else of something else.

    So units without a source text do not all have one id.
    """
    for variant in variants:
        if variant.lang == source:
            return unit_id(source, context, _text(variant))
    if variants:
        return unit_id(variants[0].lang, context, variants[0].text)
    return unit_id(source, context, other)


def _text(variant: Variant) -> str:
    """Return `variant.text`, at once where there are no codes: this is for every unit of a file."""
    parts = variant.segment.parts
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else variant.text


def wanted(unit: Unit, output: Output) -> tuple[Variant, ...]:
    """Return the variants that are to be written: those in Output.languages, where it names any."""
    if not output.languages:
        return unit.variants
    return tuple([variant for variant in unit.variants if variant.lang in output.languages])


def bears_text(note: str) -> bool:
    """Whether a translator's comment says more than the state of the text does."""
    return not note.startswith("tm:reviewed")


def _not_ready(unit: Unit, texts: Sequence[Variant]) -> bool:
    return any(v.segment and v.lang != unit.source and not v.state.done for v in texts)


_LOSSES: dict[str, tuple[str, Callable[[Unit, Sequence[Variant]], bool]]] = {
    "context": ("a context", lambda unit, _: unit.context is not None),
    "notes": (
        "a translator's comment",
        lambda unit, _: any(
            note.kind != "extracted" and bears_text(note.text) for note in unit.notes
        ),
    ),
    "previous": ("the previous source", lambda unit, _: unit.previous is not None),
    "members": ("the sentences of a joined unit", lambda unit, _: bool(unit.members)),
    "properties": ("properties", lambda unit, _: bool(unit.properties)),
    "states": ("a text that is not ready, which is left out", _not_ready),
    "texts": (
        "a second text in one language",
        lambda _, texts: len({v.lang for v in texts}) < len(texts),
    ),
    "forms": (
        "plural forms after the first",
        lambda _, texts: any(len(v.forms) > 1 for v in texts),
    ),
    "made": ("who made a text and when", lambda _, texts: any(v.provenance for v in texts)),
    "text notes": (
        "notes on one language",
        lambda _, texts: any(bears_text(note) for v in texts for note in v.notes),
    ),
    "text properties": (
        "properties of one language",
        lambda _, texts: any(v.properties for v in texts),
    ),
}


def count_losses(unit: Unit, holds: Container[str], output: Output) -> bool:
    """Count what a format cannot hold of a unit; return whether it is to be written at all.

    `holds` are the keys of `_LOSSES` that the format has a place for, and “obsolete”; an obsolete
    unit is left out by the others. What derives from the article (locations, extracted comments,
    flags) is not counted: it comes again from there.
    """
    if unit.obsolete and "obsolete" not in holds:
        output.lose("an obsolete unit, which is left out", unit.id)
        return False
    texts = wanted(unit, output)
    for key, (what, is_lost) in _LOSSES.items():
        if key not in holds and is_lost(unit, texts):
            output.lose(what, unit.id)
    return True


def single_target(document: Document, output: Output) -> str | None:
    """Return the one target language of a catalog, None where there is none.

    It is the one that Output.languages or the document names, else the one that the units have; the
    document's units become a list then. UsageError when there are several.
    """
    named = output.languages or document.targets
    languages = [lang for lang in named if lang != document.source]
    if not named:
        document.units = list(document.units)
        languages = sorted(_targets(document.units))
    if len(languages) > 1:
        raise UsageError(
            f"a catalog has one target language, not {', '.join(languages)}",
            hint="choose one with --to",
        )
    return languages[0] if languages else None


def _targets(units: Iterable[Unit]) -> set[str]:
    found: set[str] = set()
    for unit in units:
        found.update(lang for lang in unit.languages if lang != unit.source)
        found |= _targets(unit.members)
    return found
