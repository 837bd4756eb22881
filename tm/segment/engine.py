r"""The segmentation engine: SRX semantics, position by position, in time linear in the text.

At every position between two characters the first rule decides whose `beforebreak` matches a
text that ends there and whose `afterbreak` matches one that starts there (SRX 2.0, section
"Rules"; the cascade orders the rules of several language rules).  Where none fits, there is no
break.

Positions are not tried one by one.  From every break rule the engine derives which characters
can stand left and right of its breaks, finds such places with one scan, and decides only there:
first whether any break rule fits at all, then by the rules in their order.

An unbounded repetition looks at most `LOOK_BEHIND` times to the left and `LOOK_AHEAD` times to
the right of a position, so that no rule makes a long paragraph quadratic.  At the open end of a
pattern this loses nothing: there `\s*` cannot matter and `x+` is as good as `x`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import regex

from tm.errors import Place, SyntaxProblemError
from tm.segment.dialect import PatternError, parse
from tm.segment.pattern import edge, render, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.segment.pattern import Node, Side
    from tm.segment.srx import LanguageRule, Rule

__all__ = ["LOOK_AHEAD", "LOOK_BEHIND", "Decision", "RuleEngine"]

LOOK_BEHIND = 100
LOOK_AHEAD = 1000
_LAST_BMP = 0xFFFF
_SURROGATES = range(0xD800, 0xE000)


class Decision(msgspec.Struct, frozen=True):
    """Why there is a break, or none, at an offset (in characters, 0 … length of the text).

    `rule` is the rule's comment, or its patterns as `before|after` where it has none;
    `language_rule` the name of the list it is in, `line` its line in the rule file (0: unknown).
    """

    offset: int
    is_break: bool
    rule: str
    language_rule: str
    line: int


class _Translated(NamedTuple):
    """One rule with its pattern (of width zero) and the characters beside its position."""

    rule: Rule
    owner: LanguageRule
    pattern: str
    left: frozenset[str] | None
    right: frozenset[str] | None


class RuleEngine:
    """The compiled rules of one language, in the order in which they decide.

    Raises:
        SyntaxProblemError: a pattern is wrong or is of an unknown dialect; with file and line.
    """

    def __init__(self, language_rules: Sequence[LanguageRule]) -> None:
        rules = [_translate(rule, owner) for owner in language_rules for rule in owner.rules]
        last_break = max((i for i, each in enumerate(rules) if each.rule.is_break), default=-1)
        self._rules = rules[: last_break + 1]
        breaks = [each for each in self._rules if each.rule.is_break]
        self._any_break = _alternation(breaks)
        self._scans = _scans(breaks)
        # The last run is of breaks: where nothing before it decides, it does.
        runs = groupby(self._rules, lambda each: each.rule.is_break)
        compiled = [(is_break, _alternation(list(run))) for is_break, run in runs]
        self._runs: list[tuple[bool, regex.Pattern[str]]] = compiled[:-1]

    def cuts(self, text: str) -> list[int]:
        """Return the offsets of all breaks inside `text`, ascending: 0 < offset < len(text)."""
        if not self._rules:
            return []
        any_break = self._any_break.match
        decides = self._decides
        return [at for at in self._candidates(text) if any_break(text, at) and decides(text, at)]

    def _decides(self, text: str, at: int) -> bool:
        """Tell whether there is a break where some break rule is known to match."""
        for is_break, run in self._runs:
            if run.match(text, at):
                return is_break
        return True

    def _candidates(self, text: str) -> Iterable[int]:
        """Return, ascending and without repetition, all offsets where a break rule could match."""
        if len(self._scans) == 1:
            found = self._scans[0].finditer(text)
            return (at for match in found if 0 < (at := match.end()) < len(text))
        offsets = {match.end() for scan in self._scans for match in scan.finditer(text)}
        return sorted(at for at in offsets if 0 < at < len(text))

    def decisions(self, text: str) -> list[Decision]:
        """Return what was decided, and by which rule, wherever a break rule matches."""
        if not self._rules:
            return []
        any_break = self._any_break.match
        return [self._decision(text, at) for at in self._candidates(text) if any_break(text, at)]

    @cached_property
    def _singles(self) -> list[tuple[regex.Pattern[str], _Translated]]:
        return [(_alternation([each]), each) for each in self._rules]

    def _decision(self, text: str, at: int) -> Decision:
        each = next(each for pattern, each in self._singles if pattern.match(text, at))
        rule = each.rule
        name = rule.comment or f"{rule.before}|{rule.after}"
        return Decision(at, rule.is_break, name, each.owner.name, rule.line)


def _translate(rule: Rule, owner: LanguageRule) -> _Translated:
    before = trim(_parse(rule, owner, "beforebreak", rule.before), "first")
    after = trim(_parse(rule, owner, "afterbreak", rule.after), "last")
    behind = f"(?<={render(before, LOOK_BEHIND)})" if before else ""
    ahead = f"(?={render(after, LOOK_AHEAD)})" if after else ""
    left, right = _beside(before, "last"), _beside(after, "first")
    return _Translated(rule, owner, behind + ahead, left, right)


def _parse(rule: Rule, owner: LanguageRule, where: str, pattern: str) -> Node:
    try:
        return parse(pattern)
    except PatternError as error:
        message = f"{where}, character {error.index + 1}: {error} in {pattern!r}"
        raise _problem(rule, owner, message) from error


def _problem(rule: Rule, owner: LanguageRule, message: str) -> SyntaxProblemError:
    place = Place(owner.source or owner.name, rule.line, 1 if rule.line else 0)
    hint = "patterns are ICU or Java regular expressions without back-references"
    return SyntaxProblemError(message, place=place, hint=hint)


def _beside(node: Node | None, side: Side) -> frozenset[str] | None:
    """Return the one-character patterns beside a position, None for any character."""
    if node is None:
        return None
    chars, empty = edge(node, side)
    return None if empty else chars


def _alternation(rules: Sequence[_Translated]) -> regex.Pattern[str]:
    try:
        return regex.compile("|".join(f"(?:{each.pattern})" for each in rules), regex.V1)
    except regex.error as error:
        if len(rules) > 1:
            for each in rules:
                _alternation([each])
        each = rules[0]
        raise _problem(each.rule, each.owner, f"this rule cannot be used: {error}") from error


def _scans(breaks: Sequence[_Translated]) -> list[re.Pattern[str]]:
    """Build scans that find every place where one of the rules can match.

    Each match ends at such a place. Rules with the same right side share one scan.
    """
    sides: dict[frozenset[str] | None, frozenset[str] | None] = {}
    for each in breaks:
        left = sides.get(each.right, frozenset())
        sides[each.right] = None if left is None or each.left is None else left | each.left
    return [re.compile(_one_char(left) + _ahead(right)) for right, left in sides.items()]


def _one_char(left: frozenset[str] | None) -> str:
    return "" if left is None else _char_class(left)


def _ahead(right: frozenset[str] | None) -> str:
    return "" if right is None else f"(?={_char_class(right)})"


@cache
def _bmp() -> str:
    return "".join(chr(code) for code in range(_LAST_BMP + 1) if code not in _SURROGATES)


@cache
def _char_class(atoms: frozenset[str]) -> str:
    """Return one class for `re` that has every character that one of the patterns matches.

    Characters beyond U+FFFF are all taken in: too many candidates do no harm.
    """
    chars = regex.findall("|".join(sorted(atoms)), _bmp(), regex.V1)
    ranges: list[list[int]] = []
    for code in map(ord, chars):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    ranges.append([_LAST_BMP + 1, 0x10FFFF])
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"
