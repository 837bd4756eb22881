"""One page for a browser: findings by file, with their lines; it needs nothing else."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from tm.report.base import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tm.model import Finding
    from tm.report.base import Rendering

__all__ = ["render"]

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881;
  --error: #c8102e; --warning: #a15c00; --info: #0b6aa2; }
@media (prefers-color-scheme: dark) {
  :root { --error: #ff7b86; --warning: #f0b050; --info: #7cc4f0; }
}
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem .2rem 0; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
ol { list-style: none; padding: 0; }
li { border-left: .25rem solid var(--line); padding: .4rem .8rem; margin: .8rem 0;
  background: var(--soft); }
li.error { border-color: var(--error); } li.warning { border-color: var(--warning); }
li.info { border-color: var(--info); }
.severity { font-weight: 600; } .error .severity { color: var(--error); }
.warning .severity { color: var(--warning); } .info .severity { color: var(--info); }
.place { float: right; font-variant-numeric: tabular-nums; opacity: .75; }
pre { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: #ffe066; color: #000; } ins { text-decoration: none; font-weight: 600; }
"""
_BEFORE, _AFTER = 60, 120
"""Characters of a line that are shown before and after the start of a finding."""


def render(given: Rendering) -> Iterator[str]:
    """Yield the page."""
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>tm check: {len(given.findings)} findings</title>\n<style>{_STYLE}</style>\n"
    yield "</head>\n<body>\n<main>\n<h1>tm check</h1>\n"
    yield f"<p>{given.files} files, {given.units} units, {len(given.findings)} findings.</p>\n"
    yield from _summary(given.findings)
    for path, found in groupby(given.findings, key=lambda finding: finding.path):
        yield f"<section>\n<h2>{_text(path)}</h2>\n<ol>\n"
        for finding in found:
            yield from _item(finding, given)
        yield "</ol>\n</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _summary(findings: Iterable[Finding]) -> Iterator[str]:
    counts = Counter((finding.rule, finding.severity) for finding in findings)
    if not counts:
        return
    heads = "".join(f"<th>{head}</th>" for head in ("rule", "severity", "findings"))
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for (rule, severity), count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield f'<tr><td>{_text(rule)}</td><td>{severity}</td><td class="n">{count}</td></tr>\n'
    yield "</tbody>\n</table>\n"


def _item(finding: Finding, given: Rendering) -> Iterator[str]:
    where = f"line {finding.line}" if finding.line else finding.unit
    yield f'<li class="{finding.severity}"><span class="place">{_text(where)}</span>'
    yield f'<span class="severity">{finding.severity}</span> {_text(finding.message)} '
    yield f"<code>{_text(finding.rule)}</code>\n"
    lines = given.lines(finding.path)
    if 0 < finding.line <= len(lines):
        yield f"<pre{_lang(finding)}>{_marked(lines[finding.line - 1], finding)}</pre>\n"
    if finding.expected:
        yield f"<div>expected: <ins{_lang(finding)}>{_text(finding.expected)}</ins></div>\n"
    yield "</li>\n"


def _lang(finding: Finding) -> str:
    return f' lang="{escape(finding.lang)}"' if finding.lang else ""


def _marked(line: str, finding: Finding) -> str:
    start = max(finding.column - 1, 0)
    end = min(len(line), start + len(finding.text.partition("\n")[0]))
    first, last = max(0, start - _BEFORE), start + _AFTER
    before = ("…" if first else "") + _text(line[first:start])
    after = _text(line[end:last]) + ("…" if last < len(line) else "")
    return f"{before}<mark>{_text(line[start:end])}</mark>{after}"


def _text(text: str) -> str:
    return escape(visible(text))
