"""Small catalogs with an error in their plurals, for `scripts/bench noise`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from noise_projects import PLURALS, header

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["PLURAL_KINDS", "Small", "small_catalogs"]

NOUNS = {
    "file": ("файл файла файлов", "файл файлы файлаў"),
    "page": ("страница страницы страниц", "старонка старонкі старонак"),
    "day": ("день дня дней", "дзень дні дзён"),
    "error": ("ошибка ошибки ошибок", "памылка памылкі памылак"),
    "message": ("сообщение сообщения сообщений", "паведамленне паведамленні паведамленняў"),
    "comment": ("комментарий комментария комментариев", "каментар каментары каментароў"),
    "letter": ("письмо письма писем", "ліст лісты лістоў"),
    "picture": ("картинка картинки картинок", "малюнак малюнкі малюнкаў"),
    "minute": ("минута минуты минут", "хвіліна хвіліны хвілін"),
    "folder": ("папка папки папок", "папка папкі папак"),
}
STARTS = {
    "": ("", ""),
    "Total: ": ("Всего: ", "Усяго: "),
    "Left: ": ("Осталось: ", "Засталося: "),
    "New: ": ("Новых: ", "Новых: "),
    "Selected: ": ("Выбрано: ", "Выбрана: "),
    "Deleted: ": ("Удалено: ", "Выдалена: "),
    "Sent: ": ("Отправлено: ", "Адпраўлена: "),
    "Shown: ": ("Показано: ", "Паказана: "),
    "Hidden: ": ("Скрыто: ", "Схавана: "),
    "Today: ": ("Сегодня: ", "Сёння: "),
}
WRONG = (
    ("nplurals=2; plural=(n != 1);", 2),
    ("nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);", 3),
    ("nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);", 3),
    ("nplurals=1; plural=0;", 1),
    (
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        3,
    ),
)
"""English, Czech, without the teens, Japanese and Polish."""


class Small(NamedTuple):
    """A catalog that is right, and the same with an error."""

    good: str
    bad: str


class Entry(NamedTuple):
    """An entry with plural forms, and the expression of its header."""

    source: str
    forms: list[str]
    plurals: str = PLURALS

    def catalog(self, lang: str) -> str:
        """Return the catalog of the entry."""
        forms = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(self.forms))
        ids = f'msgid "{self.source}"\nmsgid_plural "{self.source}s"\n'
        return f"{header(lang, self.plurals)}#, c-format\n{ids}{forms}"


def wrong_count(entry: Entry, rng: random.Random) -> Entry:
    """Have a form less or more than the header says."""
    forms = entry.forms[:-1] if rng.random() < 1 / 2 else [*entry.forms, entry.forms[-1]]
    return entry._replace(forms=forms)


def without_number(entry: Entry, rng: random.Random) -> Entry:
    """Lose the number of a form."""
    at = rng.randrange(len(entry.forms))
    forms = [form.replace("%d ", "") if n == at else form for n, form in enumerate(entry.forms)]
    return entry._replace(forms=forms)


def wrong_expression(entry: Entry, rng: random.Random) -> Entry:
    """Have the expression of another language, and as many forms as it has."""
    plurals, count = rng.choice(WRONG)
    return entry._replace(plurals=plurals, forms=entry.forms[-count:])


PLURAL_KINDS: dict[str, Callable[[Entry, random.Random], Entry]] = {
    "plural forms, wrong number": wrong_count,
    "plural form without its number": without_number,
    "plural expression wrong": wrong_expression,
}


def small_catalogs(kind: str, lang: str, rng: random.Random) -> list[Small]:
    """Return the catalogs of a kind, one of each phrase."""
    column = ("ru", "be").index(lang)
    made: list[Small] = []
    for start, starts in STARTS.items():
        for noun, nouns in NOUNS.items():
            forms = [f"{starts[column]}%d {form}" for form in nouns[column].split()]
            entry = Entry(f"{start}%d {noun}", forms)
            made.append(Small(entry.catalog(lang), PLURAL_KINDS[kind](entry, rng).catalog(lang)))
    return made
