"""The projects that `scripts/bench noise` checks: catalogs of news, a register, and the peers.

A project has `tm.toml`, `seeds/names.toml` and `locales/LANGUAGE/NAME.po`.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import names_register
from noise_texts import Row, Unit

from tm.formats.po import PoFile
from tm.model import unit_id
from tm.names.edit import toml
from tm.names.name import Form, Name
from tm.project import Project
from tm.project.checking import Checking, check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tm.model import Finding

__all__ = ["DATA", "LANGUAGES", "PLURALS", "catalog", "checked", "header", "i18nspector"]
__all__ += ["pofilter", "prepare", "read_rows", "register_names", "unit_of", "units", "write"]

DATA = names_register.DATA
LANGUAGES = ("ru", "be")
BIN = Path(sys.executable).parent
PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
ADMITTED = {
    ("North Korea", "ru"): ("Северная Корея",),
    ("South Korea", "ru"): ("Южная Корея",),
    ("European Union", "ru"): ("Евросоюз", "ЕС"),
    ("European Union", "be"): ("Еўрасаюз", "ЕС"),
    ("Germany", "be"): ("Нямеччына",),
    ("Indonesia", "be"): ("Інданэзія",),
}
"""Other names of what the news is on, which a newsroom admits."""


def read_rows() -> list[Row]:
    """Return the units of the news; leaves the program where the data is missing."""
    rows = names_register.read(DATA / "ntrex" / "ntrex.tsv")
    texts = [{lang: row[lang] for lang in ("en", "ru", "be", "uk")} for row in rows]
    after = {
        number: texts[number + 1]
        for number, (row, following) in enumerate(pairwise(rows))
        if row["doc"] == following["doc"]
    }
    return [
        Row(f"{row['doc']}.{row['line']}", texts[number], after.get(number, {}))
        for number, row in enumerate(rows)
    ]


def header(lang: str, plurals: str = PLURALS) -> str:
    """Return the complete header of a catalog."""
    fields = {
        "Project-Id-Version": "news 1",
        "Report-Msgid-Bugs-To": "desk@news.example",
        "POT-Creation-Date": "2026-11-01 12:00+0300",
        "PO-Revision-Date": "2026-11-01 12:00+0300",
        "Last-Translator": "Desk <desk@news.example>",
        "Language-Team": f"{lang} <{lang}@news.example>",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plurals,
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def quoted(text: str) -> str:
    r"""Write a string of a PO file.

    >>> print(quoted('a "b"'))
    "a \"b\""
    """
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(char, escape)
    return f'"{text}"'


def catalog(lang: str, units: Iterable[Unit]) -> str:
    """Return a catalog."""
    entries = [
        (f"#, {unit.flags}\n" if unit.flags else "")
        + f"msgctxt {quoted(unit.at)}\nmsgid {quoted(unit.source)}\nmsgstr {quoted(unit.target)}\n"
        for unit in units
    ]
    return header(lang) + "\n".join(entries)


def units(rows: list[Row], lang: str) -> list[Unit]:
    """Return the news as units of a language."""
    return [Unit(row.at, row.texts["en"], row.texts[lang]) for row in rows]


def unit_of(unit: Unit) -> str:
    """Return the id that a finding has in a unit."""
    return unit_id("en", unit.at, unit.source)


# --- the project ----------------------------------------------------------------------------------


def prepare(folder: Path) -> None:
    """Write the configuration and the register."""
    (folder / "seeds").mkdir(parents=True, exist_ok=True)
    (folder / "tm.toml").write_text('source = "en"\ntargets = ["ru", "be"]\n', "utf-8")
    names = "\n".join(toml(name, "name") for name in map(newsroom, register_names()))
    (folder / "seeds" / "names.toml").write_text(names, "utf-8")


def register_names() -> list[Name]:
    """Return the countries and cities; a name that the news gives to other things is left out.

    So is the world, which CLDR counts among the regions.
    """
    read = {row["name"] for row in names_register.read(names_register.OTHERS)}
    admitted = {name for name, _ in ADMITTED}
    return [
        name
        for name in names_register.NAMES.values()
        if name.id[0].isupper() and (name.id not in read or name.id in admitted)
    ]


def newsroom(name: Name) -> Name:
    """Return a name with all its forms but the first admitted, and a plain id."""
    forms: dict[str, tuple[Form, ...]] = {}
    for lang, known in name.forms.items():
        texts = [form.text for form in known]
        texts += [text for text in ADMITTED.get((name.id, lang), ()) if text not in texts]
        rest = [Form(text, status="admitted") for text in texts[1:]]
        forms[lang] = (Form(texts[0]), *rest)
    slug = re.sub(r"[^a-z]+", "-", name.id.lower()).strip("-")
    return Name(id=f"{slug}-{len(name.id)}", kind="place", forms=forms)


def write(folder: Path, lang: str, name: str, text: str) -> str:
    """Write a catalog; return its path within the project."""
    path = Path("locales", lang, f"{name}.po")
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8", newline="")
    return str(path)


def checked(folder: Path, paths: list[str], wanted: Checking | None = None) -> list[Finding]:
    """Return what `tm check` finds in files of a project."""
    with contextlib.chdir(folder):
        return check(Project.open(folder), paths, wanted or Checking()).findings


# --- the peers ------------------------------------------------------------------------------------


def pofilter(folder: Path, path: str) -> int:
    """Return how many units pofilter flags with all its checks but spelling."""
    program = shutil.which("pofilter", path=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        return -1
    out = folder / "pofilter.po"
    command = [program, "--progress=none", "--excludefilter=spellcheck", path, str(out)]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if not out.exists():
        return 0
    found = PoFile.parse(out.read_bytes(), str(out), lenient=True)
    return sum(not entry.is_header for entry in found.entries)


def i18nspector(folder: Path, path: str) -> int:
    """Return how many entries i18nspector names."""
    program = shutil.which("i18nspector")
    if program is None:
        return -1
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [program, path], cwd=folder, capture_output=True, check=False, env=environment
    )
    lines = run.stdout.decode("utf-8", "replace").splitlines()
    return len({line.partition("msgid")[2] for line in lines if " msgid " in line})
