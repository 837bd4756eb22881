"""What a report is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from tm.model import Finding  # noqa: TC001  (msgspec reads it)
from tm.registry import Registry

__all__ = ["REPORTS", "Render", "Rendering", "place", "visible"]


class Rendering(msgspec.Struct, frozen=True):
    """Findings, and what is needed to show them.

    `files` and `units` are counts, `paths` the files that were checked, in order. `lines` gives the
    lines of a file without their ends, () where it has none to show. `color` lets text have ANSI
    colours.
    """

    files: int
    units: int
    findings: Sequence[Finding]
    paths: Sequence[str] = ()
    lines: Callable[[str], Sequence[str]] = lambda _: ()
    color: bool = False


Render = Callable[[Rendering], Iterator[str]]
"""A format: the pieces of the whole report."""

_NAMES = ("github", "gitlab", "html", "json", "jsonl", "junit", "line", "sarif", "text")

REPORTS: Registry[Render] = Registry(
    "report", "tm.reports", {name: f"tm.report.{name}:render" for name in _NAMES}
)
"""The formats by name."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    r"""Return a text with control characters written out, which XML and terminals cannot take.

    >>> visible("a\x0bb")
    'a\\x0bb'
    """
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


def place(finding: Finding) -> str:
    """Return path:line:column of a finding, with the unit where the line is not known."""
    if finding.line:
        return f"{finding.path}:{finding.line}:{finding.column}"
    return f"{finding.path} ({finding.unit})" if finding.unit else finding.path
