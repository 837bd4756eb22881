"""tm explain: the page of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tm.cli import options

if TYPE_CHECKING:
    from tm.checks.base import Rule

__all__ = ["command"]


@click.command("explain")
@click.argument("rules", nargs=-1, required=True, metavar="RULE...")
@options.format_option("text", "json")
def command(rules: tuple[str, ...], style: str) -> None:
    """Explain rules of `tm check`.

    RULE is a rule, or a family for all its rules.
    """
    from tm.checks.base import RULES
    from tm.checks.pages import page, rates
    from tm.checks.settings import Settings, listed
    from tm.config import Checks

    Settings(Checks(), rules)  # says which name is none
    found = [RULES.get(name) for name in RULES.names() if listed(name, rules)]
    rows = [
        {
            "id": rule.id,
            "severity": rule.severity,
            "scope": rule.scope,
            "page": page(rule.id),
            "rates": rates(rule.id),
        }
        for rule in found
    ]
    if style == "json":
        click.echo(options.as_json({"rules": rows}))
        return
    blocks = [
        "\n\n".join(filter(None, [_head(rule), page(rule.id), rates(rule.id)])) for rule in found
    ]
    click.echo("\n\n\n".join(blocks))


def _head(rule: Rule) -> str:
    return f"{rule.id} ({rule.severity}, {rule.scope})"
