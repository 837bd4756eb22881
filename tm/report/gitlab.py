"""Code quality of GitLab: a JSON list of issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tm.report.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.report.base import Rendering

__all__ = ["render"]

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(given: Rendering) -> Iterator[str]:
    """Yield the list; an unknown line is 1, since GitLab needs one."""
    issues = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.line or 1}},
        }
        for finding, fingerprint in zip(given.findings, fingerprints(given.findings), strict=True)
    ]
    yield msgspec.json.format(msgspec.json.encode(issues), indent=2).decode() + "\n"
