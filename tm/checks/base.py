"""What a rule is: an id, a severity and a function that yields problems.

The id is the path of the module (`names/not-declined` is `tm.checks.names.not_declined`), whose
docstring is the rule's page. What the function is given depends on the kind of rule: one unit, one
file or all files of a project.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import msgspec

from tm.formats.po import Entry, PoFile  # noqa: TC001  (msgspec reads the annotations)
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

__all__ = [
    "RULES",
    "Context",
    "DocumentRule",
    "EntryProblem",
    "File",
    "Problem",
    "ProjectRule",
    "Rule",
    "RunRule",
    "Scope",
    "Side",
    "Subject",
    "UnitRule",
]

Scope = Literal["unit", "document", "project", "run"]


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
    `markup` is the kind of document the text comes from ("markdown", "html"), "" where unknown.
    """

    path: str
    unit: Unit
    index: int
    sources: tuple[Side, ...]
    targets: tuple[Side, ...] = ()
    authored: bool = False
    markup: str = ""

    @property
    def lang(self) -> str:
        """The language of the translation, of the source where there is none."""
        return (self.targets or self.sources)[0].lang

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


class EntryProblem(msgspec.Struct):
    """One thing wrong with an entry of a PO file as such: its header, flags, plurals.

    `side` is "source", "source_plural", "target" or "target[n]", and `span` is in its text.
    """

    entry: Entry
    side: str
    span: tuple[int, int]
    message: str
    expected: str = ""
    fix: Fix | None = None


class File(msgspec.Struct):
    """A file that is checked: its subjects and, of a PO file, all of it.

    `source` and `target` are the languages of a file that has two, "" where it has none or many.
    `locate` gives the line and column of a character of a side, (0, 0) where unknown; `entry_of`
    the entry of a PO file that holds a side.
    """

    path: str
    subjects: list[Subject]
    locate: Callable[[Subject, Side, int], tuple[int, int]]
    source: str = ""
    target: str = ""
    catalog: PoFile | None = None
    entry_of: Callable[[Subject, Side], Entry | None] | None = None


class Rule(msgspec.Struct, frozen=True):
    """A rule. `id` is family and name, `names/forbidden`; the configuration may change `severity`.

    A rule whose severity is below the level asked for does not run, unless it is selected.
    """

    scope: ClassVar[Scope]
    id: str
    severity: Severity

    @property
    def family(self) -> str:
        """What stands before the slash."""
        return self.id.partition("/")[0]


class UnitRule(Rule, frozen=True):
    """A rule on one unit.

    `langs` are the target languages (primary subtags) it is for, () all; `untranslated` says that
    it looks at units without a translation too.
    """

    scope: ClassVar[Scope] = "unit"
    check: Callable[[Subject, Context], Iterable[Problem]]
    langs: tuple[str, ...] = ()
    untranslated: bool = False


class DocumentRule(Rule, frozen=True):
    """A rule on one file."""

    scope: ClassVar[Scope] = "document"
    check: Callable[[File, Context], Iterable[Problem | EntryProblem]]


class ProjectRule(Rule, frozen=True):
    """A rule on several files: all of a project, or the catalogs of one document in its languages.

    `across` says which: "project" or "document".
    """

    scope: ClassVar[Scope] = "project"
    check: Callable[[Sequence[File], Context], Iterable[Problem]]
    across: Literal["project", "document"] = "project"


class RunRule(Rule, frozen=True):
    """A rule that the run itself enforces: on files that cannot be read, on suppressions."""

    scope: ClassVar[Scope] = "run"


class Context:
    """What rules share: configuration, register, termbase, and what was found in a text.

    The paths of the configuration are relative to `root`.

    `register` and `terms` may be None: rules that need them are silent then.
    """

    def __init__(
        self,
        config: Config,
        register: Register | None = None,
        terms: Termbase | None = None,
        root: Path | None = None,
    ) -> None:
        self.config = config
        self.root = root or Path()
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


_FAMILIES = (
    "capitals",
    "consistency",
    "gettext",
    "length",
    "names",
    "negation",
    "numbers",
    "orthography",
    "placeholders",
    "punctuation",
    "script",
    "spelling",
    "structure",
    "suppressions",
    "terms",
    "typography",
    "untranslated",
)


def _module(rule: str) -> str:
    """Return where a rule is.

    >>> _module("names/not-declined")
    'tm.checks.names.not_declined:RULE'
    """
    return f"tm.checks.{rule.replace('/', '.').replace('-', '_')}:RULE"


RULES: Registry[Rule] = Registry(
    "check",
    "tm.checks",
    {
        (rule := f"{family}/{name}"): _module(rule)
        for family in _FAMILIES
        for name in import_module(f"tm.checks.{family}").NAMES
    },
)
"""The rules by id: the names that each family lists, and plugins."""
