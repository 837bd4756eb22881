"""Findings that somebody has said are right as they are.

In a file by a translator comment on the unit, `# tm:ignore=RULE[,RULE…] [until=DATE] reason`, or in
the configuration by rule and unit. RULE is a rule or a family. A suppression without use, past its
day or without a reason is itself a finding.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from tm.checks.base import RULES
from tm.checks.settings import listed
from tm.formats.po.marks import marks
from tm.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tm.checks.base import File, Rule
    from tm.config import Suppression
    from tm.formats.po.marks import Mark

__all__ = ["Ignore", "configured", "ignores", "suppress"]

_UNTIL = re.compile(r"(?:^|\s)until=(\S+)")


class Ignore(msgspec.Struct, frozen=True):
    """One suppression: for which rules, of which unit, until when, why, and where it stands.

    `everywhere` says that it holds in all files, as those of the configuration do.
    """

    rules: tuple[str, ...]
    unit: str
    until: str
    reason: str
    path: str
    line: int = 0
    everywhere: bool = False


def ignores(file: File) -> Iterator[Ignore]:
    """Yield the suppressions in a file's notes."""
    for subject in file.subjects:
        unit = subject.unit
        for note in (note for each in (unit.members or (unit,)) for note in each.notes):
            for mark in marks([note.text]) if "tm:ignore" in note.text else ():
                if mark.key == "ignore":
                    side = (subject.targets or subject.sources)[0]
                    yield _ignore(mark, unit.id, file.path, file.locate(subject, side, 0)[0])


def _ignore(mark: Mark, unit: str, path: str, line: int) -> Ignore:
    until = _UNTIL.search(mark.text)
    reason = _UNTIL.sub("", mark.text).strip()
    rules = tuple(mark.value.split(",")) if mark.value else ()
    return Ignore(rules, unit, until[1] if until else "", reason, path, line)


def configured(entries: Iterable[Suppression], path: str) -> Iterator[Ignore]:
    """Yield the suppressions of the configuration, which stands in the file `path`."""
    for entry in entries:
        yield Ignore((entry.rule,), entry.unit, entry.until, entry.reason, path, everywhere=True)


def suppress(
    findings: Sequence[Finding], given: Iterable[Ignore], ran: Iterable[Rule], today: dt.date
) -> list[Finding]:
    """Return the findings that nothing suppresses, and what is wrong with the suppressions.

    `ran` are the rules that have run: whether a suppression of another rule has a use is unknown.
    One past its day suppresses nothing.
    """
    told, live = _judged(list(dict.fromkeys(given)), today)
    by_unit: dict[str, list[Ignore]] = {}
    for ignore in live:
        by_unit.setdefault(ignore.unit, []).append(ignore)
    used: set[tuple[Ignore, str]] = set()
    kept: list[Finding] = []
    for finding in findings:
        hits = {
            (ignore, name)
            for ignore in by_unit.get(finding.unit, ())
            if ignore.everywhere or ignore.path == finding.path
            for name in ignore.rules
            if listed(finding.rule, [name])
        }
        used |= hits
        if not hits:
            kept.append(finding)
    ids = [rule.id for rule in ran]
    for ignore in live:
        idle = [name for name in ignore.rules if (ignore, name) not in used]
        known = [name for name in idle if any(listed(rule, [name]) for rule in ids)]
        if known:
            message = f"nothing is found here that {', '.join(known)} would suppress; remove it"
            told.append(_told("suppressions/unused", ignore, message))
    return kept + told


def _judged(given: Sequence[Ignore], today: dt.date) -> tuple[list[Finding], list[Ignore]]:
    """Return what is wrong with suppressions, and those that hold today."""
    told: list[Finding] = []
    live: list[Ignore] = []
    for ignore in given:
        wrong = _wrong(ignore)
        told += [_told("suppressions/invalid", ignore, message) for message in wrong[:1]]
        day = None if wrong or not ignore.until else dt.date.fromisoformat(ignore.until)
        if day and day < today:
            message = f"this suppression of {', '.join(ignore.rules)} ended on {ignore.until}"
            told.append(_told("suppressions/expired", ignore, message))
        elif not wrong or ignore.rules:
            live.append(ignore)
    return told, live


def _wrong(ignore: Ignore) -> list[str]:
    known = set(RULES.names())
    families = {name.partition("/")[0] for name in known}
    wrong: list[str] = []
    if not ignore.rules:
        wrong.append("say which rule: # tm:ignore=RULE reason")
    wrong += [
        f"there is no check “{name}”" for name in ignore.rules if name not in known | families
    ]
    try:
        dt.date.fromisoformat(ignore.until or "2000-01-01")
    except ValueError:
        wrong.append(f"until={ignore.until} is no date, write until=2027-01-31")
    if not ignore.reason:
        wrong.append("say why: # tm:ignore=RULE reason")
    return wrong


def _told(rule: str, ignore: Ignore, message: str) -> Finding:
    return Finding(
        rule=rule,
        severity=RULES.get(rule).severity,
        message=message,
        path=ignore.path,
        line=ignore.line,
        column=1 if ignore.line else 0,
        unit=ignore.unit,
        text=",".join(ignore.rules),
    )
