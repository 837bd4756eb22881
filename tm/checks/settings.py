"""Which rules run, and how bad their findings are: by rule, language and path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.checks.base import RULES
from tm.config import matches
from tm.errors import UnknownNameError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.checks.base import Rule
    from tm.config import CheckOptions, Checks
    from tm.model import Severity

__all__ = ["LEVELS", "Settings", "at_least", "listed"]

LEVELS: tuple[Severity, ...] = ("info", "warning", "error")
"""The severities, the least first."""


def at_least(severity: Severity, level: Severity) -> bool:
    """Whether a severity is `level` or worse.

    >>> at_least("error", "warning"), at_least("info", "warning")
    (True, False)
    """
    return LEVELS.index(severity) >= LEVELS.index(level)


def listed(rule: str, names: Iterable[str]) -> bool:
    """Whether a rule or its family is among names.

    >>> listed("names/missing", ["terms", "names"]), listed("names/missing", ["names/declined"])
    (True, False)
    """
    family = rule.partition("/")[0]
    return any(name in {rule, family} for name in names)


class Settings:
    """What the configuration says of the rules, under `select` and `ignore` of the command line.

    UnknownNameError for a name that is neither a rule nor a family.
    """

    def __init__(
        self,
        config: Checks,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        level: Severity | None = None,
    ) -> None:
        self.select = tuple(select) or config.select
        self.ignore = tuple(ignore) or config.ignore
        self.level: Severity = level or config.level
        self._general: CheckOptions = config
        self._languages = config.per_language
        self._paths = config.per_path
        self._known = set(RULES.names())
        named = [*self.select, *self.ignore]
        for options in (config, *self._languages.values(), *self._paths.values()):
            named += [*options.ignore, *options.severity]
        self.check_names(named)

    def check_names(self, names: Iterable[str]) -> None:
        """Raise UnknownNameError for a name that is neither a rule nor a family."""
        known = self._known | {name.partition("/")[0] for name in self._known}
        for name in names:
            if name not in known:
                raise UnknownNameError(
                    f"there is no check “{name}”", hint=did_you_mean(name, known)
                )

    def rules(self) -> list[Rule]:
        """Return the rules that can report something, by id.

        Those selected, whatever their severity; else those at the level by some language or path.
        """
        names = [name for name in sorted(self._known) if not listed(name, self.ignore)]
        if self.select:
            return [RULES.get(name) for name in names if listed(name, self.select)]
        return [rule for rule in map(RULES.get, names) if self._reaches(rule)]

    def _reaches(self, rule: Rule) -> bool:
        everywhere = (self._general, *self._languages.values(), *self._paths.values())
        found: list[Severity] = [_severity(rule.id, each) or rule.severity for each in everywhere]
        return any(at_least(each, self.level) for each in found)

    def severity(self, rule: Rule, path: str, lang: str) -> Severity | None:
        """Return how bad a finding of a rule is in a file and language; None: not to be reported.

        `path` is relative to the configuration's folder. A path goes before a language, that
        before the general, a rule before its family.
        """
        fitting = [options for glob, options in self._paths.items() if matches(path, glob)]
        if lang in self._languages:
            fitting.append(self._languages[lang])
        if any(listed(rule.id, options.ignore) for options in fitting):
            return None
        severity = rule.severity
        for options in (self._general, *reversed(fitting)):
            severity = _severity(rule.id, options) or severity
        return severity if self.select or at_least(severity, self.level) else None


def _severity(rule: str, options: CheckOptions) -> Severity | None:
    return options.severity.get(rule) or options.severity.get(rule.partition("/")[0])
