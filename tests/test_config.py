from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tm.config import Config, Documents, load
from tm.errors import ConfigError, Place

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "tm.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_no_configuration_means_the_defaults(tmp_path: Path) -> None:
    config, base = load(tmp_path)
    assert (config, base) == (Config(), tmp_path)
    assert config.source == "en"
    assert config.documents.front_matter == ("title", "description", "summary")


def test_every_key(tmp_path: Path) -> None:
    text = """
source = "en_US"
targets = ["ru", "be@tarask"]
locales = "po"
build = "out"
[documents]
paths = ["articles/**/*.md"]
unit = "paragraph"
references = "line"
front-matter = ["title"]
[documents.override."articles/old/*.md"]
unit = "sentence"
[segmentation]
srx = "my.srx"
"""
    write(tmp_path, text)
    config, base = load(tmp_path)
    assert base == tmp_path
    assert (config.source, config.targets) == ("en-US", ("ru", "be-tarask"))
    assert (config.locales, config.build, config.segmentation.srx) == ("po", "out", "my.srx")
    assert config.documents.paths == ("articles/**/*.md",)
    assert config.options_for("articles/a.md").unit == "paragraph"
    old = config.options_for("articles/old/a.md")
    assert (old.unit, old.references, old.front_matter) == ("sentence", "line", ("title",))
    assert isinstance(old, Documents)


def test_the_short_form_of_documents(tmp_path: Path) -> None:
    write(tmp_path, 'documents = ["seeds/*.md"]')
    assert load(tmp_path)[0].documents == Documents(paths=("seeds/*.md",))


def test_overrides_add_up_in_file_order(tmp_path: Path) -> None:
    text = """
[documents.override]
"a/**" = { unit = "paragraph", references = "none" }
"a/b/*.md" = { references = "line" }
"""
    write(tmp_path, text)
    config, _ = load(tmp_path)
    assert config.options_for("a/b/c.md").unit == "paragraph"
    assert config.options_for("a/b/c.md").references == "line"
    assert config.options_for("a/b/d/c.md").references == "none"
    assert config.options_for("b.md") == config.documents


def test_a_folder_above_is_found(tmp_path: Path) -> None:
    write(tmp_path, 'source = "be"')
    (tmp_path / "a" / "b").mkdir(parents=True)
    config, base = load(tmp_path / "a" / "b")
    assert (config.source, base) == ("be", tmp_path)


def test_pyproject_counts_only_with_its_table(tmp_path: Path) -> None:
    write(tmp_path, 'source = "be"')
    inner = tmp_path / "inner"
    inner.mkdir()
    write(inner, "[tool.other]\nsauce = 1\n", "pyproject.toml")
    assert load(inner)[0].source == "be"
    write(inner, "[tool.tm]\nsource = 'ru'\n", "pyproject.toml")
    assert load(inner) == (Config(source="ru"), inner)


def test_tm_toml_comes_before_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "source = 'ru'")
    write(tmp_path, "[tool.tm]\nsource = 'be'\n", "pyproject.toml")
    assert load(tmp_path)[0].source == "ru"


WRONG = [  # TOML, line, column, part of the message, hint
    ('sauce = "en"', 1, 1, "unknown key “sauce”", "did you mean source or scores?"),
    ('source = "en"\n\n[documents]\npath = []', 4, 1, "unknown key “path”", "did you mean paths?"),
    ("[document]\nx = 1", 1, 2, "unknown key “document”", "did you mean documents?"),
    ('documents = { pats = ["a"] }', 1, 1, "unknown key “pats”", "did you mean paths?"),
    ("documents.pats = []", 1, 1, "unknown key “pats”", "did you mean paths?"),
    (
        '[segmentation]\n  srx_file = "x"',
        2,
        3,
        "unknown key “srx_file”",
        "did you mean srx?",
    ),
    (
        '[documents.override."a.*"]\nunit = "sentence"\nreference = "line"',
        3,
        1,
        "unknown key “reference”",
        "did you mean references?",
    ),
    ("[zzz]\n", 1, 2, "unknown key “zzz”", "known: build, checks, documents"),
    ('locales = "x"\nsource = 3', 2, 1, "source: expected `str`, got `int`", ""),
    ('targets = "ru"', 1, 1, "targets: expected `array`, got `str`", ""),
    ('targets = ["ru", 3]', 1, 1, "targets[1]: expected `str`, got `int`", ""),
    ('[documents]\n"unit" = "word"', 2, 1, "documents.unit: invalid enum value 'word'", ""),
    ('[documents.override."a"]\nunit = 1', 2, 1, "unit: ", ""),
    ("[documents]\nfront-matter = 1", 2, 1, "documents.front-matter: expected `array`", ""),
    ('locales = "x"\ntargets = ["ru", "by"]', 2, 1, "“by” is a country", "did you mean be?"),
    ('source = "english"', 1, 1, "source: “english” is not a language tag", "be, ru"),
    ("source = \n", 1, 10, "is not TOML: Invalid value", ""),
    ('source = "en"\nsource = "ru"\n', 2, 14, "is not TOML: Cannot overwrite a value", ""),
    ('x = """', 1, 0, "is not TOML: Unterminated string", ""),
    (f"x = {'[' * 5000}", 0, 0, "is not TOML", ""),
    (f"x = {'9' * 5000}", 0, 0, "is not TOML", ""),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case[0][:30])
def test_errors_name_the_place_and_the_closest_key(
    tmp_path: Path, case: tuple[str, int, int, str, str]
) -> None:
    text, line, column, message, hint = case
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert message in caught.value.message
    if line:
        assert caught.value.place == Place(str(path), line, column)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_the_place_in_pyproject_is_that_of_our_table(tmp_path: Path) -> None:
    text = '[tool.other]\nunit = 1\nsource = 1\n\n[tool.tm]\nlocales = "a"\nsource = 1\n'
    path = write(tmp_path, text, "pyproject.toml")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert caught.value.place == Place(str(path), 7, 1)


def test_our_table_must_be_a_table(tmp_path: Path) -> None:
    write(tmp_path, "[tool]\ntm = 1", "pyproject.toml")
    with pytest.raises(ConfigError, match="tm must be a table"):
        load(tmp_path)


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "tm.toml"
    path.write_bytes('source = "en"\nlocales = "папка"'.encode("cp1251"))
    with pytest.raises(ConfigError, match="is not UTF-8") as caught:
        load(tmp_path)
    assert caught.value.place == Place(str(path), 2)


@pytest.mark.parametrize(
    ("path", "glob", "fits"),
    [
        ("a.md", "*.md", True),
        ("a/b.md", "*.md", False),
        ("a/b.md", "**/*.md", True),
        ("b.md", "**/*.md", True),
        ("a/b/c.md", "a/**", True),
        ("ab.md", "a?.md", True),
        ("a/.md", "a?.md", False),
        ("a+b.md", "a+b.md", True),
        ("aab.md", "a+b.md", False),
    ],
)
def test_globs_of_overrides(tmp_path: Path, path: str, glob: str, fits: bool) -> None:  # noqa: FBT001
    write(tmp_path, f'[documents.override."{glob}"]\nunit = "paragraph"')
    assert (load(tmp_path)[0].options_for(path).unit == "paragraph") is fits
