"""SRX 2.0 (Segmentation Rules eXchange, LISA/OSCAR 2008), read and written without loss.

The older SRX 1.0, which has no namespace, no cascade, and wraps the language maps in `maprule`,
is read too; `write_srx` always writes 2.0.  A 2.0 header that does not say whether it cascades
(OmegaT writes such files) does.  Entities are never expanded and no DTD is fetched.
"""

from __future__ import annotations

from copy import deepcopy
from typing import IO, TYPE_CHECKING

import msgspec
from lxml import etree

from tm.errors import InputError, Place, SyntaxProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

__all__ = [
    "FormatHandle",
    "LanguageMap",
    "LanguageRule",
    "Rule",
    "SrxDocument",
    "read_srx",
    "write_srx",
]

NAMESPACE = "http://www.lisa.org/srx20"
_YES_NO = {"yes": True, "no": False}


class Rule(msgspec.Struct, frozen=True):
    """One `rule`: break (or never) where `before` matches on the left and `after` on the right.

    `comment` is the XML comment in front of the rule, `line` its line in the file it came from
    (0: from no file); the line says nothing about the rule and is not compared.
    """

    is_break: bool
    before: str = ""
    after: str = ""
    comment: str = ""
    line: int = 0

    def __eq__(self, other: object) -> bool:
        """Compare all but the line."""
        return isinstance(other, Rule) and self._key() == other._key()

    def __hash__(self) -> int:
        """Hash all but the line."""
        return hash(self._key())

    def _key(self) -> tuple[bool, str, str, str]:
        return self.is_break, self.before, self.after, self.comment


class LanguageRule(msgspec.Struct, frozen=True):
    """A named list of rules, in their order; `source` is the file they came from."""

    name: str
    rules: tuple[Rule, ...]
    comment: str = ""
    source: str = msgspec.field(default="")

    def __eq__(self, other: object) -> bool:
        """Compare all but the source."""
        return isinstance(other, LanguageRule) and self._key() == other._key()

    def __hash__(self) -> int:
        """Hash all but the source."""
        return hash(self._key())

    def _key(self) -> tuple[str, tuple[Rule, ...], str]:
        return self.name, self.rules, self.comment


class LanguageMap(msgspec.Struct, frozen=True):
    """Languages whose whole code matches `pattern` use the language rule `rule_name`."""

    pattern: str
    rule_name: str
    comment: str = ""


class FormatHandle(msgspec.Struct, frozen=True):
    """Whether inline codes of a type (`start`, `end`, `isolated`) belong to the segment before."""

    type: str
    include: bool


class SrxDocument(msgspec.Struct, frozen=True):
    """A rule file.

    With `cascade`, a language uses the rules of every map that fits, in their order; without it
    those of the first.  `extensions` are header elements of other namespaces, as XML text, and
    `comment` is the comment in front of the root element.
    """

    language_rules: tuple[LanguageRule, ...]
    language_maps: tuple[LanguageMap, ...]
    cascade: bool = False
    segment_subflows: bool = True
    format_handles: tuple[FormatHandle, ...] = ()
    extensions: tuple[str, ...] = ()
    comment: str = ""


