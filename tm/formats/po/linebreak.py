"""Where gettext may break a line, and how wide a character is.

The rules are those of Unicode Standard Annex #14 in the pair-table form of its older revisions, at
Unicode 14, as GNU gettext 0.21 applies them; the tests compare with the installed msgcat.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import regex

__all__ = ["break_positions", "char_width", "ends_line", "text_width"]

# One column per class of the character after the possible break. In a row: D break, I break only
# where a space stands between, P no break. The classes are those of UAX #14; OW is a wide OP.
_COLUMNS = (
    "AL B2 BA BB CL CP EB EM EX GL H2 H3 HL HY ID IN IS JL JT JV NS NU OP PO PR QU RI SY WJ OW"
)
_ROWS = """
AL HL NU     IDIDPPDDPIDDIIDIPDDDIIIIIIDPPD
B2           DPIDPPDDPIDDDIDIPDDDIDDDDIDPPD
BA           DDIDPPDDPDDDDIDIPDDDIDDDDIDPPD
BB GL WJ     IIIIPPIIPIIIIIIIPIIIIIIIIIIPPI
CL           DDIDPPDDPIDDDIDIPDDDPDDIIIDPPD
CP           IDIDPPDDPIDDIIDIPDDDIIDIIIDPPD
EB           DDIDPPDIPIDDDIDIPDDDIDDIDIDPPD
EM ID        DDIDPPDDPIDDDIDIPDDDIDDIDIDPPD
EX IN NS     DDIDPPDDPIDDDIDIPDDDIDDDDIDPPD
H2 JV        DDIDPPDDPIDDDIDIPDIIIDDIDIDPPD
H3 JT        DDIDPPDDPIDDDIDIPDIDIDDIDIDPPD
HY           DDIDPPDDPDDDDIDIPDDDIIDDDIDPPD
IS           DDIDPPDDPIDDDIDIPDDDIIDDDIDPPD
JL           DDIDPPDDPIIIDIDIPIDIIDDIDIDPPD
OP OW        PPPPPPPPPPPPPPPPPPPPPPPPPPPPPP
PO           IDIDPPDDPIDDIIDIPDDDIIIDDIDPPI
PR           IDIDPPIIPIIIIIIIPIIIIIIDDIDPPI
QU           IIIIPPIIPIIIIIIIPIIIIIPIIIIPPP
RI           DDIDPPDDPIDDDIDIPDDDIDDDDIIPPD
SY           DDIDPPDDPIDDIIDIPDDDIIDDDIDPPD
"""


def _pairs() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for row in _ROWS.strip().splitlines():
        *befores, actions = row.split()
        for before in befores:
            table.update(
                {(before, after): a for after, a in zip(_COLUMNS.split(), actions, strict=True)}
            )
    return table


_PAIRS = _pairs()
_AS = {"AI": "AL", "SA": "AL", "XX": "AL", "SG": "AL", "CJ": "NS", "CB": "ID", "HH": "BA"}
_MANDATORY = frozenset({"BK", "CR", "LF", "NL"})
_CLASS_NAMES = """
AL CM ID NU PO PR OP CL CP QU IS EX SY HY BA BB B2 GL WJ ZW ZWJ IN NS SP AI SA CB CJ EB EM H2 H3 HL
JL JT JV RI BK CR LF NL
"""
_CLASS = regex.compile(
    "|".join(rf"(?P<{name}>\p{{Line_Break={name}}})" for name in _CLASS_NAMES.split())
)
# Where later Unicode, which the `regex` module follows, differs from Unicode 14.
_UNICODE_14 = {
    "AL": (
        r"\u00b7\u0387\u1b5c\u1b61-\u1b6a\u1b74-\u1b7c\u2057\u2800\ua9c1-\ua9c6"
        r"\ua9ca-\ua9cd\ua9cf\ua9de-\ua9df\uaa40-\uaa42\uaa44-\uaa4b\uaa5c"
        r"\U00011049-\U0001104d\U00011052-\U00011065\U0001133d\U0001135d"
        r"\U00011ef2\U00011ef7-\U00011ef8"
    ),
    "BA": (r"\u00ad\u058a\u05be\u1400\u2010\u2e17\u2e40\u2e5d\U00010ead"),
    "CM": (
        r"\u1b44\u1bf2-\u1bf3\u1dcd\u1dfc\ua9c0\ufe20\ufe22\ufe24\ufe26-\ufe27"
        r"\ufe29\ufe2b\ufe2d-\ufe2e\U00011046\U0001107f\U0001134d\U0001193e"
    ),
    "CL": (r"\u2e56\u2e58\u2e5a\u2e5c"),
    "GL": (r"\u034f"),
    "ID": (
        r"\ufe51\U0001f10d-\U0001f10f\U0001f16d-\U0001f16f\U0001f1ad"
        r"\U0001f8b0-\U0001f8b1"
    ),
    "IS": (r"\ufe10\ufe13-\ufe14"),
}
_OLD_CLASS = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _UNICODE_14.items()))
_SPACING_THEN = frozenset("\u0cbf\u0cc6\U00011a07\U00011a08\U00011c3f")


@lru_cache(maxsize=4096)
def _line_class(char: str) -> str:
    match = _OLD_CLASS.match(char) or _CLASS.match(char)
    name = match.lastgroup if match and match.lastgroup else "AL"
    name = _AS.get(name, name)
    return "OW" if name == "OP" and unicodedata.east_asian_width(char) in "FWH" else name


def ends_line(char: str) -> bool:
    """Whether a line always ends after this character."""
    return _line_class(char) in _MANDATORY


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Return the columns a character takes on a terminal: 0, 1 or 2 (controls: 0)."""
    category = unicodedata.category(char)
    jamo = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
    if category in {"Mn", "Me", "Cf", "Cc"} or jamo:
        return int(char in _SPACING_THEN)
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def text_width(text: str) -> int:
    """Return the columns a text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def break_positions(text: str) -> list[bool]:
    """Return for every character whether a line may break before it.

    >>> break_positions("a b")
    [False, False, True]
    """
    result: list[bool] = []
    state = _State()
    for char in text:
        name = _line_class(char)
        if name in _MANDATORY:
            result.append(False)
            state = _State()
        else:
            result.append(state.step(name))
    return result


class _State:
    """What the decision before the next character depends on."""

    def __init__(self) -> None:
        self.last = ""  # class of the last character that is no space; "" at the start of a line
        self.space = False  # whether a space came after it
        self.recent = ("", "")  # the classes of the two characters before, spaces and all
        self.flags = 0  # regional indicators in a row

    def step(self, name: str) -> bool:
        """Take the next character's class; return whether a line may break before it."""
        possible = self.decide(name)
        self.recent = self.recent[1], name
        self.flags = self.flags + 1 if name == "RI" else 0
        return possible

    def decide(self, name: str) -> bool:
        if name == "SP":
            self.space = True
            return False
        if name in {"CM", "ZWJ"}:
            return self.combine()
        possible = name != "ZW" and self.recent[1] != "ZWJ" and self.breaks_before(name)
        self.last, self.space = name, False
        return possible

    def combine(self) -> bool:
        """LB9 and LB10: a combining character belongs to the one before, or stands as a letter."""
        if self.last and self.last != "ZW" and not self.space:
            return False
        possible = bool(self.last)
        self.last, self.space = "AL", False
        return possible

    def breaks_before(self, name: str) -> bool:
        if not self.last:
            return False
        if self.last == "ZW":
            return True
        if self.last == name == "RI":
            return self.space or self.flags % 2 == 0
        if self.recent in {("HL", "HY"), ("HL", "BA")}:  # LB21a
            return False
        action = _PAIRS[self.last, name]
        return action == "D" or (action == "I" and self.space)
