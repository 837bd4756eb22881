"""YAML front matter: the values of `key: value` lines, read and written without a YAML library.

Read are plain, 'single' and "double" quoted values that end on their line. Everything else (lists,
nested keys, block scalars `|` and `>`, values over several lines, tags, anchors) is left alone.
"""

from __future__ import annotations

import re

from tm.documents.base import Block, block_of
from tm.model import Segment

__all__ = ["KIND", "front_matter_end", "scalar_edit", "scalars"]

KIND = "front matter: "
"""What the kind of a block of the front matter begins with; the key follows."""

_WHOLE = re.compile(
    r"---[ \t]*+(?>\r\n?|\n)(?:(?!(?:---|\.\.\.)[ \t]*+(?:[\r\n]|\Z))[^\r\n]*+(?>\r\n?|\n))*+"
    r"(?:---|\.\.\.)[ \t]*+(?>\r\n?|\n|\Z)"
)
_ENTRY = re.compile(r"(?:(?<=\n)|(?<=\r))([^\s:#'\"\[{&*!|>%@`,?-][^\r\n:#]*+):[ \t]++(?=[^\s#])")
_SINGLE = re.compile(r"'((?:[^'\r\n]|'')*+)'[ \t]*(?:[ \t]#[^\r\n]*+)?(?=[\r\n])")
_DOUBLE = re.compile(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"[ \t]*(?:[ \t]#[^\r\n]*+)?(?=[\r\n])')
_PLAIN = re.compile(
    r"((?=[^\s'\"\[\]{},&*!|>%@`#])(?:[^\s]|[ \t]++(?![#\r\n]))*+)[ \t]*+(?:#[^\r\n]*+)?(?=[\r\n])"
)
_CONTINUES = re.compile(r"(?>\r\n?|\n)(?:[ \t]*+(?>\r\n?|\n))*+[ \t]+[^\s]")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_UNPRINTABLE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
_OTHER_TYPE = re.compile(
    r"(?i:true|false|yes|no|on|off|null|y|n|~)"
    r"|[-+.]?[0-9][0-9_.,:eExXoa-fA-FT+-]*(?:[ \t][0-9:.Zz +-]*)?|[-+]?\.(?i:inf|nan)"
)
_SAFE_PLAIN = re.compile(r"[^\W\d_](?:[^:#\s]|:(?!\s|\Z)|[ ](?![# ])|(?<! )#)*+")


def front_matter_end(text: str) -> int:
    """Return where the front matter of a text ends, its last line included; 0 without one."""
    match = _WHOLE.match(text)
    return match.end() if match else 0


def scalars(text: str, end: int, keys: tuple[str, ...]) -> list[Block]:
    """Return a block for every configured key whose value can be read."""
    found: list[Block] = []
    for entry in _ENTRY.finditer(text, 0, end):
        key = entry[1].rstrip()
        if key in keys:
            block = _scalar(text, entry.end(), KIND + key)
            found += [block] if block else []
    return found


def _scalar(text: str, start: int, kind: str) -> Block | None:
    """Return the block of a value; None for what is not a text on one line."""
    pattern = {"'": _SINGLE, '"': _DOUBLE}.get(text[start], _PLAIN)
    match = pattern.match(text, start)
    if match is None or _CONTINUES.match(text, match.end()):
        return None
    if pattern is _PLAIN and not _is_text(match[1]):
        return None
    decoded = _decode(match[1], match.start(1), text[start])
    return block_of(kind, Segment.of(decoded[0]), decoded[1], None) if decoded else None


def _is_text(plain: str) -> bool:
    """Whether YAML reads a plain value as a text: as no number, truth value or mapping."""
    if (
        _OTHER_TYPE.fullmatch(plain)
        or _UNPRINTABLE.search(plain)
        or re.match(r"[-?:](?:\s|\Z)", plain)
    ):
        return False
    return re.search(r":(?:\s|\Z)|\s#", plain) is None


def _decode(raw: str, start: int, quote: str) -> tuple[str, tuple[int, ...]] | None:
    """Return the value of a scalar and its offsets; None for an escape that YAML does not have."""
    escape = {"'": re.compile("''"), '"': _ESCAPE}.get(quote)
    texts: list[str] = []
    offsets: list[int] = []
    position = 0
    for match in escape.finditer(raw) if escape else ():
        char = "'" if quote == "'" else _escaped(match)
        if char is None:
            return None
        texts += (raw[position : match.start()], char)
        offsets.extend(range(start + position, start + match.start() + 1))
        position = match.end()
    texts.append(raw[position:])
    offsets.extend(range(start + position, start + len(raw) + 1))
    return "".join(texts), tuple(offsets)


def _escaped(match: re.Match[str]) -> str | None:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return _NAMED.get(match[4])
    code = int(digits, 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else None  # noqa: PLR2004


def scalar_edit(raw: str, block: Block, value: str) -> tuple[int, int, str]:
    """Return the edit that makes a YAML parser read `value`; it keeps the quotes if it can."""
    start, end = block.offsets[0], block.offsets[-1]
    quote = raw[start - 1] if raw[start - 1] in "'\"" else ""
    if quote:
        start, end = start - 1, end + 1
    if not quote and _SAFE_PLAIN.fullmatch(value) and _is_text(value):
        return start, end, value
    if quote == "'" and not _UNPRINTABLE.search(value):
        return start, end, "'" + value.replace("'", "''") + "'"
    return start, end, _double_quoted(value)


def _double_quoted(value: str) -> str:
    value = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04X}", value) + '"'
