"""SARIF 2.1.0 (OASIS), as code scanning of GitHub takes it.

Each result has one location, a literal message and a fingerprint that does not change when lines
move; paths are relative to SRCROOT; columns count code points. What cannot be expressed in the
lines of the file (TMX) has the first line as its place.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

import tm
from tm.checks.base import RULES
from tm.checks.pages import page, rates
from tm.report.base import visible
from tm.report.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["render"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ADDRESS = "urn:tm-toolkit"
"""A name, not a place: the pages of the rules are in the log itself."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(given: Rendering) -> Iterator[str]:
    """Yield the log, with one run."""
    ids = sorted({finding.rule for finding in given.findings})
    number = {name: index for index, name in enumerate(ids)}
    driver = {
        "name": "tm",
        "fullName": "tm check",
        "version": tm.__version__,
        "semanticVersion": tm.__version__,
        "informationUri": _ADDRESS,
        "rules": [_rule(name) for name in ids],
    }
    pairs = zip(given.findings, fingerprints(given.findings), strict=True)
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the project."}}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(path)} for path in _paths(given.findings)],
        "results": [_result(each, mark, number[each.rule], given) for each, mark in pairs],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    yield msgspec.json.format(msgspec.json.encode(log), indent=1).decode() + "\n"


def _rule(name: str) -> dict[str, Any]:
    rule, text = RULES.get(name), page(name)
    summary = text.partition("\n")[0]
    whole = "\n\n".join(filter(None, [text, rates(name)]))
    return {
        "id": name,
        "name": _pascal(name),
        "shortDescription": {"text": summary},
        "fullDescription": {
            "text": " ".join(text.partition("\n\n")[2].split("\n\n")[0].split()) or summary
        },
        "help": {"text": whole, "markdown": f"# {name}\n\n{whole}"},
        "helpUri": f"{_ADDRESS}:check:{name.replace('/', ':')}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["translation", rule.family]},
    }


def _pascal(name: str) -> str:
    """Return a rule's name as SARIF wants it, in Pascal case.

    >>> _pascal("names/mixed-romanization")
    'NamesMixedRomanization'
    """
    return "".join(part.title() for part in name.replace("/", "-").split("-"))


def _paths(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(finding.path for finding in findings))


def _location(path: str) -> dict[str, Any]:
    """Return where a file is: below SRCROOT, or outside by its own URI."""
    pure = PurePath(os.path.relpath(path))
    if ".." in pure.parts:
        return {"uri": Path(os.path.abspath(path)).as_uri()}  # noqa: PTH100  (a link stays)
    return {"uri": quote(pure.as_posix()), "uriBaseId": "SRCROOT"}


def _result(finding: Finding, mark: str, rule: int, given: Rendering) -> dict[str, Any]:
    message = visible(finding.message)
    if finding.expected:
        message += f" (expected: {visible(finding.expected)})"
    physical = {
        "artifactLocation": _location(finding.path),
        "region": _region(finding, given) if finding.line else {"startLine": 1},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"unitRule/v1": mark},
        "properties": {"unit": finding.unit, "side": finding.side, "language": finding.lang},
    }


def _region(finding: Finding, given: Rendering) -> dict[str, Any]:
    start = max(finding.column, 1)
    lines = given.lines(finding.path)
    width = len(finding.text.partition("\n")[0])
    known = len(lines[finding.line - 1]) if finding.line <= len(lines) else start + width
    end = max(start, min(start + width, known + 1))
    return {"startLine": finding.line, "startColumn": start, "endColumn": end}
