"""Every error `tm` raises on purpose.

    TmError                     exit code 2 unless said otherwise
    ├── UsageError              a wrong argument or combination of arguments
    ├── ConfigError             tm.toml or [tool.tm]
    ├── LanguageError           not a language tag, or the wrong one
    ├── PluralError             an unreadable Plural-Forms expression
    ├── UnknownNameError        a format, rule, ... that nobody registered
    ├── InputError              a file that cannot be read
    │   ├── SyntaxProblemError  its text breaks the format's grammar
    │   └── CharsetError        its bytes are not what its encoding says
    ├── LossError               the target format cannot hold something
    └── WriteError              a file that cannot be written now

A message says what is wrong; `place` says where; `hint` says what to do.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CharsetError",
    "ConfigError",
    "InputError",
    "LanguageError",
    "LossError",
    "Place",
    "PluralError",
    "SyntaxProblemError",
    "TmError",
    "UnknownNameError",
    "UsageError",
    "WriteError",
    "did_you_mean",
]


class Place(msgspec.Struct, frozen=True):
    """Where in a file; line and column count from 1, 0 means unknown.

    >>> str(Place("ru.po", 12, 3))
    'ru.po:12:3'
    >>> str(Place("ru.po"))
    'ru.po'
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path:line:column` without the parts that are unknown."""
        if not self.line:
            return self.path
        return (
            f"{self.path}:{self.line}:{self.column}" if self.column else f"{self.path}:{self.line}"
        )


class TmError(Exception):
    """An expected failure: what, where and what to do about it."""

    exit_code = 2

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """Return `place: message (hint)`."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class UsageError(TmError):
    """A wrong argument or combination of arguments."""


class ConfigError(TmError):
    """The configuration is unreadable or says something unknown."""


class LanguageError(TmError):
    """Not a language tag, or not one that fits here."""


class PluralError(TmError):
    """A Plural-Forms header that cannot be read or evaluated."""


class UnknownNameError(TmError):
    """A name that no registry holds."""


class InputError(TmError):
    """A file that cannot be read."""


class SyntaxProblemError(InputError):
    """The text of a file breaks its format's grammar."""


class CharsetError(InputError):
    """The bytes of a file are not what its encoding says."""


class LossError(TmError):
    """The target format cannot hold something that the source holds."""


class WriteError(TmError):
    """A file that cannot be written now."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest known names.

    >>> did_you_mean("tmz", ["po", "tmx"])
    'did you mean tmx?'
    >>> did_you_mean("zzz", ["po", "tmx"])
    'known: po, tmx'
    """
    names = sorted(known)
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names)}"
