"""An edited entry is written as the installed msgcat of GNU gettext 0.21 writes it.

Left out of the comparison, because we differ on purpose (the docstring of tm.formats.po.render):
unknown flags, which msgcat drops; file names with spaces, whose parts it may put on two lines.
Left out because msgcat changes their meaning: comments that end in a backslash (it joins the next
line), `# File: x, line: 1` (it makes a reference of them), and entries it leaves out (obsolete ones
without a translation).
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tm.formats.po import Entry, PoFile
from tm.formats.po.entry import escape
from tm.formats.po.render import NO_WRAP, render
from tm.model import Previous

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

WIDTHS = {79: [], 60: ["--width=60"], 20: ["--width=20"], NO_WRAP: ["--no-wrap"]}
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=n%3;\\n"

"""


@pytest.fixture(scope="session")
def msgcat(program: Callable[[str], str]) -> str:
    path = program("msgcat")
    version = subprocess.run([path, "--version"], capture_output=True, check=True).stdout
    if b" 0.21" not in version.splitlines()[0]:
        pytest.skip(f"the reference is msgcat 0.21, not {version.splitlines()[0]!r}")
    return path


def plain(entry: Entry) -> str:
    """Return the entry as PO text in the simplest way, every string on one line."""
    mark, old_mark = ("#~ ", "#~| ") if entry.obsolete else ("", "#| ")
    lines = [f"# {text}" for text in entry.comments]
    lines += [f"#. {text}" for text in entry.extracted]
    lines += [f"#: {reference}" for reference in entry.references]
    lines += ["#, " + ", ".join(entry.flags)] if entry.flags else []
    old = entry.previous
    if old:
        lines += strings(old_mark, [("msgctxt", old.context), ("msgid", old.source)])
        lines += strings(old_mark, [("msgid_plural", old.plural)])
    lines += strings(mark, [("msgctxt", entry.msgctxt), ("msgid", entry.msgid)])
    lines += strings(mark, [("msgid_plural", entry.msgid_plural)])
    names = ["msgstr"] if entry.msgid_plural is None else [f"msgstr[{n}]" for n in range(3)]
    lines += strings(mark, zip(names, entry.msgstr, strict=True))
    return "\n".join(lines) + "\n"


