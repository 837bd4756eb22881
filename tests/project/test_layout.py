"""Where documents, catalogs and results are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tm.errors import ConfigError, InputError, LanguageError, UsageError
from tm.project import Project
from tm.project.layout import target_of

if TYPE_CHECKING:
    from pathlib import Path


def project(folder: Path, config: str, *files: str) -> Project:
    (folder / "tm.toml").write_text(config)
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return Project.open(folder)


def names(found: Project) -> list[tuple[str, str]]:
    return [(doc.name, doc.path) for doc in found.documents()]


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (["guide/**/*.md"], [("a", "guide/a.md"), ("in/b", "guide/in/b.md")]),
        (["guide/in/*.md", "guide/*.md"], [("b", "guide/in/b.md"), ("a", "guide/a.md")]),
        (["guide/a.md"], [("a", "guide/a.md")]),
        (["*/*.md"], [("guide/a", "guide/a.md")]),
        (["guide/[a]*"], [("a", "guide/a.md")]),
        (["guide/a.md", "guide/*.md"], [("a", "guide/a.md")]),
    ],
)
def test_names(tmp_path: Path, globs: list[str], expected: list[tuple[str, str]]) -> None:
    config = f"documents = {globs!r}\n"
    assert names(project(tmp_path, config, "guide/a.md", "guide/in/b.md")) == expected


def test_a_pattern_may_leave_the_folder_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "proj"
    folder.mkdir()
    for glob in ("../proj/guide/*.md", "./guide/*.md", "guide/../guide/*.md"):
        found = project(folder, f'documents = ["{glob}"]', "guide/a.md")
        assert names(found) == [("a", "guide/a.md")]
    found = project(folder, 'documents = ["../shared/*.md"]', "../shared/b.md")
    assert names(found) == [("b", "../shared/b.md")]


@pytest.mark.parametrize("glob", ["guide", "guide/", "./guide"])
def test_a_folder_is_no_document(tmp_path: Path, glob: str) -> None:
    with pytest.raises(ConfigError, match=r"is a folder \(write guide/\*\.md\)"):
        names(project(tmp_path, f'documents = ["{glob}"]', "guide/a.md"))


def test_results(tmp_path: Path) -> None:
    config = 'documents = ["guide/*.v1.html"]\nlocales = "po"\nbuild = "out"\n'
    found = project(tmp_path, config, "guide/index.v1.html")
    (doc,) = found.documents()
    shown = {
        str(path.relative_to(tmp_path))
        for path in (
            found.pot(doc),
            found.po(doc, "be-tarask"),
            found.tmx(doc),
            found.built(doc, "be-Latn"),
            found.mo(doc, "ru"),
        )
    }
    assert shown == {
        "po/index.v1.pot",
        "po/be@tarask/index.v1.po",
        "po/index.v1.tmx",
        "out/be@latin/index.v1.html",
        "out/ru/LC_MESSAGES/index.v1.mo",
    }
    moses = found.exported(doc, "moses", ("en", "be"))
    assert moses == f"{tmp_path}/out/index.v1.en,{tmp_path}/out/index.v1.be"


def test_documents_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two documents"):
        names(project(tmp_path, 'documents = ["*.md", "*.txt"]', "a.md", "a.txt"))
    with pytest.raises(InputError, match="no document"):
        names(project(tmp_path, 'documents = ["*.png"]', "a.png"))
    with pytest.raises(ConfigError, match="no pattern"):
        names(project(tmp_path, 'documents = ["/a/*.md"]'))
    with pytest.raises(ConfigError, match="no pattern"):
        names(project(tmp_path, 'documents = ["in/*/../../*.md"]', "in/x/y", "a.md"))
    with pytest.raises(UsageError, match="no documents"):
        names(project(tmp_path, 'documents = ["none/*.md"]'))


def test_targets(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        'documents = ["a.md"]',
        "a.md",
        "locales/ru/a.po",
        "locales/be@latin/a.po",
        "locales/templates/a.po",
        "locales/uk/b.po",
    )
    (doc,) = found.documents()
    assert found.targets((), doc) == ["be-Latn", "ru"]
    assert found.targets() == ["be-Latn", "ru", "uk"]
    assert found.targets(["be", "ru", "be"], doc) == ["be", "ru"]
    with pytest.raises(UsageError, match="source language"):
        found.targets(["en"], doc)
    with pytest.raises(LanguageError, match="country"):
        found.targets(["by"], doc)
    configured = project(tmp_path, 'documents = ["a.md"]\ntargets = ["be_BY"]')
    assert configured.targets((), doc) == ["be-BY"]


@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("ru.po", "ru"),
        ("x.ru.po", "ru"),
        ("be/x.po", "be"),
        ("locales/be@tarask/in/x.po", "be-tarask"),
        ("po/pt_BR.po", "pt-BR"),
        ("po/sr@latin.po", "sr-Latn"),
        ("ui/x.po", None),
        ("x.po", None),
        ("README.po", None),
        ("ru/x.be.po", "be"),
    ],
)
def test_the_language_of_a_path(path: str, lang: str | None) -> None:
    assert target_of(path) == lang
