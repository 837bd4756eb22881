"""Findings that were there when checking began: a baseline file hides them.

The file is JSON: {"version": 1, "findings": {fingerprint: count}}. A fingerprint does not change
when lines move, so a unit keeps it until its text or its finding changes.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from tm.errors import InputError, Place
from tm.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tm.model import Finding

__all__ = ["fingerprint", "read_baseline", "unknown", "write_baseline"]


class _Baseline(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: dict[str, int]


def fingerprint(finding: Finding) -> str:
    """Return what identifies a finding: 16 hex digits of SHA-256.

    Over rule, unit, language, side and the text it is on, or its message where there is no text;
    not over the path, so that a renamed file keeps its findings.
    """
    parts = (
        finding.rule,
        finding.unit,
        finding.lang,
        finding.side,
        finding.text or finding.message,
    )
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_baseline(path: Path) -> Counter[str]:
    """Return how often each fingerprint is known; InputError where the file is no baseline."""
    try:
        found = msgspec.json.decode(read_bytes(path), type=_Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        place = Place(str(path))
        raise InputError(
            f"is no baseline: {error}", place=place, hint="write it with --update-baseline"
        ) from error
    if found.version != 1:
        raise InputError(
            f"is a baseline of version {found.version}",
            place=Place(str(path)),
            hint="write it anew with --update-baseline",
        )
    return Counter(found.findings)


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as known, and return how many; the keys are sorted."""
    counts = Counter(map(fingerprint, findings))
    data = msgspec.json.encode(_Baseline(1, dict(sorted(counts.items()))))
    write_bytes(path, msgspec.json.format(data, indent=1) + b"\n")
    return counts.total()


def unknown(findings: Iterable[Finding], known: Counter[str]) -> list[Finding]:
    """Return the findings that a baseline does not hold; each count hides that many."""
    left = Counter(known)
    kept: list[Finding] = []
    for finding in findings:
        key = fingerprint(finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(finding)
    return kept
