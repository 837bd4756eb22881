"""What a format is: a name, a sniffer, a reader and a writer."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tm.errors import LossError, Place, UsageError
from tm.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.model import Document

__all__ = ["EXTENSIONS", "FORMATS", "HEAD", "Format", "Input", "Output", "detect"]

EXTENSIONS: dict[str, str] = {
    ".jsonl": "jsonl",
    ".mo": "mo",
    ".po": "po",
    ".pot": "po",
    ".tmx": "tmx",
    ".tsv": "tsv",
}
"""Format names by file extension; `detect` needs no import for these."""

HEAD = 4096
"""How many of a file's first bytes tell its format."""


class Input(msgspec.Struct):
    """What a reader gets.

    `path` is for messages. `streams` has one binary stream, or one a language for Moses (in the
    order of `languages`). `source` and `target` are canonical tags the caller knows, else None.
    """

    path: str
    streams: tuple[BinaryIO, ...]
    source: str | None = None
    target: str | None = None
    languages: tuple[str, ...] = ()

    @property
    def stream(self) -> BinaryIO:
        """The only stream."""
        return self.streams[0]


class Output(msgspec.Struct):
    """What a writer gets, and where it counts what the format cannot hold.

    `languages` are the canonical tags to write, source first; () means all. `streams` as in Input.
    `include_fuzzy` says that texts that are not ready are wanted where usually they are left out.
    """

    path: str
    streams: tuple[BinaryIO, ...]
    languages: tuple[str, ...] = ()
    flavour: str = ""
    allow_loss: bool = False
    include_fuzzy: bool = False
    losses: Counter[str] = msgspec.field(default_factory=Counter[str])
    examples: dict[str, str] = msgspec.field(default_factory=dict[str, str])

    @property
    def stream(self) -> BinaryIO:
        """The only stream."""
        return self.streams[0]

    def lose(self, what: str, unit: str) -> None:
        """Count something that the format cannot hold; `unit` is the id it happened in."""
        self.losses[what] += 1
        self.examples.setdefault(what, unit)

    def settle(self) -> None:
        """Raise LossError when something was lost without leave; writers call it last."""
        if self.losses and not self.allow_loss:
            parts = [
                f"{n} × {what} (first in unit {self.examples[what]})"
                for what, n in self.losses.items()
            ]
            raise LossError(
                f"this format cannot hold: {'; '.join(parts)}",
                place=Place(self.path),
                hint="choose another format, or pass --allow-loss",
            )


class Format(msgspec.Struct, frozen=True):
    """A format: `read` is lazy where a file may be large; what it cannot do is None.

    sniff(head): whether the first `HEAD` bytes look like this format.
    read(input): the document; raises SyntaxProblemError or CharsetError with the place.
    write(document, output): writes all units, then calls `output.settle()`.
    """

    name: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    read: Callable[[Input], Document] | None
    write: Callable[[Document, Output], None] | None


FORMATS: Registry[Format] = Registry(
    "format",
    "tm.formats",
    {
        "jsonl": "tm.formats.jsonl:FORMAT",
        "mo": "tm.formats.mo:FORMAT",
        "moses": "tm.formats.moses:FORMAT",
        "po": "tm.formats.po:FORMAT",
        "tmx": "tm.formats.tmx:FORMAT",
        "tsv": "tm.formats.tsv:FORMAT",
    },
)


def detect(path: str, head: bytes = b"") -> Format:
    """Return the format of a path by its extension, else by its first bytes.

    UsageError when neither tells.
    """
    if "," in path:
        return FORMATS.get("moses")
    name = EXTENSIONS.get(PurePath(path).suffix.lower())
    if name:
        return FORMATS.get(name)
    for candidate in map(FORMATS.get, FORMATS.names()):
        if PurePath(path).suffix.lower() in candidate.extensions or (
            head and candidate.sniff(head)
        ):
            return candidate
    raise UsageError(
        f"“{path}” is no known format",
        hint=f"name it with --from-format or --to-format ({', '.join(FORMATS.names())})",
    )
