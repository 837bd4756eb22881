"""The text of a TMX file, checked: its head as a tree, its body in regions of whole units.

Expat checks everything that XML 1.0 demands; what it has passed is handed on as text, and memory
does not grow with the file. No entity is ever expanded: a declaration of one is an error (that is
how entity bombs and the reading of other files start), and so is a reference to one without.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tm.errors import Place, SyntaxProblemError, TmError
from tm.formats.tmx.decode import decoded
from tm.formats.tmx.xml import ILLEGAL, escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.formats.base import Input

__all__ = ["Scanner"]

_SPECIAL = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_UNIT_END = re.compile(r"</tu\s*>")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_CUT_SHORT = frozenset(
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


class Scanner:
    """Reads the head of a TMX file when made; `regions` then yields the rest, once.

    `header` is the `<header>`, or None without one. Every error carries path, line and column.
    """

    def __init__(self, source: Input) -> None:
        self._path = source.path
        self.encoding, texts = decoded(source)
        self._parser = expat.ParserCreate("utf-8")
        self._parser.EntityDeclHandler = self._refuse_declaration
        self._parser.SkippedEntityHandler = self._refuse_reference
        self._fed = 0
        head = _Head(self)
        head.attach(self._parser)
        self._texts = self._checked(texts)
        self._rest, self.body_line = self._after_head(head)
        self.header = head.header()

    def regions(self) -> Iterator[tuple[int, str]]:
        """Yield the text from `<body` to the end in pieces that end where a unit ends.

        Each comes with the number of its first line. Comments and processing instructions are taken
        out, CDATA sections become escaped text.
        """
        pieces, line = [""], self.body_line
        for text in itertools.chain([self._rest], self._texts):
            seam = pieces[-1][-4:] + text[:4]
            pieces.append(text)
            if "</tu" in text or "</tu" in seam:
                whole, end = _whole_units("".join(pieces))
                pieces = [whole[end:]]
                if end:
                    yield line, whole[:end]
                    line += whole.count("\n", 0, end)
        yield line, _without_specials("".join(pieces))

    def problem(
        self, message: str, line: int, column: int = 0, hint: str = ""
    ) -> SyntaxProblemError:
        """Return an error at a place in this file."""
        return SyntaxProblemError(message, place=Place(self._path, line, column), hint=hint)

    def problem_here(self, message: str, hint: str = "") -> SyntaxProblemError:
        """Return an error where the parser is now."""
        here = self._parser
        return self.problem(message, here.CurrentLineNumber, here.CurrentColumnNumber + 1, hint)

    def _after_head(self, head: _Head) -> tuple[str, int]:
        data = b""
        for text in self._texts:
            data += text.encode()
            if head.body_at >= 0:
                return data[head.body_at :].decode(), head.body_line
        raise SyntaxProblemError("a TMX file without <body>", place=Place(self._path))

    def _checked(self, texts: Iterator[str]) -> Iterator[str]:
        """Yield each text that expat has passed; raise at an error, after what is before it."""
        before = b""
        for text in itertools.chain(texts, [""]):
            data = text.encode()
            try:
                self._parser.Parse(data, not text)
            except (expat.ExpatError, TmError) as error:
                at = self._parser.CurrentByteIndex - self._fed
                yield data[: max(at, 0)].decode(errors="ignore")
                if isinstance(error, TmError):
                    raise
                raise self._explained(error, (before + data)[len(before) + at :]) from error
            before = data
            self._fed += len(data)
            yield text

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


def _whole_units(text: str) -> tuple[str, int]:
    """Return the text without specials and where its last whole unit ends.

    Nothing counts from an unfinished comment on.
    """
    limit = len(text)
    if "<!" in text or "<?" in text:
        text = _without_specials(text)
        limit = min((at for at in (text.find("<!"), text.find("<?")) if at >= 0), default=len(text))
    while (limit := text.rfind("</tu", 0, limit)) >= 0:
        if match := _UNIT_END.match(text, limit):
            return text, match.end()
    return text, 0


def _without_specials(text: str) -> str:
    """Take comments and processing instructions out, and write CDATA sections as escaped text."""
    return _SPECIAL.sub(_plain, text)


def _plain(special: re.Match[str]) -> str:
    return escape(special[1]) if special[1] else "\n" * special[0].count("\n")
