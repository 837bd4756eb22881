"""A new name in all its forms, judged by stems: nothing is edited that a stem does not explain.

rename.tsv has names of the article with new ones of the same paradigm. `theirs` are words of
another name with that stem, `made` are words made from the name.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from tm.errors import UsageError
from tm.formats.po import PoFile
from tm.names.register import read_register
from tm.project import Project
from tm.project.renaming import Rename, rename, write
from tm.project.work import update

if TYPE_CHECKING:
    from tm.project.renaming import Renamed

ROOT = Path(__file__).parents[2]
CATALOG = "locales/{}/belarus-2020.po"
CHANGED = 0.98
WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("rename.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a copy of the article, its catalogs and its register."""
    monkeypatch.chdir(tmp_path)
    return fresh(tmp_path)


def fresh(root: Path) -> Path:
    for folder in ("seeds", "locales"):
        shutil.rmtree(root / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def renamed(old: str, new: str, lang: str) -> list[Renamed]:
    result = rename(Project.open(), Rename(old, new, lang))
    write(result)
    return result


def parsed(path: Path) -> PoFile:
    return PoFile.parse(path.read_bytes(), str(path))


def stems_changed(before: PoFile, after: PoFile, row: dict[str, str]) -> tuple[Counter[str], int]:
    """Return the words with the stem that stayed, and how many changed; all else is the same."""
    stem, theirs = row["old_stem"], row["theirs"].split()
    stayed: Counter[str] = Counter()
    changed = 0
    for old, new in zip(before.entries, after.entries, strict=True):
        texts = [*old.msgstr], [*new.msgstr]
        if old.is_header or not any(stem in text for text in texts[0]):
            assert (new.raw, new.gap) == (old.raw, old.gap)
            continue
        assert replace(new, msgstr=old.msgstr, raw=old.raw, line=old.line) == old
        for text, result in zip(*texts, strict=True):
            assert WORD.split(text) == WORD.split(result)
            for word, now in zip(WORD.findall(text), WORD.findall(result), strict=True):
                if not word.startswith(stem) or word in theirs:
                    assert now == word
                elif now == word:
                    stayed[word] += 1
                else:
                    assert now == row["new_stem"] + word[len(stem) :]
                    changed += 1
    return stayed, changed


def test_every_form_changes_as_its_stem_does_and_what_stays_is_told(project: Path) -> None:
    changed = doubted = 0
    assert len(rows()) == 20
    for row in rows():
        path = fresh(project) / CATALOG.format(row["lang"])
        before = parsed(path)
        found = renamed(row["old"], row["new"], row["lang"])
        stayed, here = stems_changed(before, parsed(path), row)
        told = [p for one in found for p in one.places if p.doubt and p.path.endswith(".po")]
        words = Counter(word for place in told for word in WORD.findall(place.old))
        assert not stayed - words, (row["old"], stayed, told)
        made = set(row["made"].split())
        assert made <= set(words)
        changed += here
        doubted += sum(count for word, count in stayed.items() if word not in made)
        assert here > 0, row["old"]
    assert changed / (changed + doubted) >= CHANGED


def test_only_the_catalog_and_the_register_of_the_language_change(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.*")}
    found = renamed("Анатолий Бокун", "Анатолий Сидун", "ru")
    changed = {path for path, data in before.items() if path.read_bytes() != data}
    assert changed == {project / CATALOG.format("ru"), project / "seeds/names.toml"}
    assert {one.path.resolve() for one in found} == {path.resolve() for path in changed}
    register = read_register(project / "seeds/names.toml")
    assert [form.text for form in register.get("bokun").forms["ru"]] == ["Анатолий Сидун"]
    with pytest.raises(UsageError, match="is nowhere in ru"):
        renamed("Анатолий Бокун", "Анатолий Сидун", "ru")


def test_a_place_is_where_the_old_name_was(project: Path) -> None:
    before = (project / CATALOG.format("be")).read_text("utf-8").split("\n")
    found = renamed("Віктар Бабарыка", "Віктар Маліка", "be")
    places = [p for one in found for p in one.places if p.path.endswith(".po")]
    assert len(places) > 2
    for place in places:
        assert before[place.line - 1][place.column - 1 :].startswith(WORD.findall(place.old)[0])


@pytest.mark.parametrize(
    ("lang", "old", "new", "woman"),
    [
        ("ru", "Валерий Цепкало", "Валерий Дебело", "Вероник"),
        ("be", "Валерый Цапкала", "Валерый Дабяла", "Веранік"),
    ],
)
def test_a_surname_of_two_people_changes_for_one_or_is_told(
    project: Path, lang: str, old: str, new: str, woman: str
) -> None:
    stem, path = old.split()[1][:-1], project / CATALOG.format(lang)
    before = parsed(path)
    found = renamed(old, new, lang)
    left: Counter[str] = Counter()
    changed = 0
    for entry, now in zip(before.entries, parsed(path).entries, strict=True):
        text, result = entry.msgstr[0], now.msgstr[0]
        hers = re.findall(rf"{woman}\w+ {stem}\w", text)
        assert re.findall(rf"{woman}\w+ {stem}\w", result) == hers
        changed += text.count(stem) - result.count(stem)
        if "Valery" in entry.msgid or "Veronika" not in entry.msgid:
            left += Counter(w for w in WORD.findall(result) if w.startswith(stem))
            left -= Counter(each.split()[1] for each in hers)
    assert changed > 2
    assert not left - Counter(p.old for one in found for p in one.places if p.doubt)


def test_a_name_of_the_source_changes_in_article_template_and_msgid(project: Path) -> None:
    paths = [
        "seeds/belarus-2020.md",
        "locales/belarus-2020.pot",
        *map(CATALOG.format, ("ru", "be")),
    ]
    before = {path: (project / path).read_text("utf-8") for path in paths}
    renamed("Anatoly Bokun", "Anatoly Sidun", "en")
    article = (project / paths[0]).read_text("utf-8")
    assert "Bokun" in before[paths[0]]
    assert article == before[paths[0]].replace("Bokun", "Sidun")
    for path in paths[1:]:
        old, new = PoFile.parse(before[path].encode(), path), parsed(project / path)
        for one, other in zip(old.entries, new.entries, strict=True):
            assert other.msgid == one.msgid.replace("Bokun", "Sidun")
            assert (other.msgstr, other.flags) == (one.msgstr, one.flags)
    now = {path: (project / path).read_bytes() for path in paths}
    opened = Project.open()
    for doc in opened.documents():
        changed = list(update(opened, doc, ["ru", "be"]))
        assert changed == [("ru", False), ("be", False)]
    assert {path: (project / path).read_bytes() for path in paths} == now


def small(
    root: Path, msgstr: str, *, register: str = "", msgid: str = "Anatoly Bokun spoke."
) -> Path:
    """Make a project of one sentence with its Belarusian translation."""
    (root / "a.md").write_text(msgid + "\n", "utf-8")
    (root / "tm.toml").write_text('targets = ["be"]\ndocuments = ["a.md"]\n', "utf-8")
    path = root / "locales" / "be" / "a.po"
    path.parent.mkdir(parents=True)
    head = '"Language: be\\n"\n"X-Document-Format: markdown\\n"\n'
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'{head}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n',
        "utf-8",
    )
    if register:
        (root / "seeds").mkdir()
        (root / "seeds" / "names.toml").write_text(register, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "result", "doubt"),
    [
        ("**Анатоль Бокун** сказаў.", "**Анатоль Сідун** сказаў.", ""),
        ("[З Анатолем Бокунам](a.md#Бокун)", "[З Анатолем Сідунам](a.md#Бокун)", ""),
        ("Анатоль **Бокун** сказаў.", "", "markup"),
        ("Без Анатоля\u00a0Бокуна.", "Без Анатоля Сідуна.", ""),
        ("А. Бокуну і БОКУНУ", "А. Сідуну і СІДУНУ", ""),
        ("Р. Бокуну", "", "not certain"),
        ("Бокунскі дом", "", "the name"),
        ("Бокуны прыйшлі.", "Сідуны прыйшлі.", ""),
    ],
)
def test_names_within_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, result: str, doubt: str
) -> None:
    monkeypatch.chdir(tmp_path)
    register = (
        '[[name]]\nid = "bokun"\nkind = "person"\ngender = "m"\n'
        'forms.en = "Anatoly Bokun"\nforms.be = "Анатоль Бокун"\n'
    )
    path = small(tmp_path, text, register=register)
    found = renamed("Анатоль Бокун", "Анатоль Сідун", "be")
    assert parsed(path).entries[-1].msgstr[0] == (result or text)
    doubts = [p.doubt for one in found for p in one.places if p.path.endswith(".po") and p.doubt]
    assert len(doubts) == bool(doubt)
    assert all(doubt in each for each in doubts)


def test_a_stated_declension_that_does_not_fit_is_told_and_the_register_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    register = (
        '[[name]]\nid = "babaryka"\nkind = "person"\ngender = "m"\nforms.en = "Viktor Babariko"\n'
        'forms.be = { text = "Віктар Бабарыка", declension = ["", "masculine-ka"] }\n'
    )
    path = small(tmp_path, "Бачылі Віктара Бабарыку.", register=register, msgid="Viktor Babariko.")
    places = [p for one in renamed("Віктар Бабарыка", "Віктар Жук", "be") for p in one.places]
    assert parsed(path).entries[-1].msgstr[0] == "Бачылі Віктара Жука."
    assert [p.doubt for p in places if p.path.endswith(".toml")] == [
        "its declension is stated: edit the register by hand"
    ]
    assert (tmp_path / "seeds" / "names.toml").read_text("utf-8") == register


def test_a_language_of_no_catalog_is_refused(project: Path) -> None:
    assert project.is_dir()
    with pytest.raises(UsageError, match="pl is no language of the project"):
        rename(Project.open(), Rename("Mińsk", "Torsk", "pl"))
