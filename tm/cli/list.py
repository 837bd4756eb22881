"""tm list: what there is to choose from."""

from __future__ import annotations

import click

from tm.cli import options

__all__ = ["command"]


@click.command("list")
@click.argument(
    "what", type=click.Choice(["formats", "documents", "languages", "schemes", "checks", "metrics"])
)
@options.format_option("text", "json")
def command(what: str, style: str) -> None:
    """List formats, document kinds, languages, transliteration schemes, checks or metrics.

    Languages are those whose alphabet, plural forms and sentence rules tm knows; others work too.
    """
    rows = {
        "formats": _formats,
        "documents": _documents,
        "languages": _languages,
        "schemes": _schemes,
        "checks": _checks,
        "metrics": _metrics,
    }[what]()
    if style == "json":
        click.echo(options.as_json({what: rows}))
        return
    click.echo(options.table(list(rows[0]), [list(row.values()) for row in rows]))


def _formats() -> list[dict[str, str]]:
    from tm.formats import FORMATS

    found = [FORMATS.get(name) for name in FORMATS.names()]
    return [
        {
            "name": form.name,
            "extensions": " ".join(form.extensions),
            "reads": "yes" if form.read else "no",
            "writes": "yes" if form.write else "no",
        }
        for form in found
    ]


def _documents() -> list[dict[str, str]]:
    from tm.documents import KINDS

    return [
        {"name": name, "extensions": " ".join(KINDS.get(name).extensions)} for name in KINDS.names()
    ]


def _languages() -> list[dict[str, str]]:
    from tm.lang import LanguageTag, alphabet, plural_forms

    rows: list[dict[str, str]] = []
    for lang in ("en", "ru", "be", "be-tarask", "be-Latn", "uk", "pl"):
        plurals = plural_forms(lang)
        rows.append(
            {
                "tag": lang,
                "gettext": LanguageTag.parse(lang).gettext,
                "alphabet": alphabet(lang),
                "plurals": str(plurals.nplurals) if plurals else "",
            }
        )
    return rows


def _schemes() -> list[dict[str, str]]:
    from tm.names.transliterate import schemes

    return [
        {
            "from": scheme.lang,
            "scheme": scheme.id,
            "to": scheme.script,
            "reverse": "yes" if scheme.reversible or scheme.inverse else "no",
            "title": scheme.title,
        }
        for scheme in schemes()
    ]


def _checks() -> list[dict[str, str]]:
    from tm.checks.base import RULES
    from tm.checks.pages import summary

    return [
        {
            "id": rule.id,
            "severity": rule.severity,
            "scope": rule.scope,
            "finds": summary(rule.id),
        }
        for rule in map(RULES.get, RULES.names())
    ]


def _metrics() -> list[dict[str, str]]:
    from tm.scores import METRICS

    return [
        {"name": name, "is": (METRICS.get(name).__doc__ or "").partition("\n")[0]}
        for name in METRICS.names()
    ]
