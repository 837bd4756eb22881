"""Reading and writing SRX: nothing is lost, nothing is guessed, every error has its place."""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import InputError, SyntaxProblemError
from tm.segment import (
    FormatHandle,
    LanguageMap,
    LanguageRule,
    Rule,
    SrxDocument,
    default_rules,
    read_srx,
    write_srx,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = '<srx xmlns="http://www.lisa.org/srx20" version="2.0">'
HEAD = ROOT + '<header segmentsubflows="no" cascade="yes"/>'
MAPS = '<maprules><languagemap languagepattern=".*" languagerulename="A"/></maprules>'


def document(rules: str, maps: str = MAPS, head: str = HEAD) -> bytes:
    body = (
        f'<languagerules><languagerule languagerulename="A">{rules}</languagerule></languagerules>'
    )
    return f"{head}\n<body>{body}\n{maps}</body></srx>".encode()


def xml_text(**sizes: int) -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿")
    return st.text(letters | st.sampled_from("\t\n\r<>&\"' "), **sizes)


comments = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="-￾￿"))
    .map(str.strip)
    .filter(lambda text: text == text.strip())
)
names = xml_text(min_size=1, max_size=8)
rules = st.builds(Rule, st.booleans(), xml_text(), xml_text(), comments)
language_rules = st.builds(LanguageRule, names, st.lists(rules, max_size=4).map(tuple), comments)
EXTENSION = '<x:options xmlns:x="urn:x" keep="yes">as is</x:options>'


@st.composite
def documents(draw: st.DrawFn) -> SrxDocument:
    found = draw(st.lists(language_rules, min_size=1, max_size=3))
    owners = st.sampled_from([rule.name for rule in found])
    return SrxDocument(
        language_rules=tuple(found),
        language_maps=tuple(
            draw(st.lists(st.builds(LanguageMap, xml_text(), owners, comments), max_size=3))
        ),
        cascade=draw(st.booleans()),
        segment_subflows=draw(st.booleans()),
        format_handles=draw(st.sampled_from([(), (FormatHandle("start", include=False),)])),
        extensions=draw(st.sampled_from([(), (EXTENSION,)])),
        comment=draw(comments),
    )


def written(given_document: SrxDocument) -> bytes:
    stream = BytesIO()
    write_srx(given_document, stream)
    return stream.getvalue()


@given(documents())
def test_what_is_written_reads_back_equal(given_document: SrxDocument) -> None:
    once = written(given_document)
    assert read_srx(BytesIO(once)) == given_document
    assert written(read_srx(BytesIO(once))) == once


def test_our_own_rules_survive_and_are_clean_for_xmllint(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    path = tmp_path / "ours.srx"
    path.write_bytes(written(default_rules()))
    assert read_srx(path) == default_rules()
    run = subprocess.run(
        [program("xmllint"), "--noout", "--nonet", str(path)], capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_rule_knows_its_line_and_comment() -> None:
    found = read_srx(
        BytesIO(
            document('\n<!-- etc. -->\n<rule break="no"><beforebreak>etc\\.</beforebreak></rule>')
        )
    )
    rule = found.language_rules[0].rules[0]
    assert (rule.is_break, rule.before, rule.after) == (False, "etc\\.", "")
    assert (rule.comment, rule.line) == ("etc.", 4)


def test_break_is_yes_when_nothing_is_said() -> None:
    found = read_srx(BytesIO(document("<rule><afterbreak>x</afterbreak></rule>")))
    assert found.language_rules[0].rules == (Rule(is_break=True, after="x"),)


def test_srx_1_0_without_namespace_is_read() -> None:
    text = b"""<?xml version="1.0"?><!DOCTYPE srx PUBLIC "-//SRX//DTD SRX//EN" "srx.dtd">
    <srx version="1.0"><header segmentsubflows="yes"/><body><languagerules>
    <languagerule languagerulename="D"><rule break="yes"><beforebreak>\\.</beforebreak>
    <afterbreak>\\s</afterbreak></rule></languagerule></languagerules>
    <maprules><maprule maprulename="M"><languagemap languagepattern=".*" languagerulename="D"/>
    </maprule></maprules></body></srx>"""
    found = read_srx(BytesIO(text))
    assert found.language_maps == (LanguageMap(".*", "D"),)
    assert found.cascade is False
    assert found.language_rules[0].rules == (Rule(is_break=True, before="\\.", after="\\s"),)


def test_a_bare_2_0_header_cascades_as_omegat_means_it() -> None:
    head = ROOT + "<header></header>"
    assert read_srx(BytesIO(document("<rule/>", head=head))).cascade is True


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (b"<srx>\n<header>", "header", 2),
        (b"<tmx/>", "not an SRX file", 1),
        (document('<rule break="maybe"/>'), 'break is "maybe"', 2),
        (document("<rule/>", MAPS.replace('"A"', '"B"')), "no languagerule “B”", 3),
        (document("<rule/>", "<maprules><languagemap/></maprules>"), "no languagepattern", 3),
        (b'<!DOCTYPE srx [<!ENTITY e SYSTEM "/etc/hostname">]>\n' + document("&e;"), "entity", 3),
    ],
)
def test_errors_say_where(text: bytes, message: str, line: int) -> None:
    with pytest.raises(SyntaxProblemError) as caught:
        read_srx(BytesIO(text))
    assert message in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.line == line
    assert caught.value.hint


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.srx: cannot be read"):
        read_srx(tmp_path / "absent.srx")


def test_what_xml_cannot_hold_is_refused() -> None:
    rule = LanguageRule("A", (Rule(is_break=True, before="\0"),))
    with pytest.raises(ValueError, match="XML compatible"):
        written(SrxDocument((rule,), ()))
