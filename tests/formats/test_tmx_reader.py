"""Reading TMX: versions, encodings, codes, languages; entities; errors with their place."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tm.errors import CharsetError, InputError, SyntaxProblemError
from tm.formats import detect, tmx
from tm.formats.base import Input, Output
from tm.formats.tmx import decode, reader
from tm.model import Code, Document, Note, Previous, Provenance, Segment, State, Unit, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="{srclang}" datatype="plaintext"{more}'
)


def document(
    body: str, srclang: str = "en", more: str = "/>", prolog: str = "", version: str = "1.4"
) -> str:
    head = HEADER.format(srclang=srclang, more=more)
    return f'{prolog}<tmx version="{version}">{head}<body>{body}</body></tmx>'


def tu(*texts: str, head: str = "", lang: str = "xml:lang", attributes: str = "") -> str:
    tuvs = [
        f'<tuv {lang}="{c}"><seg>{t}</seg></tuv>'
        for c, t in zip(("en", "ru", "be"), texts, strict=False)
    ]
    return f"<tu{attributes}>{head}{''.join(tuvs)}</tu>"


def read(data: str | bytes, **more: str) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    return tmx.read(Input("a.tmx", (io.BytesIO(raw),), **more))  # type: ignore[arg-type]


def one(data: str | bytes, **more: str) -> Unit:
    (unit,) = read(data, **more).units
    return unit


def texts(data: str | bytes) -> list[tuple[str, ...]]:
    return [tuple(v.text for v in unit.variants) for unit in read(data).units]


@pytest.mark.parametrize("lang", ["lang", "xml:lang"])
@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4", "1.4b"])
def test_all_versions_and_both_language_attributes(version: str, lang: str) -> None:
    data = document(tu("Minsk", "Минск", "Мінск", lang=lang), version=version)
    prolog = f'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx{version[0]}{version[2]}.dtd">\n'
    unit = one(prolog + data)
    assert [(v.lang, v.text) for v in unit.variants] == [
        ("en", "Minsk"),
        ("ru", "Минск"),
        ("be", "Мінск"),
    ]
    assert (unit.id, unit.source) == (unit_id("en", None, "Minsk"), "en")


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("windows-1251", "windows-1251"),
        ("koi8-u", "KOI8-U"),
        ("gb18030", "GB18030"),
    ],
)
def test_encodings(codec: str, declared: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>\r\n'
    data = document(tu("a", "Мінск — ё" if codec != "koi8-u" else "Мінск ё"), prolog=prolog).encode(
        codec
    )
    if codec in {"utf-16-le", "utf-16-be"}:
        assert one(data).variants[1].text == "Мінск — ё"
        data = "\ufeff".encode(codec) + data
    assert one(data).variants[1].text.startswith("Мінск")
    assert tmx.FORMAT.sniff(data[:4096])


def test_header_notes_props_and_private_characters() -> None:
    more = (
        ' creationdate="20260102T030405Z"><note>пра файл</note><prop type="x-client">TM</prop>'
        '<ude name="u" base="Mac"><map unicode="#xF8FF" code="#xF0"/></ude></header>'
    )
    found = read(document("", more=more, srclang="EN_us"))
    assert found.source == "en-US"
    assert found.notes == ("пра файл",)
    fields = dict(found.header)
    assert (fields["creationdate"], fields["x-client"]) == ("20260102T030405Z", "TM")
    assert (
        fields["ude"] == '<ude name="u" base="Mac"><map unicode="#xF8FF" code="#xF0"></map></ude>'
    )
    assert list(found.units) == []


def test_attributes_notes_and_props_of_units_and_variants() -> None:
    head = (
        '<note>першая</note><prop type="x-client" xml:lang="be">А</prop>'
        '<prop type="x-client">B</prop>'
    )
    tuv = (
        '<tuv xml:lang="ru" creationid="anna" creationdate="20260102T030405Z" creationtool="t" '
        'usagecount="3">'
        '<note>n</note><prop type="p">v</prop><seg>да</seg></tuv>'
        '<tuv xml:lang="ru"><seg>нет</seg></tuv>'
    )
    unit = one(
        document(
            f'<tu tuid="77" segtype="phrase">{head}<tuv xml:lang="en"><seg>a</seg></tuv>{tuv}</tu>'
        )
    )
    assert unit.properties == (
        ("tuid", "77"),
        ("segtype", "phrase"),
        ("x-client@be", "А"),
        ("x-client", "B"),
    )
    assert unit.notes == (Note("першая"),)
    assert [v.text for v in unit.variants] == ["a", "да", "нет"]
    first = unit.variants[1]
    assert first.provenance == Provenance("20260102T030405Z", "anna", tool="t")
    assert (first.notes, first.properties) == (("n",), (("usagecount", "3"), ("p", "v")))


def test_our_own_tuid_is_no_property() -> None:
    name = unit_id("en", None, "Minsk")
    assert one(document(tu("Minsk", attributes=f' tuid="{name}"'))).properties == ()


def test_our_props_are_fields() -> None:
    head = "".join(
        f'<prop type="{kind}">{text}</prop>'
        for kind, text in [
            ("x-context", "menu"),
            ("x-locations", "a.md:3"),
            ("x-flags", "c-format"),
            ("x-previous-source", "old"),
            ("x-obsolete", "yes"),
        ]
    )
    unit = one(document(tu("a", head=head)))
    assert (unit.context, unit.locations, unit.flags) == ("menu", ("a.md:3",), ("c-format",))
    assert (unit.previous, unit.obsolete, unit.properties) == (Previous("old"), True, ())


def test_context_of_omegat_and_memoq() -> None:
    omegat = '<prop type="file">a.po</prop><prop type="path">menu</prop><prop type="prev">x</prop>'
    unit = one(document(tu("a", head=omegat)))
    assert unit.context == "menu"
    assert unit.properties == (("file", "a.po"), ("prev", "x"))
    memoq = (
        '<prop type="x-context-pre">&lt;seg&gt;да &amp;amp; так&lt;/seg&gt;</prop>'
        '<prop type="x-context-post">y</prop>'
    )
    assert one(document(tu("a", head=memoq))).properties == (("prev", "да & так"), ("next", "y"))


@pytest.mark.parametrize(
    ("srclang", "given", "expected"),
    [
        ("en", None, "en"),
        ("EN-us", None, "en"),  # the header says en-US, the variant en
        ("*all*", "ru", "ru"),
        ("*all*", None, "en"),
        ("be", None, "be"),
        ("pl", None, "pl"),  # kept: no variant of it
    ],
)
def test_source_language(srclang: str, given: str | None, expected: str) -> None:
    more = {"source": given} if given else {}
    unit = one(document(tu("a", "б", "в"), srclang=srclang), **more)
    assert unit.source == expected


def test_a_unit_has_its_own_source_language() -> None:
    assert one(document(tu("a", "б", attributes=' srclang="ru"'))).source == "ru"


def test_empty_units_and_unknown_language_codes_are_kept() -> None:
    units = list(
        read(document('<tu/><tu tuid="2"></tu><tu><tuv lang="by"><seg/></tuv></tu>')).units
    )
    assert [len(unit.variants) for unit in units] == [0, 0, 1]
    assert units[2].variants[0].lang == "by"  # a country; what the file says is kept
    assert len({unit.id for unit in units}) == 3


def test_a_state_that_is_none_of_ours_is_a_property() -> None:
    body = '<tu><tuv xml:lang="en"><prop type="x-state">odd</prop><seg>a</seg></tuv></tu>'
    variant = one(document(body)).variants[0]
    assert (variant.state, variant.properties) == (State.TRANSLATED, (("x-state", "odd"),))


CODES = [
    ('<bpt i="1" x="1" type="bold">**</bpt>a<ept i="1">**</ept>', "**a**"),
    ('<ph x="1" assoc="p">&lt;br/&gt;</ph>', "<br/>"),
    ('<it pos="begin" x="2">[b]</it>x<it pos="end">[/b]</it>', "[b]x[/b]"),
    ('<hi type="bold">a <hi>б</hi></hi>', "a б"),
    ('<ut x="1">{\\i}</ut>', "{\\i}"),
    ('<ph x="1">&lt;img alt="<sub type="x">ў<ph x="2">!</ph></sub>"&gt;</ph>', '<img alt="ў!">'),
]


@pytest.mark.parametrize(("xml", "text"), CODES)
def test_inline_codes_come_back_as_they_were(xml: str, text: str) -> None:
    found = read(document(tu("до " + xml + " після")))
    units = list(found.units)
    assert units[0].variants[0].text == f"до {text} після"
    stream = io.BytesIO()
    found.units = units
    tmx.write(found, Output("b.tmx", (stream,)))
    assert canonical(f"<seg>до {xml} після</seg>") == canonical(
        re.findall("<seg>.*</seg>", stream.getvalue().decode())[0]
    )


def canonical(xml: str) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def test_codes_are_open_close_and_standalone() -> None:
    segment = one(document(tu(CODES[0][0]))).variants[0].segment
    assert segment == Segment(
        (
            Code("open", "**", "1", properties=(("x", "1"), ("type", "bold"))),
            "a",
            Code("close", "**", "1"),
        )
    )


def test_white_space_is_kept_exactly() -> None:
    text = "  a\n\t б \u00a0\u2028 "
    assert texts(document(tu(text.replace("\n", "\r\n"), "x"))) == [(text, "x")]
    assert texts(document(tu("a&#13;&#10;&#9;b"))) == [("a\r\n\tb",)]


def test_comments_sections_and_instructions() -> None:
    body = (
        f"<!-- <tu></tu> --><?x </tu> ?>{tu('a<!-- - > -->b', '<![CDATA[<ў & </tu>]]>')}<!--x-->"
        f"{tu('&#x451;&amp;', '&lt;b&gt;')}"
    )
    assert texts(document(body)) == [("ab", "<ў & </tu>"), ("ё&", "<b>")]


@pytest.mark.parametrize("megabytes", [1, 50])
def test_long_texts(megabytes: int) -> None:
    text = "Мінск стаіць. " * (megabytes * 1_000_000 // 25)
    assert texts(document(tu("a", text))) == [("a", text)]


# Both ways of reading make the same units.

PIECES = st.sampled_from(
    [
        *(
            " ",
            "\n",
            "ё",
            "a]]",
            "&lt;",
            "&#1118;",
            "<!-- </tu> -->",
            "<![CDATA[<&]]>",
            "<?p </tuv>?>",
        ),
        *(
            '<ph x="1">z</ph>',
            "<hi>і</hi>",
            "'",
            '"',
            "&gt;",
            "\t",
            "\r\n",
            "</seg >\n<!--",
            "x" * 20,
        ),
    ]
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    def space() -> str:
        return draw(st.sampled_from(["", "", " ", "\n  ", "<!--</tu>-->"]))

    def attribute(name: str, value: str) -> str:
        quote = draw(st.sampled_from('""\''))
        return f" {name}{draw(st.sampled_from(['=', '=', ' = ']))}{quote}{value}{quote}"

    def content() -> str:
        return "".join(p for p in draw(st.lists(PIECES, max_size=3)) if not p.startswith("</"))

    def infos() -> str:
        text = "".join(p for p in draw(st.lists(PIECES, max_size=2)) if p[0] != "<" or p[1] in "!?")
        text = text.replace("</seg >\n<!--", "")
        kind = draw(st.sampled_from(["", "note", "prop"]))
        name = (
            attribute("type", draw(st.sampled_from(["x-context", "p", "a>b"])))
            if kind == "prop"
            else ""
        )
        return f"<{kind}{name}>{text}</{kind}>{space()}" if kind else ""

    result = ""
    for _ in range(draw(st.integers(0, 3))):
        tuvs = ""
        for lang in draw(st.lists(st.sampled_from(["en", "ru", "BE"]), max_size=3)):
            seg = f"<seg>{content()}</seg>{space()}" if draw(st.integers(0, 9)) else "<seg/>"
            tuvs += f"<tuv{attribute('xml:lang', lang)}>{space()}{infos()}{seg}</tuv >{space()}"
        name = attribute("tuid", draw(st.sampled_from(["1", "a&amp;b", "x>y", "ў"])))
        result += (
            f"<tu{name}>{space()}{infos()}{tuvs}</tu{draw(st.sampled_from(['', ' ']))}>{space()}"
        )
    return result


@given(bodies(), st.integers(1, 40))
def test_plain_and_other_units_and_any_chunks_are_the_same(body: str, size: int) -> None:
    data = document(body)
    usual = list(read(data).units)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_PLAIN_UNIT", re.compile(r"(?!)"))
        assert list(read(data).units) == usual
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "_CHUNK", size)
        assert list(read(data).units) == usual
    root = etree.fromstring(
        data.replace("\r\n", "\n").encode(), etree.XMLParser(remove_comments=True)
    )
    judged = [
        ["".join(map(str, seg.itertext())) for seg in unit.iter("seg")] for unit in root.iter("tu")
    ]
    assert [[v.text for v in unit.variants] for unit in usual] == judged


@given(bodies(), st.data())
def test_what_expat_refuses_is_refused(body: str, data: st.DataObject) -> None:
    whole = document(body or tu("a", "б"))
    at = data.draw(st.integers(whole.index("<body>") + 6, len(whole) - 1))
    odd = [
        "",
        "<",
        "&",
        ">",
        '"',
        "\x0b",
        "\ufffe",
        "]]>",
        "<!--",
        "&#0;",
        "</tu>",
        " a='1' a='2'",
        "é",
    ]
    broken = (
        whole[:at] + data.draw(st.sampled_from(odd)) + whole[at + data.draw(st.integers(0, 2)) :]
    )
    try:
        etree.fromstring(broken.encode())
    except etree.XMLSyntaxError:
        with pytest.raises(InputError) as caught:
            list(read(broken).units)
        assert caught.value.place is not None


# What is wrong, and where.

BAD = [
    ("", "no element found"),
    ("plain text", "syntax error"),
    ("<html/>", "not a TMX file: its root is <html>"),
    ('<tmx version="2.0"><header/><body/></tmx>', "version 2.0"),
    ('<tmx version="1.4"><header/></tmx>', "without <body>"),
    ('<tmx version="1.4"><foo/><body/></tmx>', "unexpected <foo>"),
    (document("<tu><tuv><seg>a</seg></tuv></tu>"), "without xml:lang"),
    (document("<tu><tuv lang=''><seg>a</seg></tuv></tu>"), "without xml:lang"),
    (document(tu("a <b>x</b>")), "<b> inside <seg>"),
    (document(tu("<ph>x<it/></ph>")), "<it> inside <ph>"),
    (document(tu("a", head="<foo/>")), "unexpected <foo> in <tu>"),
    (document(tu("a", head="<note>a<b/></note>")), "unexpected <b> in <note>"),
    (document("<tu>ой<tuv xml:lang='en'><seg/></tuv></tu>"), "text outside <seg>, in <tu>: “ой”"),
    (document("<tu><tuv xml:lang='en'><seg/><seg/></tuv></tu>"), "a second <seg>"),
    (document("<foo/>" + tu("a")), "unexpected <foo> in <body>"),
    (document(tu("a") + "ой"), "text “ой” in <body>"),
    (document(tu("a &foo; b")), "undefined entity"),
    (
        document(tu("a &foo; b"), prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'),
        "“foo” is not declared",
    ),
    (
        document(tu("a", attributes=' tuid="&foo;"'), prolog='<!DOCTYPE tmx SYSTEM "t.dtd">'),
        "entity",
    ),
    (document(tu("&x;"), prolog='<!DOCTYPE tmx [<!ENTITY x "y">]>'), "“x” is declared"),
    (
        document(tu("&x;"), prolog='<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "“x” is declared",
    ),
    (
        document(tu("a"), prolog='<!DOCTYPE tmx [<!ENTITY % x SYSTEM "x.dtd"> %x;]>'),
        "“x” is declared",
    ),
    (document(tu("a&#x0B;b")), "a reference to a character that XML cannot hold (U+000B)"),
    (document(tu("a&#55296;b")), "(U+D800)"),
    (document(tu("a\x0bb")), "a character that XML cannot hold (U+000B)"),
    (document(tu("a\x00b")), "(U+0000)"),
    (document(tu("a\ufffeb")), "(U+FFFE)"),
    (document(tu("a & b")), "invalid token"),
    (document(tu("a < b")), "invalid token"),
    (document("<tu><tuv xml:lang='en'><seg>a</tuv></seg></tu>"), "mismatched tag"),
    (document("<tu a='1' a='2'/>"), "duplicate attribute"),
    (document(tu("a"))[:-20], "ends too early"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_broken_files_say_what_and_where(data: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read(data).units)
    assert message in caught.value.message
    assert caught.value.place is not None
    assert caught.value.place.path == "a.tmx"


def test_the_entity_bomb_is_refused() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(SyntaxProblemError, match="entities are not expanded"):
        read(document(tu("&a11;"), prolog=f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{levels}]>'))


def test_units_before_the_error_come_first() -> None:
    for broken in ("<tu><tuv", tu("a\x0bb"), tu("a &foo; b"), "<foo/>"):
        body = "\n".join([tu("a", "б"), tu("c", "д")]) + "\n" + broken
        data = f'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "x">{document(body)[:-13]}'
        units = iter(read(data).units)
        assert [next(units).variants[1].text for _ in range(2)] == ["б", "д"]
        with pytest.raises(SyntaxProblemError) as caught:
            next(units)
        assert caught.value.place is not None
        assert caught.value.place.line == 3


def test_place_of_an_illegal_character() -> None:
    data = document("\n  " + tu("ёж", "ab\x0b"))
    with pytest.raises(SyntaxProblemError) as caught:
        list(read(data).units)
    line = data.split("\n")[1]
    assert str(caught.value.place) == f"a.tmx:2:{line.index(chr(11)) + 1}"


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    with pytest.raises(SyntaxProblemError, match="nested too deeply"):
        list(read(document(tu("<hi>" * 20_000 + "</hi>" * 20_000))).units)


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        (document(tu("a")).encode() + b"\n\xff", "the bytes FF are not utf-8", "a.tmx:2:1"),
        (
            b'<?xml version="1.0" encoding="windows-1251"?>' + b"\n<tmx><body>\x98",
            "98 are not cp1251",
            "a.tmx:2:12",
        ),
        (
            b'<?xml version="1.0" encoding="UTF-16"?><tmx/>',
            "says it is UTF-16, but it is not",
            "a.tmx:1",
        ),
        (b'<?xml version="1.0" encoding="nope"?><tmx/>', "“nope” is unknown", "a.tmx:1"),
        (b'<?xml version="1.0" encoding="zlib"?><tmx/>', "“zlib” is unknown", "a.tmx:1"),
    ],
)
def test_wrong_bytes(data: bytes, message: str, place: str) -> None:
    with pytest.raises(CharsetError) as caught:
        list(read(data).units)
    assert message in caught.value.message
    assert str(caught.value.place) == place


def test_units_are_read_as_they_are_asked_for() -> None:
    asked: list[int] = []

    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            asked.append(size)
            return (
                document("").partition("</body>")[0] if len(asked) == 1 else tu("a", "б") * 2000
            ).encode()

    units: Iterator[Unit] = iter(tmx.read(Input("a.tmx", (Endless(),))).units)  # type: ignore[arg-type]
    for _ in range(5000):
        assert next(units).variants[1].text == "б"
    assert len(asked) < 10


def test_detected_by_name_and_by_content() -> None:
    assert detect("a.TMX").name == "tmx"
    assert detect("a.xml", b'<?xml version="1.0"?><tmx').name == "tmx"


def test_a_header_nested_too_deeply_is_an_error_with_its_place() -> None:
    deep = "<ude>" + "<map>" * 3000 + "</map>" * 3000 + "</ude>"
    text = f'<tmx version="1.4">\n<header srclang="en">{deep}</header><body></body></tmx>'
    with pytest.raises(SyntaxProblemError, match="nested too deeply") as caught:
        tmx.read(Input("a.tmx", (io.BytesIO(text.encode()),)))
    assert caught.value.place is not None
    assert caught.value.place.line == 2
