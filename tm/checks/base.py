"""What a rule is: an id, a severity, a scope and a function that yields problems.

The id is the path of the module (`names/mixed-script` is `tm.checks.names.mixed_script`), whose
docstring is the rule's page.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from tm.model import Fix, Severity, Unit  # noqa: TC001  (msgspec reads the annotations)
from tm.names.matcher import Matcher
from tm.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tm.config import Config
    from tm.names.matcher import Mention
    from tm.names.name import Entity, Form
    from tm.names.register import Register
    from tm.terms.base import Termbase

__all__ = ["RULES", "Context", "Problem", "Rule", "Side", "Subject"]

Scope = Literal["unit", "document", "project"]


class Side(msgspec.Struct):
    """One text of a unit: its language, its name ("source", "target", "target[1]") and itself.

    `text` is raw, with markup; `plain` is as long and has spaces where there is markup. Spans are
    offsets in both.
    """

    lang: str
    name: str
    text: str
    plain: str


class Subject(msgspec.Struct):
    """What is checked: a unit's source beside its translation into one language.

    `targets` has one side, or one a plural form; none where the text is not translated (an article,
    a template). `sources` are msgid and msgid_plural. `authored` says that the source is written in
    this file (an article, not a catalog made from one), so that its own faults are told here.
    """

    path: str
    unit: Unit
    index: int
    sources: tuple[Side, ...]
    targets: tuple[Side, ...] = ()
    authored: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides whose own faults are told here: the targets, the sources where authored."""
        return (*self.sources, *self.targets) if self.authored else self.targets

    def source_of(self, target: Side) -> Side:
        """Return the source that a target is compared with: msgid_plural for a plural form."""
        return self.sources[-1] if target.name.startswith("target[") else self.sources[0]


class Problem(msgspec.Struct):
    """One thing wrong, as a rule says it: which side of which subject, where and why."""

    subject: Subject
    side: Side
    span: tuple[int, int]
    message: str
    expected: str = ""
    fix: Fix | None = None


class Rule(msgspec.Struct, frozen=True):
    """A rule: `check` gets the subjects of its scope.

    id: family and name, `names/forbidden`.
    severity: how bad a finding is, unless the configuration says otherwise.
    scope: "unit" (called once a subject), "document" or "project" (once with all subjects).
    """

    id: str
    severity: Severity
    scope: Scope
    check: Callable[[Sequence[Subject], Context], Iterable[Problem]]

    @property
    def family(self) -> str:
        """What stands before the slash."""
        return self.id.partition("/")[0]


class Context:
    """What rules share: configuration, register, termbase, and what was found in a text.

    `register` and `terms` may be None: rules that need them are silent then.
    """

    def __init__(
        self, config: Config, register: Register | None = None, terms: Termbase | None = None
    ) -> None:
        self.config = config
        self.register = register
        self.terms = terms
        self._matchers: dict[tuple[str, str], Matcher] = {}
        self._found: dict[tuple[str, str, str], list[Mention]] = {}
        self._preferred: dict[tuple[str, str], Form | None] = {}
        self._shared: dict[str, Any] = {}

    def names(self, side: Side) -> list[Mention]:
        """Return the registered names in a text."""
        return self._mentions("names", side)

    def concepts(self, side: Side) -> list[Mention]:
        """Return the terms in a text."""
        return self._mentions("terms", side)

    def matcher(self, kind: str, lang: str) -> Matcher:
        """Return the automaton of all names or terms in a language."""
        matcher = self._matchers.get((kind, lang))
        if matcher is None:
            entities = (self.register if kind == "names" else self.terms) or ()
            matcher = self._matchers[kind, lang] = Matcher(entities, lang)
        return matcher

    def preferred(self, entity: Entity, lang: str) -> Form | None:
        """Return the form of an entity to use, by the house policy."""
        at = lang, entity.id
        if at not in self._preferred:
            self._preferred[at] = entity.preferred(lang, self.config.names.policy.get(lang))
        return self._preferred[at]

    def _mentions(self, kind: str, side: Side) -> list[Mention]:
        at = kind, side.lang, side.plain
        found = self._found.get(at)
        if found is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            found = self._found[at] = self.matcher(kind, side.lang).find(side.plain)
        return found

    def share(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what `make` returned the first time for this name."""
        if name not in self._shared:
            self._shared[name] = make()
        return self._shared[name]

    @cached_property
    def source(self) -> str:
        """The language of the articles."""
        return self.config.source


_REMEMBERED = 1000
"""Texts whose names are kept: the rules of one unit follow one another."""


_BUILT_IN = (
    "names/declined",
    "names/forbidden",
    "names/house-style",
    "names/inconsistent",
    "names/missing",
    "names/mixed-romanization",
    "names/mixed-script",
    "names/not-declined",
    "names/not-preferred",
    "names/wrong-gender",
    "names/wrong-given",
    "terms/do-not-translate",
    "terms/forbidden",
    "terms/missing",
)


def _module(rule: str) -> str:
    """Return where a rule is.

    >>> _module("names/mixed-script")
    'tm.checks.names.mixed_script:RULE'
    """
    return f"tm.checks.{rule.replace('/', '.').replace('-', '_')}:RULE"


RULES: Registry[Rule] = Registry("check", "tm.checks", {name: _module(name) for name in _BUILT_IN})
"""The rules by id."""
