"""Write docs/reference and docs/checks from the program: commands, keys, formats, errors, rules."""

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
from tm.checks.base import RULES
from tm.checks.pages import page, rates, summary
from tm.cli import cli
from tm.formats import FORMATS

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests import bad_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Rule

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
NOTE = "<!-- Written by scripts/docs from the program. Change the program, not this page. -->\n\n"
WIDTH = 100
_PART = re.compile(r"^(Wrong|Right|Fix|Equivalents): ", re.MULTILINE)


def commands() -> str:
    """Return the page of all commands: their --help."""
    root = click.Context(
        cli,
        info_name="tm",
        max_content_width=WIDTH,
        terminal_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    helps = [f"## {name}\n\n```\n{text}\n```\n" for name, text in _helps(cli, root)]
    codes = (
        "0 clean · 1 findings, or below a limit you set · 2 usage, configuration or "
        "unreadable input · 70 a bug · 130 interrupted"
    )
    return "\n".join(["# Commands\n", *helps, f"## Exit codes\n\n{codes}\n"])


def _helps(group: click.Group, above: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the full name and the help of every command of a group, of groups in it too."""
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None:
            continue
        context = click.Context(command, above, name, max_content_width=WIDTH, terminal_width=WIDTH)
        yield context.command_path, command.get_help(context)
        if isinstance(command, click.Group):
            yield from _helps(command, context)


def configuration() -> str:
    """Return the page of all configuration keys."""
    tables: dict[str, type[msgspec.Struct]] = {
        "": config.Config,
        "documents": config.Documents,
        "documents.override.GLOB": config.DocumentOptions,
        "segmentation": config.Segmentation,
        "names": config.Names,
        "names.policy.LANG": config.Policy,
        "terms": config.Terms,
        "memory": config.Memory,
        "checks": config.Checks,
        "checks.per-language.LANG": config.CheckOptions,
        "checks.per-path.GLOB": config.CheckOptions,
        "checks.suppress": config.Suppression,
        "checks.spelling": config.Spelling,
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
        lines += [
            f"| `{key}` | {default} | {meaning} |"
            for key, default, meaning in _keys(table)
            if not any(other.startswith(f"{name}.{key}.") for other in tables)
        ]
        lines.append("")
    return "\n".join(lines)


def _keys(table: type[msgspec.Struct]) -> Iterator[tuple[str, str, str]]:
    meanings = {
        key: text
        for base in reversed(table.__mro__)
        for key, text in re.findall(
            r"^\s*([a-z-]+): (.+(?:\n {8}.+)*)", base.__doc__ or "", re.MULTILINE
        )
    }
    for field in msgspec.structs.fields(table):
        key = field.encode_name
        if key in meanings:
            made = field.default_factory
            default = field.default if made is msgspec.NODEFAULT else made()
            known = default is not None and default is not msgspec.NODEFAULT
            shown = "" if not known else f"`{msgspec.json.encode(default).decode()}`"
            yield key, shown, meanings[key]


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


def rule_table() -> str:
    """Return the page of all rules."""
    lines = [
        "# Checks\n",
        "What `tm check` looks for. `--select` and `--ignore` take families and rules, and so do",
        "the keys of these names in the [configuration](../reference/config.md).\n",
        "| rule | severity | scope | finds |",
        "| --- | --- | --- | --- |",
    ]
    for rule in (RULES.get(name) for name in RULES.names()):
        finds = summary(rule.id)
        lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.scope} | {finds} |")
    return "\n".join([*lines, ""])


def rule_page(rule: Rule) -> str:
    """Return the page of one rule: the docstring of its module."""
    text = re.sub(
        r"^(Wrong|Right|Fix|Equivalents): ", r"* **\1:** ", page(rule.id), flags=re.MULTILINE
    )
    first, *rest = text.split("\n\n")
    module = RULES.target(rule.id).partition(":")[0]
    facts = f"Severity: {rule.severity}. Scope: {rule.scope}. In the code: `{module}`."
    return "\n\n".join(filter(None, [f"# {rule.id}", first, *rest, rates(rule.id), facts])) + "\n"


def peers() -> str:
    """Return the page of what other tools check, and which of our rules does."""
    table = ROOT / "tests" / "peers.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    declined = sum(not rules for _, _, rules, _ in rows)
    lines = [
        "# What other tools check\n",
        f"{len(rows)} checks of other tools that matter for Russian and Belarusian, and the rules",
        f"that do the same here; {declined} have none, for the reason given. The names are of",
        "Weblate 2026.10, i18nspector, translate-toolkit's pofilter, pology and Okapi CheckMate.\n",
        "| tool | check | rules | note |",
        "| --- | --- | --- | --- |",
    ]
    for tool, check, rules, note in rows:
        links = ", ".join(f"[{rule}]({rule}.md)" for rule in rules.split(",") if rule)
        lines.append(f"| {tool} | {check} | {links or '–'} | {note} |")
    return "\n".join([*lines, ""])


def pages() -> dict[str, str]:
    """Return all pages by their path in docs/."""
    return {
        "reference/bad-inputs.md": bad_inputs.page(),
        "reference/commands.md": commands(),
        "reference/config.md": configuration(),
        "reference/errors.md": error_tree(),
        "reference/formats.md": formats(),
        "checks/README.md": rule_table(),
        "checks/peers.md": peers(),
        **{f"checks/{name}.md": rule_page(RULES.get(name)) for name in RULES.names()},
    }


def main() -> int:
    """Write the pages, or with --check return 1 when one is out of date."""
    stale = 0
    written = pages()
    for name in sorted({*written, *_present()}):
        path = DOCS / name
        text = NOTE + written[name] if name in written else None
        if "--check" not in sys.argv:
            _write(path, text)
        elif text != (path.read_text(encoding="utf-8") if path.exists() else None):
            print(f"docs/{name} is out of date: run scripts/docs", file=sys.stderr)
            stale = 1
    return stale


def _present() -> Iterator[str]:
    """Yield the pages of rules that are there: one whose rule is gone goes too."""
    for path in (DOCS / "checks").rglob("*.md"):
        yield path.relative_to(DOCS).as_posix()


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
