"""Sentences, templates and catalogs for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from tm.formats.po import Entry, PoFile

SENTENCES = tuple(
    f"{who} {what} {where}."
    for who in ("The president", "A young teacher", "Nobody", "Our old neighbour")
    for what in ("came to", "has left", "wrote about", "dreams of")
    for where in ("Minsk", "the little town of Polatsk", "the river")
)
HEADER = (
    ("Language", "be"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)

texts = st.text("абвгў \n\"\\'“”x", min_size=1, max_size=12).map(str.strip).filter(bool)
comments = st.lists(st.sampled_from(["a note", "tm:query Which one?", ""]), max_size=2).map(tuple)


def file_of(entries: list[Entry], newline: str = "\n") -> PoFile:
    """Return a catalog as it is when read from disk."""
    file = PoFile(entries)
    file.set_header(HEADER)
    file.entries[-1] = file.entries[-1].edit(gap="")
    return PoFile.parse(file.dump().replace(b"\n", newline.encode()), "be.po")


@st.composite
def templates(draw: st.DrawFn, most: int = 8) -> list[Entry]:
    """Draw the entries of a template."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), max_size=most, unique=True))
    return [
        Entry(text, extracted=(f"paragraph {n}",), references=("a.md",))
        for n, text in enumerate(sentences, start=1)
    ]


@st.composite
def entries(draw: st.DrawFn, msgid: str, *, obsolete: bool = False) -> Entry:
    """Draw an entry: untranslated, translated, fuzzy, perhaps commented."""
    msgstr = draw(st.one_of(st.just(""), texts)) if not obsolete else draw(texts)
    fuzzy = bool(msgstr) and draw(st.booleans())
    return Entry(
        msgid,
        (msgstr,),
        comments=draw(comments),
        flags=("fuzzy",) if fuzzy else (),
        obsolete=obsolete,
    )


@st.composite
def catalogs(draw: st.DrawFn, most: int = 8, newline: str = "\n") -> PoFile:
    """Draw a catalog, with obsolete entries at its end."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), max_size=most, unique=True))
    cut = draw(st.integers(0, len(sentences)))
    live = [draw(entries(text)) for text in sentences[:cut]]
    gone = [draw(entries(text, obsolete=True)) for text in sentences[cut:]]
    return file_of([*live, *gone], newline)
