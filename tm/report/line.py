"""One line a finding: path:line:column: severity: message [rule]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.report.base import place, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["head", "render"]


def render(given: Rendering) -> Iterator[str]:
    """Yield the lines."""
    for finding in given.findings:
        yield head(finding) + "\n"


def head(finding: Finding) -> str:
    """Return the line of a finding."""
    message = visible(" ".join(finding.message.split()))
    return f"{place(finding)}: {finding.severity}: {message} [{finding.rule}]"
