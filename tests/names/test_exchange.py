"""Exchange: nothing is lost in TBX, the tables hold what they say, foreign files are read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import csvl10n, tbx

from tests.names.entries import many, names, terms
from tm.config import Policy
from tm.errors import LossError, SyntaxProblemError, UsageError
from tm.names.exchange import FORMATS
from tm.names.exchange.files import Languages, read, write
from tm.names.name import Form, Name
from tm.names.register import read_register
from tm.terms.base import Term, read_terms

if TYPE_CHECKING:
    from tm.names.name import Entity

SEEDS = Path(__file__).parent.parent.parent / "seeds"
NAMES = list(read_register(SEEDS / "names.toml"))
TERMS = list(read_terms(SEEDS / "terms.toml"))
EN_RU = Languages("en", "ru", {"en": Policy(own=False)})
DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n'
XML = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize("name", ["tbx", "tbx3"])
@given(st.one_of(st.tuples(st.just(Name), many(names())), st.tuples(st.just(Term), many(terms()))))
def test_tbx_gives_back_what_it_was_given(name: str, case: tuple[Any, list[Entity]]) -> None:
    kind, found = case
    assert read(write(found, name, EN_RU), "x.tbx", name, kind, EN_RU) == (found, [])


@pytest.mark.parametrize("name", ["tbx", "tbx3"])
def test_the_seeds_go_through_tbx(name: str) -> None:
    assert read(write(NAMES, name, EN_RU), "x.tbx", name, Name, EN_RU) == (NAMES, [])
    assert read(write(TERMS, name, EN_RU), "x.tbx", name, Term, EN_RU) == (TERMS, [])


def test_another_reader_finds_the_same_terms_in_tbx() -> None:
    reader: Any = tbx.tbxfile
    store = reader.parsestring(write(NAMES, "tbx", Languages("en")))
    store.settargetlanguage("ru")
    assert [(unit.source, unit.target) for unit in store.units] == [
        (name.forms["en"][0].text, name.forms["ru"][0].text) for name in NAMES
    ]


def test_tbx_says_status_gender_part_of_speech_and_what_is_not_translated() -> None:
    found = [
        Name(
            "eu",
            {"ru": (Form("Евросоюз"), Form("ЕС", "admitted"), Form("Х", "forbidden"))},
            gender={"ru": "m"},
        ),
        Term("cc0", {"en": (Form("CC0"),)}, translate=False, gender={"en": "pl"}),
    ]
    root = etree.fromstring(write(found, "tbx", EN_RU))
    texts = [(note.get("type"), note.text) for note in root.iter("termNote", "descrip")]
    assert texts == [
        ("partOfSpeech", "properNoun"),
        ("grammaticalGender", "masculine"),
        ("termType", "fullForm"),
        ("administrativeStatus", "preferredTerm-admn-sts"),
        ("partOfSpeech", "properNoun"),
        ("grammaticalGender", "masculine"),
        ("termType", "abbreviation"),
        ("administrativeStatus", "admittedTerm-admn-sts"),
        ("partOfSpeech", "properNoun"),
        ("grammaticalGender", "masculine"),
        ("termType", "fullForm"),
        ("administrativeStatus", "deprecatedTerm-admn-sts"),
        ("Translation needed", "No"),
        ("partOfSpeech", "noun"),
        ("grammaticalNumber", "plural"),
        ("termType", "abbreviation"),
        ("administrativeStatus", "preferredTerm-admn-sts"),
    ]


def test_the_versions_differ_in_their_elements_alone() -> None:
    two = etree.fromstring(write(NAMES, "tbx", EN_RU))
    three = etree.fromstring(write(NAMES, "tbx3", EN_RU))
    assert (two.tag, three.tag) == ("martif", "{urn:iso:std:iso:30042:ed-2}tbx")
    assert dict(three.attrib) == {"type": "TBX-Basic", "style": "dca", XML: "en"}
    body = [
        [(node.get("type"), node.text) for node in root.iter("{*}term", "{*}note", "{*}termNote")]
        for root in (two, three)
    ]
    assert body[0] == body[1]


def test_the_house_policy_decides_the_status_that_tbx_says() -> None:
    found = [Name("a", {"en": (Form("A", base="ru"), Form("B", base="be"))})]
    for policy, preferred in ((Policy(base="ru"), "A"), (Policy(base="be"), "B")):
        house = Languages("en", policies={"en": policy})
        root = etree.fromstring(write(found, "tbx", house))
        chosen = [
            tig.findtext("term")
            for tig in root.iter("tig")
            if "preferredTerm-admn-sts" in [note.text for note in tig]
        ]
        assert chosen == [preferred]


FOREIGN = """<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1"><descripGrp><descrip type="definition">A town.</descrip></descripGrp>
<transacGrp><transac type="transactionType">origination</transac><date>2020</date></transacGrp>
<langSet xml:lang="en"><ntig><termGrp><term>Brest
 <hi>Litovsk</hi></term><termNote type="partOfSpeech">noun</termNote>
