"""Wrong catalogs: plural forms, and entries that stand twice.

A case is an entry of a catalog that is right or wrong; where the header is wrong, each case is a
catalog of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.benches.noise_data import PLURALS, Entry, catalog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

__all__ = ["CATALOG_KINDS", "Pair", "catalog_pairs"]

Pair = tuple[str, str]
"""A catalog that is right and the same one with an error."""

THINGS = {
    "ru": {
        "file": ("файл", "файла", "файлов"),
        "page": ("страница", "страницы", "страниц"),
        "article": ("статья", "статьи", "статей"),
        "letter": ("письмо", "письма", "писем"),
        "day": ("день", "дня", "дней"),
        "reader": ("читатель", "читателя", "читателей"),
        "photo": ("снимок", "снимка", "снимков"),
        "word": ("слово", "слова", "слов"),
    },
    "be": {
        "file": ("файл", "файлы", "файлаў"),
        "page": ("старонка", "старонкі", "старонак"),
        "article": ("артыкул", "артыкулы", "артыкулаў"),
        "letter": ("ліст", "лісты", "лістоў"),
        "day": ("дзень", "дні", "дзён"),
        "reader": ("чытач", "чытачы", "чытачоў"),
        "photo": ("здымак", "здымкі", "здымкаў"),
        "word": ("слова", "словы", "слоў"),
    },
}
PHRASES = (
    ("Found: @", "Найдено: @", "Знойдзена: @"),
    ("Deleted: @", "Удалено: @", "Выдалена: @"),
    ("Saved: @", "Сохранено: @", "Захавана: @"),
    ("Open @", "Открыто @", "Адкрыта @"),
    ("@ in the archive", "@ в архиве", "@ у архіве"),
    ("@ on the disk", "@ на диске", "@ на дыску"),
    ("@ of the project", "@ проекта", "@ праекта"),
    ("@ more", "Ещё @", "Яшчэ @"),
    ("@ left", "Осталось @", "Засталося @"),
    ("Sent: @", "Отправлено: @", "Адпраўлена: @"),
    ("Printed: @", "Напечатано: @", "Надрукавана: @"),
    ("@ checked", "@ — проверено", "@ — праверана"),
    ("Total: @", "Всего: @", "Усяго: @"),
)
WRONG_EXPRESSIONS = (
    "nplurals=2; plural=(n != 1);",
    "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);",
    "nplurals=1; plural=0;",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n%100<10 ? 1 : 2);",
    "nplurals=2; plural=(n > 1);",
    PLURALS.replace("1 : 2", "1 : 3"),
)
CATALOG_KINDS = ("plural-count", "plural-number-lost", "plural-expression", "duplicate-entry")


def entries(lang: str) -> list[Entry]:
    """Return right entries that have a plural."""
    made = []
    for thing, forms in THINGS[lang].items():
        for en, *others in PHRASES:
            phrase = others[("ru", "be").index(lang)]
            one, many = (en.replace("@", f"%d {each}") for each in (thing, f"{thing}s"))
            texts = tuple(phrase.replace("@", f"%d {form}") for form in forms)
            made.append(Entry(f"{thing}: {en}", one, texts, "c-format", many))
    return made


def catalog_pairs(kind: str, lang: str, chance: Random) -> Iterator[tuple[str, Pair]]:
    """Yield the key of the entry that is wrong, "" for the catalog, with both catalogs."""
    right = entries(lang)
    for number, entry in enumerate(right):
        some = [entry, *chance.sample([each for each in right if each is not entry], 5)]
        good = catalog(lang, some)
        if kind == "plural-count":
            yield entry.key, (good, catalog(lang, [cut(entry), *some[1:]]))
        elif kind == "plural-number-lost":
            yield entry.key, (good, catalog(lang, [numberless(entry, chance), *some[1:]]))
        elif kind == "duplicate-entry":
            yield entry.key, (good, catalog(lang, [*some, entry]))
        else:
            wrong = WRONG_EXPRESSIONS[number % len(WRONG_EXPRESSIONS)]
            yield "", (good, good.replace(PLURALS, wrong))


def cut(entry: Entry) -> Entry:
    """Return an entry without the last of its forms."""
    return entry._replace(translations=entry.translations[:-1])


def numberless(entry: Entry, chance: Random) -> Entry:
    """Return an entry one of whose forms has not its number."""
    at = chance.randrange(3)
    forms = [
        form.replace("%d ", "") if n == at else form for n, form in enumerate(entry.translations)
    ]
    return entry._replace(translations=tuple(forms))
