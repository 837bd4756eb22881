"""Our verdict on format strings beside that of `msgfmt -c`, on texts that chance makes."""

from __future__ import annotations

import os
import random
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tm.checks.base import RULES, Context
from tm.checks.placeholders.formats import FORMATS
from tm.checks.run import run_file
from tm.config import Config
from tm.formats.po.entry import escape
from tm.project import Project
from tm.project.subjects import open_checked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_PIECES = {
    "c objc php perl javascript lua awk tcl elisp librep object-pascal": (
        "% %% d s i u x c f 1$ 2$ * . 5 - + 0 ' # l h L q z t @ p n m e g E F o X y %d %s %1$s %2$d"
        " %5.2f %ld %*d %.*f %<PRId64> %-5s %2$s %u %c"
    ),
    "python": "% %% ( (a) d s i r c %(a)s %(b)d %(a)d %s %d %r %*d %.2f 5 - l %(a)% %( )",
    "python-brace csharp java": (
        "{ } {{ }} {a} {b} {0} {1} {} {a.b} {a[0]} {a!r} {a:>10} {a:{b}} : , 5 x [ ] ' {0,5} {0:D3}"
        " {0,number} {0,date,short} {1,choice,0#no|1#{0}} {0,foo} {імя} {a:{b:c}}"
    ),
    "perl-brace": "{ } {a} {b} {c} {0} {імя} {a",
    "qt qt-plural kde kde-kuit ycp smalltalk": (
        "% %1 %2 %3 %L1 %n %10 %99 %0 1 L n a %% & <b> </b> &amp; < %9"
    ),
    "sh": "$ $a $b ${a} ${b} { } a $1 $$ ${a:-b} ${ $? й $A_1",
    "scheme": "a s ~a ~s ~d ~% ~~ x ~x D ~A",
    "ruby": "% %% <a> {a} %<a>s %{a} %<b>d %s %d %2$d * 5 . - s f %p %-5s %c %{b}",
}
_HEADERS = [
    "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && n%100/10!=1 ? 1 : 2;",
    "nplurals=4; plural=n==1 ? 3 : n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;",
    "nplurals=2; plural=n!=1;",
    "nplurals=2; plural=n>3;",
    "nplurals=2; plural=n>4;",
    "nplurals=1; plural=0;",
    "nplurals=3; plural=n/0;",
]


def _header(forms: str) -> list[str]:
    content = ["Language: be", "Content-Type: text/plain; charset=UTF-8", f"Plural-Forms: {forms}"]
    return ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in content), ""]


def _text(chance: random.Random, pieces: Sequence[str]) -> str:
    joint = chance.choice(["", " "])
    return f"x{joint.join(chance.choices(pieces, k=chance.randint(0, 5)))}"


def _pair(chance: random.Random, pieces: Sequence[str]) -> tuple[str, str]:
    source = _text(chance, pieces)
    words = source.split(" ")
    chance.shuffle(words)
    target = chance.choice([source, " ".join(words), _text(chance, pieces)])
    return chance.choice([source, "x"]), f"{target}{chance.choice(['', 'x'])}"


def _fatal(msgfmt: str, path: Path) -> set[int]:
    """Return the lines of the errors of msgfmt about format strings."""
    run = subprocess.run(
        [msgfmt, "-c", "-o", os.devnull, str(path)],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
    )
    lines = run.stderr.decode("utf-8", "replace").splitlines()
    found = (re.match(r".*\.po:(\d+): (.*)", line) for line in lines)
    about = re.compile("format|argument")
    return {int(m[1]) for m in found if m and about.search(m[2]) and "header" not in m[2]}


def _ours(path: Path) -> set[int]:
    file = open_checked(Project.open(path.parent), str(path))
    rule = RULES.get("gettext/format-string")
    return {finding.line for finding in run_file([rule], file, Context(Config()))}


def _entries_at(lines: set[int], starts: list[int]) -> set[int]:
    """Return the number of the entry that each line is in; `starts` are their first lines."""
    return {sum(start <= line for start in starts) - 1 for line in lines}


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_one_text_is_judged_as_by_msgfmt(
    kind: str, tmp_path: Path, program: Callable[[str], str]
) -> None:
    chance = random.Random(kind)  # noqa: S311
    pieces = next(pieces.split() for kinds, pieces in _PIECES.items() if kind in kinds.split())
    out = _header(_HEADERS[0])
    starts: list[int] = []
    for number in range(150):
        source, target = _pair(chance, pieces)
        starts.append(len(out) + 1)
        out += [f"#, {kind}-format", f'msgctxt "{number}"']
        out += [f'msgid "{escape(source)}"', f'msgstr "{escape(target)}"', ""]
    path = tmp_path / "be.po"
    path.write_text("\n".join(out), encoding="utf-8")
    wrong = _fatal(program("msgfmt"), path)
    assert 10 < len(wrong) < 140
    assert _entries_at(_ours(path), starts) == _entries_at(wrong, starts)


@pytest.mark.parametrize("forms", _HEADERS)
def test_plural_forms_are_judged_as_by_msgfmt(
    forms: str, tmp_path: Path, program: Callable[[str], str]
) -> None:
    chance = random.Random(forms)  # noqa: S311
    out = _header(forms)
    starts: list[int] = []
    for number in range(150):
        kind, pieces = chance.choice(
            [("c", "%d %s"), ("python", "%(n)d %s"), ("kde", "%1 %2"), ("qt", "%1 %2"),
             ("python-brace", "{n} {a}"), ("perl-brace", "{n} {a}"), ("java", "{0} {1}")]
        )  # fmt: skip
        texts = ["x", *(f"x {piece}" for piece in (*pieces.split(), pieces))]
        limit = f", range: {chance.randint(0, 3)}..{chance.choice([3, 5, 20, 2000])}"
        plural = chance.choice(texts)
        starts.append(len(out) + 1)
        out += [f"#, {kind}-format{chance.choice(['', limit])}", f'msgctxt "{number}"']
        out += [f'msgid "{chance.choice(texts)}"', f'msgid_plural "{plural}"']
        out += [
            f'msgstr[{form}] "{chance.choice([plural, plural, chance.choice(texts)])}"'
            for form in range(int(forms[9]))
        ]
        out.append("")
    path = tmp_path / "be.po"
    path.write_text("\n".join(out), encoding="utf-8")
    wrong = _fatal(program("msgfmt"), path)
    assert _entries_at(_ours(path), starts) == _entries_at({w for w in wrong if w > 7}, starts)


def test_the_last_flag_of_a_kind_decides(tmp_path: Path, program: Callable[[str], str]) -> None:
    flags = ["c-format", "possible-c-format", "no-c-format", "impossible-c-format",
             "c-format, no-c-format", "no-c-format, c-format", "no-c-format, python-format",
             "objective-c-format", "c-format, range: 0..1"]  # fmt: skip
    out = _header(_HEADERS[0])
    starts: list[int] = []
    for number, flag in enumerate(flags):
        starts.append(len(out) + 1)
        out += [f"#, {flag}", f'msgctxt "{number}"', 'msgid "%s"', 'msgstr "x"', ""]
    path = tmp_path / "be.po"
    path.write_text("\n".join(out), encoding="utf-8")
    assert _entries_at(_ours(path), starts) == {0, 1, 5, 6, 8}
    assert _entries_at(_fatal(program("msgfmt"), path), starts) == {0, 1, 5, 6, 8}