<termNote type="administrativeStatus">preferred</termNote></termGrp>
<descrip type="context">In Brest.</descrip></ntig></langSet>
<langSet xml:lang="BE"><tig><term>Брэст</term></tig><tig><term>Брэст</term></tig>
<tig><term>Берасце</term><termNote type="administrativeStatus">obsolete</termNote></tig></langSet>
</termEntry>
<termEntry><langSet xml:lang="en"><tig><term>Brest!</term></tig></langSet></termEntry>
<termEntry><note>empty</note></termEntry>
</body></text></martif>
"""


@pytest.mark.parametrize("doctype", ["", DOCTYPE, "<?xml version='1.0'?>\n" + DOCTYPE])
def test_tbx_of_other_programs_is_read(doctype: str) -> None:
    found, left_out = read((doctype + FOREIGN).encode(), "f.tbx", "tbx", Term, EN_RU)
    first = doctype.count("\n")
    assert found == [
        Term(
            "c1",
            {
                "en": (Form("Brest Litovsk", "preferred", note="context: In Brest."),),
                "be": (Form("Брэст"), Form("Берасце", "forbidden")),
            },
            definition="A town.",
            note="transactionType: origination\ndate: 2020",
        ),
        Term("brest", {"en": (Form("Brest!"),)}),
    ]
    assert left_out == [
        f"f.tbx:{first + 8}: no term, or one there is",
        f"f.tbx:{first + 12}: an entry without a term",
    ]


def test_tbx_3_in_the_style_of_element_names_is_read() -> None:
    text = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="1">
 <min:subjectField>law</min:subjectField><langSec xml:lang="ru"><termSec><term>договор</term>
 <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus>
 <min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec></conceptEntry></body></text></tbx>"""
    found, _ = read(text.encode(), "f.tbx", "tbx3", Term, EN_RU)
    assert found == [Term("договор", {"ru": (Form("договор", "forbidden"),)}, subject="law")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"f\.tbx(:\d.*)?: is not XML"),
        ("<martif>\n<a></martif>", r"f\.tbx:2:\d+: is not XML"),
        ("<tmx/>", r"f\.tbx:1: <tmx> is no TBX"),
        ('<!DOCTYPE martif [<!ENTITY a "b">]>\n<martif>&a;</martif>', "entities of its own"),
        (
            '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<martif>&a;</martif>',
            "entities of its own",
        ),
        (f"{DOCTYPE}<martif>&a;</martif>", "entities of its own|not defined"),
        ("<martif><termEntry>\n<langSet/></termEntry></martif>", r"f\.tbx:2: “” is not a lang"),
        (
            (
                '<martif><termEntry>\n<langSet xml:lang="ru"><tig><term>а</term>\n'
                "<note>tm:parts=[1]</note></tig></langSet></termEntry></martif>"
            ),
            r"f\.tbx:2: ",
        ),
    ],
)
def test_what_is_no_tbx_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(SyntaxProblemError, match=says):
        read(text.encode(), "f.tbx", "tbx", Term, EN_RU)


def test_tables_say_what_they_cannot_hold() -> None:
    found = [Name("a", {"en": (Form("A"),), "ru": (Form("А", parts=("surname",)),)}, kind="person")]
    for name in ("omegat", "weblate", "tsv"):
        with pytest.raises(LossError, match=f"{name} cannot hold: kind, parts"):
            write(found, name, EN_RU)
        assert write(found, name, EN_RU, allow_loss=True)
    simple = [Name("a", {"en": (Form("A"),), "ru": (Form("А"),), "be": (Form("Ў", own=True),)})]
    assert write(simple, "omegat", EN_RU) == "A\tА\t\n".encode()


