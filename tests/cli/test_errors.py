"""Exit codes, messages, help: what holds for every command."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click
import pytest

import tm.cli
from tm import __version__
from tm.cli import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAVY = (
    *("numpy", "lxml", "sacrebleu", "sentencepiece", "regex", "rapidfuzz", "polib", "markdown_it"),
    *("msgspec", "tomlkit"),
)


def python(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--help", "--version", "-h"])
def test_help_imports_nothing_heavy(option: str) -> None:
    code = (
        "import sys, json; sys.argv = ['tm', sys.argv[1] if sys.argv[1:] else "
        f"{option!r}]\nfrom tm.cli import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    result = python(code)
    assert result.returncode == 0, result.stderr.decode()
    loaded = {name.partition(".")[0] for name in json.loads(result.stderr)}
    assert not loaded & (set(HEAVY) - {"msgspec"})


def test_version(tm: Callable[..., Any]) -> None:
    result = tm("--version")
    assert (result.code, result.text) == (0, f"tm, version {__version__}\n")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_says_what_it_does(tm: Callable[..., Any], name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith((".", "html.", "moses."))
    result = tm(name, "--help")
    assert result.code == 0
    assert not result.log


def test_the_overview_lists_every_command(tm: Callable[..., Any]) -> None:
    text = tm("--help").text
    for name, line in COMMANDS.items():
        assert name in text
        assert line[:30] in text


def test_nothing_at_all_shows_help(tm: Callable[..., Any]) -> None:
    result = tm()
    assert result.code == 2
    assert "Commands:" in result.log


# --- usage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["statsu"], "did you mean status?"),
        (["statis", "--help"], "did you mean status?"),
        (["zzz"], "known: align, build, check"),
        (["status", "--fromat", "json"], "--format"),
        (["build", "--include-fuzy"], "--include-fuzzy"),
        (["--versoin"], "--version"),
        (["status", "--format", "xml"], "'text', 'json'"),
        (["status", "--fail-under", "101"], "101"),
        (["list", "format"], "'formats', 'documents', 'languages'"),
        (["segment", "a.md"], "--lang"),
        (["convert", "a.po"], "OUT"),
        (["diff", "a.po"], "OLD.po NEW.po"),
        (["init", "a.md", "--to", "by"], "did you mean be?"),
        (["init", "a.md", "--to", "Belarusian!"], "language tag"),
        (["init", "a.md", "--to", "en"], "source language"),
        (["init", "a.md"], "--to be"),
        (["status", "a.md"], "--to be"),
        (["export", "a.md", "--to", "be", "--to-format", "tmxx"], "did you mean tmx?"),
        (["segment", "a.md", "--lang", "ua"], "did you mean uk?"),
    ],
)
def test_usage(tm: Callable[..., Any], article: Path, arguments: list[str], answer: str) -> None:
    before = sorted(article.parent.rglob("*"))
    result = tm(*arguments)
    assert result.code == 2
    assert answer in result.log
    assert result.data == b""
    assert sorted(article.parent.rglob("*")) == before


# --- input ----------------------------------------------------------------------------------------


def test_documents_that_cannot_be(tm: Callable[..., Any], here: Path) -> None:
    (here / "folder.md").mkdir()
    (here / "a.docx").write_bytes(b"PK")
    (here / "cp1251.md").write_bytes("Так.".encode("cp1251"))
    (here / "binary.md").write_bytes(bytes(range(256)))
    for name in ("nosuch.md", "folder.md", "a.docx", "cp1251.md", "binary.md"):
        result = tm("init", name, "--to", "be")
        assert result.code == 2, name
        assert result.log.startswith(f"tm: {name}"), result.log
        assert "Traceback" not in result.log
    assert not (here / "locales").exists()


def test_a_document_s_name_is_guessed(tm: Callable[..., Any], here: Path) -> None:
    (here / "tm.toml").write_text('documents = ["guide/*.md"]\n')
    (here / "guide").mkdir()
    (here / "guide/trip.md").write_text("One.\n")
    assert "did you mean trip?" in tm("status", "tripp", "--to", "be").log
    assert tm("status", "trip", "--to", "be").code == 0


@pytest.mark.parametrize("named", [True, False])
def test_two_documents_with_one_name(tm: Callable[..., Any], here: Path, named: bool) -> None:  # noqa: FBT001
    for folder in ("x", "y"):
        (here / folder).mkdir()
        (here / folder / "a.md").write_text("One.\n")
    if not named:
        (here / "tm.toml").write_text('documents = ["x/*.md", "y/*.md"]\n')
    result = tm("init", "--to", "be", *(["x/a.md", "y/a.md"] if named else []))
    assert result.code == 2
    assert "two documents are called “a”: x/a.md and y/a.md" in result.log
    assert not (here / "locales").exists()


def test_one_document_named_twice_is_one(tm: Callable[..., Any], article: Path) -> None:
    assert tm("init", "a.md", "./a.md", str(article), "--to", "be").code == 0


@pytest.mark.parametrize(
    ("config", "answer"),
    [
        ("source = ", "tm.toml:1"),
        ("sorce = 'en'", "did you mean source"),
        ("targets = ['by']", "did you mean be?"),
        ("targets = 'be'", "tm.toml:1"),
        ("documents = ['/etc/*.md']", "no pattern"),
        ("documents = ['']", "no pattern"),
        ("documents = ['gone.md']", "gone.md: does not exist"),
        ("[documents]\nunit = 'line'", "tm.toml:2"),
        ("segmentation.srx = 'no.srx'\ndocuments = ['a.md']", "no.srx"),
    ],
)
def test_a_broken_configuration(
    tm: Callable[..., Any], article: Path, config: str, answer: str
) -> None:
    (article.parent / "tm.toml").write_text(config)
    result = tm("status", "--to", "be")
    assert result.code == 2
    assert answer in result.log
    assert "Traceback" not in result.log


BAD = {
    "empty": (b"", 0),
    "broken": (b'msgid "a\n', 2),
    "not UTF-8": ('msgid "A"\nmsgstr "Так"\n'.encode("cp1251"), 2),
    "binary": (bytes(range(256)), 2),
    "UTF-16": ('msgid "A"\nmsgstr "Так"\n'.encode("utf-16"), 2),
    "conflict marks": (b'<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', 2),
    "twice": (b'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n', 2),
    "unknown charset": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=X-9\\n"\n', 2),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_catalogs_that_cannot_be(
    tm: Callable[..., Any], article: Path, data: bytes, code: int
) -> None:
    path = article.parent / "locales/be/a.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    for command in ("update", "build", "compile", "status", "export"):
        result = tm(command, "a.md", "--to", "be")
        reads_twice = data.count(b"msgid") == 2 and command != "update"
        assert result.code == (0 if reads_twice else code), (command, result.log)
        assert "Traceback" not in result.log
        if result.code:
            assert "locales/be/a.po" in result.log
            assert path.read_bytes() == data


def test_a_folder_where_a_file_should_go(tm: Callable[..., Any], article: Path) -> None:
    (article.parent / "locales/be/a.po").mkdir(parents=True)
    (article.parent / "build/be/a.md").mkdir(parents=True)
    for command in ("update", "status", "build", "compile", "export"):
        result = tm(command, "a.md", "--to", "be")
        assert result.code == 2, (command, result.log)
        assert "Traceback" not in result.log


@pytest.mark.parametrize("command", ["merge-driver", "diff"])
def test_two_and_three_files(tm: Callable[..., Any], here: Path, command: str) -> None:
    (here / "a.po").write_text('msgid "a"\nmsgstr ""\n')
    (here / "b.po").write_text('msgid "a\n')
    third = ["a.po"] if command == "merge-driver" else []
    for names in (["a.po", "b.po"], ["no.po", "a.po"], [".", "a.po"]):
        result = tm(command, *names, *third)
        assert result.code == 2
        assert result.log.startswith("tm: ")
    assert (here / "a.po").read_text() == 'msgid "a"\nmsgstr ""\n'


# --- the ends of a run ----------------------------------------------------------------------------


def raising(error: BaseException) -> Callable[..., int]:
    def fail(**_: object) -> int:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RuntimeError("odd"), 70, "RuntimeError: odd"),
        (RecursionError("deep"), 70, "report"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Abort(), 130, "interrupted"),
        (OSError(28, "No space left on device", "x.po"), 2, "tm: x.po: no space left on device"),
        (OSError(28, "No space left on device"), 2, "tm: no space left on device"),
        (OSError("odd"), 2, "tm: odd"),
        (MemoryError(), 70, "MemoryError"),
    ],
)
def test_how_a_run_ends(
    tm: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr("tm.cli.list.command.callback", raising(error))
    result = tm("list", "formats")
    assert result.code == code
    assert said in result.log
    assert result.data == b""
    if code == 70:
        assert "command: list formats" in result.log
        assert f"tm {__version__}" in result.log


def test_a_reader_that_has_had_enough() -> None:
    code = "import sys; sys.argv = ['tm', 'list', 'languages']; from tm.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux only")  # noqa: PTH110
@pytest.mark.parametrize("arguments", ["'list', 'languages'", "'--help'"])
def test_a_full_disk(arguments: str) -> None:
    code = f"import sys; sys.argv = ['tm', {arguments}]; from tm.cli import main; main()"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = subprocess.run(
            [sys.executable, "-c", code], env=env, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (result.returncode, result.stderr) == (2, b"tm: no space left on device\n")


def test_output_is_utf_8_in_every_locale() -> None:
    code = "import sys; sys.argv = ['tm', 'list', 'languages']; from tm.cli import main; main()"
    result = python(code, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "абвгдеё" in result.stdout.decode()


# --- colour ---------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("value", "coloured"), [("", True), ("1", False)])
def test_no_color(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    coloured: bool,  # noqa: FBT001
) -> None:
    for name, text in (("1.po", "x"), ("2.po", "y")):
        (here / name).write_text(f'msgid "a"\nmsgstr "{text}"\n')
    monkeypatch.setenv("NO_COLOR", value)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "argv", ["tm", "diff", "1.po", "2.po"])
    with pytest.raises(SystemExit):
        tm.cli.main()
    assert ("\x1b[" in screen.getvalue()) == coloured


# --- list -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["formats", "documents", "languages"])
def test_list(tm: Callable[..., Any], what: str) -> None:
    rows = tm("list", what, "--format", "json").json()[what]
    shown = tm("list", what).lines
    assert len(shown) == len(rows) + 1
    assert shown[0].split() == list(rows[0])
