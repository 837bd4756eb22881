"""Name accuracy on the project's article, and on copies with names changed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tm.project import Project
from tm.project.scoring import Reading, metrics_of, read_texts, scoring, translations
from tm.scores.base import Resampling, Translations

ROOT = Path(__file__).parents[2]
ENGLISH = ("Tikhanovsk", "Lukashenk", "Kolesnikov", "Merliak", "Dylevsk", "Babarik", "Bokun")


def of(lang: str, hypotheses: list[str] | None = None) -> list[tuple[str, str, str]]:
    """Return (kind, unit, entity) of the names that are not rendered."""
    project = Project.open(ROOT)
    texts = translations(read_texts(str(ROOT / f"locales/{lang}/belarus-2020.po"), Reading("en")))
    if hypotheses:
        texts = Translations(
            hypotheses, (), texts.sources, texts.documents, texts.ids, texts.lang, texts.source
        )
    made = scoring(metrics_of(project, ["names"]), texts, Resampling(0))
    (one,) = made.scores
    assert (one.value == 100.0) == (not made.names)
    return [(name.kind, name.unit, name.entity) for name in made.names]


@pytest.mark.parametrize("lang", ["ru", "be"])
def test_every_name_of_the_article_is_rendered(lang: str) -> None:
    assert of(lang) == []


@pytest.mark.parametrize("lang", ["ru", "be"])
@pytest.mark.parametrize("seed", range(4))
def test_names_that_are_changed_are_listed_and_no_others(lang: str, seed: int) -> None:
    texts = read_texts(str(ROOT / f"locales/{lang}/belarus-2020.po"), Reading("en"))
    stems = {
        "ru": "Тихановск Лукашенк Колесников Мерляк Дылевск Бабарик Бокун",
        "be": "Ціханоўск Лукашэнк Калеснікав Мярляк Дылеўск Бабарык Бокун",
    }[lang].split()
    places = [
        (at, stem)
        for at, text in enumerate(texts.texts)
        for stem, english in zip(stems, ENGLISH, strict=True)
        if len(re.findall(stem, text)) == 1 and english in texts.sources[at]
    ]
    changed, copy = [], list(texts.texts)
    draw = random.Random(seed)  # noqa: S311  (a sample)
    for at, stem in draw.sample(places, 10):
        copy[at] = re.sub(rf"{stem}\w*", "Иванов" if lang == "ru" else "Іваноў", copy[at])
        changed.append(texts.ids[at])
    assert sorted(unit for _, unit, _ in of(lang, copy)) == sorted(changed)


def test_what_is_omitted_is_told_apart_from_what_is_wrong() -> None:
    texts = read_texts(str(ROOT / "locales/be/belarus-2020.po"), Reading("en"))
    at = next(i for i, text in enumerate(texts.texts) if "Бабарыку" in text)
    for new, kind in (("Бабарыко", "wrong"), ("яго", "omitted")):
        copy = list(texts.texts)
        copy[at] = copy[at].replace("Бабарыку", new)
        assert of("be", copy) == [(kind, texts.ids[at], "babariko")]
