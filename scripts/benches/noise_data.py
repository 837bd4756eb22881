"""The project of the noise bench: news as catalogs, with a register of countries and cities."""

from __future__ import annotations

import csv
import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from scripts.benches import names_register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["DATA", "LANGUAGES", "Entry", "News", "catalog", "make_project", "news", "rows"]

DATA = names_register.DATA
LANGUAGES = ("ru", "be")
PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: news 1.0\\n"
"Report-Msgid-Bugs-To: desk@news.by\\n"
"POT-Creation-Date: 2020-11-23 10:00+0300\\n"
"PO-Revision-Date: 2020-11-23 12:00+0300\\n"
"Last-Translator: Alena Kavalenka <alena@news.by>\\n"
"Language-Team: {name} <{lang}@news.by>\\n"
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
STATIONS = ("Casey", "Davis", "Mawson", "Palmer", "Rothera", "Syowa", "Troll", "Vostok")
NAMES = {"ru": "Russian", "be": "Belarusian"}


class News(NamedTuple):
    """A sentence of the news in English and its translations, Ukrainian among them."""

    key: str
    doc: str
    en: str
    texts: dict[str, str]


class Entry(NamedTuple):
    """An entry to write; the translations are the forms where there is a plural."""

    key: str
    source: str
    translations: tuple[str, ...]
    flags: str = ""
    plural: str = ""


def rows(path: Path) -> list[dict[str, str]]:
    """Read a TSV file that has a header, [] where there is none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def news() -> list[News]:
    """Return the sentences in order; the key is the document and the line."""
    return [
        News(
            f"{row['doc']}:{row['line']}",
            row["doc"],
            row["en"],
            {lang: row[lang] for lang in (*LANGUAGES, "uk")},
        )
        for row in names_register.read(DATA / "ntrex" / "ntrex.tsv")
    ]


def quoted(text: str) -> str:
    r"""Return a PO string.

    >>> quoted('a "b"' + chr(10))
    '"a \\"b\\"\\n"'
    """
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'


def catalog(lang: str, entries: Iterable[Entry], plurals: str = PLURALS) -> str:
    """Return a catalog with a complete header."""
    parts = [HEADER.format(name=NAMES[lang], lang=lang, plurals=plurals)]
    for entry in entries:
        lines = [f"#, {entry.flags}"] if entry.flags else []
        lines += [f"msgctxt {quoted(entry.key)}", f"msgid {quoted(entry.source)}"]
        if entry.plural:
            lines.append(f"msgid_plural {quoted(entry.plural)}")
            lines += [f"msgstr[{n}] {quoted(text)}" for n, text in enumerate(entry.translations)]
        else:
            lines.append(f"msgstr {quoted(entry.translations[0])}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def known_names() -> list[str]:
    """Return the names of the register: without those that the news calls otherwise.

    CLDR has the world as a place, and time zones of stations in Antarctica that are surnames or
    common words; a newsroom has no entry for them.
    """
    others = {row["name"] for row in rows(names_register.OTHERS) if row["why"] == "name"}
    others |= {"World", "world", *STATIONS}
    return [name for name in names_register.NAMES if name not in others]


def register_text() -> str:
    """Return the register of countries and cities as a newsroom would have it."""
    parts = ["# Countries and cities.\n"]
    for name in known_names():
        forms = names_register.NAMES[name].forms
        slug = re.sub(r"\W+", "-", name.casefold()).strip("-")
        lines = ["[[name]]", f'id = "{slug}"', 'kind = "place"']
        for lang in ("en", *LANGUAGES):
            texts = [form.text for form in forms[lang]]
            lines.append(f"forms.{lang} = {json.dumps(texts, ensure_ascii=False)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def make_project(folder: Path, sentences: Sequence[News], extra: str = "") -> None:
    """Write the configuration, the register and a catalog of the news in each language."""
    config = f'source = "en"\ntargets = ["ru", "be"]\n{extra}'
    (folder / "tm.toml").write_text(config, encoding="utf-8")
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "names.toml").write_text(register_text(), encoding="utf-8")
    for lang in LANGUAGES:
        entries = [Entry(one.key, one.en, (one.texts[lang],)) for one in sentences]
        write(folder, lang, "news", catalog(lang, entries))


def write(folder: Path, lang: str, name: str, text: str) -> str:
    """Write a catalog of the project and return its path."""
    path = folder / "locales" / lang / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return os.fspath(path)
