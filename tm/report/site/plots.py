"""Plots as SVG, drawn by matplotlib; their colours are the page's, light or dark."""

from __future__ import annotations

import io
import re
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tm.report.site.markup import Html, element

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Bar", "Line", "available", "bars", "intervals", "lines"]

_INK = "#010203"
_COLOURS = ("#010211", "#010212", "#010213", "#010214", "#010215", "#010216", "#010217", "#010218")
"""Stand for variables of the style sheet, which know light and dark."""
_WIDTH = 8.0
_ROW = 0.42


class Bar(NamedTuple):
    """A bar of stacked parts, or a value with its interval, by the name on the left."""

    name: str
    parts: Sequence[float]


class Line(NamedTuple):
    """A line: values by the number of the commit, with intervals."""

    name: str
    values: Sequence[tuple[int, float, float, float]]


def available() -> bool:
    """Whether there is a library to draw with: the extra `report`. Without it nothing is drawn."""
    return find_spec("matplotlib") is not None


def bars(title: str, legend: Sequence[str], rows: Sequence[Bar]) -> Html:
    """Return bars of stacked parts, each part in percent of its bar."""
    if not available():
        return Html()
    figure, axes = _figure(len(rows))
    for at, row in enumerate(rows):
        left, total = 0.0, sum(row.parts) or 1.0
        for number, part in enumerate(row.parts):
            share = 100 * part / total
            axes.barh(at, share, left=left, height=0.62, color=_COLOURS[number % len(_COLOURS)])
            left += share
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.xaxis.set_major_formatter("{x:.0f} %")
    _key(axes, legend)
    return _svg(figure, title)


def intervals(title: str, rows: Sequence[Bar]) -> Html:
    """Return values with their intervals: parts are value, low and high."""
    if not available():
        return Html()
    figure, axes = _figure(len(rows))
    for at, row in enumerate(rows):
        value, low, high = row.parts
        axes.plot([low, high], [at, at], color=_COLOURS[0], linewidth=3, solid_capstyle="round")
        axes.plot([value], [at], "o", color=_INK, markersize=7)
    axes.set_yticks(range(len(rows)), [row.name for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(axis="x", color=_INK, alpha=0.15)
    axes.margins(x=0.08)
    return _svg(figure, title)


def lines(title: str, rows: Sequence[Line], labels: Sequence[str]) -> Html:
    """Return lines with their intervals as bands, from the oldest commit to the newest."""
    if not available():
        return Html()
    figure, axes = _figure(7)
    for number, row in enumerate(rows):
        colour = _COLOURS[number % len(_COLOURS)]
        at = [value[0] for value in row.values]
        axes.plot(at, [v[1] for v in row.values], "o-", color=colour, label=row.name)
        axes.fill_between(
            at, [v[2] for v in row.values], [v[3] for v in row.values], color=colour, alpha=0.18
        )
    axes.set_xticks(range(len(labels)), list(labels), rotation=30, ha="right")
    axes.grid(axis="y", color=_INK, alpha=0.15)
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, 1.14), ncols=len(rows))
    return _svg(figure, title)


def _key(axes: Any, legend: Sequence[str]) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415  (an extra)

    patches = [Patch(color=_COLOURS[at % len(_COLOURS)]) for at in range(len(legend))]
    axes.legend(
        patches,
        list(legend),
        ncols=min(len(legend), 5),
        frameon=False,
        loc="lower left",
        bbox_to_anchor=(0, 1),
    )


def _figure(rows: int) -> tuple[Any, Any]:
    """Return a figure and its axes, without a frame."""
    from matplotlib.figure import Figure  # noqa: PLC0415  (an extra)

    figure: Any = Figure(figsize=(_WIDTH, 1.3 + _ROW * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tm",
    "font.family": "sans-serif",
    "font.size": 12,
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.labelcolor": _INK,
}


def _svg(figure: Any, title: str) -> Html:
    """Return the figure as an SVG element with a title, its colours as the page's variables."""
    from matplotlib.text import Text  # noqa: PLC0415  (an extra)

    out, styled = (
        io.StringIO(),
        cast("Callable[[Any], Any]", import_module("matplotlib").rc_context),
    )
    for text in figure.findobj(Text):
        text.set_color(_INK)
    with styled(_STYLE):
        figure.savefig(
            out, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    drawn = out.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(
        r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', r'<svg viewBox="\1" role="img">', drawn, count=1
    )
    drawn = re.sub(r"font: [^;\"]*?(\d+(?:\.\d+)?)px[^;\"]*", r"font-size: \1px", drawn)
    drawn = drawn.replace("<svg ", f'<svg aria-label="{element("i", title)[3:-4]}" ', 1)
    drawn = drawn.replace(_INK, "var(--ink)")
    for number, colour in enumerate(_COLOURS, 1):
        drawn = drawn.replace(colour, f"var(--c{number})")
    return Html(f'<figure tabindex="0">{_own_ids(drawn, title)}</figure>\n')


def _own_ids(drawn: str, title: str) -> str:
    """Return a drawing whose ids no other drawing of the page has."""
    name = re.sub(r"[^a-z0-9]", lambda found: f"-{ord(found[0]):x}", title.lower())
    drawn = re.sub(r'\bid="([^"]*)"', rf'id="{name}-\1"', drawn)
    drawn = re.sub(r'(xlink:href|href)="#([^"]*)"', rf'href="#{name}-\2"', drawn)
    return re.sub(r"url\(#([^)]*)\)", rf"url(#{name}-\1)", drawn)
