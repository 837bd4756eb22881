"""Format strings with a % and a number: Qt, KDE, YCP, Smalltalk; and Pascal's `%0:d`."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tm.checks.placeholders.spec import ANY, Builder, FormatError, Key, Spec, keyed

__all__ = [
    "compare_kde",
    "compare_qt",
    "parse_kde",
    "parse_kuit",
    "parse_object_pascal",
    "parse_qt",
    "parse_qt_plural",
    "parse_ycp",
]

_QT = re.compile(r"%(?P<local>L?)(?P<number>\d\d?)", re.ASCII)
_KDE = re.compile(r"%(?P<number>[1-9]\d*)", re.ASCII)
_QT_PLURAL = re.compile(r"%L?n")
_YCP = re.compile(r"%(?P<sign>.?)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z_:][\w.:-]*|#\d+|#x[0-9a-fA-F]+);)", re.ASCII)
_ENTITY = re.compile(r"&(?!lt;|gt;|amp;|quot;|apos;|#)[A-Za-z_:][\w.:-]*;", re.ASCII)
_PASCAL = re.compile(
    r"%(?P<index>\d+:|\*:)?-?(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+))?(?P<letter>.)?",
    re.DOTALL | re.ASCII,
)
_PASCAL_KINDS = {
    **dict.fromkeys("dux", "integer"), **dict.fromkeys("efgnm", "float"),
    "s": "string", "p": "pointer",
}  # fmt: skip


def parse_qt(text: str) -> Spec:
    """Return the places of a Qt text, `%1` to `%99` and `%L1`.

    The shape tells whether QString::arg can fill them in at once: one digit and no L.

    >>> parse_qt("%2 of %L1").args
    {2: 'of any type', 1: 'of any type'}
    """
    builder = Builder()
    simple = True
    for match in _QT.finditer(text):
        simple = simple and not match["local"] and len(match["number"]) == 1
        builder.add(int(match["number"]), ANY, match.span())
    return builder.spec(shape="simple" if simple else "")


def compare_qt(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare the numbers; a source of single digits takes no others."""
    if source.shape == "simple" and target.shape != "simple" and source.args:
        return "“L” or two digits, which the source has not", None
    del strict  # QString::arg warns of a place that is not there
    return keyed(source._replace(shape=""), target, strict=True)


def parse_qt_plural(text: str) -> Spec:
    """Return whether there is a `%n`.

    >>> list(parse_qt_plural("%n files").args)
    ['n']
    """
    match = _QT_PLURAL.search(text)
    return Spec({"n": ANY}, {"n": match.span()}) if match else Spec({}, {})


def parse_kde(text: str) -> Spec:
    """Return the places of a KDE text; FormatError where two numbers below the highest lack.

    >>> list(parse_kde("%2 of %1").args)
    [2, 1]
    """
    builder = Builder()
    for match in _KDE.finditer(text):
        builder.add(int(match["number"][:9]), ANY, match.span())
    lacking = 0
    for expected, number in enumerate(sorted(int(key) for key in builder.args), 1):
        lacking = number - expected
        if lacking > 1:
            why = f"argument {number} is used, but two before it are not"
            raise FormatError(why, *builder.spans[number])
    return builder.spec()


def compare_kde(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare the numbers; a plural form may leave out one."""
    missing = [key for key in source.args if key not in target.args]
    return keyed(source, target, strict or len(missing) > 1)


def parse_kuit(text: str) -> Spec:
    """Return the places of a KDE text with markup; FormatError where it is not well-formed XML."""
    escaped = _ENTITY.sub("", _AMPERSAND.sub("&amp;", text))
    try:
        ET.fromstring(f"<kuit>{escaped}</kuit>")  # noqa: S314  (no entity is left in it)
    except ET.ParseError as error:
        raise FormatError(f"the markup is not well-formed: {error}", 0, len(text)) from error
    return parse_kde(text)


def parse_ycp(text: str) -> Spec:
    """Return the places of a YCP or Smalltalk text, `%1` to `%9`.

    >>> list(parse_ycp("%1 %%").args)
    [1]
    """
    builder = Builder()
    for match in _YCP.finditer(text):
        sign = match["sign"]
        if sign == "%":
            continue
        if not ("1" <= sign <= "9"):
            raise FormatError("“%” is not followed by a digit", *match.span())
        builder.add(int(sign), ANY, match.span())
    return builder.spec()


def parse_object_pascal(text: str) -> Spec:
    """Return the arguments of Object Pascal's Format; their numbers begin with 0.

    >>> parse_object_pascal("%1:s %0:d").args
    {1: 'string', 0: 'integer'}
    """
    builder = Builder()
    follow = 0
    for match in _PASCAL.finditer(text):
        index, letter = match["index"], match["letter"]
        if letter is None:
            raise FormatError("the text ends within a directive", *match.span())
        if letter == "%" and len(match[0]) == len("%%"):
            continue
        if letter.lower() not in _PASCAL_KINDS:
            raise FormatError(f"“{letter}” is not a conversion", *match.span())
        if index == "*:":
            builder.add(follow, "integer", match.span())
            follow += 1
        elif index:
            follow = int(index[:-1][:9])
        for part in (match["width"], match["precision"]):
            if part == "*":
                builder.add(follow, "integer", match.span())
                follow += 1
        builder.add(follow, _PASCAL_KINDS[letter.lower()], match.span())
        follow += 1
    return builder.spec()