def read_srx(source: str | Path | IO[bytes]) -> SrxDocument:
    """Read a rule file.

    Args:
        source: a path, or a binary stream.

    Raises:
        InputError: the file cannot be read.
        SyntaxProblemError: it is not well-formed XML, or not SRX; with the place.
    """
    name = str(getattr(source, "name", "<stream>")) if hasattr(source, "read") else str(source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        tree = etree.parse(source, parser)
    except OSError as error:
        raise InputError(f"cannot be read: {error}", place=Place(name)) from error
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = (error.msg or "not XML").split(", line")[0]
        hint = "mend the XML; `xmllint` shows the place too"
        place = Place(name, line, column)
        raise SyntaxProblemError(message, place=place, hint=hint) from error
    return _Reader(name).document(tree.getroot())


class _Reader:
    """Turns the element tree of one file into the model."""

    def __init__(self, name: str) -> None:
        self.name = name

    def problem(self, element: Element, message: str, hint: str) -> SyntaxProblemError:
        place = Place(self.name, element.sourceline or 0, 1)
        return SyntaxProblemError(message, place=place, hint=hint)

    def document(self, root: Element) -> SrxDocument:
        if _local(root) != "srx":
            raise self.problem(root, "this is not an SRX file", "its root element must be srx")
        for node in root.iter(etree.Entity):
            raise self.problem(node, f"unknown entity {node.text}", "write the character itself")
        header = next(_named(root, "header"), None)
        rules = tuple(map(self.language_rule, _below(root, "languagerules", "languagerule")))
        maps = tuple(map(self.language_map, _below(root, "maprules", "languagemap")))
        self.check_maps(root, {rule.name for rule in rules}, maps)
        return SrxDocument(
            language_rules=rules,
            language_maps=maps,
            cascade=self.flag(header, "cascade", default=root.get("version") != "1.0"),
            segment_subflows=self.flag(header, "segmentsubflows", default=True),
            format_handles=tuple(map(self.format_handle, _named(header, "formathandle"))),
            extensions=tuple(_extensions(header)),
            comment=_comment_before(root),
        )

    def check_maps(self, root: Element, names: set[str], maps: tuple[LanguageMap, ...]) -> None:
        elements = _below(root, "maprules", "languagemap")
        for element, language_map in zip(elements, maps, strict=True):
            if language_map.rule_name not in names:
                message = f"there is no languagerule “{language_map.rule_name}”"
                raise self.problem(element, message, f"known: {', '.join(sorted(names))}")

    def flag(self, element: Element | None, name: str, *, default: bool) -> bool:
        value = None if element is None else element.get(name)
        if element is None or value is None:
            return default
        if value not in _YES_NO:
            raise self.problem(element, f'{name} is "{value}"', 'it must be "yes" or "no"')
        return _YES_NO[value]

    def attribute(self, element: Element, name: str) -> str:
        value = element.get(name)
        if value is None:
            raise self.problem(element, f"{_local(element)} has no {name}", f"add {name}=…")
        return value

    def language_rule(self, element: Element) -> LanguageRule:
        return LanguageRule(
            name=self.attribute(element, "languagerulename"),
            rules=tuple(map(self.rule, _named(element, "rule"))),
            comment=_comment_before(element),
            source=self.name,
        )

    def rule(self, element: Element) -> Rule:
        return Rule(
            is_break=self.flag(element, "break", default=True),
            before=_text(next(_named(element, "beforebreak"), None)),
            after=_text(next(_named(element, "afterbreak"), None)),
            comment=_comment_before(element),
            line=element.sourceline or 0,
        )

    def language_map(self, element: Element) -> LanguageMap:
        pattern = self.attribute(element, "languagepattern")
        rule_name = self.attribute(element, "languagerulename")
        return LanguageMap(pattern, rule_name, _comment_before(element))

    def format_handle(self, element: Element) -> FormatHandle:
        include = self.flag(element, "include", default=False)
        return FormatHandle(self.attribute(element, "type"), include)


def _local(element: Element) -> str:
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def _named(parent: Element | None, name: str) -> Iterator[Element]:
    return (child for child in (() if parent is None else parent) if _local(child) == name)


def _below(root: Element, container: str, name: str) -> Iterator[Element]:
    """Yield the elements of that name anywhere in the body's containers of that name."""
    for body in _named(root, "body"):
        for holder in _named(body, container):
            yield from (each for each in holder.iter() if _local(each) == name)


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _is_comment(node: Element) -> bool:
    tag: object = node.tag
    return tag is etree.Comment


def _comment_before(element: Element) -> str:
    """Return the comments directly in front of an element, one a line, stripped."""
    found: list[str] = []
    node = element.getprevious()
    while node is not None and _is_comment(node):
        found.insert(0, (node.text or "").strip())
        node = node.getprevious()
    return "\n".join(filter(None, found))


def _extensions(header: Element | None) -> Iterator[str]:
    for child in () if header is None else header:
        tag = child.tag
        known = etree.QName(tag).namespace in (None, NAMESPACE) if isinstance(tag, str) else True
        if not known:
            alone = deepcopy(child)
            etree.cleanup_namespaces(alone)
            yield etree.tostring(alone, encoding="unicode", with_tail=False)


def write_srx(document: SrxDocument, stream: IO[bytes]) -> None:
    """Write a rule file as SRX 2.0 in UTF-8, indented, one comment line above what it is about.

    Raises:
        ValueError: a pattern or comment has a character that XML 1.0 cannot hold, or a comment
            has `--` in it.
    """
    root = etree.Element(f"{{{NAMESPACE}}}srx", {"version": "2.0"}, nsmap={None: NAMESPACE})
    _add_header(root, document)
    body = _add(root, "body")
    rules = _add(body, "languagerules")
    for language_rule in document.language_rules:
        _add_language_rule(rules, language_rule)
    maps = _add(body, "maprules")
    for each in document.language_maps:
        _add_comment(maps, each.comment)
        _add(maps, "languagemap", languagepattern=each.pattern, languagerulename=each.rule_name)
    if document.comment:
        root.addprevious(_comment(document.comment))
    etree.indent(root, space="  ")
    _unindent_patterns(root)
    tree = etree.ElementTree(root)
    tree.write(stream, encoding="UTF-8", xml_declaration=True, pretty_print=False)
    stream.write(b"\n")


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _comment(text: str) -> Element:
    return etree.Comment(f" {text} ")


def _add_comment(parent: Element, text: str) -> None:
    if text:
        parent.append(_comment(text))


def _yes_no(value: bool) -> str:  # noqa: FBT001 - a conversion, not an option
    return "yes" if value else "no"


def _add_header(root: Element, document: SrxDocument) -> None:
    header = _add(
        root,
        "header",
        segmentsubflows=_yes_no(document.segment_subflows),
        cascade=_yes_no(document.cascade),
    )
    for handle in document.format_handles:
        _add(header, "formathandle", type=handle.type, include=_yes_no(handle.include))
    for extension in document.extensions:
        header.append(etree.fromstring(extension))


def _add_language_rule(parent: Element, language_rule: LanguageRule) -> None:
    _add_comment(parent, language_rule.comment)
    element = _add(parent, "languagerule", languagerulename=language_rule.name)
    for rule in language_rule.rules:
        _add_comment(element, rule.comment)
        child = _add(element, "rule")
        child.set("break", _yes_no(rule.is_break))
        _add(child, "beforebreak").text = rule.before
        _add(child, "afterbreak").text = rule.after


def _unindent_patterns(root: Element) -> None:
    """Make an empty pattern `<afterbreak></afterbreak>`, never white space."""
    for name in ("beforebreak", "afterbreak"):
        for element in root.iter(f"{{{NAMESPACE}}}{name}"):
            element.text = element.text or ""
