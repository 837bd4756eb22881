"""A PO entry, and the escapes of PO strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from tm.model import Previous  # noqa: TC001  (msgspec reads the annotations)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FUZZY", "Entry", "escape", "parse_header", "render_header", "unescape"]

FUZZY = "fuzzy"

_ESCAPES = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
_ESCAPED = str.maketrans({value: "\\" + key for key, value in _ESCAPES.items()})
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2}))")
_ESCAPE = re.compile(rf"((?:{_BYTE.pattern})+)|\\(.?)", re.DOTALL)


class Entry(msgspec.Struct, frozen=True):
    r"""One message of a PO file, as read; `raw` is its exact text while nobody has edited it.

    `msgstr` has one item, or one per plural form by index. Comments lack their mark and one space:
    `comments` were "# ", `extracted` "#. ". `references` are the tokens of "#:", `flags` those of
    "#,". `raw` is "" for a new or edited entry, `gap` the blank lines after it, `line` counts from
    1.

    Change one with `edit`, which drops `raw`: the writer then renders it as msgcat does.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    msgctxt: str | None = None
    msgid_plural: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    raw: str = ""
    gap: str = "\n"
    line: int = 0

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies the entry in its file: (msgctxt, msgid)."""
        return self.msgctxt, self.msgid

    @property
    def is_header(self) -> bool:
        """Whether this is the header: an empty msgid without a context."""
        return not self.msgid and self.msgctxt is None and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        """Whether a translator has yet to look at it."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text (fuzzy or not)."""
        return all(self.msgstr)

    def edit(self, **changes: object) -> Entry:
        """Return the entry with changes, to be rendered anew; itself where nothing changes.

        A change of `gap` or `line` alone leaves its text as it was read.
        """
        changed = {name for name, value in changes.items() if getattr(self, name) != value}
        if not changed:
            return self
        if not changed <= {"gap", "line"}:
            changes["raw"] = ""
        return msgspec.structs.replace(self, **changes)

    def with_flag(self, flag: str, *, present: bool) -> Entry:
        """Return the entry with or without a flag, which comes first when it is `fuzzy`."""
        others = tuple(f for f in self.flags if f != flag)
        if not present:
            return self.edit(flags=others)
        if flag in self.flags:
            return self
        return self.edit(flags=(flag, *others) if flag == FUZZY else (*others, flag))


def unescape(text: str) -> str:
    r"""Return the value of the inside of a PO string; ValueError(message, offset) for a bad escape.

    The escapes are those of C (GNU gettext manual, "PO Files"): \a \b \f \n \r \t \v \\ \", and
    octal or hexadecimal ones, which are bytes of UTF-8; NUL is none.

    >>> unescape(r"a\tb\x41\303\251")
    'a\tbAé'
    """
    if "\\" not in text:
        return text
    if "\\\\" not in text:  # the usual case: every backslash starts an escape, mostly one of these
        value = text.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t")
        if "\\" not in value:
            return value
    return _ESCAPE.sub(_escape_value, text)


def _escape_value(match: re.Match[str]) -> str:
    codes, letter = match[1], match[4]
    if codes is None:
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        raise ValueError(f"“\\{letter}” is not an escape sequence", match.start())
    numbers = [
        int(octal, 8) if octal else int(digits, 16) for octal, digits in _BYTE.findall(codes)
    ]
    try:
        value = bytes(numbers).decode()
    except ValueError:
        value = "\0"
    if "\0" in value:
        raise ValueError(f"“{codes[:16]}” is not a character in UTF-8", match.start())
    return value


def escape(text: str) -> str:
    r"""Return a text as it stands between the quotes of a PO string.

    >>> escape('«ў» "x"\n')
    '«ў» \\"x\\"\\n'
    """
    return text.translate(_ESCAPED)


def parse_header(msgstr: str) -> tuple[tuple[str, str], ...]:
    r"""Return the header's fields in order; a line without a colon has an empty name.

    >>> parse_header("Language: be\nX-Note: a: b\n")
    (('Language', 'be'), ('X-Note', 'a: b'))
    """
    fields: list[tuple[str, str]] = []
    for line in msgstr.split("\n"):
        name, colon, value = line.partition(":")
        if line:
            fields.append((name, value.strip()) if colon else ("", line))
    return tuple(fields)


def render_header(fields: Iterable[tuple[str, str]]) -> str:
    """Return the msgstr of a header with these fields."""
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)
