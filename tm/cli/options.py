"""Options and output helpers that several verbs share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "allow_loss",
    "as_json",
    "documents",
    "flavour",
    "format_option",
    "include_fuzzy",
    "table",
    "to_languages",
    "write_stdout",
]

F = TypeVar("F", bound="Callable[..., Any]")


def documents(function: F) -> F:
    """Add the argument DOCUMENTS: names or paths of articles, none for all configured."""
    return click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")(function)


def to_languages(function: F) -> F:
    """Add --to LANG, which may repeat."""
    return click.option(
        "--to", "langs", multiple=True, metavar="LANG", help="Target language; may be given again."
    )(function)


def include_fuzzy(function: F) -> F:
    """Add --include-fuzzy."""
    return click.option("--include-fuzzy", is_flag=True, help="Use fuzzy translations too.")(
        function
    )


def flavour(function: F) -> F:
    """Add --flavour of TMX."""
    return click.option(
        "--flavour",
        type=click.Choice(["generic", "omegat"]),
        default="generic",
        show_default=True,
        help="Kind of TMX.",
    )(function)


def allow_loss(function: F) -> F:
    """Add --allow-loss."""
    return click.option(
        "--allow-loss", is_flag=True, help="Write even if the format cannot hold everything."
    )(function)


def format_option(*names: str) -> Callable[[F], F]:
    """Add --format with the given choices, the first being the default."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="Output format.",
    )


def as_json(value: object) -> str:
    """Return a value as one line of JSON."""
    import msgspec

    return msgspec.json.encode(value).decode()


def write_stdout(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return lines of aligned columns; numbers stand right.

    >>> print(table(["a", "n"], [["x", 10], ["yy", 2]]))
    a    n
    x   10
    yy   2
    """
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    data = [list(row) for row in rows] if isinstance(rows, list) else []
    numeric = [
        bool(data) and all(isinstance(row[i], int | float) for row in data)
        for i in range(len(head))
    ]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = (
        "  ".join(
            c.rjust(w) if right else c.ljust(w)
            for c, w, right in zip(row, widths, numeric, strict=True)
        )
        for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)
