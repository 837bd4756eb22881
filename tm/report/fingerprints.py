"""What identifies findings from one run to the next."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from tm.checks.baseline import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.model import Finding

__all__ = ["fingerprints"]


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a fingerprint for each finding: 32 hex digits, different even for equal findings.

    It is made from the rule, the unit (which stands for context and source text), the
    side and the text, and the number of equal findings before; not from the line.
    """
    seen: Counter[str] = Counter()
    result: list[str] = []
    for finding in findings:
        key = fingerprint(finding)
        result.append(sha256(f"{key}:{seen[key]}".encode()).hexdigest()[:32])
        seen[key] += 1
    return result
