"""tm names rename: a new name in all its forms, over articles and catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tm.checks.names.renderings import meant
from tm.documents import KINDS
from tm.documents.base import edited
from tm.documents.charset import line_and_column
from tm.errors import UsageError
from tm.files import read_bytes, write_bytes
from tm.formats.po import PoFile
from tm.formats.po.locate import locate
from tm.formats.po.units import entry_unit
from tm.lang import canonical
from tm.model import Segment
from tm.names.edit import Draft
from tm.names.expected import parts_of
from tm.names.inflect import inflect
from tm.names.matcher import Matcher
from tm.names.name import Form, Gender, Kind, Name
from tm.names.register import TABLE
from tm.names.rename import Change, Renamer, Renaming
from tm.names.words import words
from tm.project.exchange import coded
from tm.project.stores import register_of
from tm.project.subjects import side_of
from tm.project.work import read_article, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tm.formats.po import Entry
    from tm.model import Unit
    from tm.names.register import Register
    from tm.project.layout import Doc, Project

__all__ = ["Place", "Rename", "Renamed", "rename", "write"]


class Rename(msgspec.Struct, frozen=True):
    """What is asked: names in the nominative, the language, and what the register cannot tell."""

    old: str
    new: str
    lang: str
    kind: Kind | None = None
    gender: Gender = ""


class Place(msgspec.Struct, frozen=True):
    """A place in a file; `doubt` says why it was left as it is, "" where it is `new` now."""

    path: str
    line: int
    column: int
    old: str
    new: str
    doubt: str


class Renamed(msgspec.Struct):
    """A file's places, and its bytes before and after."""

    path: Path
    places: list[Place]
    before: bytes
    after: bytes


def rename(project: Project, wanted: Rename) -> list[Renamed]:
    """Return what a new name changes, file by file; nothing is written.

    Article and msgid change where `lang` is the source language, msgstr where it is a target, and
    the register's own form. UsageError where the language is none of the project's.
    """
    lang = canonical(wanted.lang)
    if not words(wanted.old) or not words(wanted.new):
        raise UsageError("a name has at least one word", hint="give both names in the nominative")
    register = register_of(project)
    renamings = _renamings(wanted, lang, register)
    renamer = Renamer(renamings, lang, register or ())
    result: list[Renamed] = []
    for doc in project.documents():
        result += _document(project, doc, lang, renamer, register)
    if register is not None:
        result += _register(register, renamings, lang)
    found = [one for one in result if one.places]
    if not found:
        raise UsageError(
            f"“{wanted.old}” is nowhere in {lang}", hint="give the name in the nominative"
        )
    return found


def write(renamed: Sequence[Renamed]) -> None:
    """Write the files that change."""
    for one in renamed:
        if one.after != one.before:
            write_bytes(one.path, one.after, basis=one.before)


def _renamings(wanted: Rename, lang: str, register: Register | None) -> list[Renaming]:
    """Return the register's entities with the old name or surname, else one made of it."""
    found = [
        Renaming(_told(name, wanted, lang), form, _new_form(name, form, text, lang))
        for name in register or ()
        for form in name.forms.get(lang, ())
        if (text := _renamed(name, form, wanted, lang))
    ]
    if found:
        return found
    several = len(wanted.old.split()) > 1
    name = Name("", {lang: (Form(wanted.old),)}, kind="person" if several else "place")
    return [Renaming(_told(name, wanted, lang), Form(wanted.old), Form(wanted.new))]


def _told(name: Name, wanted: Rename, lang: str) -> Name:
    """Return a name with the kind and gender that were given on the command line."""
    gender = {**name.gender, lang: wanted.gender} if wanted.gender else name.gender
    return msgspec.structs.replace(name, kind=wanted.kind or name.kind, gender=gender)


def _renamed(name: Name, form: Form, wanted: Rename, lang: str) -> str:
    """Return the new text of a form; "" where neither it nor its surname is the old name."""
    if form.text == wanted.old:
        return wanted.new
    surnames = [part.text for part in parts_of(name, form, lang) if part.role == "surname"]
    texts = form.text.split()
    if surnames != [wanted.old] or texts.count(wanted.old) != 1:
        return ""
    return " ".join(wanted.new if text == wanted.old else text for text in texts)


def _new_form(name: Name, old: Form, text: str, lang: str) -> Form:
    """Return the new form: the register's if it is there, else with what fits of the old one."""
    known = [form for form in name.forms.get(lang, ()) if form.text == text]
    if known:
        return known[0]
    pairs = list(zip(old.text.split(), text.split(), strict=False))
    if len(text.split()) != len(old.text.split()):
        return Form(text)
    classes = old.declension or ("",) * len(pairs)
    fits = all(_fits(lang, *pair, cls) for pair, cls in zip(pairs, classes, strict=True))
    return Form(text, parts=old.parts, declension=old.declension if fits else ())


def _fits(lang: str, old: str, word: str, declension: str) -> bool:
    """Whether a word can belong to the declension class of the word in its place.

    What does not decline is told by its end (Лукашенко, Гродно): another end, another class.
    """
    if declension == "none":
        return old[-1] == word[-1]
    try:
        inflect(word.strip("«»"), lang, declension=declension)
    except UsageError:
        return False
    return True


# --- documents ----------------------------------------------------------------------------------


