"""Laws of the placeholders: what is one, what is none, and what a safe fix does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.checks.base import Side, Subject
from tm.checks.placeholders.compare import difference
from tm.checks.placeholders.damage import damaged, fix_of
from tm.checks.placeholders.found import found
from tm.checks.placeholders.icumessage import parse_icu
from tm.checks.placeholders.spec import FormatError
from tm.model import Segment, Unit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONES = ["%s", "%d", "%5.2f", "%ld", "%1$s", "%2$d", "%(name)s", "%1", "%L2", "%n", "{0}", "{}",
        "{name}", "{name!r:>10}", "{0,number}", "{{name}}", "${name}", "#{name}", "%{name}",
        "%<n>d", "%name%", "$name$", "&brand;"]  # fmt: skip
NONE = ["100% sure", "10 % of", "5 %-ный", "100%-owned", "%%", "50% discount", "{a b}", "&amp;",
        "&nbsp;", "$5", "%B %-d", "%H:%M", "{start|stop}", "a%20b", "{{ System error [3].}}",
        "& Co.", "%-encoding", "100 %", "%", "{", "пункт 5%", "5% дома", "%ный"]  # fmt: skip


def subject_of(source: str, target: str, flags: tuple[str, ...] = ()) -> Subject:
    variants = Variant("en", Segment.of(source)), Variant("be", Segment.of(target))
    sides = Side("en", "source", source, source), Side("be", "target", target, target)
    return Subject("x.po", Unit("1", variants, "en", flags=flags), 0, sides[:1], sides[1:])


@pytest.mark.parametrize("text", ONES)
def test_a_placeholder_is_found_in_a_sentence(text: str) -> None:
    assert [each.text for each in found(f"У «{text}» ёсць штосьці.")] == [text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_placeholder_is_not_found(text: str) -> None:
    assert found(text) == ()


@given(st.text("абвіў «».,5%-–{}$&()%sd1n", max_size=40))
def test_a_placeholder_is_where_it_says(text: str) -> None:
    for each in found(text):
        assert text[each.start : each.end] == each.text


@given(st.text("абвгіўё «»—.,-", max_size=30), st.lists(st.sampled_from(ONES), max_size=3))
def test_a_text_does_not_differ_from_itself(words: str, ones: list[str]) -> None:
    text = f"{words} {' '.join(ones)}"
    subject = subject_of(text, text)
    assert not any(difference(subject, subject.targets[0]))


@given(st.sampled_from(ONES), st.text("абвгіўё ", max_size=10))
def test_a_lost_and_an_added_placeholder_are_told(one: str, words: str) -> None:
    lost = subject_of(f"Open {one}", f"Адкрыць {words}")
    assert [each.text for each in difference(lost, lost.targets[0]).missing] == [one]
    added = subject_of("Open", f"{words} {one}")
    assert [each.text for each in difference(added, added.targets[0]).extra] == [one]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Read %s", "Чытаць %с"),
        ("Read %s", "Чытаць % s"),
        ("Read %s", "Чытаць ％s"),
        ("Read %1$s", "Чытаць %1 $s"),
        ("Read %(name)s", "Чытаць %(імя)s"),
        ("Read %(name)s", "Чытаць %(name)"),
        ("Read %(name)s", "Чытаць %(Name)s"),
        ("Read {name}", "Чытаць {nаmе}"),
        ("Read {name}", "Чытаць { name }"),
        ("Read {{name}}", "Чытаць {name}"),
        ("Read %{name}", "Чытаць %{імя}"),
    ],
)
def test_a_safe_fix_leaves_nothing_to_tell(source: str, target: str) -> None:
    subject = subject_of(source, target)
    (damage,) = difference(subject, subject.targets[0]).damaged
    fix = fix_of(damage)
    assert fix.safe
    (edit,) = fix.edits
    mended = subject_of(source, target[: edit.start] + edit.text + target[edit.end :])
    assert not any(difference(mended, mended.targets[0]))


@pytest.mark.parametrize("target", ["Чытаць {прывітанне}", "Чытаць {user}"])
def test_a_name_that_may_be_meant_is_not_mended_unasked(target: str) -> None:
    subject = subject_of("Read {name}", target)
    assert [each.safe for each in difference(subject, subject.targets[0]).damaged] == [False]


def test_two_translated_names_are_not_told_apart() -> None:
    assert damaged(["%(a)s", "%(b)s"], "%(першы)s і %(другі)s", []) == []


@pytest.mark.parametrize("flag", ["c-format", "no-c-format", "possible-c-format"])
def test_what_a_flag_speaks_of_is_not_told_twice(flag: str) -> None:
    subject = subject_of("Open %s", "Адкрыць", (flag,))
    assert not any(difference(subject, subject.targets[0]))


def test_what_msgfmt_does_not_read_is_looked_at() -> None:
    subject = subject_of("Open {name!r}", "Адкрыць", ("python-brace-format",))
    assert [each.text for each in difference(subject, subject.targets[0]).missing] == ["{name!r}"]


@given(st.text("{}n,plural one{#}' other=1|", max_size=40))
def test_an_icu_message_is_read_or_refused(text: str) -> None:
    try:
        message = parse_icu(text)
    except FormatError as error:
        start, end = error.span
        assert 0 <= start < end
    else:
        assert {each.argument for each in message.selectors} <= set(message.arguments)


@pytest.mark.parametrize("lang", ["ru", "be", "uk"])
def test_professional_news_has_no_placeholders(lang: str, data: Callable[[str], Path]) -> None:
    rows = data("ntrex").joinpath("ntrex.tsv").read_text(encoding="utf-8").splitlines()
    column = rows[0].split("\t").index(lang)
    texts = [row.split("\t")[column] for row in rows[1:]]
    assert len(texts) > 1000
    assert [text for text in texts if found(text)] == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("with %1custom%2 quotes", ["place 1", "place 2"]),
        ("%1x%2", ["place 1", "place 2"]),
        ("%dx%d, %lus, %sfile", ["printf 1", "printf 2", "printf 3", "printf 4"]),
        ("%2$s %1$s", ["printf 2", "printf 1"]),
        ("{} {} {name}", ["brace 0", "brace 1", "brace name"]),
        ("PCRE2 %d, base-64 %s", ["printf 1", "printf 2"]),
    ],
)
def test_placeholders_are_told_by_number_or_name(text: str, keys: list[str]) -> None:
    assert [" ".join(each.key) for each in found(text)] == keys
