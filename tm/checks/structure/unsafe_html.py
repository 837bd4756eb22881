"""Markup that runs something in the translation and is not in the source.

A script, a frame, an event attribute or a javascript: address has no place in a translation. Where
translations are shown as HTML it is a way to attack the reader.

Wrong: `Welcome` → `Сардэчна запрашаем<script>alert(1)</script>`
Wrong: `<b>Welcome</b>` → `<b onclick="f()">Вітаем</b>`
Right: `Use the <script> element` → `Скарыстайце элемент <script>`
Fix: none.
Equivalents: Weblate safe-html; MQM markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_UNSAFE = re.compile(
    r"<\s*(script|iframe|object|embed|applet|base|meta|link|style|form)\b"
    r"|<[^<>]*\s(on[a-z]{4,})\s*=|\b((?:java|vb)script:)(?=\S)|(data:text/html)",
    re.IGNORECASE,
)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield what runs something in a target and not in its source."""
    del context
    for target in subject.targets:
        text = target.text
        if "<" not in text and "script:" not in text:
            continue
        source = ""
        for found in _UNSAFE.finditer(text):
            source = source or subject.source_of(target).text.lower()
            what = found[found.lastindex or 1]
            if what.lower() not in source:
                yield Problem(subject, target, found.span(), f"“{what}” is not in the source")


RULE = UnitRule("structure/unsafe-html", "warning", check)
