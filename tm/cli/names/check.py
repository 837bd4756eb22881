"""tm names check: the rules of the family names."""

from __future__ import annotations

from typing import Any

import click

from tm.cli.check import check_options, checked

__all__ = ["command"]


@click.command("check")
@check_options
def command(**given: Any) -> int:
    """Check names: `tm check --select names`."""
    return checked(("names",), **given)
