"""JUnit XML: a suite a file, a failure a finding; a clean file is one test that passed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from tm.report.base import place, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["render"]


def render(given: Rendering) -> Iterator[str]:
    """Yield the document."""
    total = len(given.findings)
    root = etree.Element("testsuites", name="tm check", failures=str(total), errors="0")
    by_path: dict[str, list[Finding]] = {path: [] for path in given.paths}
    for path, found in groupby(given.findings, key=lambda finding: finding.path):
        by_path.setdefault(path, []).extend(found)
    for path, findings in by_path.items():
        _suite(root, path, findings)
    root.set("tests", str(sum(len(suite) for suite in root)))
    yield etree.tostring(root, encoding="unicode", pretty_print=True)


def _suite(root: Element, path: str, findings: Sequence[Finding]) -> None:
    count = str(len(findings))
    suite = etree.SubElement(
        root,
        "testsuite",
        name=visible(path),
        tests=str(max(1, len(findings))),
        failures=count,
        errors="0",
        skipped="0",
    )
    if not findings:
        etree.SubElement(suite, "testcase", name="tm check", classname=visible(path))
    for finding in findings:
        case = etree.SubElement(
            suite,
            "testcase",
            name=visible(f"{finding.rule} {place(finding)}"),
            classname=finding.rule,
        )
        failure = etree.SubElement(
            case, "failure", type=finding.severity, message=visible(finding.message)
        )
        failure.text = visible(
            f"{place(finding)}: {finding.message}"
            + (f"\nfound: {finding.text}" if finding.text else "")
            + (f"\nexpected: {finding.expected}" if finding.expected else "")
        )
