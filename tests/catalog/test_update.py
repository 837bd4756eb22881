"""The laws of `update`, and the cases that msgmerge's users know."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.strategies import HEADER, catalogs, file_of, templates
from tm.catalog.update import update
from tm.errors import SyntaxProblemError
from tm.formats.po import Entry, PoFile
from tm.model import Previous

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def updated(file: PoFile, template: list[Entry], *, fuzzy: bool = True) -> PoFile:
    """Return the catalog as it is after the update, read from disk again."""
    copy = PoFile.parse(file.dump(), "be.po")
    update(copy, template, fuzzy=fuzzy)
    return PoFile.parse(copy.dump(), "be.po")


def template_of(*sentences: str) -> list[Entry]:
    return [Entry(text, references=("a.md",)) for text in sentences]


def find(file: PoFile, msgid: str) -> Entry:
    return next(entry for entry in file.entries if entry.msgid == msgid)


# --- laws -----------------------------------------------------------------------------------------


@given(catalogs(), templates())
def test_a_second_update_changes_no_byte(file: PoFile, template: list[Entry]) -> None:
    once = updated(file, template)
    assert updated(once, template).dump() == once.dump()


@given(catalogs(newline="\r\n"), templates())
def test_crlf_stays_crlf(file: PoFile, template: list[Entry]) -> None:
    data = updated(file, template).dump()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert updated(updated(file, template), template).dump() == data


@given(catalogs(), templates())
def test_the_live_entries_are_the_template_s(file: PoFile, template: list[Entry]) -> None:
    new = updated(file, template)
    assert [e.key for e in new.messages] == [e.key for e in template]
    assert [e.extracted for e in new.messages] == [e.extracted for e in template]


@given(catalogs(), templates())
def test_known_sentences_keep_translation_comments_and_state(
    file: PoFile, template: list[Entry]
) -> None:
    old = {e.key: e for e in file.entries if not e.is_header}
    for entry in updated(file, template).messages:
        known = old.get(entry.key)
        if known:
            assert (entry.msgstr, entry.comments, entry.fuzzy) == (
                known.msgstr,
                known.comments,
                known.fuzzy,
            )


@given(catalogs(), templates(), st.booleans())
def test_nothing_translated_is_lost(file: PoFile, template: list[Entry], fuzzy: bool) -> None:  # noqa: FBT001
    new = updated(file, template, fuzzy=fuzzy)
    there = {(e.key, e.msgstr) for e in new.entries}
    guessed = {
        ((e.previous.context, e.previous.source), e.msgstr) for e in new.entries if e.previous
    }
    for entry in file.entries:
        if any(entry.msgstr):
            assert (entry.key, entry.msgstr) in there | guessed


@given(catalogs(), templates())
def test_questions_are_never_lost(file: PoFile, template: list[Entry]) -> None:
    def asked(some: PoFile) -> bool:
        return any("tm:query" in comment for e in some.entries for comment in e.comments)

    assert asked(updated(file, template)) or not asked(file)


@given(catalogs(), st.data())
def test_neighbours_of_a_changed_sentence_keep_their_bytes(
    file: PoFile, data: st.DataObject
) -> None:
    template = [Entry(e.msgid) for e in file.messages]
    if not template:
        return
    at = data.draw(st.integers(0, len(template) - 1))
    changed = [*template]
    changed[at] = Entry(template[at].msgid.replace(".", ", they say."))
    before = {e.key: e.raw.rstrip("\n") for e in updated(file, template).entries}
    for entry in updated(file, changed).entries:
        if entry.key in before and entry.key != template[at].key:
            assert entry.raw.rstrip("\n") == before[entry.key]


@given(catalogs(), templates())
def test_a_sentence_that_went_comes_back_as_it_was(file: PoFile, template: list[Entry]) -> None:
    there = [Entry(e.msgid) for e in file.messages]
    back = updated(updated(file, template, fuzzy=False), there, fuzzy=False)
    content = [(e.key, e.msgstr, e.fuzzy) for e in file.messages]
    assert [(e.key, e.msgstr, e.fuzzy) for e in back.messages] == content


@settings(max_examples=15)
@given(catalogs(), templates())
def test_gettext_accepts_the_result(file: PoFile, template: list[Entry]) -> None:
    data = updated(file, template).dump()
    command = ["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", "-"]
    try:
        result = subprocess.run(command, input=data, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("msgfmt is not installed")
    assert result.returncode == 0, result.stderr.decode()


# --- cases ----------------------------------------------------------------------------------------


def test_a_changed_sentence_is_fuzzy_with_its_previous_text() -> None:
    file = file_of([Entry("She came to Minsk.", ("Яна прыехала ў Мінск.",))])
    new = updated(file, template_of("She came to Minsk yesterday."))
    entry = new.messages[0]
    assert entry.fuzzy
    assert entry.msgstr == ("Яна прыехала ў Мінск.",)
    assert entry.previous == Previous("She came to Minsk.")
    assert len(new.entries) == 2


def test_a_fuzzy_sentence_that_changes_again_keeps_what_its_translation_was_made_for() -> None:
    file = file_of([Entry("She came to Minsk.", ("Яна прыехала ў Мінск.",))])
    first = updated(file, template_of("She came to Minsk yesterday."))
    entry = updated(first, template_of("She came to Minsk on Monday.")).messages[0]
    assert entry.previous == Previous("She came to Minsk.")


def test_an_obsolete_sentence_is_revived_without_doubt() -> None:
    file = file_of([Entry("Gone.", ("Няма.",), obsolete=True)])
    entry = updated(file, template_of("Gone.")).messages[0]
    assert (entry.msgstr, entry.fuzzy, entry.obsolete) == (("Няма.",), False, False)


def test_no_fuzzy_guesses_nothing_and_keeps_the_old() -> None:
    file = file_of([Entry("She came to Minsk.", ("Яна прыехала ў Мінск.",))])
    new = updated(file, template_of("She came to Minsk yesterday."), fuzzy=False)
    assert new.messages[0].msgstr == ("",)
    assert find(new, "She came to Minsk.").obsolete


def test_of_two_like_sentences_the_one_at_the_place_is_taken() -> None:
    old = [
        Entry("One."),
        Entry("The vote was on 9 August.", ("A",)),
        Entry("Two."),
        Entry("The vote was on 4 August.", ("B",)),
    ]
    template = template_of("One.", "Two.", "The vote was on 3 August.")
    new = updated(file_of(old), template)
    assert find(new, "The vote was on 3 August.").msgstr == ("B",)


def test_a_joined_pair_of_which_one_sentence_changes() -> None:
    old = [
        Entry("The vote was in August.", ("Галасаванне было ў жніўні, і яно было доўгае.",)),
        Entry("It was long and loud.", ("{joined}",)),
        Entry("The end came soon.", ("Канец.",)),
    ]
    sentences = ("The vote was in August.", "It was long and very loud.", "The end came soon.")
    new = updated(file_of(old), template_of(*sentences))
    assert [e.msgstr[0] for e in new.messages][1] == "{joined}"
    assert [e.fuzzy for e in new.messages] == [False, True, False]


def test_a_review_does_not_outlive_the_sentence() -> None:
    comments = ("tm:reviewed=12345678", "tm:query Which Minsk?")
    file = file_of([Entry("She came to Minsk.", ("Яна.",), comments=comments)])
    entry = updated(file, template_of("She came to Minsk yesterday.")).messages[0]
    assert entry.comments == ("tm:query Which Minsk?",)


def test_a_translation_that_gets_a_plural_and_loses_it() -> None:
    file = file_of([Entry("%d file", ("%d файл",), flags=("c-format",))])
    plural = [Entry("%d file", ("", ""), msgid_plural="%d files", flags=("c-format",))]
    entry = updated(file, plural).messages[0]
    assert (entry.msgstr, entry.fuzzy) == (("%d файл", "%d файл"), True)
    assert entry.previous == Previous("%d file")

    two = file_of([Entry("%d file", ("%d файл", "%d файлы"), msgid_plural="%d files")])
    entry = updated(two, template_of("%d file")).messages[0]
    assert (entry.msgstr, entry.fuzzy) == (("%d файл",), True)
    assert entry.previous == Previous("%d file", plural="%d files")
    assert entry.comments == ("tm:form=1 %d файлы",)


def test_a_new_plural_gets_as_many_forms_as_the_language_has() -> None:
    file = PoFile.parse(
        b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
    )
    update(file, [Entry("a", ("", ""), msgid_plural="b")])
    assert file.messages[0].msgstr == ("", "")
    file = file_of([])
    file.set_field("Plural-Forms", "nplurals=4; plural=0;")
    update(file, [Entry("a", ("", ""), msgid_plural="b")])
    assert file.messages[0].msgstr == ("",) * 4


def test_a_context_that_changes_is_a_guess() -> None:
    file = file_of([Entry("Bank", ("Банк",), msgctxt="money")])
    entry = updated(file, [Entry("Bank", msgctxt="river")]).messages[0]
    assert entry.fuzzy
    assert entry.previous == Previous("Bank", "money")


def test_flags_of_people_stay_and_their_order_is_no_change() -> None:
    raw = '#, c-format, x-mine\nmsgid "%s"\nmsgstr "%s"\n'
    file = PoFile.parse(f'msgid ""\nmsgstr "Language: be\\n"\n\n{raw}'.encode())
    update(file, [Entry("%s", flags=("c-format",))])
    assert file.dump().decode().endswith(raw)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n# a last word\n"])
def test_how_a_file_ends(end: str) -> None:
    data = 'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "One."\nmsgstr "Адзін."' + end
    file = PoFile.parse(data.encode())
    update(file, template_of("One."))
    unchanged = PoFile.parse(data.encode())
    update(unchanged, [Entry("One.")])
    assert unchanged.dump().decode() == data
    update(file, template_of("One.", "Two things."))
    once = file.dump().decode()
    assert 'Адзін."\n\n#: a.md\nmsgid "Two things."\nmsgstr ""\n' in once
    again = PoFile.parse(once.encode())
    update(again, template_of("One.", "Two things."))
    assert again.dump().decode() == once
    assert ("# a last word" in once) == ("# a last word" in end)


@pytest.mark.parametrize("second", ['msgid "a"\nmsgstr "2"\n', '#~ msgid "a"\n#~ msgstr "2"\n'])
def test_two_entries_with_one_key_are_refused(second: str) -> None:
    text = f'msgid ""\nmsgstr "Language: be\\n"\n\nmsgid "a"\nmsgstr "1"\n\n{second}'
    with pytest.raises(SyntaxProblemError, match=r"be\.po:7.*line 4"):
        update(PoFile.parse(text.encode(), "be.po"), template_of("a"))


def test_an_untranslated_sentence_that_goes_is_gone() -> None:
    file = file_of([Entry("Went."), Entry("Asked.", comments=("tm:query Who?",))])
    assert [e.msgid for e in updated(file, []).entries] == ["", "Asked."]


def test_a_large_catalog_in_which_all_changes() -> None:
    sentences = [
        f"Sentence number {n} of the article about {n * 7919 % 1000}." for n in range(1500)
    ]
    file = file_of([Entry(text, (text.upper(),)) for text in sentences])
    update(file, [Entry(text.replace("article", "story")) for text in sentences])
    assert sum(entry.fuzzy for entry in file.messages) == 1500


def test_the_header_stays(program: Callable[[str], str], tmp_path: Path) -> None:
    file = file_of([Entry("a", ("b",))])
    assert updated(file, template_of("a")).header == HEADER
    target = tmp_path / "be.po"
    target.write_bytes(updated(file, template_of("a", "c")).dump())
    subprocess.run([program("msgfmt"), "-c", "-o", "/dev/null", target], check=True)


@pytest.mark.parametrize(
    ("texts", "doubtful"),
    [
        (["A one.", "B two.", "C three."], []),
        (["A one.", "New.", "B two.", "C three."], ["A one.", "B two."]),
        (["B two.", "C three."], ["B two."]),
        (["A one.", "C three.", "B two."], ["A one.", "B two."]),
        (["A one!", "B two.", "C three."], ["A one!"]),
    ],
)
def test_a_joined_group_that_was_parted_is_in_doubt(texts: list[str], doubtful: list[str]) -> None:
    file = file_of(
        [Entry("A one.", ("А і Б.",)), Entry("B two.", ("{joined}",)), Entry("C three.")]
    )
    update(file, [Entry(text) for text in texts])
    assert [entry.msgid for entry in file.messages if entry.fuzzy] == doubtful