@pytest.mark.parametrize("name", ["omegat", "weblate"])
def test_a_format_with_two_languages_wants_to_know_the_target(name: str) -> None:
    with pytest.raises(UsageError, match="--to"):
        write([], name, Languages("en"))


GLOSSARY = [
    Name(
        "eu",
        {
            "en": (Form("European Union"), Form("EU", "admitted")),
            "ru": (
                Form("Европейский союз"),
                Form("Евросоюз", "admitted"),
                Form("ЕС", "admitted"),
                Form("Ес", "forbidden"),
            ),
        },
        note="of states",
    ),
    Name("minsk", {"en": (Form("Minsk"),), "ru": (Form("Минск"),)}),
]


def test_omegat_has_no_forbidden_form_as_a_target() -> None:
    rows = [row.split("\t") for row in write(GLOSSARY, "omegat", EN_RU).decode().splitlines()]
    assert rows == [
        [
            "European Union",
            "Европейский союз",
            "of states | also: Евросоюз; ЕС | never: Ес",
        ],
        ["EU", "Европейский союз", "= European Union"],
        ["Minsk", "Минск", ""],
    ]


@pytest.mark.parametrize(
    ("name", "ids"), [("omegat", ["european-union", "minsk"]), ("weblate", ["eu", "minsk"])]
)
def test_the_two_languages_of_a_glossary_come_back(name: str, ids: list[str]) -> None:
    data = write(GLOSSARY, name, EN_RU)
    found, _ = read(data, "x", name, Name, EN_RU)
    assert [entity.id for entity in found] == ids
    assert [entity.forms for entity in found] == [entity.forms for entity in GLOSSARY]
    assert [entity.note for entity in found] == ["of states", ""]
    assert write(found, name, EN_RU) == data


def test_what_is_not_translated_is_its_own_target() -> None:
    found = [Term("cc0", {"en": (Form("CC0"),)}, translate=False)]
    assert write(found, "omegat", EN_RU) == b"CC0\tCC0\t\n"


def test_the_csv_has_the_columns_that_weblate_reads() -> None:
    data = write(NAMES, "weblate", EN_RU, allow_loss=True)
    reader: Any = csvl10n.csvfile
    store = reader.parsestring(data)
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert len(store.units) == len(rows)
    assert [(u.source, u.target, u.context) for u in store.units] == [
        (row["source"], row["target"], row["context"]) for row in rows
    ]


@given(many(names()))
def test_tsv_gives_back_texts_and_statuses(found: list[Name]) -> None:
    data = write(found, "tsv", EN_RU, allow_loss=True)
    back, _ = read(data, "x.tsv", "tsv", Name, EN_RU)
    assert write(back, "tsv", EN_RU, allow_loss=True) == data
    assert [_texts(name) for name in back] == [_texts(name) for name in found]


def _texts(name: Name) -> tuple[str, dict[str, set[str]]]:
    return name.id, {lang: {form.text for form in forms} for lang, forms in name.forms.items()}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("omegat", "a\tб\nа", r"x:2: 1 columns"),
        ("weblate", "source,context\n", r"x:1: no column target"),
        ("weblate", 'source,target\n"a"b,c\n', r"x:2: is not CSV"),
        ("tsv", "id\ten\na\n", r"x:2: the line has not the 2 columns"),
        ("tsv", "id\tstatus\ten\na\tgood\tA\n", r"x:2: .*no known status"),
        ("tsv", "id\tenglish language\n", r"x:1: .*is not a language tag"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(name: str, text: str, says: str) -> None:
    with pytest.raises(SyntaxProblemError, match=says):
        read(text.encode(), "x", name, Name, EN_RU)


def test_every_format_writes_and_reads_the_seeds() -> None:
    for name in FORMATS:
        found, _ = read(write(NAMES, name, EN_RU, allow_loss=True), "x", name, Name, EN_RU)
        assert len(found) == len(NAMES)
