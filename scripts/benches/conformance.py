"""Compares `tm check --select gettext` with `msgfmt -c` and i18nspector on real catalogs.

    python scripts/benches/conformance.py [--every N] [--tags]

Verdicts: a file has an error by `msgfmt -c` (exit code not 0) if and only if tm tells an error of
the family. Tags: every `E:` of i18nspector is told by tm at the same entry, or in the header, under
one of the rules that cover the tag. What is not is printed in classes, `--tags` prints each.
Every N-th file of the data set is taken (default: all).
Exit code 1 when the data set or a program is missing, when a verdict differs, or when fewer than
80 % of the tags are matched.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tm.formats.po import PoFile
from tm.project import Project
from tm.project.checking import Checking, check

if TYPE_CHECKING:
    from tm.model import Finding

ROOT = Path(__file__).resolve().parents[2]
ARCHIVE = (
    Path(os.environ.get("TM_DATA", ROOT / ".." / "shared" / "data")) / "po" / "catalogs.tar.xz"
)
NEEDED = 0.8
FORMATS = {"gettext/format-string"}
COVERED = {
    "arithmetic-error-in-plural-forms": {"gettext/plural-forms"},
    "broken-encoding": {"gettext/syntax"},
    "codomain-error-in-plural-forms": {"gettext/plural-forms", "gettext/plural-unused"},
    "conflict-marker-in-header-entry": {"gettext/conflict-marker"},
    "conflict-marker-in-translation": {"gettext/conflict-marker"},
    "conflicting-message-flags": {"gettext/flags"},
    "distant-header-entry": {"gettext/header"},
    "duplicate-header-entry": {"gettext/duplicate"},
    "duplicate-message-definition": {"gettext/duplicate"},
    "empty-msgid-message-with-plural-forms": {"gettext/header"},
    "empty-msgid-message-with-source-code-references": {"gettext/header"},
    "inconsistent-leading-newlines": {"gettext/newlines"},
    "inconsistent-number-of-plural-forms": {"gettext/plural-count"},
    "inconsistent-trailing-newlines": {"gettext/newlines"},
    "incorrect-number-of-plural-forms": {"gettext/plural-count"},
    "invalid-content-type": {"gettext/header"},
    "boilerplate-in-content-type": {"gettext/header"},
    "invalid-language": {"gettext/language"},
    "invalid-range-flag": {"gettext/flags"},
    "leading-junk-in-plural-forms": {"gettext/header"},
    "no-content-type-header-field": {"gettext/header", "gettext/header-missing"},
    "no-required-plural-forms-header-field": {"gettext/plural-forms"},
    "non-ascii-compatible-encoding": {"gettext/charset"},
    "non-portable-encoding": {"gettext/charset"},
    "partially-translated-message": {"gettext/plural-partial"},
    "stray-header-line": {"gettext/header"},
    "syntax-error-in-plural-forms": {"gettext/plural-forms"},
    "syntax-error-in-po-file": {"gettext/syntax", "gettext/strict-syntax"},
    "syntax-error-in-unused-plural-forms": {"gettext/plural-forms"},
    "trailing-junk-in-plural-forms": {"gettext/header"},
    "unknown-encoding": {"gettext/charset"},
    "unrepresentable-characters": {"gettext/charset"},
    "unusual-character-in-header-entry": {"gettext/control-character"},
    "unusual-character-in-translation": {"gettext/control-character"},
    "unusual-plural-forms": {"gettext/plural-unusual", "gettext/plural-unused"},
}
"""The rules that cover a tag; duplicate-header-field-* and *-format-string-* are told by name."""
_TAG = re.compile(r"E: (?P<path>.*?): (?P<tag>[a-z0-9-]+)(?: (?P<rest>.*))?")
_MSGID = re.compile(r"""msgid (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")


class Tag(NamedTuple):
    """One `E:` line: the file, the tag, and the msgid it is on ("" for the header)."""

    path: str
    name: str
    msgid: str
    line: str


def unpacked(folder: Path, every: int) -> list[Path]:
    """Return every N-th catalog of the data set, by name."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return sorted(folder.rglob("*.po"))[::every]


def refused(path: Path) -> bool:
    """Whether `msgfmt -c` refuses a file."""
    command = ["msgfmt", "-c", "-o", os.devnull, str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def tags_of(paths: list[Path]) -> list[Tag]:
    """Return what i18nspector calls errors."""
    command = ["i18nspector", *map(str, paths)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(command, capture_output=True, check=False, env=environment)
    lines = run.stdout.decode("utf-8", "replace").splitlines()
    found = [(line, match) for line in lines if (match := _TAG.fullmatch(line))]
    return [Tag(m["path"], m["tag"], _msgid(m["rest"] or ""), line) for line, m in found]


def _msgid(rest: str) -> str:
    """Return the msgid that a tag is on, as i18nspector writes it, "" for the header."""
    match = _MSGID.search(rest)
    return (match[1] or match[2] or "").replace("\\'", "'") if match else ""


def rules_for(tag: str) -> set[str]:
    """Return the rules that cover a tag, an empty set for a tag that none does."""
    if tag.startswith("duplicate-header-field"):
        return {"gettext/header-duplicate"}
    if "-format-string-" in tag:
        return FORMATS
    return COVERED.get(tag, set())


def is_at(finding: Finding, tag: Tag, lines: dict[int, str]) -> bool:
    """Whether a finding is on the entry of a tag; the header's msgid is empty."""
    last = max((line for line in lines if line <= finding.line), default=0)
    return lines.get(last, "") == tag.msgid


def lines_of(path: str) -> dict[int, str]:
    """Return the msgid of every entry by its line, written as i18nspector writes it."""
    entries = PoFile.parse(Path(path).read_bytes(), path, lenient=True).entries
    return {entry.line: repr(entry.msgid)[1:-1].replace("\\'", "'") for entry in entries}


def compare_tags(
    tags: list[Tag], by_path: dict[str, list[Finding]], refused_paths: set[str]
) -> list[tuple[Tag, str]]:
    """Return the tags that tm does not tell, each with the class of its reason."""
    missed: list[tuple[Tag, str]] = []
    lines: dict[str, dict[int, str]] = {}
    for tag in tags:
        if tag.path not in lines:
            lines[tag.path] = lines_of(tag.path)
        rules = rules_for(tag.name)
        own = [f for f in by_path.get(tag.path, []) if f.rule in rules]
        if not rules:
            missed.append((tag, "no rule of this family"))
        elif rules == FORMATS and not own and tag.path not in refused_paths:
            missed.append((tag, "a format string that msgfmt -c takes"))
        elif not own:
            missed.append((tag, "not told in this file"))
        elif not any(is_at(finding, tag, lines[tag.path]) for finding in own):
            missed.append((tag, "told at another entry"))
    return missed


def findings_of(paths: list[Path]) -> dict[str, list[Finding]]:
    """Return what the family says of each file, at every level."""
    report = check(Project.open(ROOT), [str(path) for path in paths], Checking(select=("gettext",)))
    found: dict[str, list[Finding]] = {str(path): [] for path in paths}
    for finding in report.findings:
        found[finding.path].append(finding)
    return found


def told_verdicts(
    paths: list[Path], by_path: dict[str, list[Finding]], refused_paths: set[str]
) -> int:
    """Print how the verdicts agree, and return in how many files they do not."""
    different = 0
    for path in paths:
        own = {f.rule for f in by_path[str(path)] if f.severity == "error"}
        other = str(path) in refused_paths
        if bool(own) != other:
            different += 1
            verdict = "refuses" if other else "takes"
            told = ", ".join(sorted(own)) or "nothing"
            print(f"differs: {path.name}: msgfmt -c {verdict} it, tm: {told}")
    share = (len(paths) - different) / len(paths)
    print(f"verdicts: {len(paths) - different} of {len(paths)} files agree ({share:.1%})")
    print(f"msgfmt -c refuses {len(refused_paths)} files")
    return different


def told_tags(tags: list[Tag], missed: list[tuple[Tag, str]], *, each: bool) -> float:
    """Print which tags are matched, and return the share."""
    share = 1 - len(missed) / len(tags) if tags else 1.0
    print(f"i18nspector E: tags: {len(tags) - len(missed)} of {len(tags)} matched ({share:.1%})")
    for name, count in sorted(Counter(tag.name for tag in tags).items()):
        lost = sum(tag.name == name for tag, _ in missed)
        print(f"  {name}: {count - lost} of {count}")
    for (reason, name), count in sorted(Counter((why, tag.name) for tag, why in missed).items()):
        print(f"  not matched: {reason}: {name} ({count})")
    if each:
        for tag, reason in missed:
            print(f"  {reason}: {tag.line}")
    return share


def main() -> int:
    """Compare, print, and say whether it is enough."""
    parser = argparse.ArgumentParser(description="Compare tm check with msgfmt -c, i18nspector.")
    parser.add_argument("--every", type=int, default=1, help="take every N-th file (default 1)")
    parser.add_argument("--tags", action="store_true", help="print every tag that is not matched")
    options = parser.parse_args()
    if not ARCHIVE.exists():
        print(f"no data set {ARCHIVE}: set TM_DATA to the folder of the data sets", file=sys.stderr)
        return 1
    for name in ("msgfmt", "i18nspector"):
        if shutil.which(name) is None:
            print(f"{name} is not installed: apt-get install gettext i18nspector", file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory() as folder:
        paths = unpacked(Path(folder), options.every)
        by_path = findings_of(paths)
        theirs = {str(path) for path in paths if refused(path)}
        different = told_verdicts(paths, by_path, theirs)
        tags = tags_of(paths)
        missed = compare_tags(tags, by_path, theirs)
        share = told_tags(tags, missed, each=options.tags)
    return 1 if different or share < NEEDED else 0


if __name__ == "__main__":
    sys.exit(main())
