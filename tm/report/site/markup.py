"""Pieces of HTML: everything that is text is escaped here and nowhere else."""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from lxml.html import fromstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tm.catalog.wording import Span

__all__ = ["Cell", "Html", "Table", "differences", "element", "marked", "text"]


class Html(str):
    """Markup that is ready."""

    __slots__ = ()


class Cell(NamedTuple):
    """A cell: its text, or markup, and the language it is in."""

    value: object
    lang: str = ""


class Table(NamedTuple):
    """A table, which is a CSV file too: `name` is the file's, `numbers` says which columns are."""

    name: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell | object]]
    numbers: frozenset[int] = frozenset()

    def html(self, *, link: bool = True) -> Html:
        """Return the table with its caption, in a region that scrolls by keyboard."""
        heads = "".join(
            element("th", name, scope="col", **self._number(at))
            for at, name in enumerate(self.head)
        )
        body = "".join(
            f"<tr>{''.join(self._cell(cell, at) for at, cell in enumerate(row))}</tr>\n"
            for row in self.rows
        )
        source = f' <a href="{self.name}.csv">CSV</a>' if link else ""
        return Html(
            f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(self.caption)}">'
            f"<table>\n<caption>{escape(self.caption)}{source}</caption>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n"
        )

    def _number(self, at: int) -> dict[str, str]:
        return {"class": "n"} if at in self.numbers else {}

    def _cell(self, cell: Cell | object, at: int) -> str:
        one = cell if isinstance(cell, Cell) else Cell(cell)
        options = self._number(at)
        if one.lang:
            options["lang"] = one.lang
        if at == 0:
            return element("th", one.value, scope="row", **options)
        return element("td", one.value, **options)

    def csv(self) -> str:
        """Return the same rows as CSV, without markup."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.head)
        for row in self.rows:
            writer.writerow([_plain(c.value if isinstance(c, Cell) else c) for c in row])
        return out.getvalue()


def _plain(value: object) -> object:
    if not isinstance(value, Html):
        return value
    return str(fromstring(f"<div>{value}</div>").text_content())


def text(value: object) -> Html:
    """Return text as markup; markup stays.

    >>> text("<b> & ў"), text(Html("<b>"))
    ('&lt;b&gt; &amp; ў', '<b>')
    """
    return value if isinstance(value, Html) else Html(escape(str(value)))


def element(name: str, content: object, **attributes: str) -> Html:
    """Return an element.

    >>> element("td", "1 < 2", lang="be")
    '<td lang="be">1 &lt; 2</td>'
    """
    given = "".join(  # a keyword like class is written class_
        f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{given}>{text(content)}</{name}>")


def marked(value: str, start: int, end: int) -> Html:
    """Return text with a stretch of it marked.

    >>> marked("у лесе", 0, 1)
    '<mark>у</mark> лесе'
    """
    if not 0 <= start < end <= len(value):
        return text(value)
    parts = text(value[:start]), element("mark", value[start:end]), text(value[end:])
    return Html("".join(parts))


def differences(spans: Iterable[Span], *, of: str) -> Html:
    """Return one side of a difference: "-" what was, "+" what came; changed words are marked."""
    tag = {"-": "del", "+": "ins"}
    return Html(
        "".join(
            text(span.text) if span.kind == "=" else element(tag[span.kind], span.text)
            for span in spans
            if span.kind in {"=", of}
        )
    )
