"""The engine against the plain reading of SRX, against another program, and against the clock."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import choppa
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import SyntaxProblemError
from tm.segment import LanguageMap, LanguageRule, Rule, Segmenter, SrxDocument, read_srx
from tm.segment.engine import RuleEngine

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(["a", "b", r"\.", r"\s", "[ab]", "[^a]", r"\p{Lu}", ".", "A"])
PATTERNS = st.just("") | st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}"])),
    ),
    max_leaves=5,
)
RULES = st.lists(st.builds(Rule, st.booleans(), PATTERNS, PATTERNS), min_size=1, max_size=6)
TEXTS = st.text("abA. \n", max_size=14)


def plain_cuts(rules: list[Rule], text: str) -> list[int]:
    """Decide every position by trying every rule on every stretch of text beside it."""

    def fits(rule: Rule, at: int) -> bool:
        before = any(regex.fullmatch(rule.before, text[start:at]) for start in range(at + 1))
        return before and regex.match(rule.after, text[at:]) is not None

    first = [next((r for r in rules if fits(r, at)), None) for at in range(len(text) + 1)]
    return [at for at in range(1, len(text)) if (rule := first[at]) and rule.is_break]


@given(RULES, TEXTS)
def test_the_engine_decides_as_srx_says(rules: list[Rule], text: str) -> None:
    engine = RuleEngine([LanguageRule("A", tuple(rules))])
    cuts = engine.cuts(text)
    assert cuts == plain_cuts(rules, text)
    decisions = [each for each in engine.decisions(text) if each.is_break]
    assert [each.offset for each in decisions] == cuts


@given(st.lists(RULES, min_size=1, max_size=3), TEXTS)
def test_the_cascade_is_one_list_of_rules(lists: list[list[Rule]], text: str) -> None:
    engine = RuleEngine([LanguageRule(str(i), tuple(each)) for i, each in enumerate(lists)])
    assert engine.cuts(text) == plain_cuts([rule for each in lists for rule in each], text)


CORPORA = {"en": ("en",), "ru": ("ru",), "be": ("be",), "uk": ("ru", "be")}


@pytest.mark.parametrize("lang", ["en", "ru", "be", "uk"])
def test_languagetools_rules_cut_as_choppa_cuts(
    lang: str, gold: Callable[[str], list[dict[str, Any]]]
) -> None:
    ours = RuleEngine(_rules_of(read_srx(choppa.DEFAULT_SRX_RULESET), lang))
    theirs = choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)
    checked = 0
    for text in [row["text"] for row in gold("*.jsonl") if row["lang"] in CORPORA[lang]]:
        segments = list(choppa.SrxTextIterator(theirs, lang, text))
        ends = [sum(map(len, segments[: i + 1])) for i in range(len(segments))]
        assert ours.cuts(text) == ends[:-1]
        checked += len(ends)
    assert checked > 1000


def _rules_of(srx: SrxDocument, lang: str) -> list[LanguageRule]:
    by_name = {rule.name: rule for rule in srx.language_rules}
    fitting = [m for m in srx.language_maps if regex.fullmatch(m.pattern, lang)]
    return [by_name[entry.rule_name] for entry in fitting]


OMEGAT_STYLE = r"""<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header></header><body>
<languagerules>
<languagerule languagerulename="German">
 <rule break="no"><beforebreak>www\.</beforebreak><afterbreak>.*</afterbreak></rule>
 <rule break="no"><beforebreak>.*</beforebreak><afterbreak>\.at</afterbreak></rule>
 <rule break="no"><beforebreak>Dr\.\smed\.</beforebreak><afterbreak>\s</afterbreak></rule>
 <rule break="no">
  <beforebreak>[^\p{Lu}]\b\p{Ll}{1,2}\.</beforebreak><afterbreak>\s</afterbreak></rule>
</languagerule>
<languagerule languagerulename="Text">
 <rule break="yes"><beforebreak>\n</beforebreak><afterbreak/></rule>
</languagerule>
<languagerule languagerulename="Default">
 <rule break="yes"><beforebreak>[\.\?\!]+</beforebreak><afterbreak>\s</afterbreak></rule>
 <rule break="yes"><beforebreak>[\u3002\uff0e]</beforebreak><afterbreak>.</afterbreak></rule>
</languagerule>
</languagerules>
<maprules>
 <languagemap languagepattern="DE.*" languagerulename="German"/>
 <languagemap languagepattern=".*" languagerulename="Text"/>
 <languagemap languagepattern=".*" languagerulename="Default"/>
</maprules></body></srx>"""


def test_the_constructs_of_omegats_rules() -> None:
    srx = read_srx(BytesIO(OMEGAT_STYLE.encode()))
    text = "Ja. Dr. med. Ott z. B. kam! Siehe www. x.\nEnde。Neu."
    german = Segmenter.for_language("de-AT", srx)
    assert [text[a:b] for a, b in german.spans(text)] == [
        "Ja.",
        "Dr.",
        "med. Ott z. B.",
        "kam!",
        "Siehe www. x.",
        "Ende。",
        "Neu.",
    ]
    assert len(Segmenter.for_language("fr", srx).spans(text)) == 10


def test_a_wrong_pattern_is_reported_with_its_place() -> None:
    text = OMEGAT_STYLE.replace(r"www\.", r"(www)\1")
    stream = BytesIO(text.encode())
    srx = read_srx(stream)
    with pytest.raises(
        SyntaxProblemError, match="beforebreak, character 6: a back-reference"
    ) as caught:
        Segmenter.for_language("de", srx)
    assert caught.value.place is not None
    assert caught.value.place.line == 4
    assert Segmenter.for_language("fr", srx).breaks("Oui. Non.") == [4]


@pytest.mark.parametrize(
    "before", [r"[\p{L} ]+\.", r"\(.*\.", r".*\.", r"(?:\w+\s)*\w+\.", r"\s*\.", r"^.*\."]
)
def test_open_patterns_cope_with_a_long_text(before: str) -> None:
    rules = [
        Rule(is_break=False, before=before, after=r"\s*\d"),
        Rule(is_break=True, after=r"\s.*"),
    ]
    text = "word (more. " * 9000
    cuts = RuleEngine([LanguageRule("A", tuple(rules))]).cuts(text)
    assert cuts == [at for at, char in enumerate(text) if char == " "]


def test_rules_without_a_break_never_cut() -> None:
    engine = RuleEngine([LanguageRule("A", (Rule(is_break=False, before="a"),))])
    assert engine.cuts("a b") == []
    assert engine.decisions("a b") == []


def test_characters_beyond_the_first_plane() -> None:
    rules = (Rule(is_break=True, before=r"[\x{1F600}-\x{1F64F}]", after=r"\s"),)
    srx = SrxDocument((LanguageRule("A", rules),), (LanguageMap(".*", "A"),))
    assert Segmenter.for_language("be", srx).breaks("Так 😀 Не") == [5]


def test_a_pattern_of_a_later_rule_is_reported_with_its_line() -> None:
    refused = Rule(is_break=True, before="a{99999999999}", line=5)
    rules = (Rule(is_break=True, before="a", line=3), refused)
    with pytest.raises(SyntaxProblemError, match=r"A\.srx:5:1: .*too large"):
        RuleEngine([LanguageRule("A", rules, source="A.srx")])
