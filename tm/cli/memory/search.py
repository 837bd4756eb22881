"""tm memory search: find translations of similar texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tm.cli import options
from tm.cli.memory.common import memory_option, pair_of, pair_options

if TYPE_CHECKING:
    from tm.memory.base import Match

__all__ = ["command"]


@click.command("search")
@click.argument("text", required=False)
@pair_options
@click.option("--batch", type=click.Path(path_type=Path), help="A file with a text a line.")
@click.option(
    "--min",
    "minimum",
    type=click.FloatRange(0, 100),
    default=70.0,
    show_default=True,
    help="Least similarity.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, help="How many matches."
)
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@memory_option
@options.format_option("text", "json", "jsonl")
def command(  # noqa: PLR0913  (one parameter an option)
    *,
    text: str | None,
    source: str | None,
    target: str | None,
    batch: Path | None,
    minimum: float,
    limit: int,
    explain: bool,
    path: str,
    style: str,
) -> None:
    """Find all texts that are similar to TEXT, with their translations, best first.

    Similarity counts words and marks that differ; the score also knows what differs. Parts of TEXT
    are looked up where there is no match for the whole.
    """
    from tm.errors import UsageError
    from tm.memory.fragments import fragments
    from tm.project import Project
    from tm.project.memory import knowledge_of, open_memory
    from tm.project.searching import find

    if (text is None) == (batch is None):
        raise UsageError(
            "give a text, or --batch FILE", hint='tm memory search "Some text." --to ru'
        )
    project = Project.open()
    pair = pair_of(project, source, target)
    with open_memory(project, path) as memory:
        knowledge = knowledge_of(project, memory, *pair)
        for line in [text] if text is not None else _lines(batch):
            found = find(memory, line or "", pair, knowledge, minimum=minimum, limit=limit)
            parts = [] if found else fragments(memory, line or "", *pair)
            if style == "text":
                shown = [_shown(match, line or "", explain=explain) for match in found]
                shown += [f"part “{part.text}”: {part.target}" for part in parts]
                click.echo("\n\n".join(shown) or "no match")
            else:
                answer = {"matches": [_data(match) for match in found], "fragments": parts}
                click.echo(options.as_json(answer))


def _lines(path: Path | None) -> list[str]:
    from tm.files import read_bytes
    from tm.project.searching import lines_of

    return lines_of(read_bytes(path), str(path)) if path else []


def _data(match: Match) -> dict[str, Any]:
    """Return what JSON has of a match."""
    origin = match.origins[0] if match.origins else None
    return {
        "id": match.id,
        "source": match.source.text,
        "target": match.target.text,
        "similarity": match.similarity,
        "score": match.score,
        "kind": match.kind,
        "penalties": match.penalties,
        "origin": origin.file if origin else "",
        "proposed": match.proposed,
        "substituted": match.substituted,
        "capped": match.capped,
        "changes": match.changes,
        "marked": match.marked,
        "origins": match.origins,
    }


def _shown(match: Match, text: str, *, explain: bool) -> str:
    """Return a match as lines: score, source with what differs in [ ], target likewise."""
    lines = [
        f"{match.score:5.1f}  {match.kind}  {match.id}",
        f"       {_bracketed(match.source.segment.plain, match.changes)}",
        f"       {_bracketed(match.target.segment.plain, match.marked)}",
    ]
    if match.substituted:
        lines.append(f"    →  {match.proposed}  ({', '.join(match.substituted)})")
    if explain:
        lines += _explained(match, text)
    return "\n".join(lines)


def _explained(match: Match, text: str) -> list[str]:
    from rapidfuzz import fuzz

    from tm.memory.score import CAP

    lines = [f"       similarity {match.similarity:.2f} of words and marks"]
    lines += [f"       {-one.points:+.2f} {one.name}: {one.reason}" for one in match.penalties]
    if match.capped:
        lines.append(f"       at most {CAP:.0f}: {match.capped}")
    characters = fuzz.ratio(text, match.source.segment.plain)
    lines.append(f"       (similarity of characters, not used: {characters:.2f})")
    for origin in match.origins:
        if origin.file:
            lines.append(f"       from {origin.file}, unit {origin.position}")
    return lines


def _bracketed(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(_joined(spans)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _joined(spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return spans with those that are one space apart made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start - found[-1][1] <= 1:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found
