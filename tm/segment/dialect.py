r"""Regular expressions of SRX rules (the ICU and Java dialect) for the `regex` module.

SRX 2.0 names ICU's regular expressions; the rule files in use are written for
ICU or for `java.util.regex`.  `parse` reads that dialect into the small tree of
`tm.segment.pattern`, which can be written for the `regex` module (its version 1
behaviour).

Where ICU and Java differ, ICU's Unicode reading is taken: ``\s``, ``\w``, ``\d``
and ``\b`` are Unicode and ``(?i)`` folds every script.  Groups never capture;
back-references, ``\G`` and conditionals have no meaning in a rule and are errors.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from tm.segment.pattern import Atom, Choice, Group, Look, Loose, Mark, Repeat, Sequence, size

if TYPE_CHECKING:
    from tm.segment.pattern import Node

LINE_ENDS = r"\n\x0B\f\r\x85\u2028\u2029"
BLANKS = r"\t\x20\xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000"


class PatternError(ValueError):
    """A pattern that the dialect does not know; `index` is the offset in the pattern."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index


SIMPLE_ESCAPES = {
    "d": r"\d",
    "D": r"\D",
    "s": r"\s",
    "S": r"\S",
    "w": r"\w",
    "W": r"\W",
    "h": f"[{BLANKS}]",
    "H": f"[^{BLANKS}]",
    "v": f"[{LINE_ENDS}]",
    "V": f"[^{LINE_ENDS}]",
}
CONTROL_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
MARKS = {"b": r"\b", "B": r"\B", "A": r"\A", "Z": r"(?=\n?\Z)", "z": r"\Z"}
LOOSE = {"R": Loose(rf"(?:\r\n|[{LINE_ENDS}])", f"[{LINE_ENDS}]"), "X": Loose(r"\X", None)}
JAVA_PROPERTIES = {
    "javaLetter": "L",
    "javaAlphabetic": "Alphabetic",
    "javaDigit": "Nd",
    "javaLowerCase": "Lowercase",
    "javaUpperCase": "Uppercase",
    "javaTitleCase": "Lt",
    "javaWhitespace": "White_Space",
    "javaSpaceChar": "Z",
    "javaIdeographic": "Ideographic",
}
JAVA_CLASSES = {"javaLetterOrDigit": r"[\p{L}\p{Nd}]", "L1": r"[\x00-\xFF]", "all": r"[\s\S]"}
GROUPS = {"?:": "(?:", "?>": "(?>"}
LOOKS = {"?=": "(?=", "?!": "(?!", "?<=": "(?<=", "?<!": "(?<!"}
FLAGS = frozenset("imsxuUd")
_GROUP = r"\?(?:<?[=!]|[:>]|P?<\w+>|(?<on>\w*)(?:-(?<off>\w+))?(?<end>[:)]))"
_QUANTIFIERS = ("*", "+", "?", "{")
_LAST_CHAR = 0x10FFFF
_DEEPEST = 100  # levels of groups or classes within each other
_LARGEST = 100_000  # characters that a pattern describes at least, every repetition counted


def parse(pattern: str) -> Node:
    """Read an ICU or Java pattern.

    Raises:
        PatternError: where the pattern is wrong or uses what a rule cannot.
    """
    node = _Parser(pattern).pattern()
    if size(node) > _LARGEST:
        raise PatternError("the repetitions multiply to a pattern that is too large", 0)
    return node


def literal(char: str) -> str:
    """Write one character so that it means itself, inside and outside a class."""
    if char.isalnum() or (char > "\x7f" and char.isprintable()):
        return char
    return f"\\x{ord(char):02X}" if char < "\x80" else f"\\U{ord(char):08X}"


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.V1)