def strings(mark: str, fields: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for keyword, text in fields:
        if text is not None:
            yield f'{mark}{keyword} "{escape(text)}"'


def by_msgcat(msgcat: str, entries: Sequence[Entry], options: Sequence[str]) -> list[str]:
    """Return what msgcat writes for each entry; it puts obsolete entries last."""
    text = HEADER + "\n".join(map(plain, entries))
    command = [msgcat, "--force-po", *options, "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().split("\n\n")[1:]


def compare(msgcat: str, entries: Sequence[Entry]) -> None:
    ordered = sorted(entries, key=lambda entry: entry.obsolete)
    for width, options in WIDTHS.items():
        ours = [render(entry, width).rstrip("\n") for entry in ordered]
        theirs = [text.rstrip("\n") for text in by_msgcat(msgcat, ordered, options)]
        assert ours == theirs, f"width {width}"


# --- generated entries ----------------------------------------------------------------------------

SAMPLE = """
Мінск вуліца сям’я ўзор ёсць і «цытата» “a” ‘b’ – — - слова-слова well-known long-long-long-name
https://example.org/a/very/long/path/that/goes/on?x=1&y=2#frag /usr/share/locale/be/tm.mo
%s %d %-10s %- d %5.2f %% %1$s %2$-5s %(name)s {name} {0} {name:>10} %1 %L2 %n
$name ${name} 100% 漢字かな交じり文 日本語テキスト、句読点。 한국어 😀 👩‍👩‍👧 🇧🇾 🇺🇦🇧🇾
"quoted" e\u0301 back\\slash \\n <b>bold</b> &amp; key=value (paren) [br] a/b/c 1,000.50 3:15 №5
50° C++ ... … ! ?! ; \u200b soft\u00adhyphen \u2060 \u200d אבג שלום-עולם عربي ไทยภาษา ½ © ™ → \a \b
"""
WORDS = [*SAMPLE.split(), "tab\tx", "x\u00a0y", "x\u202fy", "\u2028", "\f", "\v", "\r", "x\x85y"]
LATER = "\u0897\u0cf3\u0ece\u1c89\u1c8a\u20c1\u2ffc\u2ffd\u2ffe\u2fff\u31e4\u31e5\u31ef"
"""Characters of Unicode 15 and later, which gettext 0.21 does not know."""
CHARACTERS = st.characters(
    min_codepoint=0x20,
    max_codepoint=0x33FF,
    exclude_categories=["Cc", "Cn"],
    exclude_characters=LATER,
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([" ", " ", " ", "  ", "\n", "і", "x" * 30, "ў" * 90]),
    st.text(CHARACTERS, max_size=5),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
FILLED = TEXTS.filter(bool)
LINES = TEXTS.map(
    lambda text: re.sub(r"[\n\r\f\v\x85\u2028]", " ", text).strip().rstrip("\\").strip()
)
FORMATS = [
    "c",
    "objc",
    "python",
    "python-brace",
    "java",
    "csharp",
    "qt",
    "kde",
    "php",
    "sh",
    "perl",
    "perl-brace",
    "awk",
    "elisp",
]
FLAGS = st.lists(
    st.one_of(
        st.sampled_from(["fuzzy", "no-wrap", "wrap", "range: 0..10"]),
        st.builds(
            "{}{}-format".format,
            st.sampled_from(["", "no-", "possible-"]),
            st.sampled_from(FORMATS),
        ),
    ),
    max_size=3,
    unique=True,
)
REFERENCES = st.builds(
    "{}{}".format,
    st.sampled_from(["a.c", "src/main.c", "lib/даўгі/шлях/да/файла.py", f"{'very/' * 12}long.cpp"]),
    st.sampled_from(["", ":1", ":12", ":12345"]),
)
PREVIOUS = st.none() | st.builds(Previous, FILLED, st.none() | TEXTS, st.none() | TEXTS)


def entry(number: int, fields: dict[str, Any]) -> Entry:
    """Return an entry that no other is equal to, and that msgcat does not leave out."""
    forms = fields.pop("forms")
    if fields["obsolete"]:
        forms[0] = forms[0] or "x"
    fields["msgid"] += str(number)
    fields["msgstr"] = forms[:1] if fields["msgid_plural"] is None else forms
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
    return Entry(**values)


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "msgid": TEXTS,
    "msgid_plural": st.none() | TEXTS,
    "forms": st.lists(TEXTS, min_size=3, max_size=3),
    "msgctxt": st.none() | TEXTS,
    "comments": st.lists(LINES, max_size=2),
    "extracted": st.lists(LINES, max_size=2),
    "references": st.lists(REFERENCES, max_size=9),
    "flags": FLAGS,
    "previous": PREVIOUS,
    "obsolete": st.booleans(),
}
ENTRIES = st.lists(st.fixed_dictionaries(FIELDS), min_size=1, max_size=8).map(
    lambda drawn: [entry(number, fields) for number, fields in enumerate(drawn)]
)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ENTRIES)
def test_generated_entries(msgcat: str, entries: list[Entry]) -> None:
    compare(msgcat, entries)


# --- chosen entries -------------------------------------------------------------------------------


def test_every_character_breaks_lines_where_msgcat_breaks_them(msgcat: str) -> None:
    """All assigned characters up to U+33FF, the presentation forms and emoji."""
    places = (*range(0x20, 0x3400), *range(0xFE00, 0x10000), *range(0x1F000, 0x1FB00))
    skipped = {"Cs", "Cn", "Cc", "Co"}
    chars = [c for c in map(chr, places) if unicodedata.category(c) not in skipped]
    entries = [
        Entry(
            f"{number}",
            (f"xxxxxxxxx yyyyyy{char}zzzz 123{char}456 ({char}) 漢{char}漢{char}{char}",),
        )
        for number, char in enumerate(char for char in chars if char not in LATER)
    ]
    assert len(entries) > 10_000
    theirs = by_msgcat(msgcat, entries, ["--width=20"])
    for made, text in zip(entries, theirs, strict=True):
        assert render(made, 20).rstrip("\n") == text.rstrip("\n"), made.msgstr


@pytest.mark.parametrize("length", range(60, 85))
def test_texts_about_as_long_as_the_line(msgcat: str, length: int) -> None:
    texts = [
        "x" * length,
        "ў" * (length - 5) + " дom",
        "a " * (length // 2),
        "x" * (length - 1) + "\n",
    ]
    texts += [
        "\n" + "b " * (length // 2),
        "漢" * (length // 2),
        '"' * (length // 2),
        "x" * length + "\ny",
    ]
    pairs = [(context, text) for text in texts for context in (None, text)]
    entries = [Entry(f"{n}{t}", (t,), c, obsolete=n % 3 == 0) for n, (c, t) in enumerate(pairs)]
    compare(msgcat, entries)


FLAG_SETS: list[tuple[str, ...]] = [
    ("c-format", "fuzzy"),
    ("no-wrap", "python-format", "c-format", "fuzzy"),
    ("no-c-format", "c-format"),
    ("c-format", "no-c-format"),
    ("possible-c-format",),
    ("range: 0..10", "no-wrap", "c-format"),
    ("wrap",),
]


@pytest.mark.parametrize("flags", FLAG_SETS)
@pytest.mark.parametrize("forms", [("a", "b", "c"), ("", "", ""), ("", "b", "c")])
def test_flags(msgcat: str, flags: tuple[str, ...], forms: tuple[str, ...]) -> None:
    compare(msgcat, [Entry("m", forms, msgid_plural="p", flags=flags)])
    compare(msgcat, [Entry("m", ("a", "", ""), msgid_plural="p", flags=flags, obsolete=True)])


DIRECTIVES = {
    "c": [
        "%- d %1$s % d",
        "%1$- d % d",
        "%<PRId64>%- d",
        "100% %- d",
        "% %-5.2f% y %- d",
        "%-*.*hhd",
    ],
    "objc": ["%- @ %-ld"],
    "python": ["%(a b)s % d", "%- d%(a b)s", "%(a b)- 5d%(c d)s", "%-ld %- c"],
    "python-brace": ["{a}", "{name} {0}", "{a[0]:>5}", "{{ {name}", "{a.b:{w}} y", "{bad name}"],
    "java": ["{0,number, #}", "{0,date,d MMM y}", "{a, b}"],
    "java-printf": ["%- 5d %-s", "%,- 10d %- s % h"],
    "csharp": ["{0:d MMM}{1,-5:x y}", "{0:a b} {1, -5:x y}", "{{0 a} {1:a b}"],
    "javascript": ["%- d %-5.2f", "% y %- d"],
    "php": ["%1$- d %'x-d", "%- d %- y %- d"],
    "perl": ["%1$- d %- s", "%-ld"],
    "awk": ["%- d %-5s"],
    "ruby": ["%- d %-5s"],
    "tcl": ["%- d %-5s %1$- d"],
    "elisp": ["%- d %1$- s"],
    "qt": ["%L1 %n %-d"],
    "sh": ["$a ${b c} %- d"],
}


@pytest.mark.parametrize("name", DIRECTIVES)
def test_no_line_is_broken_inside_a_directive(msgcat: str, name: str) -> None:
    """Every place in the text comes to the end of the line once."""
    texts = [
        f"{start}{text} {'z' * 18}"
        for text in DIRECTIVES[name]
        for length in range(20)
        for start in ("x" * length + " ", "ў" * length + " " + "b" * 40 + " ")
    ]
    flags = (f"{name}-format",)
    entries = [Entry(f"{n}", (text,), flags=flags) for n, text in enumerate(texts)]
    theirs = by_msgcat(msgcat, entries, ["--width=20"])
    assert [render(entry, 20).rstrip("\n") for entry in entries] == [t.rstrip("\n") for t in theirs]


def test_references_are_filled_into_lines_and_repeated_ones_dropped(msgcat: str) -> None:
    names = [f"src/{'x' * n}.c:{n}" for n in range(1, 40)]
    compare(msgcat, [Entry("a", ("b",), references=(*names, *names[:3], "y" * 100, "z"))])


def test_the_header(msgcat: str) -> None:
    lines = [f"X-Field-{n}: {'значэнне ' * n}" for n in range(1, 12)]
    header = Entry("", ("Content-Type: text/plain; charset=UTF-8\n" + "\n".join(lines) + "\n",))
    header = header.edit(comments=("Title", "", "Name <a@b.c>, 2020."), flags=("fuzzy",))
    for width, options in WIDTHS.items():
        command = [msgcat, "--force-po", *options, "-"]
        done = subprocess.run(
            command, input=plain(header).encode(), capture_output=True, check=True
        )
        assert done.stdout.decode() == render(header, width)


def test_real_catalogs_that_are_edited_everywhere(
    msgcat: str, catalogs: list[tuple[object, bytes]]
) -> None:
    """Every entry rendered anew is one of those that msgcat makes of the catalog."""
    compared = 0
    for path, data in catalogs:
        file = PoFile.parse(data)
        if file.encoding != "utf-8" or not 50_000 < len(data) < 80_000 or b"\n# File: " in data:
            continue
        done = subprocess.run([msgcat, "-"], input=data, capture_output=True, check=False)
        if done.returncode:
            continue
        theirs = {text.rstrip("\n") for text in done.stdout.decode().split("\n\n")}
        for made in file.entries:
            if made.msgstr[0] or not made.obsolete:
                assert render(made).rstrip("\n") in theirs, path
                compared += 1
    assert compared > 1000


# --- where we differ on purpose -------------------------------------------------------------------


def test_unknown_flags_are_kept_after_the_known_ones() -> None:
    made = Entry("a", ("b",), flags=("md-text", "c-format", "fuzzy", "x-note"))
    assert render(made).startswith("#, fuzzy, c-format, md-text, x-note\n")


def test_a_file_name_with_spaces_stays_in_one_piece() -> None:
    name = f"\u2068{'two words ' * 6}.c\u2069:12"
    made = Entry("a", ("b",), references=("a.c:1", name, "my file.md:3", "my file.md", name))
    assert render(made).split("\n")[:3] == [
        "#: a.c:1",
        f"#: {name}",
        "#: \u2068my file.md\u2069:3 \u2068my file.md\u2069",
    ]
    again = PoFile.parse(render(made).encode()).entries[0]
    assert again.references[:2] == ("a.c:1", name)
