"""Damaged catalogs: tm tells an error of the family gettext where `msgfmt -c` refuses the file."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tm.project import Project
from tm.project.checking import Checking, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THREE = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<10 || n%100>=20) ? 1 : 2);"
)
PLURAL = '\nmsgid "%d page"\nmsgid_plural "%d pages"\n'
FORMS = 'msgstr[0] "%d a"\nmsgstr[1] "%d b"\nmsgstr[2] "%d c"\n'


def head(*fields: str, charset: str = "UTF-8") -> str:
    lines = "".join(f'"{field}\\n"\n' for field in fields)
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n{lines}'


def plural(value: str, forms: str = FORMS) -> str:
    return head(f"Plural-Forms: {value}") + PLURAL + forms


def form(*texts: str) -> str:
    return "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(texts))


def entry(source: str, target: str, before: str = "") -> str:
    return f'\n{before}msgid "{source}"\nmsgstr "{target}"\n'


EXPRESSIONS = (
    "nplurals=3; plural=3;",
    "nplurals=3; plural=n;",
    "nplurals=3; plural=n%3",
    "nplurals=3; plural=n%0;",
    "nplurals=3; plural=n/0 ? 1 : 0;",
    "nplurals=3; plural=n==1 || n/0;",
    "nplurals=3; plural=n>=0 || n/0;",
    "nplurals=3; plural=n-1;",
    "nplurals=3; plural=n-1<0 ? 5 : 0;",
    "nplurals=3; plural=(n%3;",
    "nplurals=3; plural=n%3);",
    "nplurals=3; plural=n%3 n;",
    "nplurals=3; plural=;",
    "nplurals=3; plural=",
    "nplurals=3; plural=n=1;",
    "nplurals=3; plural=n & 1;",
    "nplurals=3; plural=n && 1;",
    "nplurals=3; plural=n <> 1;",
    "nplurals=3; plural=!n;",
    "nplurals=3; plural=!!n;",
    "nplurals=3; plural=-n;",
    "nplurals=3; plural=N%3;",
    "nplurals=3; plural=n%10==1 ? 0 : 1 ? 2;",
    "nplurals=3; plural=n%10==1 ? 0 : n%10==2 ? 1 : 2;",
    "nplurals=3; plural=n==1 ? 0;",
    "nplurals=3; plural=n%3; and more",
    "nplurals=3; plural=n%3, and more",
    "nplurals=3; plural=n%3.5;",
    "nplurals=3; plural=0x1;",
    "nplurals=3; plural=18446744073709551616;",
    "nplurals=3; plural=18446744073709551618;",
    "nplurals=3; plural=n*9223372036854775807;",
    "nplurals=3; plural=n\\t%3;",
    "nplurals=3; plural=n\\v%3;",
    "nplurals=3; plural=n\u00a0%3;",
    "nplurals=3; plural=n > 2 ? 2 : n",
    "nplurals = 3; plural=n%3;",
    "nplurals=3; plural = n%3;",
    "nplurals= 3; plural=n%3;",
    "nplurals=\\t3;plural=n%3",
    "nplurals=3.5; plural=n%3;",
    "nplurals=3x; plural=n%3;",
    "nplurals=-3; plural=n%3;",
    "nplurals=+3; plural=n%3;",
    "nplurals=0; plural=0;",
    "nplurals=three; plural=n%3;",
    "nplurals=; plural=n%3;",
    "nplurals=INTEGER; plural=EXPRESSION;",
    "nplurals=99999999999999999999999; plural=n%3;",
    "nplurals=4; plural=n%3;",
    "nplurals=2; plural=n!=1;",
    "nplurals=1; plural=0;",
    "nplurals=40; plural=n%3;",
    "plural=n%3; nplurals=3;",
    "plural=n%3;",
    "nplurals=3;",
    "",
)

HEADERS = (
    entry("a", "b"),
    "",
    "# only a comment\n",
    'msgid ""\nmsgstr ""\n' + entry("a", "b"),
    '#~ msgid ""\n#~ msgstr "Language: be\\n"\n' + entry("a", "b"),
    '#~ msgid ""\n#~ msgstr "Language: be\\n"\n\n' + head() + entry("a", "b"),
    head() + '\nmsgid ""\nmsgstr "Language: be\\n"\n',
    "#, fuzzy\n" + head("Plural-Forms: " + THREE) + PLURAL + FORMS,
    "#, fuzzy\n" + head() + PLURAL + FORMS,
    entry("a", "b").lstrip() + "\n" + head("Plural-Forms: " + THREE) + PLURAL + FORMS,
    PLURAL.lstrip() + FORMS,
    PLURAL.lstrip() + form("", "", ""),
    head() + '\n#, fuzzy\nmsgid "a"\nmsgid_plural "b"\n' + form("x"),
    head() + '\nmsgctxt "c"\nmsgid ""\nmsgstr "x\\n"\n',
    head(charset="CHARSET") + entry("a", "ў"),
    head(charset="NONSENSE-8") + entry("a", "ў"),
    head(charset="UTF8") + entry("a", "ў"),
    head(charset="ASCII") + entry("a", "ў"),
    head(charset="UTF-16") + entry("a", "b"),
    "\ufeff" + head() + entry("a", "b"),
    'msgid ""\nmsgid_plural "x"\nmsgstr[0] "Content-Type: text/plain; charset=UTF-8\\n"\n',
    head("Plural-Forms: " + THREE, "Plural-Forms: nplurals=1; plural=0;") + PLURAL + FORMS,
    head("X-Other: nplurals=2; plural=5;") + entry("a", "b"),
)

COUNTS = (
    *(
        plural(THREE, form(*texts))
        for texts in (
            ("%d a",),
            ("%d a", "%d b"),
            ("%d a", "%d b", "%d c", "%d d"),
            ("%d a", "", ""),
            ("", "%d b"),
            ("", "", ""),
            ("",),
        )
    ),
    plural(THREE) + PLURAL.replace("page", "word") + form("%d a", "%d b"),
    plural(THREE) + '\n#, fuzzy\nmsgid "w"\nmsgid_plural "ws"\n' + form("a", "b"),
    plural(THREE) + '\n#~ msgid "w"\n#~ msgid_plural "ws"\n#~ msgstr[0] "a"\n',
)

TEXTS = (
    entry("a\\n", "b"),
    entry("a", "b\\n"),
    entry("a\\n", "b\\n"),
    entry("\\na", "b"),
    entry("a", "\\nb"),
    entry("\\n", "\\n"),
    entry("\\n", "b"),
    entry("a", "\\n"),
    entry("a\\r\\n", "b\\n"),
    entry("a\\n", ""),
    entry("a\\n", "b", "#, fuzzy\n"),
    '\n#~ msgid "a\\n"\n#~ msgstr "b"\n',
    '\nmsgctxt "c\\n"\nmsgid "a\\n"\nmsgstr "b\\n"\n',
    '\nmsgid "a\\n"\nmsgid_plural "as"\n' + form("b\\n", "b\\n", "b\\n"),
    '\nmsgid "a\\n"\nmsgid_plural "as\\n"\n' + form("b\\n", "", "b\\n"),
    '\nmsgid "a\\n"\nmsgid_plural "as\\n"\n' + form("b\\n", "b\\n", "b"),
    '\nmsgid "a"\nmsgid_plural "\\nas"\n' + form("b", "b", "b"),
    '\nmsgid "a"\nmsgid_plural "\\nas"\n' + form("", "", ""),
    entry("a", "b") + entry("a", "b"),
    entry("a", "b") + entry("a", "c"),
    entry("a", "") + entry("a", ""),
    entry("a", "b") + entry("a", "c", "#, fuzzy\n"),
    entry("a", "b") + entry("a", "c", 'msgctxt "x"\n'),
    entry("a", "b") + entry("a", "c", 'msgctxt ""\n'),
    entry("a", "b", 'msgctxt "x"\n') + entry("a", "c", 'msgctxt "x"\n'),
    entry("a", "b") + '\n#~ msgid "a"\n#~ msgstr "c"\n',
    '\n#~ msgid "a"\n#~ msgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n',
    entry("a", "b") + '\nmsgid "a"\nmsgid_plural "as"\n' + form("x", "y", "z"),
    entry("a", "\u00ad\x07b\x0c\x1b[0m"),
    entry("a", "\ufffdb\ufffe"),
    entry("a", "b\\004c"),
    entry("a\\x04", "c"),
    '\n#| msgid "c"\n# a comment\nmsgid "a"\nmsgstr "b"\n',
    '\n#~| msgid "c"\n#~| "d"\n#~ msgid "a"\n#~ msgstr "b"\n',
    entry("a", "b\\qc"),
    entry("a", "b\\"),
    entry("a", "\\1019"),
    '\nmsgid "a"\n# a comment\nmsgstr "b"\n',
    '\nmsgid "a"\nmsgstr "b"\n# a comment\n"c"\n',
    '\nmsgctxt "x"\n# a comment\nmsgid "a"\nmsgstr "b"\n',
    '\nmsgid "a"\nmsgstr "b"\n#, fuzzy\n',
    '\nmsgid "a"\nmsgstr "b"\n\n#| msgid "c"\n',
    '\n#| msgid "c"\nmsgid "a"\nmsgstr "b"\n',
    '\n#| msgid "c"\n#| "d"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n',
    '\n#~| msgid "c"\n#~ msgid "a"\n#~ msgstr "b"\n',
    '\n#~ msgid "a"\nmsgstr "b"\n',
    '\nmsgid "a"\n#~ msgstr "b"\n',
    '\nmsgid "a"\n',
    '\nmsgstr "a"\n',
    '\nmsgctxt "a"\nmsgstr "b"\n',
    '\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n',
    '\nmsgid "a"\nmsgstr "b"\nmsgstr "c"\n',
    '\nmsgid "a"\nmsgstr[0] "b"\n',
    '\nmsgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
    '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n',
    '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n',
    '\nmsgid a\nmsgstr "b"\n',
    '\nmsgid "a\nmsgstr "b"\n',
    '\nmsgid "a" more\nmsgstr "b"\n',
    "\n<<<<<<< ours\n" + entry("a", "b").lstrip() + "=======\n>>>>>>> theirs\n",
    entry("a", "#-#-#-#-#  x.po  #-#-#-#-#\\nb"),
    entry("%d pages", "старонкі", "#, c-format\n"),
    entry("%d pages", "%s старонкі", "#, c-format\n"),
    entry("%d of %s", "%2$s: %1$d", "#, c-format\n"),
    entry("%d pages", "%(n)d старонкі", "#, python-format\n"),
    entry("{n} pages", "{m} старонкі", "#, python-brace-format\n"),
    entry("{n} pages", "{m} старонкі", "#, fuzzy, python-brace-format\n"),
    entry("%d pages", "%s старонкі", "#, no-c-format\n"),
    entry("%1 pages", "старонкі", "#, kde-format\n"),
    entry("a", "b", "#, range: 9..1\n"),
    entry("a", "b", "#, fuzy, c-fromat, c-format, no-c-format\n"),
)


BYTES = (
    head(charset="CHARSET").encode() + entry("a", "b").encode().replace(b"b", b"\xff\xfe"),
    head(charset="NONSENSE-8").encode() + entry("a", "b").encode().replace(b"b", b"\xff\xfe"),
    head(charset="UTF-8").encode() + entry("a", "b").encode().replace(b"b", b"\xff\xfe"),
    head(charset="CP1251").encode() + entry("a", "ў").encode("cp1251"),
    head(charset="CP1251").encode() + entry("a", "b").encode().replace(b"b", b"\x98"),
    head(charset="KOI8-R").encode() + entry("a", "ж").encode("koi8-r"),
)


@pytest.fixture
def agree(program: Callable[[str], str], tmp_path: Path) -> Callable[[str | bytes], None]:
    msgfmt = program("msgfmt")
    path = tmp_path / "x.po"

    def run(text: str | bytes) -> None:
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        command = [msgfmt, "-c", "-o", os.devnull, str(path)]
        environment = {**os.environ, "LC_ALL": "C"}
        theirs = subprocess.run(command, capture_output=True, check=False, env=environment)
        wanted = Checking(select=("gettext",), target="be", use_register=False)
        report = check(Project.open(tmp_path), [str(path)], wanted)
        errors = [found for found in report.findings if found.severity == "error"]
        assert bool(errors) == (theirs.returncode != 0), (errors, theirs.stderr.decode())

    return run


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_plural_expressions(value: str, agree: Callable[[str], None]) -> None:
    agree(plural(value))
    agree(head(f"Plural-Forms: {value}") + entry("a", "b"))


@pytest.mark.parametrize("text", HEADERS)
def test_headers(text: str, agree: Callable[[str], None]) -> None:
    agree(text)


@pytest.mark.parametrize("text", COUNTS)
def test_numbers_of_forms(text: str, agree: Callable[[str], None]) -> None:
    agree(text)


@pytest.mark.parametrize("text", TEXTS)
def test_entries(text: str, agree: Callable[[str], None]) -> None:
    agree(head(f"Plural-Forms: {THREE}") + text)


@pytest.mark.parametrize("content", BYTES)
def test_bytes(content: bytes, agree: Callable[[str | bytes], None]) -> None:
    agree(content)


_NUMBER = st.integers(0, 12).map(str)
_EXPRESSION = st.recursive(
    st.just("n") | _NUMBER,
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from(("%", "/", "+", "-", "*", "<", "==", "&&", "||")), inner
        ).map("".join),
        st.tuples(inner, inner, inner).map(lambda parts: "{}?{}:{}".format(*parts)),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"!{text}"),
        st.tuples(inner, st.sampled_from((")", "(", "=", "&", "?", "", " ", "n"))).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EXPRESSION, st.integers(0, 5))
def test_generated_expressions(
    agree: Callable[[str], None], expression: str, nplurals: int
) -> None:
    agree(head(f"Plural-Forms: nplurals={nplurals}; plural={expression};") + entry("a", "b"))


_TEXT = st.text(st.sampled_from("a\n«%\u00a0"), max_size=3)
_FLAGS = st.sampled_from(("", "fuzzy", "no-wrap"))


def _escaped(text: str) -> str:
    return text.replace("\n", "\\n")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(_FLAGS, _TEXT, _TEXT | st.none(), st.lists(_TEXT, min_size=1, max_size=4)),
        max_size=3,
    )
)
def test_generated_entries(
    agree: Callable[[str], None], entries: list[tuple[str, str, str | None, list[str]]]
) -> None:
    text = head(f"Plural-Forms: {THREE}")
    for flags, source, second, targets in entries:
        text += f"\n#, {flags}\n" if flags else "\n"
        text += f'msgid "x{_escaped(source)}"\n'
        if second is None:
            text += f'msgstr "{_escaped(targets[0])}"\n'
        else:
            text += f'msgid_plural "{_escaped(second)}"\n' + form(*map(_escaped, targets))
    agree(text)