class _Parser:
    """A recursive descent over one pattern; flags hold to the end of their group."""

    def __init__(self, pattern: str) -> None:
        self.source = pattern
        self.at = 0
        self.flags: frozenset[str] = frozenset()
        self.depth = 0

    def pattern(self) -> Node:
        node = self.choice()
        if self.at < len(self.source):
            raise self.problem("a ) closes nothing")
        return node

    # Reading.

    def problem(self, message: str, at: int | None = None) -> PatternError:
        return PatternError(message, self.at if at is None else at)

    def peek(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def take(self, text: str) -> bool:
        found = self.peek(text)
        self.at += len(text) if found else 0
        return found

    def next(self) -> str:
        if self.at >= len(self.source):
            raise self.problem("the pattern ends too early")
        self.at += 1
        return self.source[self.at - 1]

    def scan(self, pattern: str) -> regex.Match[str] | None:
        found = _compiled(pattern).match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found

    # Structure.

    def choice(self) -> Node:
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Node:
        items: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            if "x" in self.flags and self.scan(r"\s+|\#[^\n]*"):
                continue
            items.extend(self.quantified())
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def quantified(self) -> list[Node]:
        nodes = self.term()
        while nodes and (bounds := self.bounds()):
            low, high = bounds
            mode = self.next() if self.peek("?") or self.peek("+") else ""
            nodes = [*nodes[:-1], Repeat(nodes[-1], low, high, mode)]
        return nodes

    def bounds(self) -> tuple[int, int | None] | None:
        if self.source[self.at : self.at + 1] not in _QUANTIFIERS:
            return None
        found = self.scan(r"[*+?]|\{\s*(\d+)\s*(,)?\s*(\d*)\s*\}")
        if found is None:
            return None
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if found[0] in simple:
            return simple[found[0]]
        low = int(found[1])
        high = int(found[3]) if found[3] else None if found[2] else low
        if high is not None and high < low:
            raise self.problem(f"the repetition {found[0]} is upside down", found.start())
        return low, high

    def term(self) -> list[Node]:  # noqa: PLR0911 - one case for each special character
        char = self.next()
        match char:
            case "(":
                return self.group()
            case "[":
                return [self.atom(self.char_class())]
            case "\\":
                return self.escape()
            case "^":
                return [Mark("(?m:^)" if "m" in self.flags else "^")]
            case "$":
                return [Mark("(?m:$)" if "m" in self.flags else "$")]
            case ".":
                return [Atom(r"[\s\S]" if "s" in self.flags else f"[^{LINE_ENDS}]")]
            case "*" | "+" | "?":
                raise self.problem(f"{char} repeats nothing", self.at - 1)
            case _:
                return [self.atom(literal(char))]

    def atom(self, text: str) -> Atom:
        return Atom(f"(?i:{text})" if "i" in self.flags else text)

    def group(self) -> list[Node]:
        start, flags = self.at - 1, self.flags
        self.deeper(start)
        found = self.scan(_GROUP) if self.peek("?") else None
        if found is None and self.peek("?"):
            raise self.problem("this kind of group is not known in a rule", start)
        opener = found[0] if found else ""
        if found and found["end"]:
            self.flags = self.changed_flags(found["on"], found["off"] or "", start)
            if found["end"] == ")":
                self.depth -= 1
                return []
        body = self.choice()
        if not self.take(")"):
            raise self.problem("this ( is never closed", start)
        self.flags = flags
        self.depth -= 1
        if opener in LOOKS:
            return [Look(LOOKS[opener], body)]
        return [Group(GROUPS.get(opener, "(?:"), body)]

    def changed_flags(self, on: str, off: str, at: int) -> frozenset[str]:
        unknown = (set(on) | set(off)) - FLAGS
        if unknown:
            raise self.problem(f"the flag {min(unknown)} is not known", at)
        return (self.flags | set(on)) - set(off)

    def deeper(self, start: int) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.problem("groups are nested too deeply", start)

    # Escapes.

    def escape(self) -> list[Node]:
        start = self.at - 1
        char = self.next()
        if char == "Q":
            return [self.atom(literal(each)) for each in self.quoted()]
        if char in MARKS:
            return [Mark(MARKS[char])]
        if char in LOOSE:
            return [LOOSE[char]]
        if char in "123456789k":
            raise self.problem("a back-reference has no meaning in a rule", start)
        self.at -= 1
        return [self.atom(self.char_escape())]

    def quoted(self) -> str:
        end = self.source.find("\\E", self.at)
        end = len(self.source) if end < 0 else end
        text = self.source[self.at : end]
        self.at = min(end + 2, len(self.source))
        return text

    def char_escape(self) -> str:
        start = self.at - 1
        char = self.next()
        if char in SIMPLE_ESCAPES:
            return SIMPLE_ESCAPES[char]
        if char in "pP":
            return self.char_property(char, start)
        if char == "N":
            return self.named(start)
        self.at -= 1
        return literal(self.single(start))

    def single(self, start: int) -> str:
        """Read the escape of one character, after its backslash."""
        char = self.next()
        if char in CONTROL_ESCAPES:
            return CONTROL_ESCAPES[char]
        if char in "xuU0c":
            return self.numbered(char, start)
        if char.isalnum() and char.isascii():
            raise self.problem(f"the escape \\{char} is not known", start)
        return char

    def numbered(self, kind: str, start: int) -> str:
        forms = {
            "x": r"(?:\{\s*)?([0-9A-Fa-f]+)\s*\}|([0-9A-Fa-f]{2})",
            "u": r"([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]+)\}",
            "U": r"([0-9A-Fa-f]{8})",
            "0": r"([0-3]?[0-7]{1,2})",
            "c": r"([@-_a-z])",
        }
        found = self.scan(forms[kind])
        if found is None:
            raise self.problem(f"the number after \\{kind} is missing", start)
        digits = found[1] or found[2]
        if kind == "c":
            return chr(ord(digits.upper()) ^ 64)
        code = int(digits, 8 if kind == "0" else 16)
        if code > _LAST_CHAR:
            raise self.problem("there is no such character", start)
        return chr(code)

    def named(self, start: int) -> str:
        found = self.scan(r"\{([\w -]+)\}")
        if found is None:
            raise self.problem("the name after \\N is missing", start)
        return self.known(f"\\N{{{found[1]}}}", start)

    def char_property(self, kind: str, start: int) -> str:
        found = self.scan(r"\{\s*(\^?)([^{}]+?)\s*\}|()([A-Za-z])")
        if found is None:
            raise self.problem(f"the property after \\{kind} is missing", start)
        name = found[2] or found[4]
        negative = (kind == "P") != bool(found[1])
        if name in JAVA_CLASSES:
            return f"[^{JAVA_CLASSES[name]}]" if negative else JAVA_CLASSES[name]
        name = JAVA_PROPERTIES.get(name, name)
        return self.known(f"\\{'P' if negative else 'p'}{{{name}}}", start)

    def known(self, text: str, start: int) -> str:
        try:
            _compiled(text)
        except regex.error:
            raise self.problem(f"{text} is not known", start) from None
        return text

    # Classes.

    def char_class(self) -> str:
        r"""Read a class after its [; intersections and differences nest: `[[a]&&[b]]`."""
        start = self.at - 1
        self.deeper(start)
        negative = "^" if self.take("^") else ""
        operands, operators = [self.class_items(start, first=True)], [""]
        while not self.take("]"):
            operators.append(self.next() + self.next())
            operands.append(self.class_items(start, first=False))
        self.depth -= 1
        if len(operands) == 1:
            return f"[{negative}{operands[0]}]"
        pairs = zip(operators, operands, strict=True)
        return f"[{negative}{''.join(f'{operator}[{operand}]' for operator, operand in pairs)}]"

    def class_items(self, start: int, *, first: bool) -> str:
        items = ""
        while not (self.peek("]") and (items or not first)):
            if self.at >= len(self.source):
                raise self.problem("this [ is never closed", start)
            if items and (self.peek("&&") or self.peek("--[")):
                break
            items += self.class_item()
        if not items:
            raise self.problem("this class is empty", start)
        return items

    def class_item(self) -> str:
        posix = self.scan(r"\[:(\^?)([\w= ]+):\]") if self.peek("[:") else None
        if posix:
            return self.known(f"\\{'P' if posix[1] else 'p'}{{{posix[2]}}}", posix.start())
        if self.take("["):
            return self.char_class()
        if self.take("\\Q"):
            return "".join(map(literal, self.quoted()))
        low = self.class_char()
        literal_dash = self.peek("-]") or self.peek("-[") or self.peek("-&&")
        if len(low) == 1 and self.peek("-") and not literal_dash:
            return self.class_range(low)
        return low if len(low) > 1 else literal(low)

    def class_range(self, low: str) -> str:
        start = self.at - 1
        self.next()
        high = self.class_char()
        if len(high) > 1:
            return literal(low) + r"\-" + high
        if high < low:
            raise self.problem(f"the range {low}-{high} is upside down", start)
        return f"{literal(low)}-{literal(high)}"

    def class_char(self) -> str:
        """Read one character of a class: itself, or the pattern of several (longer than 1)."""
        char = self.next()
        if char != "\\":
            return char
        if self.source[self.at : self.at + 1] in (*SIMPLE_ESCAPES, "p", "P", "N"):
            return self.char_escape()
        return self.single(self.at - 1)
