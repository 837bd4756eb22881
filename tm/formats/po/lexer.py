"""Text of a PO file → entries, each with its exact text and place.

The grammar is that of the GNU gettext manual, "PO Files". The lexer goes through the lines once;
whatever it does not understand is an error with line and column, never dropped.
"""

from __future__ import annotations

import re
from typing import NoReturn

from tm.errors import Place, SyntaxProblemError
from tm.formats.po.entry import Entry, unescape
from tm.model import Previous

__all__ = ["lex"]

_KEYWORD = re.compile(
    r"(msgctxt|msgid_plural|msgid|msgstr)(?:[ \t]*\[[ \t]*([0-9]{1,9})[ \t]*\])?[ \t]*(?=\")"
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*')
_REFERENCE = re.compile(r"\u2068[^\u2069]*\u2069(?::\d+)?|[^ \t\r\f\v]+")
_BLANK = " \t\r\f\v"
_HINTS = {
    "msgid": "every entry is [msgctxt], msgid, [msgid_plural], msgstr",
    "obsolete": "put “#~” before every line of the message, or before none",
    "form": "with msgid_plural the forms are msgstr[0], msgstr[1], msgstr[2] …",
    "string": 'put the text between two “"” and a backslash before every “"” within',
}


def lex(text: str, path: str, *, fast: bool = True) -> tuple[list[Entry], str, str]:
    """Return (entries, head, tail) of a PO text.

    `head` is what stands before the first entry (blank lines), `tail` what follows the last
    (comments without a message): head + every raw + gap + tail is `text`. SyntaxProblemError with
    the place.
    `fast` reads entries in the usual layout by one regular expression; the result is the same.
    """
    blank = _HEAD.match(text)
    at = blank.end() if blank else 0
    head, line = text[:at], text.count("\n", 0, at)
    entries: list[Entry] = []
    careful: _Lexer | None = None
    while at < len(text):
        match = _ENTRY.match(text, at) if fast else None
        entry = _usual_entry(match, line + 1) if match else None
        if entry is None:
            careful = careful or _Lexer(text, path)
            entry = careful.entry_at(line)
        if entry is None:
            break
        entries.append(entry)
        at += len(entry.raw) + len(entry.gap)
        line += entry.raw.count("\n") + entry.gap.count("\n")
    return entries, head, text[at:]


_HEAD = re.compile(r"(?:[ \t\r\f\v]*\n)*")
_LINES = r'(?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"\n)++'
_ENTRY = re.compile(
    rf"((?:\#(?:[ .:,][^\n]*+)?\n)*+)"
    rf"(?:msgctxt\ ({_LINES}))?msgid\ ({_LINES})(?:msgid_plural\ ({_LINES}))?"
    rf"((?:msgstr(?:\[[0-9]\])?\ {_LINES})++)"
    rf"(\n*+)(?=\#|msgid\ |msgctxt\ |\Z)",
    re.VERBOSE,
)
_FORM = re.compile(rf"msgstr(?:\[([0-9])\])?\ ({_LINES})", re.VERBOSE)


def _value(lines: str) -> str:
    """Return the value of whole lines of strings; ValueError for a bad escape."""
    return unescape(lines[1:-2].replace('"\n"', ""))


def _usual_entry(match: re.Match[str], line: int) -> Entry | None:
    """Return the entry of a match, or None where only the careful lexer can tell what is wrong."""
    notes, context, msgid, plural, forms, gap = match.groups()
    found = _FORM.findall(forms)
    indexes = [index for index, _ in found]
    if (
        indexes != ([""] if plural is None else list("0123456789"[: len(indexes)]))
        or "\r" in match[0]
    ):
        return None
    kinds = _comments(notes) if notes else _NO_COMMENTS
    try:
        return Entry(
            msgid=_value(msgid),
            msgstr=tuple([_value(form) for _, form in found]),
            msgctxt=None if context is None else _value(context),
            msgid_plural=None if plural is None else _value(plural),
            comments=tuple(kinds[" "]),
            extracted=tuple(kinds["."]),
            references=tuple(kinds[":"]),
            flags=tuple(kinds[","]),
            raw=match[0][: len(match[0]) - len(gap)],
            gap=gap,
            line=line,
        )
    except ValueError:
        return None


_NO_COMMENTS: dict[str, list[str]] = {" ": [], ".": [], ":": [], ",": []}


def _comments(block: str) -> dict[str, list[str]]:
    """Return the comment lines of a block by mark: " " translator, "." extracted, ":" and ","."""
    kinds: dict[str, list[str]] = {" ": [], ".": [], ":": [], ",": []}
    for line in block.split("\n")[:-1]:
        mark = line[1:2] or " "
        if mark == ":":
            kinds[mark] += _references(line[2:])
        elif mark == ",":
            kinds[mark] += _flags(line[2:])
        else:
            kinds[mark].append(line[2:] if mark == " " else _text(line[2:]))
    return kinds


def _references(text: str) -> list[str]:
    return text.split() if text.isascii() else _REFERENCE.findall(text)


_FLAG = re.compile(r"range:[ \t]*\d+[ \t]*\.\.[ \t]*\d+|[^\s,]+")


def _flags(text: str) -> list[str]:
    return text.replace(",", " ").split() if "range:" not in text else _FLAG.findall(text)


class _Lexer:
    """The careful way, line by line; the fields are those of the entry being read."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        if "\r" in text and "\n" not in text:
            self.fail(
                1, 1, "the lines end in a bare carriage return", "save the file with \\n or \\r\\n"
            )
        self.reset(0)

    def reset(self, start: int) -> None:
        self.start = start  # index of the entry's first line
        self.first = 0  # number of its first line that is no comment
        self.fields: dict[str, list[str]] = {}
        self.forms: list[list[str]] = []
        self.previous: dict[str, list[str]] = {}
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []
        self.obsolete: bool | None = None  # None until a keyword has told
        self.open: list[str] | None = None  # the string that a line of its own continues
        self.last_open: list[str] | None = None

    def fail(self, line: int, column: int, message: str, hint: str = "") -> NoReturn:
        raise SyntaxProblemError(message, place=Place(self.path, line, column), hint=hint)

    # --- the pass -------------------------------------------------------------------------------

    def entry_at(self, start: int) -> Entry | None:
        """Return the entry whose first line has that index, None where only comments are left."""
        self.reset(start)
        end = next_start = start
        for index in range(start, len(self.lines)):
            self.number = index + 1
            line = self.lines[index].rstrip("\r")
            stripped = line.strip(_BLANK)
            if stripped:
                if self.begins_entry(stripped):
                    break
                self.line(line, stripped)
                end = index + 1
            next_start = index + 1
        if not self.fields and not self.forms:
            return None
        return self.finish(end, next_start)

    def begins_entry(self, stripped: str) -> bool:
        """Whether a line starts the next entry: anything but a string or form after a msgstr."""
        if not self.forms:
            return False
        if stripped.startswith("#~"):
            if not self.obsolete:
                return True
            stripped = stripped[2:].lstrip(_BLANK)
        return not stripped.startswith(('"', "msgstr"))

    def finish(self, end: int, next_start: int) -> Entry:
        """Return the entry of the lines from self.start to end; blank ones follow to next_start."""
        if "msgid" not in self.fields:
            self.fail(self.first, 1, "an entry has no msgid", _HINTS["msgid"])
        if not self.forms:
            self.fail(self.first, 1, "an entry has no msgstr", _HINTS["msgid"])
        plural = self.fields.get("msgid_plural")
        context = self.fields.get("msgctxt")
        return Entry(
            msgid="".join(self.fields["msgid"]),
            msgstr=tuple(["".join(form) for form in self.forms]),
            msgctxt=None if context is None else "".join(context),
            msgid_plural=None if plural is None else "".join(plural),
            comments=tuple(self.comments),
            extracted=tuple(self.extracted),
            references=tuple(self.references),
            flags=tuple(self.flags),
            previous=_previous(self.previous) if self.previous else None,
            obsolete=bool(self.obsolete),
            raw=self.slice(self.start, end),
            gap=self.slice(end, next_start),
            line=self.start + 1,
        )

    def slice(self, start: int, end: int) -> str:
        """Return the lines from start to end with their line ends, as they are in the file."""
        text = "\n".join(self.lines[start:end])
        return text + "\n" if start < end < len(self.lines) else text

    # --- lines ----------------------------------------------------------------------------------

    def line(self, line: str, stripped: str, *, obsolete: bool = False) -> None:
        if stripped[0] == "#":
            self.comment(line, len(line) - len(line.lstrip(_BLANK)))
            return
        if self.obsolete not in {None, obsolete}:
            column = line.index(stripped[0]) + 1
            self.fail(self.number, column, "an entry is obsolete only in part", _HINTS["obsolete"])
        self.obsolete = obsolete
        if stripped[0] == '"':
            if self.open is None:
                self.fail(
                    self.number, line.index('"') + 1, "a string without a keyword", _HINTS["msgid"]
                )
            self.strings(line, line.index('"'), self.open)
        else:
            self.keyword(line, len(line) - len(line.lstrip(_BLANK)))

    def keyword(self, line: str, at: int) -> None:
        match = _KEYWORD.match(line, at)
        if match is None:
            self.bad_keyword(line, at)
        self.first = self.first or self.number
        name, index = match.group(1, 2)
        if name == "msgstr":
            target = self.form(index, at)
        elif index is not None or self.forms or name in self.fields:
            self.fail(self.number, at + 1, f"{name} is out of place", _HINTS["msgid"])
        else:
            self.check_order(name, at)
            target = self.fields[name] = []
        self.open = target
        self.strings(line, match.end(), target)

    def bad_keyword(self, line: str, at: int) -> NoReturn:
        word = re.match(r"[^\s\"]*", line[at:])
        name = word.group() if word else ""
        if name.startswith("msg") and '"' not in line:
            self.fail(self.number, at + 1, f"{name} has no string", _HINTS["string"])
        self.fail(
            self.number,
            at + 1,
            f"“{(name or line[at:])[:40]}” is not a PO keyword",
            _HINTS["msgid"],
        )

    def check_order(self, name: str, at: int) -> None:
        if name == "msgid_plural" and "msgid" not in self.fields:
            self.fail(self.number, at + 1, "msgid_plural before msgid", _HINTS["msgid"])
        if name == "msgctxt" and "msgid" in self.fields:
            self.fail(self.number, at + 1, "msgctxt after msgid", _HINTS["msgid"])

    def form(self, index: str | None, at: int) -> list[str]:
        """Begin the text of msgstr or msgstr[index]."""
        plural, due = "msgid_plural" in self.fields, len(self.forms)
        name = "msgstr" if index is None else f"msgstr[{index}]"
        if "msgid" not in self.fields:
            self.fail(self.number, at + 1, f"{name} before msgid", _HINTS["msgid"])
        if plural is (index is None):
            problem = "without a number after" if plural else "without a"
            self.fail(self.number, at + 1, f"{name} {problem} msgid_plural", _HINTS["form"])
        if not plural and due:
            self.fail(self.number, at + 1, "a second msgstr", _HINTS["msgid"])
        if plural and int(index or 0) != due:
            self.fail(self.number, at + 1, f"{name} where msgstr[{due}] is due", _HINTS["form"])
        self.forms.append([])
        return self.forms[-1]

    def strings(self, line: str, at: int, target: list[str]) -> None:
        """Read the one or more strings of a line from `at` on."""
        while True:
            match = _STRING.match(line, at)
            if match is None:
                self.fail(
                    self.number, at + 1, "a string does not end on its line", _HINTS["string"]
                )
            try:
                target.append(unescape(match[1]))
            except ValueError as error:
                message, offset = error.args
                self.fail(self.number, at + 2 + offset, message, "write a backslash itself as \\\\")
            at = match.end()
            if at == len(line):
                return
            if line[at] != '"':
                self.fail(self.number, at + 1, "text after the end of a string", _HINTS["string"])

    def comment(self, line: str, at: int) -> None:
        """Read a line whose "#" is at `at`."""
        mark, text = line[at + 1 : at + 2], line[at + 2 :]
        if mark == "~":
            self.obsolete_line(line, at)
        elif mark == "|":
            self.previous_line(line, at + 2)
        elif mark == ".":
            self.extracted.append(_text(text))
        elif mark == ":":
            self.references += _references(text)
        elif mark == ",":
            self.flags += _flags(text)
        else:
            self.comments.append(_text(mark + text))

    def obsolete_line(self, line: str, at: int) -> None:
        if line[at + 2 : at + 3] == "|":
            self.previous_line(line, at + 3)
            return
        body = " " * (at + 2) + line[at + 2 :]  # blanks keep the columns of messages
        rest = body.strip(_BLANK)
        if rest.startswith("#~"):
            self.fail(self.number, body.index("#") + 1, "a second “#~”", _HINTS["obsolete"])
        if rest:
            self.line(body, rest, obsolete=True)

    def previous_line(self, line: str, at: int) -> None:
        while at < len(line) and line[at] in _BLANK:
            at += 1
        if at == len(line):
            return
        if line[at] == '"':
            if self.last_open is None:
                self.fail(self.number, at + 1, "a string without a keyword", _HINTS["msgid"])
            self.strings(line, at, self.last_open)
            return
        match = _KEYWORD.match(line, at)
        if match is None or match[1] == "msgstr":
            self.bad_keyword(line, at)
        self.last_open = self.previous[match[1]] = []
        self.strings(line, match.end(), self.last_open)


def _text(comment: str) -> str:
    return comment.removeprefix(" ")


def _previous(fields: dict[str, list[str]]) -> Previous:
    context, plural = fields.get("msgctxt"), fields.get("msgid_plural")
    return Previous(
        source="".join(fields.get("msgid", [])),
        context=None if context is None else "".join(context),
        plural=None if plural is None else "".join(plural),
    )
