"""The text of a TMX file: its head as a tree, its body in regions of whole units.

Expat checks all that the reader does not take apart by itself, so whatever XML 1.0 forbids is an
error, and memory does not grow with the file. No entity is ever expanded: a declaration of one is
an error (that is how entity bombs and the reading of other files start), and so is a reference.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tm.errors import Place, SyntaxProblemError, TmError
from tm.formats.tmx.decode import decoded
from tm.formats.tmx.xml import ILLEGAL, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.base import Input

__all__ = ["Region", "Scanner"]

_SPECIAL = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_SPECIAL_START = re.compile(r"<[!?]")
_UNIT_END = re.compile(r"</tu\s*>")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_DEEPEST = 100
"""Levels in a header; TMX itself has four (tmx, header, ude, map)."""

_CUT_SHORT = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class Region(NamedTuple):
    """Text of a body that ends where a unit ends; `line` is the number of its first line.

    `checked` is whether expat has passed it; otherwise the reader must ask for that.
    """

    line: int
    text: str
    checked: bool
    last: bool = False


class Scanner:
    """Reads the head of a TMX file when made; `regions` then yields the rest, once.

    `header` is the `<header>`, or None without one. Every error carries path, line and column.
    """

    def __init__(self, source: Input) -> None:
        self._path = source.path
        self.encoding, chunks = decoded(source)
        self._odd = False
        self._texts = self._noting_odd(chunks)
        self._fed = 0
        self._parser = self._new_parser()
        head = _Head(self)
        head.attach(self._parser)
        before, self._rest = self._read_head(head)
        self.header, self.body_line = head.header(), head.body_line
        self._parser = self._new_parser()
        self._feed(before)

    def regions(self) -> Iterator[Region]:
        """Yield the text from `<body` to the end.

        It is unchecked as long as there are no comments, processing instructions or sections. From
        the first of these on it is checked, and they are taken out or written as escaped text.
        """
        pieces, line = [""], self.body_line
        texts = itertools.chain([self._rest], self._texts)
        for text in texts:
            if not _may_end_unit(pieces, text):
                continue
            whole = "".join(pieces)
            if self._odd or _is_odd(whole):
                yield from self._checked_regions(itertools.chain([whole], texts), line)
                return
            end = _last_end(whole, len(whole))
            pieces = [whole[end:]]
            if end:
                yield Region(line, whole[:end], checked=False)
                line += whole.count("\n", 0, end)
        rest = "".join(pieces)
        if self._odd or _is_odd(rest):
            yield from self._checked_regions(iter([rest]), line)
        else:
            yield Region(line, rest, checked=False, last=True)

    def _checked_regions(self, texts: Iterator[str], line: int) -> Iterator[Region]:
        pieces = [""]
        for text in self._checked(texts):
            if not _may_end_unit(pieces, text):
                continue
            whole = _without_specials("".join(pieces))
            unfinished = _SPECIAL_START.search(whole)  # nothing counts from there on
            end = _last_end(whole, unfinished.start() if unfinished else len(whole))
            pieces = [whole[end:]]
            if end:
                yield Region(line, whole[:end], checked=True)
                line += whole.count("\n", 0, end)
        yield Region(line, _without_specials("".join(pieces)), checked=True)

    def check(self, region: Region, good: int, start: int, end: int) -> None:
        """Check region.text[start:end] unless that is done; text[good:start] needs no check.

        Expat gets blanks for the good part, so that it counts lines and columns right.
        """
        if region.checked:
            return
        text = region.text
        last_break = max(text.rfind("\n", good, start), good - 1)
        blanks = "\n" * text.count("\n", good, start) + " " * (start - last_break - 1)
        try:
            self._feed(blanks + text[start:end])
            if region.last and end == len(text):
                self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            at = max(self._parser.CurrentByteIndex - self._fed, 0)
            raise self._explained(error, (blanks + text[start:end]).encode()[at:]) from error

    def problem(
        self, message: str, line: int, column: int = 0, hint: str = ""
    ) -> SyntaxProblemError:
        """Return an error at a place in this file."""
        return SyntaxProblemError(message, place=Place(self._path, line, column), hint=hint)

    def problem_here(self, message: str, hint: str = "") -> SyntaxProblemError:
        """Return an error where the parser is now."""
        here = self._parser
        return self.problem(message, here.CurrentLineNumber, here.CurrentColumnNumber + 1, hint)

    def _noting_odd(self, chunks: Iterator[tuple[str, bool]]) -> Iterator[str]:
        for text, odd in chunks:
            self._odd = self._odd or odd
            yield text

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.EntityDeclHandler = self._refuse_declaration
        parser.SkippedEntityHandler = self._refuse_reference
        return parser

    def _feed(self, text: str) -> None:
        data = text.encode()
        self._parser.Parse(data)
        self._fed += len(data)

    def _finish(self) -> None:
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._explained(error, b"") from error

    def _read_head(self, head: _Head) -> tuple[str, str]:
        """Read until `<body` and return the text before it and what has been read from there on."""
        data = b""
        for text in itertools.chain(self._texts, [""]):
            data += text.encode()
            try:
                self._parser.Parse(text.encode(), not text)
            except (expat.ExpatError, TmError) as error:
                rest = data[self._parser.CurrentByteIndex :]
                if head.body_at < 0 and isinstance(error, TmError):
                    raise
                if head.body_at < 0 and isinstance(error, expat.ExpatError):
                    raise self._explained(error, rest) from error
            if head.body_at >= 0:
                return data[: head.body_at].decode(), data[head.body_at :].decode()
        raise SyntaxProblemError("a TMX file without <body>", place=Place(self._path))

    def _checked(self, texts: Iterator[str]) -> Iterator[str]:
        """Yield each text that expat has passed; raise at an error, after what is before it."""
        before = b""
        for text in texts:
            data = text.encode()
            try:
                self._feed(text)
            except (expat.ExpatError, TmError) as error:
                at = self._parser.CurrentByteIndex - self._fed
                yield data[: max(at, 0)].decode(errors="ignore")
                if isinstance(error, TmError):
                    raise
                raise self._explained(error, (before + data)[len(before) + at :]) from error
            before = data
            yield text
        self._finish()

    def _explained(self, error: expat.ExpatError, rest: bytes) -> SyntaxProblemError:
        text = rest[:32].decode(errors="ignore")
        reference = _REFERENCE.match(text)
        message, hint = expat.ErrorString(error.code), ""
        if reference:
            code = int(reference[1], 16) if reference[1] else int(reference[2])
            message = f"a reference to a character that XML cannot hold (U+{code:04X})"
            hint = "remove it from the file"
        elif ILLEGAL.match(text):
            message = f"a character that XML cannot hold (U+{ord(text[0]):04X})"
            hint = "remove it from the file"
        elif error.code in _CUT_SHORT:
            message, hint = f"the file ends too early ({message})", "is it complete?"
        return self.problem(message, error.lineno, error.offset + 1, hint)

    def _refuse_declaration(self, name: str, *_: object) -> None:
        raise self.problem_here(
            f"the entity “{name}” is declared, and entities are not expanded",
            "write the text itself in place of the entity",
        )

    def _refuse_reference(self, name: str, *_: object) -> None:
        raise self.problem_here(
            f"the entity “{name}” is not declared", "write the text itself in place of the entity"
        )


class _Head:
    """Handlers that follow expat up to `<body`, where they take themselves off."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._builder = TreeBuilder()
        self._depth = 0
        self.body_at = -1
        self.body_line = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        self._parser = parser

    def header(self) -> Element | None:
        """Return the `<header>`; the handlers must have met `<body`."""
        self._builder.end("tmx")
        return self._builder.close().find("header")

    def _start(self, name: str, values: dict[str, str]) -> None:
        if self._depth == 0:
            self._check_root(name, values.get("version", "1.4"))
        elif self._depth == 1 and name == "body":
            self._stop()
            return
        elif self._depth == 1 and name != "header":
            raise self._scanner.problem_here(f"unexpected <{name}> in <tmx>")
        elif self._depth > _DEEPEST:
            raise self._scanner.problem_here("elements are nested too deeply")
        self._depth += 1
        self._builder.start(name, values)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)

    def _stop(self) -> None:
        parser = self._parser
        self.body_at, self.body_line = parser.CurrentByteIndex, parser.CurrentLineNumber
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None

    def _check_root(self, name: str, version: str) -> None:
        if name != "tmx":
            raise self._scanner.problem_here(f"not a TMX file: its root is <{name}>")
        if not version.startswith("1."):
            raise self._scanner.problem_here(
                f"TMX version {version} is not known", "versions 1.1 to 1.4b can be read"
            )


def _may_end_unit(pieces: list[str], text: str) -> bool:
    """Add a text to the pieces and tell whether a unit may end in it."""
    seam = pieces[-1][-4:] + text[:4]
    pieces.append(text)
    return "</tu" in text or "</tu" in seam


def _is_odd(text: str) -> bool:
    """Whether there may be what the reader's patterns for plain units do not look at."""
    if _SPECIAL_START.search(text) or ("]" in text and "]]>" in text):
        return True
    return "\ufffe" in text or "\uffff" in text


def _last_end(text: str, limit: int) -> int:
    """Return where the last whole unit ends before a limit."""
    while (limit := text.rfind("</tu", 0, limit)) >= 0:
        if match := _UNIT_END.match(text, limit):
            return match.end()
    return 0


def _without_specials(text: str) -> str:
    """Take comments and processing instructions out, and write CDATA sections as escaped text."""
    return _SPECIAL.sub(_plain, text)


def _plain(special: re.Match[str]) -> str:
    return escape(special[1]) if special[1] else "\n" * special[0].count("\n")
