"""tm score: score translations."""

from __future__ import annotations

from typing import Any

import click

from tm.cli import options

__all__ = ["command"]


@click.command("score")
@click.argument("paths", nargs=-1, required=True, metavar="HYP [REF] [SYSTEM]...")
@click.option(
    "--metrics", multiple=True, metavar="NAMES", help="Metrics, with commas between: chrf++,names."
)
@click.option("--from", "source", default="", metavar="LANG", help="Language of the sources.")
@click.option("--to", "target", default="", metavar="LANG", help="Language of the translations.")
@click.option("--source", "sources", default="", metavar="FILE", help="The sources.")
@click.option(
    "--by",
    type=click.Choice(["corpus", "document", "segment"]),
    default="corpus",
    show_default=True,
    help="Show the values of every document or segment too.",
)
@click.option("--compare", multiple=True, metavar="FILE", help="Compare these systems with HYP.")
@click.option(
    "--trials",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    help="Swaps of the paired test.",
)
@click.option(
    "--bootstrap",
    type=click.IntRange(0),
    default=1000,
    show_default=True,
    help="Samples; 0: no intervals.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=12345,
    show_default=True,
    help="Seed of samples and swaps.",
)
@click.option("--fail-under", multiple=True, metavar="METRIC=N", help="Exit 1 for a worse value.")
@click.option("--history", default="", metavar="FILE", help="Add the scores to FILE (JSONL).")
@click.option("--model", default="", metavar="FILE", help="Model of a metric that needs one.")
@click.option("--register", default="", metavar="FILE", help="Another register of names.")
@click.option("--estimate", is_flag=True, help="Rank segments for review, without a reference.")
@click.option(
    "--memory",
    "memory",
    default="",
    metavar="PATH",
    help="The memory that --estimate knows words from.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    show_default=True,
    help="Segments that --estimate shows; 0: all.",
)
@click.option("--mqm", is_flag=True, help="Score annotations of errors: TSV, JSONL or PO.")
@click.option("--draft", is_flag=True, help="Write findings as a draft of annotations (JSONL).")
@click.option("--weights", default="", metavar="NAME|FILE", help="Weights of --mqm: mqm, wmt.")
@options.include_fuzzy
@options.format_option("text", "json")
def command(**given: Any) -> int:
    """Score translations, with intervals and signatures.

    HYP and REF are lines of text, PO, TMX, TSV or JSONL (units are joined by their ids), or a
    column of a TSV: FILE.tsv:COLUMN. With --compare, or more files, the systems are compared with
    HYP by approximate randomisation and paired bootstrap. REF is not needed by `names`, which
    counts the names of the source that are rendered. `tm list metrics` has the metrics.

    Without references: --estimate ranks the segments of files for review, --mqm scores people's
    annotations, --draft makes annotations to confirm from what `tm check` finds.
    """
    if given["mqm"] or given["draft"]:
        from tm.cli.score.annotations import run
    elif given["estimate"]:
        from tm.cli.score.estimating import run
    else:
        from tm.cli.score.references import run
    return run(**given)