def _document(
    project: Project, doc: Doc, lang: str, renamer: Renamer, register: Register | None
) -> Iterator[Renamed]:
    source = project.config.source
    if lang == source:
        yield _article(project, doc, renamer)
        if project.pot(doc).exists():
            yield _catalog(project, project.pot(doc), renamer, (source, lang), register)
    targets = project.targets((), doc)
    if lang not in {source, *targets}:
        raise UsageError(
            f"{lang} is no language of the project", hint=f"use {', '.join([source, *targets])}"
        )
    for target in targets if lang == source else [lang]:
        if project.po(doc, target).exists():
            yield _catalog(project, project.po(doc, target), renamer, (source, lang), register)


def _article(project: Project, doc: Doc, renamer: Renamer) -> Renamed:
    path = project.root / doc.path
    shown, data = project.shown(path), read_bytes(path)
    article = read_article(project, doc)
    edits: list[tuple[int, int, str]] = []
    places: list[Place] = []
    for sentence in units_of(project, doc, article):
        kind = doc.kind
        offsets = article.blocks[sentence.block].offsets
        side = side_of(renamer.lang, "source", KINDS.get(kind).inline(sentence.text))
        for change in renamer.changes(side.plain):
            start, end = (offsets[sentence.start + at] for at in (change.start, change.end))
            done = _checked(change, side.text)
            broken = article.text[start:end] != change.old
            if broken and not done.doubt:
                done = done._replace(new="", doubt="stands on two lines")
            if not done.doubt:
                edits.append((start, end, done.new))
            line, column = line_and_column(article.text, start)
            places.append(Place(shown, line, column, done.old, done.new, done.doubt))
    text = edited(article.text, edits)
    mark = "\ufeff" if article.bom else ""
    after = (mark + text).encode(article.encoding) if edits else data
    return Renamed(path, places, data, after)


def _checked(change: Change, raw: str) -> Change:
    """Return a change, in doubt where markup stands inside the name."""
    if not change.doubt and raw[change.start : change.end] != change.old:
        return change._replace(new="", doubt="has markup inside")
    return change


# --- catalogs -----------------------------------------------------------------------------------


def _catalog(
    project: Project,
    path: Path,
    renamer: Renamer,
    langs: tuple[str, str],
    register: Register | None,
) -> Renamed:
    """Rename in the msgid of a catalog, or in its msgstr; obsolete entries stay as they are."""
    source, lang = langs
    shown, data = project.shown(path), read_bytes(path)
    file = PoFile.parse(data, shown)
    names = Matcher(register or (), source)
    kind = file.field("X-Document-Format") or ""
    places: list[Place] = []
    for index, entry in enumerate(file.entries):
        if entry.obsolete or entry.is_header:
            continue
        unit = entry_unit(entry, source, None if lang == source else lang)
        unit = coded(unit, kind) if kind in KINDS.names() else unit
        meant = frozenset[str]() if lang == source else _meant(unit, names)
        texts = list(_texts(entry, lang == source))
        for number, (side_name, text) in enumerate(texts):
            side = side_of(lang, side_name, _segment(unit, lang, number))
            changes = [_checked(c, text) for c in renamer.changes(side.plain, meant)]
            for change in changes:
                line, column = locate(entry, side_name, change.start)
                places.append(Place(shown, line, column, change.old, change.new, change.doubt))
            new = edited(text, [(c.start, c.end, c.new) for c in changes if not c.doubt])
            texts[number] = side_name, new
        file.entries[index] = _with_texts(entry, [text for _, text in texts], lang == source)
    return Renamed(path, places, data, file.dump())


def _texts(entry: Entry, is_source: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    if is_source:
        yield "source", entry.msgid
        if entry.msgid_plural is not None:
            yield "source_plural", entry.msgid_plural
    elif entry.msgid_plural is None:
        yield "target", entry.msgstr[0]
    else:
        yield from ((f"target[{n}]", text) for n, text in enumerate(entry.msgstr))


def _with_texts(entry: Entry, texts: list[str], is_source: bool) -> Entry:  # noqa: FBT001
    if not is_source:
        return entry.edit(msgstr=tuple(texts))
    return entry.edit(msgid=texts[0], msgid_plural=texts[1] if len(texts) > 1 else None)


def _segment(unit: Unit, lang: str, number: int) -> Segment:
    """Return one text of a unit, with its markup as codes."""
    variant = unit.variant(lang)
    if variant is None:
        return Segment()
    return variant.forms[number] if variant.forms else variant.segment


def _meant(unit: Unit, names: Matcher) -> frozenset[str]:
    """Return the ids of the registered names in the source of a unit."""
    source = unit.variant(unit.source)
    if source is None:
        return frozenset()
    forms = source.forms or (source.segment,)
    sides = [side_of(unit.source, "source", segment) for segment in forms]
    return frozenset(
        name.id
        for side in sides
        for mention in names.find(side.plain)
        for name in meant(mention, side, unit.source)
    )


# --- the register -------------------------------------------------------------------------------


def _register(register: Register, renamings: Sequence[Renaming], lang: str) -> Iterator[Renamed]:
    """Rename the forms of the register; one whose declension does not fit any more is told."""
    path = Path(register.path)
    draft = Draft(path, TABLE, Name)
    before, places = draft.data, list[Place]()
    for entity, old, new in renamings:
        if not entity.id or new in entity.forms.get(lang, ()):
            continue
        fits = old.declension == new.declension
        doubt = "" if fits else "its declension is stated: edit the register by hand"
        if fits:
            draft.rename(entity.id, lang, old.text, new.text)
        line, column = line_and_column(before.decode(), before.decode().find(f'"{old.text}"'))
        places.append(Place(register.path, line, column, old.text, new.text, doubt))
    yield Renamed(path, places, before, draft.data)
