"""Format strings with % and a conversion letter: C and its relatives."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from tm.checks.placeholders.spec import Builder, FormatError, Spec

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Printf",
    "parse_awk",
    "parse_c",
    "parse_elisp",
    "parse_javascript",
    "parse_librep",
    "parse_lua",
    "parse_objc",
    "parse_perl",
    "parse_php",
    "parse_tcl",
]


def _kinds(**groups: str) -> dict[str, str]:
    """Return the type of every conversion letter.

    >>> _kinds(integer="di")
    {'d': 'integer', 'i': 'integer'}
    """
    return {letter: kind for kind, letters in groups.items() for letter in letters}


class Printf(msgspec.Struct, frozen=True, dict=True):
    """A dialect: its flags, length modifiers, and the type of every conversion letter.

    `sized` gives the type of a letter with a length modifier. `numbered` allows `%1$s`, `star` a
    width or precision that is an argument, `gaps` numbers that are left out, `mixed` and `follow`
    directives with and without a number (see Builder); `bare` wants %% without anything between,
    `extra` is a further flag, as a regular expression.
    """

    flags: str
    kinds: dict[str, str]
    sizes: str = ""
    sized: Callable[[str, str], str] = lambda kind, _size: kind
    numbered: bool = True
    star: bool = True
    gaps: bool = True
    mixed: bool = False
    bare: bool = False
    follow: bool = False
    extra: str = ""

    @cached_property
    def directive(self) -> re.Pattern[str]:
        """What a % is followed by."""
        star = r"\*(?:\d+\$)?" if self.numbered else r"\*"
        number = rf"{star}|\d+" if self.star else r"\d+"
        size = f"(?P<size>{self.sizes})?" if self.sizes else "(?P<size>)"
        position = r"(?:(?P<number>\d+)\$)?" if self.numbered else "(?P<number>(?!))?"
        flags = f"(?:[{re.escape(self.flags)}]{self.extra})*"
        return re.compile(
            rf"%{position}{flags}(?P<width>{number})?(?:\.(?P<precision>{number})?)?"
            rf"{size}(?P<letter>.)?",
            re.DOTALL | re.ASCII,
        )

    def parse(self, text: str) -> Spec:
        """Return the arguments of a text; FormatError where it is not valid."""
        builder = Builder(mixed=self.mixed, follow=self.follow)
        at = text.find("%")
        while at >= 0:
            match = self.directive.match(text, at)
            assert match is not None  # noqa: S101  (a % alone matches)
            self._add(builder, match)
            at = text.find("%", match.end())
        return builder.spec(gaps=self.gaps)

    def _add(self, builder: Builder, match: re.Match[str]) -> None:
        letter = match["letter"]
        if letter is None:
            raise FormatError("the text ends within a directive", *match.span())
        for part in (match["width"], match["precision"]):
            if part and part[0] == "*":
                builder.positional(part[1:-1] or None, "integer", match.span())
        if letter == "%" and not (self.bare and len(match.group()) > len("%%")):
            return
        if letter not in self.kinds:
            raise FormatError(f"“{letter}” is not a conversion", *match.span())
        kind = self.kinds[letter]
        if kind:
            sized = self.sized(kind, match["size"] or "")
            builder.positional(match["number"], sized, match.span())


_SIZES = {"L": "ll", "q": "ll", "Z": "z"}


def _c_type(kind: str, size: str) -> str:
    """Return the type of a C conversion with a length modifier.

    >>> _c_type("integer", "L"), _c_type("double", "l"), _c_type("string", "l")
    ('ll integer', 'double', 'wide string')
    """
    size = _SIZES.get(size, size)
    if kind == "double":
        return "long double" if size == "ll" else kind
    if kind in {"string", "character"}:
        return f"wide {kind}" if size in {"l", "ll"} else kind
    return f"{size} {kind}" if size and kind != "pointer" else kind


_C_KINDS = {
    **_kinds(integer="di", unsigned="ouxX", double="eEfFgGaA", character="c", string="s"),
    "p": "pointer",
    "n": "count pointer",
    "C": "wide character",
    "S": "wide string",
    "m": "",
}
_C_SIZES = "hh|h|ll|l|L|q|j|z|Z|t"
_MACRO = re.compile(r"<PRI([diouxX])((?:LEAST|FAST)?(?:8|16|32|64)|MAX|PTR)>")


class _C(Printf, frozen=True):
    """C with the macros of <inttypes.h>, which gettext writes `%<PRIu64>`."""

    @cached_property
    def directive(self) -> re.Pattern[str]:
        """A directive whose letter may be such a macro."""
        plain = super().directive.pattern
        return re.compile(
            plain.replace("(?P<letter>.)", f"(?P<letter>{_MACRO.pattern}|.)"), re.DOTALL
        )

    def _add(self, builder: Builder, match: re.Match[str]) -> None:
        macro = _MACRO.fullmatch(match["letter"] or "")
        if macro is None:
            super()._add(builder, match)
            return
        kind = f"{macro[2]} {self.kinds[macro[1]]}"
        builder.positional(match["number"], kind, match.span())


_C_FORMAT = _C(" +-#0'I", _C_KINDS, _C_SIZES, _c_type, gaps=False)
parse_c = _C_FORMAT.parse
parse_objc = _C(" +-#0'I", {**_C_KINDS, "@": "object"}, _C_SIZES, _c_type, gaps=False).parse
parse_php = Printf(
    " +-0#",
    _kinds(integer="bdoxXu", float="eEfFgG", character="c", string="s"),
    "l",
    star=False,
    mixed=True,
    bare=True,
    extra="|'.",
).parse
parse_perl = Printf(
    " +-#0",
    {
        **_kinds(integer="diD", unsigned="ouxXbBUO", double="eEfFgG"),
        **_kinds(character="c", string="s", pointer="p"),
    },
    "hh|h|ll|l|q|L|V",
    _c_type,
    mixed=True,
).parse
parse_javascript = Printf(
    " +-#0'",
    _kinds(integer="dioxX", float="eEfFgG", character="c", any="s"),
    star=False,
).parse
parse_lua = Printf(
    " +#0",
    _kinds(integer="diouxX", float="eEfgGaA", character="c", string="sq"),
    numbered=False,
    star=False,
    bare=True,
).parse
parse_awk = Printf(
    " +-#0'", _kinds(integer="di", unsigned="ouxX", float="eEfgG", character="c", string="s")
).parse
parse_tcl = Printf(
    " +-#0",
    _kinds(integer="di", unsigned="ouxX", float="eEfgG", character="c", string="s"),
    "h|l",
    bare=True,
).parse
parse_elisp = Printf(
    " +-#0",
    _kinds(integer="dioxX", float="eEfgG", character="c", any="sS"),
    follow=True,
).parse
parse_librep = Printf(
    " +-#0",
    _kinds(integer="dioxX", character="c", any="sS"),
    star=False,
    follow=True,
).parse
