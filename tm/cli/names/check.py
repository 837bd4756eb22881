"""tm names check: the rules of the family names."""

from __future__ import annotations

from typing import Any, cast

import click

from tm.cli.check import check_options
from tm.cli.check import command as check

__all__ = ["command"]


@click.command("check")
@check_options
@click.pass_context
def command(context: click.Context, /, **given: Any) -> int:
    """Check names: `tm check --select names`."""
    return cast("int", context.invoke(check, select=("names",), ignore=(), **given))
