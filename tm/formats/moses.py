r"""Moses: one file a language, line n of each is the same sentence (STEM.en, STEM.ru).

UTF-8; `\n` ends a line and `\r\n` is read. An empty line is an empty variant, so the files stay in
step. Inline codes are written as their raw markup. The files are for programs that learn from
pairs, so a text that is not ready is left out, and counted as lost; so are contexts, translators'
comments and obsolete units. Locations, extracted comments and flags are metadata of the article
that a bitext has no column for, and are not counted.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from tm.errors import Place, SyntaxProblemError, UsageError
from tm.formats.base import Format
from tm.formats.common import count_losses, identity, lines, one_line, wanted
from tm.model import Document, Segment, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.formats.base import Input, Output

__all__ = ["FORMAT", "read", "write"]

_FORBIDDEN = re.compile(r"[\n\r]")
_HINT = "give one file a language: NEWS.en,NEWS.ru"


def read(source: Input) -> Document:
    """Return the document of two or more files; its units come as they are asked for.

    UsageError when languages and files do not agree; SyntaxProblemError, after the last common
    line, when the files do not have the same number of lines.
    """
    _check(source.languages, len(source.streams))
    if source.source and source.source not in source.languages:
        raise UsageError(
            f"no file is in {source.source}, the source language; there are "
            f"{', '.join(source.languages)}",
            hint=_HINT,
        )
    first = source.source or source.languages[0]
    targets = tuple(lang for lang in source.languages if lang != first)
    return Document(source.path, first, _units(source, first), targets)


def _check(languages: tuple[str, ...], files: int) -> None:
    if len(languages) != files or files < 2:  # noqa: PLR2004 -- a bitext has two sides
        raise UsageError(
            f"Moses needs two or more files and the language of each, not {files} "
            f"and {len(languages)} ({', '.join(languages)})",
            hint=_HINT,
        )
    if len(set(languages)) != files:
        raise UsageError(f"a language twice: {', '.join(languages)}", hint=_HINT)


def _units(source: Input, first: str) -> Iterator[Unit]:
    paths = _paths(source)
    streams = [lines(stream, path) for stream, path in zip(source.streams, paths, strict=True)]
    for number, row in enumerate(zip_longest(*streams), 1):
        texts = [cell[1] for cell in row if cell is not None]
        if len(texts) < len(row):
            raise _out_of_step(source, paths, number, [cell is not None for cell in row], streams)
        variants = tuple(
            Variant(lang, Segment.of(text))
            for lang, text in zip(source.languages, texts, strict=True)
        )
        yield Unit(identity(first, None, variants), variants, first)


def _paths(source: Input) -> list[str]:
    paths = source.path.split(",")
    return paths if len(paths) == len(source.streams) else [source.path] * len(source.streams)


def _out_of_step(
    source: Input,
    paths: list[str],
    number: int,
    longer: list[bool],
    streams: list[Iterator[tuple[int, str]]],
) -> SyntaxProblemError:
    """Return the error for files of which only the `longer` ones have the line `number`."""
    counts = [
        number + sum(1 for _ in stream) if more else number - 1
        for more, stream in zip(longer, streams, strict=True)
    ]
    sizes = ", ".join(
        f"{lang} has {count}" for lang, count in zip(source.languages, counts, strict=True)
    )
    return SyntaxProblemError(
        f"the files do not have the same number of lines: {sizes}",
        place=Place(paths[longer.index(True)], number, 1),
        hint="line n of each file must be the same sentence",
    )


def write(document: Document, output: Output) -> None:
    """Write the first ready variant of each of Output.languages; a missing one is an empty line.

    Lost: what `count_losses` says, and a line break or carriage return in a text (written as a
    space). UsageError when one of the languages is nowhere in the document.
    """
    _check(output.languages, len(output.streams))
    holds = {"states"} if output.include_fuzzy else frozenset[str]()
    languages = {document.source, *document.targets}
    empty = True
    for unit in document.units:
        empty = False
        languages.update(unit.languages)
        if not count_losses(unit, holds, output):
            continue
        texts: dict[str, str] = {}
        for variant in wanted(unit, output):
            if variant.lang == unit.source or variant.state.done or holds:
                texts.setdefault(variant.lang, variant.text)
        for lang, stream in zip(output.languages, output.streams, strict=True):
            line = one_line(texts.get(lang, ""), _FORBIDDEN, unit.id, output)
            stream.write(line.encode() + b"\n")
    _check_languages([] if empty else output.languages, languages)
    output.settle()


def _check_languages(asked: Iterable[str], known: set[str]) -> None:
    missing = [lang for lang in asked if lang not in known]
    if missing:
        raise UsageError(
            f"no text is in {', '.join(missing)}; there are {', '.join(sorted(known - {''}))}",
            hint="name the files by languages that IN has",
        )


FORMAT = Format("moses", (), lambda _: False, read, write)
