"""Options that the verbs of `tm memory` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.project import Project

__all__ = ["memory_option", "pair_of", "pair_options"]

F = TypeVar("F", bound="Callable[..., Any]")


def memory_option(function: F) -> F:
    """Add --memory PATH."""
    return click.option(
        "--memory",
        "path",
        default="",
        metavar="PATH",
        help="The memory; default: the configured one, .tm/memory.sqlite.",
    )(function)


def pair_options(function: F) -> F:
    """Add --from and --to."""
    to = click.option("--to", "target", metavar="LANG", help="Target language.")
    return click.option("--from", "source", metavar="LANG", help="Source language.")(to(function))


def pair_of(project: Project, source: str | None, target: str | None) -> tuple[str, str]:
    """Return the languages asked for; the configured ones where they are clear."""
    from tm.errors import UsageError
    from tm.lang import canonical

    configured = project.config.targets
    if target is None and len(configured) != 1:
        hint = f"pass --to {configured[0]}" if configured else "pass --to ru"
        raise UsageError("the target language is not known", hint=hint)
    wanted = canonical(target) if target else configured[0]
    return canonical(source) if source else project.config.source, wanted
