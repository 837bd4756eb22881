"""A path of the source, /etc/passwd or ~/.config, that is lost or changed.

Only paths from the root or the home folder with two parts or more are looked at; part of a web
address is none.

Wrong: `Edit /etc/hosts as root` → `Праўце /etc/host як root`
Right: `Edit /etc/hosts` → `Измените файл /etc/hosts`
Fix: none.
Equivalents: pofilter filepaths; MQM do-not-translate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.checks.structure.compare import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_PATH = re.compile(r"""(?:(?<=[\s"'“«`(=])|^)~?/(?:[\w.+-]+/)+[\w.+-]*\w""")
_INVENTED = re.compile(r"/path/|/to/|example|your|home/user|/some", re.IGNORECASE)


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the paths of the source that a target has not."""
    del context
    for target in subject.targets:
        source = subject.source_of(target).text
        if "/" not in source:
            continue
        for path in dict.fromkeys(_PATH.findall(source)):
            if path not in target.text and not _INVENTED.search(path):
                message = f"the path “{path}” of the source is not here"
                yield Problem(subject, target, whole(target), message)


RULE = UnitRule("structure/filepaths", "warning", check)
