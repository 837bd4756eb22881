"""Spelling with a small dictionary of the test's own, and with those of the system."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tm.checks.spelling.dictionaries import Dictionary, system_dictionaries
from tm.errors import UsageError
from tm.lang import alphabet
from tm.project import Project
from tm.project.check_runs import Checking
from tm.project.checking import check

if TYPE_CHECKING:
    from tm.model import Finding

HEADER = 'msgid ""\nmsgstr ""\n"Language: be\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
WORDS = "яна выйшла дому сям'я веласіпед крама хуткі мова сказала пра гэта"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a dictionary of a few words and a configuration that names it."""
    monkeypatch.chdir(tmp_path)
    words = WORDS.split()
    (tmp_path / "be.dic").write_text("\n".join([str(len(words)), *words]), encoding="utf-8")
    (tmp_path / "be.aff").write_text("SET UTF-8\nWORDCHARS '\n", encoding="utf-8")
    config = '[checks.spelling]\ndictionaries = { be = "be" }\n'
    (tmp_path / "tm.toml").write_text(config, encoding="utf-8")
    return tmp_path


def found(*texts: str, select: tuple[str, ...] = ("spelling",)) -> list[Finding]:
    entries = (f'\nmsgctxt "{n}"\nmsgid "x"\nmsgstr "{text}"\n' for n, text in enumerate(texts))
    Path("be.po").write_text(HEADER + "".join(entries), encoding="utf-8")
    return check(Project.open(), ["be.po"], Checking(select=select, level="info")).findings


def told(*texts: str) -> list[tuple[str, str, str]]:
    return [(f.rule.rpartition("/")[2], f.text, f.expected) for f in found(*texts)]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("Яна выйшла з дмоу.", [("typo", "дмоу", "дому")]),
        ("сямя сказала", [("typo", "сямя", "сям'я")]),
        ("сям’я сказала", []),
        ("крамаў і крамах", []),
        ("выйшла хуткая", []),
        ("прывітаннечка", [("unknown", "прывітаннечка", "")]),
        ("Прывітаннечка ЗЮЗЯ зю wiki3 дмоу4 https://дмоу.example", []),
        ("мова-крама", []),
        ("мова-краба", [("typo", "мова-краба", "мова-крама")]),
    ],
)
def test_what_is_told(text: str, findings: list[tuple[str, str, str]]) -> None:
    assert told(text) == findings


@pytest.mark.usefixtures("here")
def test_a_word_that_stands_twice_is_no_slip() -> None:
    assert [rule for rule, *_ in told("пра брэнды", "пра брэндам")] == ["unknown", "unknown"]


def test_own_words(here: Path) -> None:
    with (here / "tm.toml").open("a", encoding="utf-8") as config:
        config.write('words = "own.txt"\n')
    (here / "own.txt").write_text("Прывітаннечка\n", encoding="utf-8")
    assert told("прывітаннечка") == []


def test_nothing_unless_asked_for(here: Path) -> None:
    assert "spelling/typo" not in [f.rule for f in found("Яна выйшла з дмоу.", select=())]
    with (here / "tm.toml").open("a", encoding="utf-8") as config:
        config.write("enabled = true\n")
    assert "spelling/typo" in [f.rule for f in found("Яна выйшла з дмоу.", select=())]


def none(lang: str) -> list[Path]:
    del lang
    return []


def test_errors_say_what_to_do(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "be.dic").rename(here / "other.dic")
    with pytest.raises(UsageError, match=r"be\.dic is not there"):
        found("дмоу")
    (here / "tm.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr("tm.checks.spelling.dictionaries.system_dictionaries", none)
    with pytest.raises(UsageError, match="no hunspell dictionary for be"):
        found("дмоу")
    (here / "tm.toml").write_text(
        '[checks.spelling]\ndictionaries = { be = "" }\n', encoding="utf-8"
    )
    assert found("дмоу") == []


def test_without_the_extra(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here.is_dir()
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(UsageError, match=r"install the extra: pip install tm-toolkit\[spell\]"):
        found("дмоу")


@pytest.mark.parametrize("lang", ["be", "ru"])
def test_near_is_every_known_word_one_edit_away(lang: str, here: Path) -> None:
    dictionary = Dictionary(here / "be", lang)
    letters = alphabet(lang)
    chance = random.Random(lang)  # noqa: S311  (a test)
    for word in WORDS.split():
        at = chance.randrange(len(word))
        for typo in (
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice(letters) + word[at:],
            word[:at] + chance.choice(letters) + word[at + 1 :],
        ):
            assert word in dictionary.near(typo) or typo == word


@pytest.mark.parametrize(("lang", "word"), [("be", "аднак"), ("ru", "однако")])
def test_dictionaries_of_the_system(lang: str, word: str) -> None:
    paths = system_dictionaries(lang)
    if not paths:
        pytest.skip(f"no hunspell dictionary for {lang}: install hunspell-{lang}")
    dictionary = Dictionary(paths[0], lang)
    assert dictionary.knows(word)
    assert not dictionary.knows(word[::-1])
    assert word in dictionary.near(word[:2] + word[3:])
