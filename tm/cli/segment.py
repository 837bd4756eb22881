"""tm segment: text → sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tm.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.documents import Article
    from tm.segment import Segmenter

__all__ = ["command"]


@click.command("segment")
@click.argument("file")
@click.option("--lang", required=True, metavar="LANG", help="Language of the text.")
@click.option("--srx", metavar="FILE", help="Your own SRX 2.0 rules.")
@click.option("--from-format", default="", metavar="F", help="text, markdown or html.")
@click.option(
    "--explain", is_flag=True, help="Say which rule decided, at every place where one applied."
)
@options.format_option("text", "jsonl")
def command(  # noqa: PLR0913  (one parameter an option)
    *, file: str, lang: str, srx: str | None, from_format: str, explain: bool, style: str
) -> None:
    """Cut a text into sentences.

    FILE is an article or “-” for plain text from standard input, where blank lines separate blocks.
    """
    from tm.documents import kind_of, parse, sentences
    from tm.files import read_bytes
    from tm.lang import canonical
    from tm.project import Project
    from tm.segment import Segmenter, read_srx

    tag = canonical(lang)
    rules = read_srx(Path(srx)) if srx else Project.open().srx
    segmenter = Segmenter.for_language(tag, rules)
    data = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file))
    kind = from_format or (None if file == "-" else kind_of(file)) or "text"
    article = parse(data, kind, path="<stdin>" if file == "-" else file)
    if explain:
        _explain([block.segment.plain for block in article.blocks], segmenter, style)
    elif style == "jsonl":
        for row in _rows(article, segmenter, tag):
            click.echo(options.as_json(row))
    else:
        for block in article.blocks:
            for start, end in sentences(block, segmenter.breaks):
                click.echo(" ".join(block.text[start:end].splitlines()))


def _rows(article: Article, segmenter: Segmenter, lang: str) -> Iterator[dict[str, object]]:
    """Yield the sentences as `tm segment --format jsonl` prints them; text is the raw slice."""
    from tm.documents import sentences
    from tm.model import unit_id

    for number, block in enumerate(article.blocks):
        for start, end in sentences(block, segmenter.breaks):
            first, last = block.offsets[start], block.offsets[end]
            yield {
                "id": unit_id(lang, block.context, block.text[start:end]),
                "block": number,
                "text": article.text[first:last],
                "start": first,
                "end": last,
            }


def _explain(texts: list[str], segmenter: Segmenter, style: str) -> None:
    for number, text in enumerate(texts):
        for decision in segmenter.explain(text):
            if style == "jsonl":
                click.echo(options.as_json({"block": number, "decision": decision}))
                continue
            at = decision.offset
            shown = f"{text[max(0, at - 25) : at]}|{text[at : at + 15]}".replace("\n", " ")
            verdict = "break" if decision.is_break else "no break"
            rule = f"{decision.language_rule} line {decision.line}: {decision.rule}"
            click.echo(f"{verdict:8}  {shown}\n          {rule}")
