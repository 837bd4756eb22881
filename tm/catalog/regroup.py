"""Sentence units ↔ paragraph units: an existing catalog follows when the article is cut differently.

Nothing is lost: a paragraph of partly translated sentences becomes fuzzy with what there is, and a
paragraph whose translation has another number of sentences goes into the first sentence's entry, the
others are `{joined}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tm.catalog.joined import JOINED, JOINED_NEXT
from tm.formats.po.entry import FUZZY, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tm.catalog.template import Sentence
    from tm.formats.po import PoFile

    Breaks = Callable[[str], list[int]]

__all__ = ["regroup"]

Key = tuple[str | None, str]


def regroup(
    file: PoFile,
    sentences: Sequence[Sentence],
    paragraphs: Sequence[Sentence],
    unit: str,
    breaks: Breaks,
) -> None:
    """Add to `file` the entries that its translations give for the units now wanted.

    `sentences` and `paragraphs` are both cuts of the same article, `unit` is the wanted one, `breaks`
    cuts the target language. Entries of the other cut whose text went into new ones are removed; the
    order is the update's business.
    """
    known = {entry.key: entry for entry in file.entries if not entry.is_header}
    made: dict[Key, Entry] = {}
    spent: set[Key] = set()
    for paragraph, members in _groups(sentences, paragraphs):
        if len(members) < 2 and paragraph.text == members[0].text:  # noqa: PLR2004
            continue
        if unit == "paragraph" and paragraph.key not in known:
            _join(paragraph, members, known, made, spent)
        elif unit == "sentence" and paragraph.key in known:
            _split(known[paragraph.key], members, known, made, breaks)
            spent.add(paragraph.key)
    needed = {s.key for s in (sentences if unit == "sentence" else paragraphs)}
    kept = [
        entry
        for entry in file.entries
        if entry.is_header or entry.key in needed or entry.key not in spent
    ]
    file.entries = [*kept, *made.values()]


def _groups(
    sentences: Sequence[Sentence], paragraphs: Sequence[Sentence]
) -> Iterable[tuple[Sentence, list[Sentence]]]:
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    return [(p, by_block[p.block]) for p in paragraphs if p.block in by_block]


def _join(
    paragraph: Sentence,
    members: Sequence[Sentence],
    known: dict[Key, Entry],
    made: dict[Key, Entry],
    spent: set[Key],
) -> None:
    entries = [known.get(member.key) for member in members]
    found = [entry for entry in entries if entry is not None]
    texts = [_text(entry, member) for entry, member in zip(entries, members, strict=True)]
    if any(entry.translated for entry in found):
        partial = any(entry is None or entry.fuzzy or not entry.translated for entry in entries)
        made[paragraph.key] = Entry(
            msgid=paragraph.text,
            msgctxt=paragraph.context,
            msgstr=(" ".join(filter(None, texts)),),
            comments=tuple(dict.fromkeys(comment for entry in found for comment in entry.comments)),
            flags=(FUZZY,) if partial else (),
        )
        spent.update(entry.key for entry in found)


def _text(entry: Entry | None, member: Sentence) -> str:
    """Return what a sentence contributes: its translation, nothing when joined, else the source."""
    if entry is None or not entry.translated:
        return member.text
    return "" if entry.msgstr[0].strip() in {JOINED, JOINED_NEXT} else entry.msgstr[0]


def _split(
    paragraph: Entry,
    members: Sequence[Sentence],
    known: dict[Key, Entry],
    made: dict[Key, Entry],
    breaks: Breaks,
) -> None:
    if not paragraph.translated:
        return
    text = paragraph.msgstr[0]
    edges = [0, *breaks(text), len(text)]
    pieces = [text[a:b].strip() for a, b in zip(edges, edges[1:], strict=False)]
    if len(pieces) != len(members):
        pieces = [text, *[JOINED] * (len(members) - 1)]
    for number, (member, piece) in enumerate(zip(members, pieces, strict=True)):
        if member.key not in known and member.key not in made:
            made[member.key] = Entry(
                msgid=member.text,
                msgctxt=member.context,
                msgstr=(piece,),
                comments=paragraph.comments if number == 0 else (),
                flags=(FUZZY,) if paragraph.fuzzy else (),
            )
