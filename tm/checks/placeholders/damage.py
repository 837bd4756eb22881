"""What became of the placeholders of a source that its translation seems to lack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Damage", "damaged", "fix_of"]


class Damage(NamedTuple):
    """A damaged placeholder: [start, end) in the translation, what stood in the source, certainty.

    `of` is the index of the lost placeholder among those asked for.
    """

    start: int
    end: int
    expected: str
    safe: bool
    of: int


_LIKE = re.compile(
    r"[%％]\s?\(\s?[^()]*\)(?:\w(?!\w))?"
    r"|[%$#]\s?\{[^{}]*\}"
    r"|\{\{?[^{}]*\}\}?"
    r"|[%％][^\W\d]\w*%|\$[^\W\d]\w*\$"
    r"|[%％]\s?\$?\d+\s?\$?\s?(?:[A-Za-zа-яі](?!\w))?"
    r"|[%％]\s?[-+#0]*\d*(?:\.\d+)?(?:ll?|h)?[^\W\d_](?!\w)"
    r"|[%％][A-Z_]{3,}|&\s?[\w.-]+\s?;"
)
_SHAPE = re.compile(r"[%$#]?[({]\{?|[%$](?=\w+[%$]\Z)|[%$&]")
_SAME_LOOK = str.maketrans("асеорхуіАВСЕНІКМОРТХ％", "aceopxyiABCEHIKMOPTX%")
_SAME_SOUND = str.maketrans("сдифхгу", "sdifxgu")
_SURE = frozenset(["%(", "%{", "{{"])
_NAME = re.compile(r"\w[\w.\-]*")


def fix_of(damage: Damage) -> Fix:
    """Return the fix that puts the placeholder of the source back."""
    return Fix(damage.safe, (Edit(damage.start, damage.end, damage.expected),))


def damaged(lost: Sequence[str], text: str, kept: Sequence[tuple[int, int]]) -> list[Damage]:
    """Return what stands in a translation in place of lost placeholders.

    `kept` are the spans of those that are in order. A pair is certain where only letters that look
    or sound alike, spaces, case or brackets differ, or where a translated name is the only one of
    its kind.

    >>> damaged(["%(name)s"], "Прывітанне, %(імя)s!", [])
    [Damage(start=12, end=19, expected='%(name)s', safe=True, of=0)]
    """
    left = [
        match
        for match in _LIKE.finditer(text)
        if all(match.end() <= start or match.start() >= end for start, end in kept)
    ]
    if not left:
        return []
    open_ = dict(enumerate(lost))
    pairs: list[Damage] = []
    for match in list(left):
        number = next((n for n, each in open_.items() if _same(each, match[0])), None)
        if number is not None:
            pairs.append(Damage(*match.span(), open_.pop(number), safe=True, of=number))
            left.remove(match)
    return pairs + _alone(open_, left)


def _alone(open_: dict[int, str], left: list[re.Match[str]]) -> list[Damage]:
    """Pair what is the only one of its shape on both sides."""
    pairs: list[Damage] = []
    for number, each in open_.items():
        shape = _shape(each)
        others = [n for n, other in open_.items() if _shape(other) == shape]
        like = [match for match in left if _shape(match[0]) == shape]
        if len(others) == 1 and len(like) == 1 and _may_be(each, like[0][0]):
            safe = shape in _SURE and not like[0][0].isascii()
            pairs.append(Damage(*like[0].span(), each, safe=safe, of=number))
    return pairs


def _shape(text: str) -> str:
    """Return the brackets of a placeholder.

    >>> _shape("%(a)s"), _shape("{{a}}"), _shape("%a%"), _shape("%d")
    ('%(', '{{', '%', '%')
    """
    found = _SHAPE.match(_plain(text))
    return found[0] if found else ""


def _may_be(lost: str, like: str) -> bool:
    """Whether something of the same shape can be a damaged placeholder."""
    if _shape(lost) != "%":
        name = _NAME.search(like)
        return name is not None and len(like) <= len(lost) + 20
    return lost[-1:].isalpha() and like[-1:].isalpha() and not like.isspace()


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).replace("％", "%")


def _same(lost: str, like: str) -> bool:
    """Whether the two differ in look-alike letters, spaces, case or brackets alone.

    >>> _same("%s", "% s"), _same("%(name)s", "%(name)"), _same("{name}", "{nаme}")
    (True, True, True)
    """
    plain = _plain(like)
    if lost in {plain, plain.translate(_SAME_LOOK), plain.translate(_SAME_SOUND)}:
        return True
    if lost.startswith("%(") and plain[: plain.rfind(")") + 1] == lost[: lost.rfind(")") + 1]:
        return True
    if lost.startswith("%") and "$" in lost and plain == f"%${lost[1:].replace('$', '')}":
        return True
    names = _words(lost), _words(plain.translate(_SAME_LOOK))
    return ("{" in lost or "(" in lost) and bool(names[0]) and names[0] == names[1]


def _words(text: str) -> list[str]:
    return [name.casefold() for name in _NAME.findall(text)]
