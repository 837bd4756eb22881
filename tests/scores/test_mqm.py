"""Annotated errors: what they cost, whether raters agree, and where they come from."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import InputError, UsageError
from tm.project import Project
from tm.project.annotations import drafts, encoded, read_annotations
from tm.project.checking import Checking
from tm.scores.mqm import Annotation, Weights, alpha, score, typology, weights_of

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
system\tdoc\tseg_id\trater\tsource\ttarget\tcategory\tseverity
A\td\t1\tr1\tHi there you\tПривет <v>вам</v>\tAccuracy/Mistranslation\tMajor
A\td\t1\tr2\tHi there you\tПривет вам\tNo-error\tno-error
A\td\t2\tr1\tBye now\tПока <v>!</v>\tFluency/Punctuation\tMinor
A\td\t2\tr2\tBye now\tПока <v>!</v>\tNon-translation!\tMajor
B\td\t1\tr1\tHi there you\tЗдравствуйте\tNo-error\tno-error
"""
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part C: 4 observers, 12 units.
OBSERVED = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_agreement_is_that_of_krippendorffs_example() -> None:
    units = [
        {str(rater): float(value) for rater, value in enumerate(column) if value is not None}
        for column in zip(*OBSERVED, strict=True)
    ]
    found = alpha(units)
    assert found is not None
    assert f"{found:.3f}" == "0.849"


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), min_size=1, max_size=8))
def test_agreement_is_one_less_observed_by_expected_disagreement(units: list[list[int]]) -> None:
    rated = [unit for unit in units if len(unit) > 1]
    values = [value for unit in rated for value in unit]
    observed: float = sum(
        sum((a - b) ** 2 for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in rated
    ) / max(len(values), 1)
    expected: float = sum((a - b) ** 2 for a, b in permutations(values, 2))
    expected /= max(len(values) * (len(values) - 1), 1)
    found = alpha([{str(at): float(v) for at, v in enumerate(unit)} for unit in units])
    if expected:
        assert found == pytest.approx(1 - observed / expected)
    else:
        assert found is None


def test_annotations_of_wmt_are_scored_by_their_weights(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(TABLE, "utf-8")
    found = read_annotations(Project.open(tmp_path), [str(path)])
    assert found[0].span == (7, 10)
    assert found[0].target[7:10] == "вам"
    best, other = score(found, weights_of("wmt"))
    assert (best.system, best.per_segment) == ("B", 0.0)
    assert other.per_segment == pytest.approx((5 / 2 + (0.1 + 25) / 2) / 2)
    assert other.per_1000 == pytest.approx(1000 * (5 / 2 + (0.1 + 25) / 2) / 5)
    assert (other.segments, other.raters, other.errors) == (2, 2, 3)
    low, high = other.per_segment_interval
    assert low <= other.per_segment <= high


def test_weights_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[severities]\nneutral = 0\nminor = 2\nmajor = 3\ncritical = 9\n")
    one = Annotation("1", "accuracy/omission", "minor", target="ён")
    assert weights_of(str(path)).penalty(one) == 2
    path.write_text("[severities]\nminor = 2\n")
    with pytest.raises(InputError, match="does not say what neutral costs"):
        weights_of(str(path))
    with pytest.raises(UsageError, match="there are no weights"):
        weights_of("wtm")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "system\tsegment\ttarget\tseverity\n", "has no column “category”"),
        ("a.tsv", "segment\ttarget\tcategory\tseverity\n1\tён\tAcuracy\tminor\n", "is no type"),
        ("a.tsv", "segment\ttarget\tcategory\tseverity\n1\tён\tomission\tsmall\n", "no severity"),
        ("a.tsv", "segment\ttarget\tcategory\tseverity\n1\n", "has 1 columns here"),
        ("a.jsonl", '{"segment": 1}\n', "is no annotation"),
        ("a.jsonl", "ў\n", "is no JSON"),
        ("a.txt", "ў\n", "is no file of annotations"),
    ],
)
def test_bad_annotations_are_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        read_annotations(Project.open(tmp_path), [str(path)])


def test_comments_in_a_catalog_are_annotations(tmp_path: Path) -> None:
    path = tmp_path / "be.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: be\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        "# tm:mqm=accuracy/mistranslation/major [0:2] не той\n"
        'msgid "He left Minsk."\nmsgstr "Ён з’ехаў."\n\nmsgid "Yes."\nmsgstr "Так."\n',
        "utf-8",
    )
    one, other = read_annotations(Project.open(tmp_path), [str(path)])
    assert (one.type, one.severity, one.span, one.comment) == (
        "accuracy/mistranslation", "major", (0, 2), "не той",
    )  # fmt: skip
    assert other.severity == "none"
    (made,) = score([one, other], weights_of("mqm"))
    assert made.per_segment == 2.5


def test_findings_are_drafts_that_count_when_they_are_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "be.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: be\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "In 1994 he won 80.1 % of votes."\n'
        'msgstr "У 1994 годзе ён атрымаў 81,1 % галасоў."\n',
        "utf-8",
    )
    project = Project.open(tmp_path)
    found = drafts(project, [str(path)], Checking())
    assert found
    assert all(one.draft and one.type in _types() for one in found)
    assert score(found, weights_of("mqm")) == []
    out = tmp_path / "draft.jsonl"
    out.write_bytes(encoded(found).replace(b',"draft":true', b""))
    (made,) = score(read_annotations(project, [str(out)]), weights_of("mqm"))
    assert made.errors == len(found)


def _types() -> set[str]:
    tree = typology().typology
    return {*tree, *(f"{head}/{tail}" for head, tails in tree.items() for tail in tails)}


def test_all_names_and_rules_lead_to_types_that_there_are() -> None:
    known = typology()
    assert {*known.names.values(), *known.findings.values()} <= _types()
    assert all(known.type_of(name) == kind for name, kind in known.names.items())


@given(st.sampled_from(["minor", "major", "critical"]), st.floats(0, 100))
def test_a_type_of_its_own_goes_before_severity(severity: str, weight: float) -> None:
    weights = Weights({"neutral": 0, "minor": 1, "major": 5, "critical": 25}, {"other": weight})
    assert weights.penalty(Annotation("1", "other", severity)) == weight  # type: ignore[arg-type]
