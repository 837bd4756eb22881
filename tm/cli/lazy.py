"""A group of commands, each in a module of its own that is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, cast

import click

from tm.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LazyGroup"]


class LazyGroup(click.Group):
    """Imports a verb's module when the verb is used.

    `verbs` maps a verb to its one-line help; the verb `merge-driver` of the package `tm.cli` is
    `tm.cli.merge_driver:command`, and `import` is `import_:command`.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, str], package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = verbs
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs, sorted."""
        del ctx
        return sorted(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a verb's command, None where there is no such verb."""
        del ctx
        if cmd_name not in self.verbs:
            return None
        name = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        module = import_module(f"{self.package}.{name}")
        return cast("click.Command", module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; an unknown one is answered with the closest."""
        if args and args[0] not in self.verbs and not args[0].startswith("-"):
            ctx.fail(f"there is no command “{args[0]}” ({did_you_mean(args[0], self.verbs)})")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.verbs[name]) for name in sorted(self.verbs)])
