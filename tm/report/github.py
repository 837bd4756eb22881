"""Annotations of GitHub Actions: workflow commands, `::error file=…,line=…,title=…::message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.report.base import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["render"]

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(given: Rendering) -> Iterator[str]:
    """Yield a command for every finding."""
    for finding in given.findings:
        message = visible(finding.message)
        if finding.expected:
            message += f" (expected: {visible(finding.expected)})"
        yield f"::{_COMMANDS[finding.severity]} {_properties(finding)}::{_data(message)}\n"


def _properties(finding: Finding) -> str:
    fields: dict[str, object] = {"file": finding.path}
    if finding.line:
        fields |= {"line": finding.line, "col": finding.column}
    fields["title"] = finding.rule
    return ",".join(f"{key}={_property(str(value))}" for key, value in fields.items())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
