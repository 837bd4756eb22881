"""tm memory concordance: find words in their context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tm.cli import options
from tm.cli.memory.common import memory_option

if TYPE_CHECKING:
    from tm.memory.concordance import Kind, Line

__all__ = ["command"]

_AROUND = 40


@click.command("concordance")
@click.argument("text")
@click.option("--lang", metavar="LANG", help="Look in this language; default: in all.")
@click.option("--to", "target", metavar="LANG", help="Show the translation into this language.")
@click.option("--exact-form", is_flag=True, help="Only the words as written, no other forms.")
@click.option("--substring", is_flag=True, help="Any part of a text, not whole words.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@memory_option
@options.format_option("text", "json")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    text: str,
    lang: str | None,
    target: str | None,
    exact_form: bool,
    substring: bool,
    limit: int,
    path: str,
    style: str,
) -> int:
    """Find words in their context, in all their forms; exit 1 where there are none.

    Мінск finds Мінску and Мінскам; several words are found one after the other.
    """
    from tm.errors import UsageError
    from tm.lang import canonical
    from tm.memory.concordance import Concordance
    from tm.project import Project
    from tm.project.memory import open_memory

    if not text.strip():
        raise UsageError("there is nothing to look for", hint="name a word")
    kind: Kind = "substring" if substring else "form" if exact_form else "word"
    with open_memory(Project.open(), path) as memory:
        wanted = canonical(lang) if lang else ""
        found = Concordance(memory).find(text, wanted, kind=kind, limit=limit)
        to = canonical(target) if target else ""
        if style == "json":
            click.echo(options.as_json(found))
        else:
            for line in found.lines:
                click.echo(_shown(line, to))
            forms = ", ".join(f"{form} {n}" for form, n in found.forms.items())
            click.echo(f"{found.count} places: {forms}" if found.count else "no place")
    return 0 if found.count else 1


def _shown(line: Line, to: str) -> str:
    """Return a place with its keyword in the middle, then the other languages."""
    before = line.text[: line.start][-_AROUND:].rjust(_AROUND)
    after = line.text[line.end :][:_AROUND]
    lines = [f"{line.lang:3} {before}[{line.text[line.start : line.end]}]{after}"]
    lines += [f"{lang:3} {text}" for lang, text in line.others.items() if to in {"", lang}]
    return "\n".join(lines)
