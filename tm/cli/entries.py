"""What the verbs of `tm names` and `tm terms` share: the file, the forms, the exchange."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import click
import msgspec

from tm.cli import options
from tm.lang import primary
from tm.names.exchange import FORMATS
from tm.names.name import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tm.config import Policy
    from tm.names.edit import Draft
    from tm.names.name import Form

__all__ = ["Book", "export_command", "form_options", "forms_of", "gender_of", "import_command"]

E = TypeVar("E", bound=Entity)
F = TypeVar("F", bound="Callable[..., Any]")


class Book(msgspec.Struct, Generic[E], frozen=True):
    """A register or termbase: its table and class, its path, the source and the house policy."""

    table: str
    kind: type[E]
    path: Path
    source: str
    policies: dict[str, Policy]

    @classmethod
    def names(cls, override: Path | None) -> Book[Any]:
        """Return the register: the given file or the configured one."""
        from tm.names.name import Name
        from tm.names.register import TABLE

        return _book(TABLE, Name, override)

    @classmethod
    def terms(cls, override: Path | None) -> Book[Any]:
        """Return the termbase: the given file or the configured one."""
        from tm.terms.base import TABLE, Term

        return _book(TABLE, Term, override)

    def read(self) -> dict[str, E]:
        """Return the entries by id."""
        from tm.names.entities import read_entities

        return read_entities(self.path, self.table, self.kind)

    def get(self, name: str) -> E:
        """Return one entry; UnknownNameError with the closest ids."""
        from tm.names.entities import Entities

        return Entities(self.read(), str(self.path)).get(name)

    def draft(self) -> Draft[E]:
        """Return the file for editing; an empty one where there is none."""
        from tm.names.edit import Draft

        return Draft(self.path, self.table, self.kind)


def _book(table: str, kind: type[E], override: Path | None) -> Book[E]:
    from tm.config import load

    config, folder = load(Path())
    configured = config.names.register if table == "name" else config.terms.base
    path = override or folder / configured
    return Book(table, kind, path, config.source, config.names.policy)


def form_options(function: F) -> F:
    """Add --en, --ru, --be, --form, --admitted and --forbidden."""
    for flag, text in (
        ("--forbidden", "A form that must not be used."),
        ("--admitted", "A form that may be used too."),
        ("--form", "The form in any other language."),
    ):
        function = click.option(
            flag, flag[2:], multiple=True, metavar="LANG=TEXT", help=f"{text} May be given again."
        )(function)
    for lang, language in (("be", "Belarusian"), ("ru", "Russian"), ("en", "English")):
        function = click.option(f"--{lang}", metavar="TEXT", help=f"The form in {language}.")(
            function
        )
    return function


def forms_of(
    plain: dict[str, str | None],
    given: Sequence[str],
    admitted: Sequence[str],
    forbidden: Sequence[str],
) -> dict[str, tuple[Form, ...]]:
    """Return the forms that the options name, by language."""
    from tm.names.name import Form

    found: dict[str, list[Form]] = {}
    for lang, text in plain.items():
        if text:
            found.setdefault(lang, []).append(Form(text))
    for status, values in (("", given), ("admitted", admitted), ("forbidden", forbidden)):
        for value in values:
            lang, text = _language_and_text(value)
            found.setdefault(lang, []).append(
                msgspec.convert({"text": text, "status": status}, Form)
            )
    return {lang: tuple(forms) for lang, forms in found.items()}


def gender_of(given: Sequence[str], languages: Iterable[str]) -> dict[str, str]:
    """Return the gender by language: "f" is for all of them, "be=f" for one."""
    found: dict[str, str] = {}
    for value in given:
        if "=" in value:
            lang, gender = _language_and_text(value)
            found[lang] = gender
        else:
            found |= dict.fromkeys(languages, value)
    return found


def _language_and_text(value: str) -> tuple[str, str]:
    from tm.errors import UsageError
    from tm.lang import canonical

    tag, sign, text = value.partition("=")
    if not sign or not text.strip():
        raise UsageError(f"“{value}” is not LANG=TEXT", hint='write it as in be="Менск"')
    return canonical(tag), text


def import_command(book: Callable[[Path | None], Book[Any]], option: str) -> click.Command:
    """Return the verb import."""

    @click.command("import")
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--format", "style", type=click.Choice(FORMATS), help="The extension's by default."
    )
    @click.option(
        "--to", "target", metavar="LANG", default="", help="Target of two-language formats."
    )
    @click.option(
        f"--{option}", "path", type=click.Path(path_type=Path), help="The file to change."
    )
    def command(file: Path, style: str | None, target: str, path: Path | None) -> int:
        """Read entries from another format.

        New entries are added, new forms of known entries become admitted ones. What contradicts an
        entry is listed and left out; the exit code is 1 then.
        """
        from tm.files import read_bytes
        from tm.names.exchange.files import Languages, format_of, read

        chosen = book(path)
        languages = Languages(chosen.source, target)
        data = read_bytes(file)
        name = style or format_of(str(file))
        entities, reports = read(data, str(file), name, chosen.kind, languages)
        for report in reports:
            click.echo(f"left out: {report}", err=True)
        return take(chosen, entities)

    return command


def take(book: Book[Any], entities: Iterable[Any]) -> int:
    """Merge entities into a file; list what contradicts and return the exit code."""
    draft = book.draft()
    before = len(draft.entities)
    conflicts = [text for entity in entities for text in draft.merge(entity)]
    changed = draft.save()
    for conflict in conflicts:
        click.echo(f"conflict: {conflict}")
    added = len(draft.entities) - before
    click.echo(f"{book.path}: {added} new" if changed else f"{book.path}: no change", err=True)
    return 1 if conflicts else 0


def export_command(book: Callable[[Path | None], Book[Any]], option: str) -> click.Command:
    """Return the verb export."""

    @click.command("export")
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="Default: standard output."
    )
    @click.option(
        "--format", "style", type=click.Choice(FORMATS), help="The extension's by default."
    )
    @click.option(
        "--to", "target", metavar="LANG", default="", help="Target of two-language formats."
    )
    @click.option("--tbx", type=click.Choice(["2", "3"]), help="The version of TBX; 2 by default.")
    @click.option(f"--{option}", "path", type=click.Path(path_type=Path), help="The file to read.")
    @options.allow_loss
    def command(  # noqa: PLR0913  (one parameter an option)
        *,
        output: Path | None,
        style: str | None,
        target: str,
        tbx: str | None,
        path: Path | None,
        allow_loss: bool,
    ) -> None:
        """Write all entries in another format.

        TBX holds everything; a format that cannot needs --allow-loss.
        """
        from tm.files import write_bytes
        from tm.lang import canonical
        from tm.names.exchange.files import Languages, format_of, write

        chosen = book(path)
        name = style or (format_of(str(output)) if output else "tbx")
        if tbx and name in {"tbx", "tbx3"}:
            name = "tbx3" if tbx == "3" else "tbx"
        languages = Languages(chosen.source, canonical(target) if target else "", chosen.policies)
        data = write(chosen.read().values(), name, languages, allow_loss=allow_loss)
        if output is None:
            options.write_stdout(data)
        else:
            write_bytes(output, data)

    return command


def shown(book: Book[Any], entity: Any) -> dict[str, Any]:
    """Return an entry for people and programs: its fields, its forms with status and cases."""
    from tm.names.exchange.tbx import status_of

    values: dict[str, Any] = msgspec.to_builtins(entity)
    values["forms"] = {
        lang: [
            {
                **msgspec.to_builtins(form),
                "status": status_of(entity, lang, form, book.policies.get(lang)),
                "cases": _cases(entity, lang, form),
            }
            for form in forms
        ]
        for lang, forms in entity.forms.items()
    }
    return values


def _cases(entity: Entity, lang: str, form: Form) -> dict[str, str]:
    """Return the case forms of a form that are certain, by case."""
    from tm.names.expected import parts_of, written
    from tm.names.inflect.paradigms import CASES

    if primary(lang) not in {"ru", "be"}:
        return {}
    gender = getattr(entity, "gender", {}).get(lang, "")
    number = "pl" if gender == "pl" else "sg"
    parts = parts_of(entity, form, lang)
    found = {case: written(parts, gender, frozenset({(case, number)}), lang) for case in CASES}
    return {case: text for case, text in found.items() if text and case != "voc"}


def show(book: Book[Any], name: str, style: str) -> None:
    """Print one entry."""
    values = shown(book, book.get(name))
    if style == "json":
        click.echo(options.as_json(values))
        return
    forms = values.pop("forms")
    for key, value in values.items():
        click.echo(f"{key}: {_phrase(value)}")
    for lang, given in forms.items():
        for form in given:
            more = [form[k] for k in ("base", "scheme", "note") if k in form]
            own = ["own spelling"] if form.get("own") else []
            click.echo("  ".join([f"{lang}  {form['status']:9}  {form['text']}", *more, *own]))
            if form["cases"]:
                click.echo(f"    {', '.join(dict.fromkeys(form['cases'].values()))}")


def _phrase(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return ", ".join(f"{lang} {gender}" for lang, gender in cast("dict[str, str]", value).items())


def listing(book: Book[Any], entities: Sequence[Any], langs: Sequence[str], style: str) -> None:
    """Print the preferred forms of entries, a column a language."""
    columns = list(langs) or list(dict.fromkeys(lang for e in entities for lang in e.forms))
    rows = [
        {
            "id": entity.id,
            **{
                lang: form.text if (form := entity.preferred(lang, book.policies.get(lang))) else ""
                for lang in columns
            },
        }
        for entity in entities
    ]
    if style == "json":
        key = "names" if book.table == "name" else "terms"
        click.echo(options.as_json({key: rows}))
    elif rows:
        click.echo(options.table(["id", *columns], [list(row.values()) for row in rows]))


def ask(text: str) -> str:
    """Ask y, n or q on the terminal."""
    return str(click.prompt(text, type=click.Choice(["y", "n", "q"]), default="n", err=True))


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()
