"""What a translation must not do to Markdown: look like the beginning of another block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from tm.documents.markdown_inline import TAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tm.model import Segment

__all__ = ["Line", "begins_block", "escape_cell", "escape_heading", "escape_lines", "escape_tags"]

_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|"
    "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|"
    "search|section|source|summary|table|tbody|td|template|tfoot|th|thead|title|tr|track|ul"
)
# A line that begins so begins a block; the group is what a backslash goes before.
_LINE_START = re.compile(
    r"(?:"
    r"(?P<heading>#)#{0,5}(?:[ \t]|\Z)"
    r"|(?P<bullet>[-+*])(?:[ \t]|\Z)"
    r"|[0-9]{1,9}(?P<number>[.)])(?:[ \t]|\Z)"
    r"|(?P<quote>>)"
    r"|(?P<rule>[-_*])[ \t]*(?:[-_*][ \t]*){2,}\Z"
    r"|(?P<underline>[=-])[=-]*[ \t]*\Z"
    r"|(?P<row>[-:|])[-:| \t]*\Z"
    rf"|(?P<html><)(?:[?!]|/?(?:{_HTML_NAMES})(?:[ \t/>]|\Z)"
    r"|(?:script|pre|style|textarea)(?:[ \t>]|\Z)"
    r"|/?[A-Za-z][A-Za-z0-9-]*(?:[ \t/][^>]*)?>[ \t]*\Z)"
    r")",
    re.IGNORECASE,
)
_FENCE = re.compile(r"(?P<ticks>`{3,})[^`]*\Z|(?P<tildes>~{3,})")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:", re.DOTALL)
_ROW = re.compile(r"[-:|][-:| \t]*\Z")
_ONE_COLUMN = re.compile(r"\A\||\\\||\|\Z")
_BAR = re.compile(r"(?<!\\)\|")
_CLOSING_HASHES = re.compile(r"(?:(?<=[ \t])|\A)(#+[ \t]*)\Z")


class Line(msgspec.Struct):
    """A line of a block as it will be written.

    `end` is the raw text after it: the line break and the container prefix of the next line, ""
    after the last. `fresh` says that it is not the line that the source has there, `hard` that its
    line break is a hard one. `text` is the joined `pieces` once all are there.
    """

    text: str = ""
    pieces: list[str] = []
    end: str = ""
    fresh: bool = False
    hard: bool = False


def escape_tags(segment: Segment, allowed: frozenset[str], keep: frozenset[str]) -> str:
    r"""Put a backslash before every tag of `segment` that the source does not have.

    `allowed` holds the names of the source's tags, `keep` its comments.
    """
    out: list[str] = []
    for part in segment.parts:
        if isinstance(part, str):
            out.append(part)
            continue
        tag = TAG.match(part.data)
        strange = tag is not None and tag[2].lower() not in allowed
        comment = part.data.startswith(("<!", "<?")) and part.data not in keep
        out.append("\\" + part.data if strange or comment else part.data)
    return "".join(out)


def begins_block(text: str) -> bool:
    """Whether a line that begins so would begin another block than a paragraph."""
    return _escape_start(text, first=False) != text


def _escape_start(text: str, *, first: bool) -> str:
    """Escape what would begin a block at the beginning of a line."""
    fence = _FENCE.match(text)
    if fence:
        run = fence["ticks"] or fence["tildes"]
        return "".join("\\" + char for char in run) + text[len(run) :]
    match = _LINE_START.match(text)
    at = (
        next((match.start(name) for name, got in match.groupdict().items() if got), 0)
        if match
        else -1
    )
    if at < 0 and first and _DEFINITION.match(text):
        at = 0
    return text[:at] + "\\" + text[at:] if at >= 0 else text


def _escape_end(text: str) -> str:
    """Double a last backslash: at the end of a line it would be a hard line break."""
    backslashes = len(text) - len(text.rstrip("\\"))
    return text + "\\" if backslashes % 2 else text


def escape_lines(lines: Sequence[Line], *, underlined: bool) -> None:
    """Escape, in place, the fresh lines of a paragraph or an underlined heading."""
    bars = False
    definition = bool(lines) and _DEFINITION.match("\n".join(line.text for line in lines))
    for index, line in enumerate(lines):
        if line.fresh or (bars and _ROW.match(line.text)):
            line.text = _escape_start(line.text, first=index == 0)
            if not line.hard:
                line.text = _escape_end(line.text)
            if underlined and _ONE_COLUMN.search(line.text):
                line.text = line.text.replace("\\|", "|").replace("|", "&#124;")
        bars = "|" in line.text
    if definition and any(line.fresh for line in lines) and lines[0].text.startswith("["):
        lines[0].text = "\\" + lines[0].text


def escape_heading(text: str) -> str:
    """Escape what would be the closing sequence of an ATX heading."""
    return _escape_end(_CLOSING_HASHES.sub(r"\\\1", text))


def escape_cell(text: str, *, at_line_start: bool) -> str:
    r"""Escape what would end a table cell, or the table where no `|` is before the cell."""
    text = _BAR.sub(r"\\|", text)
    if at_line_start:
        text = _escape_start(text, first=False)
    return _escape_end(text) + " " if text.endswith("\\") else text
