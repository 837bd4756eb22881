"""A header that names no language, or another one than the file's path or `--to`.

Programs choose fonts, plural rules and spelling by it, and so do the other rules here.

Wrong: `Language: by` (a country), `Language: be_BY.UTF-8`, `Language: ru` in be.po.
Right: `Language: be`, `Language: be@tarask`.

Fix: safe where a charset or a modifier without meaning is taken away, else none.
Equivalents: i18nspector invalid-language, language-disparity, encoding-in-language-header-field,
language-variant-does-not-affect-translation, unable-to-determine-language; pofilter has none.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from tm.checks.base import DocumentRule, EntryProblem
from tm.checks.gettext.entries import catalog_of, field_problem
from tm.errors import LanguageError
from tm.formats.po.units import SOURCE_FIELD
from tm.lang import LanguageTag
from tm.model import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, File
    from tm.checks.gettext.entries import Field
    from tm.formats.po import PoFile

__all__ = ["RULE"]

# The codes of ISO 639-1, by first letter.
_TWO_LETTERS = re.compile(
    r"a[abefkmnrsvyz]|b[aegimnors]|c[aehorsuvy]|d[aevz]|e[elnostu]|f[afijory]|g[adlnuv]"
    r"|h[aeiortuyz]|i[adegikostu]|j[av]|k[agijklmnorsuvwy]|l[abginotuv]|m[ghiklnrsty]"
    r"|n[abdeglnorvy]|o[cjmrs]|p[ailst]|q[u]|r[mnouw]|s[acdegiklmnoqrstuvw]"
    r"|t[aeghiklnorstwy]|u[gkrz]|v[eio]|w[ao]|x[h]|y[io]|z[ahu]"
)
_SAME = {"nb": "no", "nn": "no", "fil": "tl", "sh": "sr", "iw": "he", "in": "id", "ji": "yi"}
_WORDS = frozenset(("am", "an", "as", "id", "io", "is", "my", "or", "os", "so", "to"))
_CODESET = re.compile(r"\.[\w-]+")
_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Z]{2})?(?:@[a-z]{4,8})?")


class _Fault(NamedTuple):
    message: str
    expected: str = ""
    safe: bool = False


def check(file: File, context: Context) -> Iterator[EntryProblem]:
    """Yield the languages of the header that cannot be right."""
    del context
    catalog = catalog_of(file)
    if file.catalog and not file.target and not file.path.endswith(".pot"):
        yield from _unnamed(file.catalog)
    for field in catalog.header_fields if catalog else ():
        if catalog is None or not field.value or field.name not in {"Language", SOURCE_FIELD}:
            continue
        fault = _fault(field, file)
        if fault is not None:
            message, better, safe = fault
            fix = Fix(True, (Edit(*field.span, better),)) if safe else None
            yield field_problem(catalog, field, f"{field.name}: {message}", better, fix)


def _unnamed(catalog: PoFile) -> Iterator[EntryProblem]:
    """Yield that a translated catalog has no language, where neither header nor path has one."""
    done = [entry for entry in catalog.messages if entry.translated]
    entry = catalog.header_entry
    if entry and done and not catalog.field("Language"):
        message = "no language is named, so most rules cannot judge: write Language: be, or --to be"
        yield EntryProblem(entry, "target", (0, 0), message)


def _fault(field: Field, file: File) -> _Fault | None:
    value = field.value
    try:
        tag = LanguageTag.parse(value)
    except LanguageError as error:
        return _Fault(f"{error.message} ({error.hint})")
    if not _is_known(tag.language):
        return _Fault(f"“{tag.language}” is no code of ISO 639-1")
    if _CODESET.search(value):
        return _Fault(f"“{value}” has a charset", _CODESET.sub("", value), safe=True)
    if value.endswith("@euro"):
        better = value.removesuffix("@euro")
        return _Fault("“@euro” says nothing of the language", better, safe=True)
    if field.name == "Language":
        for other, origin in _other_languages(file):
            if _differ(tag, other):
                return _Fault(f"“{value}”, but {origin} says “{other.gettext}”", other.gettext)
    return None


def _is_known(language: str) -> bool:
    """Whether a subtag is a code of ISO 639-1, a former one, or has three letters."""
    return bool(_TWO_LETTERS.fullmatch(language)) or language in _SAME or len(language) > 2  # noqa: PLR2004


def _other_languages(file: File) -> Iterator[tuple[LanguageTag, str]]:
    """Yield the languages that the caller and the path name."""
    if file.target:
        yield LanguageTag.parse(file.target), "the language that is asked for"
    pure = PurePath(file.path)
    names = [pure.stem.rpartition(".")[2]]
    if pure.parent.name == "LC_MESSAGES":
        names.insert(0, pure.parent.parent.name)
    for name in names:
        code = re.split("[-_@]", name)[0]
        if _LOCALE.fullmatch(name) and _TWO_LETTERS.fullmatch(code) and code not in _WORDS:
            yield LanguageTag.parse(name), "the path"


def _differ(one: LanguageTag, other: LanguageTag) -> bool:
    """Whether two tags are of different languages; a region tells nothing."""
    if _SAME.get(one.language, one.language) != _SAME.get(other.language, other.language):
        return True
    if one.region or other.region:
        return False
    return (one.script, one.variants) != (other.script, other.variants)


RULE = DocumentRule("gettext/language", "warning", check)
