"""Names of texts found without being told, and what is inconsistent about them.

    rows ─ Index ─▶ mentions, lemmas, links ─ find_… ─▶ Reports

`docs/names-scan.md` says what is reported and how often that is right.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tm.names.detect.index import Index
from tm.names.detect.mismatch import find_mismatches
from tm.names.detect.registered import find_registered
from tm.names.detect.reports import Location, Report, Spelling, report_of, spelling
from tm.names.detect.romanisation import find_mixed_romanisation
from tm.names.detect.scripts import mixed
from tm.names.detect.texts import Row, Text
from tm.names.detect.variants import Variants, find_variants, systematic
from tm.names.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tm.config import Policy
    from tm.names.detect.reports import Kind
    from tm.names.register import Register

__all__ = ["Location", "Report", "Row", "Spelling", "Text", "scan"]


def scan(
    rows: Sequence[Row],
    register: Register | None = None,
    policies: Mapping[str, Policy] | None = None,
) -> list[Report]:
    """Return what is inconsistent in the names of rows, by language and place.

    With a register its names are known: a near miss of one, or a form that is not its preferred
    one by the house policies (by language), is reported under its id, and not as a variant too.
    """
    index = Index(rows)
    reports: list[Report] = list(_mixed_scripts(rows))
    for lang in sorted(index.lexicons):
        known = find_registered(index, lang, register, policies or {}) if register else []
        variants = [_report(index, each) for each in find_variants(index, lang)]
        if register:
            variants = _unregistered(variants, _registered_places(rows, register, lang))
        found = [*known, *_new(variants, known)]
        if lang.startswith("en"):
            found += _new(find_mixed_romanisation(index, lang), found)
        found += _new(find_mismatches(index, lang), found)
        reports += found
    return sorted(reports, key=lambda report: (report.lang, report.forms[-1].locations[:1]))


def _new(reports: Iterable[Report], known: Sequence[Report]) -> list[Report]:
    """Return the reports whose rarest form is at no place that another report tells of."""
    taken = {place for report in known for form in report.forms for place in form.locations}
    return [
        report
        for report in reports
        if taken.isdisjoint(place for form in report.forms[-1:] for place in form.locations)
        and taken.isdisjoint(report.forms[0].locations[:1])
    ]


def _registered_places(rows: Iterable[Row], register: Register, lang: str) -> set[Location]:
    """Return where the words of registered names stand, and words made from them."""
    matcher = Matcher(register, lang)
    return {
        Location(text.path, text.line, word.start)
        for row in rows
        for text in row.texts
        if text.lang == lang
        for mention in matcher.find(text.text)
        for word in mention.words
    }


def _unregistered(reports: Iterable[Report], known: set[Location]) -> list[Report]:
    """Return the reports of which the register does not know every form."""
    return [
        report
        for report in reports
        if not all(set(form.locations) <= known for form in report.forms)
    ]


def _report(index: Index, variants: Variants) -> Report:
    forms = [spelling(index, cluster.places) for cluster in variants.clusters]
    kind = _kind(forms)
    name = variants.anchor
    reason = f"one name in {len(forms)} spellings"
    if kind == "typo":
        reason = f"{forms[-1].text} is rare and nearly {forms[0].text}, probably a slip"
    entity = name or forms[0].text
    if name:
        reason += f" (elsewhere {name})"
    return report_of(kind, variants.lang, entity, forms, reason)


def _kind(forms: Sequence[Spelling]) -> Kind:
    """Return typo where one spelling is rare beside the other and they differ by no system."""
    first, *rest = forms
    rare = all(form.count * 2 <= first.count for form in rest)
    by_system = any(systematic(first.text.lower(), form.text.lower()) for form in rest)
    return "typo" if rare and not by_system else "variants"


def _mixed_scripts(rows: Iterable[Row]) -> Iterator[Report]:
    """Yield one report a wrong spelling: a word whose letters are of two scripts."""
    found: dict[tuple[str, str, str], list[Location]] = defaultdict(list)
    for row in rows:
        for text in row.texts:
            for word, start, expected in mixed(text.text):
                found[text.lang, word, expected].append(Location(text.path, text.line, start))
    for (lang, word, expected), places in found.items():
        form = Spelling(word, len(places), tuple(places))
        reason = f"some letters are of another script; {expected} is written in one"
        yield report_of("mixed-script", lang, expected, [form], reason)
