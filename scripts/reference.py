"""Write docs/reference from the program itself: commands, configuration, formats, errors."""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from tm import config, errors
from tm.cli import COMMANDS, cli
from tm.formats import FORMATS

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests import bad_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
NOTE = "<!-- Written by scripts/docs from the program. Change the program, not this page. -->\n\n"
WIDTH = 100


def commands() -> str:
    """Return the page of all commands: their --help."""
    pages = ["# Commands\n"]
    root = click.Context(
        cli,
        info_name="tm",
        max_content_width=WIDTH,
        terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    for name in COMMANDS:
        command = cli.get_command(root, name)
        if command is not None:
            context = click.Context(
                command, root, name, max_content_width=WIDTH, terminal_width=WIDTH
            )
            pages.append(f"## tm {name}\n\n```\n{command.get_help(context)}\n```\n")
    codes = (
        "0 clean · 1 findings, or below a limit you set · 2 usage, configuration or "
        "unreadable input · 70 a bug · 130 interrupted"
    )
    return "\n".join([*pages, f"## Exit codes\n\n{codes}\n"])


def configuration() -> str:
    """Return the page of all configuration keys."""
    tables: dict[str, type[config.Config | config.DocumentOptions | config.Segmentation]] = {
        "": config.Config,
        "documents": config.Documents,
        "documents.override.GLOB": config.DocumentOptions,
        "segmentation": config.Segmentation,
    }
    lines = [
        "# Configuration\n",
        "In `tm.toml`, or under `[tool.tm]` in pyproject.toml. Unknown keys are errors.",
        "Paths are relative to the file.",
        "`documents = [GLOB, …]` is short for `[documents] paths = [GLOB, …]`.\n",
    ]
    for name, table in tables.items():
        title = f"[{name}]" if name else "Top level"
        lines += [f"## {title}\n", "| key | default | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{key}` | {default} | {meaning} |" for key, default, meaning in _keys(table)]
        lines.append("")
    return "\n".join(lines)


def _keys(
    table: type[config.Config | config.DocumentOptions | config.Segmentation],
) -> Iterator[tuple[str, str, str]]:
    meanings = {
        key: text
        for base in reversed(table.__mro__)
        for key, text in re.findall(
            r"^\s*([a-z-]+): (.+(?:\n {8}.+)*)", base.__doc__ or "", re.MULTILINE
        )
    }
    for field in msgspec.structs.fields(table):
        key = field.encode_name
        default = field.default
        if isinstance(default, msgspec.Struct | dict) or default is msgspec.NODEFAULT:
            continue
        if key in meanings:
            yield (
                key,
                "" if default is None else f"`{msgspec.json.encode(default).decode()}`",
                meanings[key],
            )


def formats() -> str:
    """Return the page of all formats: what `tm list formats` knows and what their modules say."""
    lines = ["# Formats\n", "| name | extensions | reads | writes |", "| --- | --- | --- | --- |"]
    found = [FORMATS.get(name) for name in FORMATS.names()]
    for form in found:
        reads, writes = ("yes" if each else "no" for each in (form.read, form.write))
        lines.append(f"| {form.name} | {' '.join(form.extensions)} | {reads} | {writes} |")
    for form in found:
        module = import_module(f"tm.formats.{form.name}")
        lines += [
            "",
            f"## {form.name}",
            "",
            inspect.cleandoc(module.__doc__ or "").split("\n\n")[0],
        ]
    return "\n".join([*lines, ""])


def error_tree() -> str:
    """Return the page of all errors."""
    return f"# Errors\n\n```\n{inspect.cleandoc(errors.__doc__ or '')}\n```\n"


PAGES: dict[str, Callable[[], str]] = {
    "bad-inputs.md": bad_inputs.page,
    "commands.md": commands,
    "config.md": configuration,
    "errors.md": error_tree,
    "formats.md": formats,
}


def main() -> int:
    """Write the pages, or with --check return 1 when one is out of date."""
    stale = 0
    for name, page in PAGES.items():
        path = FOLDER / name
        text = NOTE + page()
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"docs/reference/{name} is out of date: run scripts/docs", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
