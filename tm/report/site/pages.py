"""The pages of a report: each a function from what was gathered to its content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from tm.memory.leverage import BANDS
from tm.report.site.markup import Cell, Html, Table, differences, element, marked, text
from tm.report.site.plots import Bar, Line, bars, intervals, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tm.names.matrix import Entry
    from tm.project.reporting import Overview, Placed, Worst
    from tm.project.scoring import History

__all__ = ["PAGES", "Page"]

_STATES = ("translated", "needs review", "untranslated")
_SHORT = 7


class Page(NamedTuple):
    """A page: its file, its name in the menu, a sentence on what it is, and its content."""

    file: str
    name: str
    about: str
    body: list[Html]
    tables: list[Table]


def overview(given: Overview) -> Page | None:
    """How far the translations are, and what the other pages have."""
    statuses = given.statuses
    table = Table(
        "status",
        "Segments by state",
        ("document", "language", *_STATES, "segments", "words", "queries"),
        [
            (
                one.document,
                one.lang,
                one.translated,
                one.needs_review,
                one.untranslated,
                one.segments,
                one.words,
                one.queries,
            )
            for one in statuses
        ],
        frozenset(range(2, 8)),
    )
    rows = [
        Bar(f"{s.document} · {s.lang}", (s.translated, s.needs_review, s.untranslated))
        for s in statuses
    ]
    cards = [
        (
            f"{sum(s.translated for s in statuses)}",
            f"of {sum(s.segments for s in statuses)} segments translated",
        ),
        (f"{len(given.findings)}", "findings"),
        (f"{len(given.unrendered)}", "names not rendered"),
        (f"{sum(s.queries for s in statuses)}", "questions of translators"),
    ]
    items = "".join(element("li", Html(f"<b>{text(n)}</b> {text(what)}")) for n, what in cards)
    body = [
        Html(f'<ul class="cards">{items}</ul>'),
        element("h2", "Progress"),
        bars("Progress by document and language", _STATES, rows),
        table.html(),
    ]
    return Page("index.html", "Overview", "How far the translations are.", body, [table])


def findings(given: Overview) -> Page | None:
    """What the checks found, with the text it is in."""
    if not given.findings:
        return None
    counts = Counter((one.finding.rule, one.finding.severity) for one in given.findings)
    rules = Table(
        "rules",
        "Findings by rule",
        ("rule", "severity", "findings"),
        [(rule, severity, count) for (rule, severity), count in counts.most_common()],
        frozenset({2}),
    )
    table = Table(
        "findings",
        "Findings",
        ("what", "text", "place", "severity", "rule"),
        [_finding(one) for one in given.findings],
    )
    about = "What the checks found; the words in question are marked."
    body = [rules.html(), _filtered(table)]
    return Page("findings.html", "Findings", about, body, [rules, table])


def _finding(placed: Placed) -> tuple[Cell | object, ...]:
    one = placed.finding
    place = f"{one.path}:{one.line}" if one.line else f"{one.path} {one.unit}"
    severity = element("span", one.severity, class_=one.severity)
    expected = f" Expected: {one.expected}" if one.expected else ""
    start, end = one.span or (0, 0)
    shown = Cell(marked(placed.whole, start, end), one.lang)
    return one.message + expected, shown, place, severity, one.rule


def names(given: Overview) -> Page | None:
    """Names of the register × languages, with the forms of each and how often they stand."""
    if not given.names:
        return None
    langs = (given.source, *given.langs)
    table = Table(
        "names",
        "Names and their forms; the numbers count all cases of a form",
        ("name", *langs),
        [(one.entity, *(Cell(_forms(one, lang), lang) for lang in langs)) for one in given.names],
    )
    lost = Table(
        "names-not-rendered",
        "Names of the source that are not rendered",
        ("name", "language", "kind", "stands there", "expected", "unit"),
        [
            (
                Cell(one.mention.name, given.source),
                one.lang,
                one.mention.kind,
                Cell(one.mention.found, one.lang),
                Cell(" or ".join(one.mention.expected), one.lang),
                one.mention.unit,
            )
            for one in given.unrendered
        ],
    )
    tables = [lost, table] if given.unrendered else [table]
    body = [lost.html()] if given.unrendered else []
    about = "Every registered name in the texts, and the forms that stand for it."
    return Page("names.html", "Names", about, [*body, _filtered(table)], tables)


def _forms(one: Entry, lang: str) -> str:
    return ", ".join(f"{form.text} {form.count}" for form in one.forms.get(lang, ())) or "–"


def memory(given: Overview) -> Page | None:
    """How much of the articles the memory knows."""
    if not given.leverage:
        return None
    table = Table(
        "leverage",
        "Words by how well the memory knows their segment",
        ("language", *BANDS, "words", "weighted"),
        [
            (one.target, *(one.bands[name].words for name in BANDS), one.total.words, one.weighted)
            for one in given.leverage
        ],
        frozenset(range(1, len(BANDS) + 3)),
    )
    rows = [Bar(one.target, [one.bands[name].words for name in BANDS]) for one in given.leverage]
    body = [bars("Leverage: words by band of match", BANDS, rows), table.html()]
    return Page("memory.html", "Memory", "What is known before anybody translates.", body, [table])


def scores(given: Overview) -> Page | None:
    """Scores with intervals, and how they went from commit to commit."""
    known = [one for one in given.scores if one.score.value is not None]
    if not known and not given.history:
        return None
    body: list[Html] = []
    tables: list[Table] = []
    if known:
        rows = [
            Bar(
                f"{s.score.metric} · {s.lang} · {s.file}",
                (s.score.value or 0.0, *_bounds(s.score.low, s.score.high, s.score.value)),
            )
            for s in known
        ]
        tables.append(
            Table(
                "scores",
                "Scores with 95 % intervals",
                ("metric", "language", "file", "value", "low", "high", "segments", "signature"),
                [
                    (
                        s.score.metric,
                        s.lang,
                        s.file,
                        *map(_number, (s.score.value, s.score.low, s.score.high)),
                        s.score.n,
                        element("code", s.score.signature),
                    )
                    for s in known
                ],
                frozenset(range(3, 7)),
            )
        )
        body += [intervals("Scores and their intervals", rows), tables[-1].html()]
    if given.history:
        tables.append(_history(given.history))
        body += [element("h2", "History"), *_lines(given.history), tables[-1].html()]
    about = (
        "An interval holds the middle 95 % of resampled values; a signature says what was computed."
    )
    return Page("scores.html", "Scores", about, body, tables)


def _bounds(low: float | None, high: float | None, value: float | None) -> tuple[float, float]:
    at = value or 0.0
    return (at if low is None else low), (at if high is None else high)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _history(history: Sequence[History]) -> Table:
    return Table(
        "history",
        "Scores by commit",
        ("date", "commit", "file", "language", "metric", "value", "low", "high", "segments"),
        [
            (
                h.date[:16],
                h.commit[:_SHORT] or "–",
                h.file,
                h.lang,
                h.metric,
                *map(_number, (h.value, h.low, h.high)),
                h.n,
            )
            for h in history
        ],
        frozenset(range(5, 9)),
    )


def _lines(history: Sequence[History]) -> list[Html]:
    """Return a plot a metric: a line a file, over the moments of the history."""
    moments = list(dict.fromkeys((one.date, one.commit) for one in history))
    at = {moment: number for number, moment in enumerate(moments)}
    labels = [commit[:_SHORT] or date[:10] for date, commit in moments]
    drawn: list[Html] = []
    for metric in dict.fromkeys(one.metric for one in history):
        files: dict[str, list[tuple[int, float, float, float]]] = {}
        for one in history:
            if one.metric == metric and one.value is not None:
                point = at[one.date, one.commit], one.value, *_bounds(one.low, one.high, one.value)
                files.setdefault(one.file, []).append(point)
        rows = [Line(name, sorted(values)) for name, values in files.items()]
        drawn.append(lines(f"{metric} by commit", rows, labels))
    return drawn


def segments(given: Overview) -> Page | None:
    """The segments to look at first, beside their references."""
    if not given.worst:
        return None
    table = Table(
        "segments",
        "Segments to look at first",
        ("segment", "source", "reference", "translation", "value", "why", "language"),
        [_segment(one, given.source) for one in given.worst],
        frozenset({4}),
    )
    about = "The worst first: by score where there is a reference, else by the estimate, no grade."
    return Page("segments.html", "Segments", about, [_filtered(table)], [table])


def _segment(one: Worst, source: str) -> tuple[Cell | object, ...]:
    compared = any(span.kind != "=" for span in one.spans)
    return (
        one.segment,
        Cell(one.source, source),
        Cell(differences(one.spans, of="-") if compared else "–", one.lang),
        Cell(differences(one.spans, of="+"), one.lang),
        f"{one.value:.1f}",
        one.why,
        one.lang,
    )


def _filtered(table: Table) -> Html:
    """Return a table with a field that filters its rows; without scripts the field is not there."""
    field = f'<input type="search" data-table="{table.name}" autocomplete="off">'
    return Html(
        f'<form hidden role="search"><label>Show rows with{field}</label> '
        f'<span id="{table.name}-count" role="status"></span></form>\n'
        f'<div id="{table.name}">{table.html()}</div>'
    )


PAGES: tuple[Callable[[Overview], Page | None], ...] = (
    overview,
    findings,
    names,
    memory,
    scores,
    segments,
)
"""The pages in the order of the menu; one that has nothing to show is None."""
