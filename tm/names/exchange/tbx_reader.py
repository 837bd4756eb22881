"""TBX read: versions 2 and 3, of any program.

What we have no field for is kept in a note as `type: text`. Nothing outside the file is read; a
file with entities of its own is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

import msgspec
from lxml import etree

from tm.errors import LanguageError, Place, SyntaxProblemError
from tm.lang import canonical
from tm.names.exchange.convention import GENDERS, Element, entity_values, form_values
from tm.names.exchange.ids import new_id
from tm.names.exchange.tbx import VERSIONS
from tm.names.name import Entity, Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as XmlElement  # pyright: ignore[reportPrivateUsage]

__all__ = ["read"]

E = TypeVar("E", bound=Entity)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = frozenset(version.entry for version in VERSIONS.values())
_LANGUAGES = frozenset(version.lang for version in VERSIONS.values())
_TERMS = frozenset({"tig", "ntig", "termSec"})
_GROUPS = frozenset({"descripGrp", "adminGrp", "transacGrp", "termGrp", "termNoteGrp"})


def read(data: bytes, path: str, kind: type[E]) -> tuple[list[E], list[str]]:
    """Return the entities of a TBX file and what had to be left out, in words.

    SyntaxProblemError with the line where it is not XML, not TBX, or declares entities.
    """
    return _Reader(path, kind).read(data)


class _Reader(Generic[E]):
    def __init__(self, path: str, kind: type[E]) -> None:
        self.path = path
        self.kind = kind
        self.reports: list[str] = []
        self.ids: set[str] = set()

    def read(self, data: bytes) -> tuple[list[E], list[str]]:
        root = self.parse(data)
        if _name(root) not in {version.root for version in VERSIONS.values()}:
            self.fail(root, f"<{_name(root)}> is no TBX", "the root is <martif> or <tbx>")
        found = [self.entity(entry) for entry in root.iter() if _name(entry) in _ENTRIES]
        return [entity for entity in found if entity is not None], self.reports

    def parse(self, data: bytes) -> XmlElement:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            place = Place(self.path, error.lineno or 0, error.offset or 0)
            message = f"is not XML: {error.msg}"
            raise SyntaxProblemError(message, place=place, hint="mend the line") from error
        dtd = root.getroottree().docinfo.internalDTD
        declared = dtd is not None and next(dtd.iterentities(), None) is not None
        if declared or next(root.iter(etree.Entity), None) is not None:
            self.fail(root, "has entities of its own", "replace them by their texts")
        return root

    def entity(self, entry: XmlElement) -> E | None:
        about: list[Element] = []
        forms: dict[str, tuple[Form, ...]] = {}
        gender: dict[str, str] = {}
        parts: list[str] = []
        for child in entry:
            if _name(child) in _LANGUAGES:
                self.language(child, forms, gender, about, parts)
            else:
                about += _elements(child)
        if not forms:
            self.reports.append(f"{self.path}:{entry.sourceline}: an entry without a term")
            return None
        values = entity_values(about, self.kind)
        fields = {field.encode_name for field in msgspec.structs.fields(self.kind)}
        if gender and "gender" in fields:
            values["gender"] = gender
        if parts and "pos" in fields:
            values["pos"] = parts[0]
        first = next(iter(forms.values()))[0].text
        values |= {"id": new_id(entry.get("id", ""), first, self.ids), "forms": forms}
        return self.convert(entry, values, self.kind)

    def language(
        self,
        section: XmlElement,
        forms: dict[str, tuple[Form, ...]],
        gender: dict[str, str],
        about: list[Element],
        parts: list[str],
    ) -> None:
        """Take the forms of one language; what is about the language goes to `about`."""
        tag = section.get(_LANG) or section.get("lang") or ""
        try:
            lang = canonical(tag)
        except LanguageError as error:
            self.fail(section, error.message, error.hint)
        found = list(forms.get(lang, ()))
        for child in section:
            if _name(child) not in _TERMS:
                about += [
                    Element(e.tag, f"{lang} {e.type or e.tag}", e.text) for e in _elements(child)
                ]
                continue
            form, grammar = self.form(child)
            if form is None or form.text in {other.text for other in found}:
                self.reports.append(f"{self.path}:{child.sourceline}: no term, or one there is")
                continue
            if form.status == "preferred" and any(o.status == "preferred" for o in found):
                form = msgspec.structs.replace(form, status="admitted")
            found.append(form)
            parts += [e.text for e in grammar if e.type == "partOfSpeech"]
            gender.update((lang, _gender(e)) for e in grammar if e.type != "partOfSpeech")
        if found:
            forms[lang] = tuple(found)

    def form(self, group: XmlElement) -> tuple[Form | None, list[Element]]:
        """Return the form of a term and its grammar."""
        elements = [element for child in group for element in _elements(child)]
        text = next((" ".join(e.text.split()) for e in elements if e.tag == "term"), "")
        if not text:
            return None, []
        known = [e for e in elements if _is_grammar(e)]
        rest = [e for e in elements if e not in known and e.tag != "term"]
        values = form_values(rest, text)
        return self.convert(group, values, Form), known

    def convert(self, at: XmlElement, values: dict[str, Any], kind: type[_S]) -> _S:
        try:
            return msgspec.convert(values, kind)
        except msgspec.ValidationError as error:
            self.fail(at, str(error), "this was not written by tm, or was changed since")

    def fail(self, at: XmlElement, message: str, hint: str) -> NoReturn:
        raise SyntaxProblemError(message, place=Place(self.path, at.sourceline or 0), hint=hint)


_S = TypeVar("_S", bound=msgspec.Struct)


def _name(element: XmlElement) -> str:
    return etree.QName(element).localname


def _elements(element: XmlElement) -> Iterator[Element]:
    """Yield an element, or those of a group; `type` is its name where it has none (DCT style)."""
    name = _name(element)
    if name in _GROUPS:
        for child in element:
            yield from _elements(child)
        return
    text = "".join(element.itertext()).strip() or element.get("target", "")
    kind = element.get("type", "" if name in {"note", "term"} else name)
    tags = {"definition": "descrip", "subjectField": "descrip", "source": "admin"}
    yield Element(tags.get(kind, name), kind, text)  # pyright: ignore[reportArgumentType]


def _is_grammar(element: Element) -> bool:
    """Whether an element has a value of part of speech, gender or number that we know."""
    if element.type == "partOfSpeech":
        return element.text in {"noun", "verb", "adjective", "adverb", "properNoun", "other"}
    return _gender(element) != ""


def _gender(element: Element) -> str:
    if element.type == "grammaticalNumber":
        return "pl" if element.text == "plural" else ""
    by_word = {word: gender for gender, word in GENDERS.items()}
    return by_word.get(element.text, "") if element.type == "grammaticalGender" else ""
