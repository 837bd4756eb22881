"""The rules on headers and on what a case file cannot hold: line breaks, control characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from tm.formats.po import Entry, PoFile
from tm.project import Project
from tm.project.checking import Checking, check

if TYPE_CHECKING:
    from pathlib import Path

    from tm.model import Finding

FULL = {
    "Project-Id-Version": "gizmo 1.2",
    "Report-Msgid-Bugs-To": "gizmo@example.org",
    "POT-Creation-Date": "2024-05-01 10:00+0000",
    "PO-Revision-Date": "2024-05-05 10:00+0300",
    "Last-Translator": "Ганна Каваль <hanna@example.org>",
    "Language-Team": "Belarusian <be@example.org>",
    "Language": "be",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
MINIMAL = {"Language": "be", "Content-Type": "text/plain; charset=UTF-8"}
ENTRY = '\nmsgid "Save"\nmsgstr "Захаваць ў’"\n'
EAST = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 :"
CLDR = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) "
    "? 1 : n%10==0 || n%10>=5 && n%10<=9 || n%100>=11 && n%100<=14 ? 2 : 3);"
)

Told = list[tuple[str, str, str]]


class Find(Protocol):
    """What the fixture `find` is."""

    def __call__(self, text: str, name: str = ..., target: str | None = ...) -> list[Finding]: ...


@pytest.fixture
def find(tmp_path: Path) -> Find:
    def run(text: str, name: str = "x.po", target: str | None = None) -> list[Finding]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        wanted = Checking(select=("gettext",), target=target, use_register=False)
        return check(Project.open(tmp_path), [str(path)], wanted).findings

    return run


def header(*lines: str, **fields: str | None) -> str:
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    kept = {name: value for name, value in {**FULL, **named}.items() if value is not None}
    rows = [f'"{name}: {value}\\n"\n' for name, value in kept.items()]
    return 'msgid ""\nmsgstr ""\n' + "".join(rows) + "".join(f'"{line}\\n"\n' for line in lines)


def told(findings: list[Finding]) -> Told:
    return [(found.rule, found.text, found.expected) for found in findings]


def test_a_full_header_is_clean(find: Find) -> None:
    assert find(header() + ENTRY) == []


@pytest.mark.parametrize("name", ["minimal", "by hand"])
def test_a_short_header_is_no_warning(name: str, find: Find) -> None:
    fields = dict.fromkeys(key.replace("-", "_") for key in FULL if key not in MINIMAL)
    text = header(**fields) if name == "minimal" else PoFile.dump(_written()).decode()
    findings = find(text + ENTRY)
    assert {found.severity for found in findings} == {"info"}
    assert [found.rule for found in findings] == ["gettext/header-fields"]


def _written() -> PoFile:
    file = PoFile([Entry("Open", ("Адкрыць",))])
    file.set_header(MINIMAL.items())
    return file


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Language": "by"}, [("gettext/language", "by", "")]),
        ({"Language": "qq"}, [("gettext/language", "qq", "")]),
        ({"Language": "Belarusian"}, [("gettext/language", "Belarusian", "")]),
        ({"Language": "be_BY.UTF-8"}, [("gettext/language", "be_BY.UTF-8", "be_BY")]),
        ({"Language": "be@euro"}, [("gettext/language", "be@euro", "be")]),
        ({"Language": "be@tarask"}, []),
        ({"Language": "be_BY"}, []),
        ({"X_Source_Language": "C"}, [("gettext/language", "C", "")]),
        ({"X_Source_Language": "ru"}, []),
        (
            {"Content_Type": "text/plain; charset=UTF8"},
            [("gettext/charset", "text/plain; charset=UTF8", "UTF-8")],
        ),
        (
            {"Content_Type": "text/plain; charset=NONSENSE"},
            [("gettext/charset", "text/plain; charset=NONSENSE", "")],
        ),
        (
            {"Content_Type": "text/plain; charset=CHARSET"},
            [("gettext/header", "text/plain; charset=CHARSET", "")],
        ),
        ({"Content_Type": "text/plain"}, [("gettext/header", "text/plain", "")]),
        ({"Content_Type": "text/plain; charset=utf-8"}, []),
        ({"Plural_Forms": f"nplurals=3; plural={EAST} 2;"}, []),
        ({"Plural_Forms": f"nplurals=4; plural=n==1 ? 3 : {EAST} 2;"}, []),
        (
            {"Plural_Forms": f"nplurals=3; plural={EAST} 2; and more"},
            [("gettext/header", f"nplurals=3; plural={EAST} 2; and more", "")],
        ),
        ({"Plural_Forms": CLDR}, [("gettext/plural-unused", CLDR, "")]),
        (
            {"PO_Revision_Date": "2024-05-05 10:00"},
            [("gettext/header-fields", "2024-05-05 10:00", "")],
        ),
        ({"Last_Translator": "Ганна"}, [("gettext/header-fields", "Ганна", "")]),
        (
            {"Project_Id_Version": "PACKAGE VERSION"},
            [("gettext/header-fields", "PACKAGE VERSION", "")],
        ),
        ({"MIME_Version": "2.0"}, [("gettext/header-fields", "2.0", "1.0")]),
        ({"Translator": "Ганна"}, [("gettext/header-fields", "Ганна", "")]),
        ({"X_Generator": "gizmo"}, []),
    ],
)
def test_values_of_the_header(fields: dict[str, str], expected: Told, find: Find) -> None:
    assert told(find(header(**fields) + ENTRY)) == expected


def test_a_plural_rule_of_another_language(find: Find) -> None:
    value = f"nplurals=3; plural=(n==1 ? 0 : {EAST.partition(' : ')[2]} 2);"
    (found,) = find(header(Plural_Forms=value) + ENTRY)
    assert (found.rule, found.severity, found.text) == ("gettext/plural-unusual", "warning", value)
    assert found.expected == f"nplurals=3; plural=({EAST} 2);"
    assert "0 and 21 get the same form" in found.message


def test_a_charset_without_the_letters_of_the_language(find: Find) -> None:
    value = "text/plain; charset=ISO-8859-1"
    text = header(Content_Type=value, Last_Translator="Hanna <hanna@example.org>")
    (found,) = find(text + '\nmsgid "Save"\nmsgstr "Zachavac"\n')
    assert (found.rule, found.text, found.expected) == ("gettext/charset", value, "UTF-8")
    assert find(text + '\nmsgid "Save"\nmsgstr ""\n') == []


def test_every_language_may_have_its_own_rule(find: Find) -> None:
    assert find(header(Language="fr", Plural_Forms="nplurals=2; plural=n>1;") + ENTRY) == []


def test_a_line_that_is_no_field(find: Find) -> None:
    assert told(find(header("10<=4 ? 1 : 2);") + ENTRY)) == [
        ("gettext/header", "10<=4 ? 1 : 2);", "")
    ]


def test_a_header_that_is_not_first_or_has_a_source(find: Find) -> None:
    messages = [f.message for f in find(ENTRY.lstrip() + "\n#: src/main.c:5\n" + header())]
    assert [message.partition(" ")[0] for message in messages] == ["the", "src/main.c:5"]


def test_a_field_that_stands_twice(find: Find) -> None:
    same, other = find(header("Language: be", "MIME-Version: 1.1") + ENTRY)[:2]
    assert (same.rule, same.text) == ("gettext/header-duplicate", "Language: be")
    assert same.fix is not None
    assert same.fix.safe
    assert (other.rule, other.text, other.fix) == (
        "gettext/header-duplicate",
        "MIME-Version: 1.1",
        None,
    )


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("be.po", None, ""),
        ("ru.po", None, "ru"),
        ("app.ru.po", None, "ru"),
        ("ru/LC_MESSAGES/app.po", None, "ru"),
        ("be@tarask.po", None, "be@tarask"),
        ("be_BY.po", None, ""),
        ("os.po", None, ""),
        ("arc.po", None, ""),
        ("x.po", "uk", "uk"),
        ("x.po", "be", ""),
    ],
)
def test_the_header_beside_path_and_option(
    name: str, target: str | None, expected: str, find: Find
) -> None:
    found = [row for row in told(find(header() + ENTRY, name, target)) if "language" in row[0]]
    assert found == ([("gettext/language", "be", expected)] if expected else [])


def test_a_template_has_no_header_to_speak_of(find: Find) -> None:
    text = 'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
    assert find(text + '\nmsgid "Save"\nmsgstr ""\n', "x.pot") == []


@pytest.mark.parametrize(
    ("source", "target", "span", "expected"),
    [
        ("a\\n", "b", (1, 1), "\n"),
        ("a", "b\\n", (1, 2), ""),
        ("\\na", "b", (0, 0), "\n"),
        ("a", "\\nb", (0, 1), ""),
    ],
)
def test_line_breaks_at_the_ends(
    source: str, target: str, span: tuple[int, int], expected: str, find: Find
) -> None:
    (found,) = find(header() + f'\nmsgid "{source}"\nmsgstr "{target}"\n')
    assert (found.rule, found.span, found.expected) == ("gettext/newlines", span, expected)
    assert found.fix is not None
    assert found.fix.safe
    edit = found.fix.edits[0]
    mended = target.replace("\\n", "\n")
    mended = mended[: edit.start] + edit.text + mended[edit.end :]
    assert (mended.startswith("\n"), mended.endswith("\n")) == (
        source.startswith("\\n"),
        source.endswith("\\n"),
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Save", "Зах\\vаваць", ["\v"]),
        ("Save", "Зах\ufffdаваць\x85", ["\ufffd", "\x85"]),
        ("Save", "Захаваць¿", ["¿"]),
        ("Save", "\ufeffЗахаваць", ["\ufeff"]),
        ("Save", "\x1b[1mЗахаваць\x1b[0m\\t\u00a0ў’«»", []),
        ("¿Save?", "¿Захаваць?", []),
        ("a\\fb", "а\\fб", []),
    ],
)
def test_control_characters(source: str, target: str, expected: list[str], find: Find) -> None:
    found = find(header() + f'\nmsgid "{source}"\nmsgstr "{target}"\n')
    assert told(found) == [("gettext/control-character", char, "") for char in expected]


def test_what_msgfmt_only_warns_of_is_no_error(find: Find) -> None:
    text = header("no field", "Language: be", Language="by", Content_Type="text/plain") + ENTRY
    assert "error" not in {found.severity for found in find(text)}


def test_an_odd_language_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = [tmp_path / "a.po", tmp_path / "b.po"]
    for path, lang in zip(paths, ("by", "be"), strict=True):
        path.write_text(header(Language=lang) + ENTRY, encoding="utf-8")
    wanted = Checking(select=("gettext/language",), use_register=False)
    report = check(Project.open(tmp_path), [str(path) for path in paths], wanted)
    assert (report.files, [f.path for f in report.findings]) == (2, [str(paths[0])])


def test_a_catalog_of_no_known_language_is_told(find: Find) -> None:
    def languages(*arguments: str, **named: str) -> list[str]:
        found = find(*arguments, **named)
        return [f.message for f in found if f.rule == "gettext/language"]

    text = header(Language="") + ENTRY
    (message,) = languages(text)
    assert "--to" in message
    assert languages(text, target="be") == languages(text, name="be/x.po") == []
    assert languages(text.replace("Захаваць ў’", "")) == []
