"""Text that was read in the wrong charset: РџСЂРёРІРµС‚, ÐŸÑ€Ð¸Ð², â€™, Ïðèâåò.

UTF-8 read as Windows-1251 gives pairs that begin with Р or С, read as Windows-1252 pairs that begin
with Ð, Ñ or â; Windows-1251 read as Latin-1 gives accented Latin letters only; KOI8-R read as
Windows-1251 turns capitals into small letters and the other way round.

Wrong: РџСЂРёРІРµС‚, It doesnâ€™t
Right: Привет, It doesn’t
Fix: none
Equivalents: pofilter validchars; CheckMate corruptedCharacters; MQM Character encoding
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tm.checks.base import Problem, UnitRule
from tm.lang import primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tm.checks.base import Context, Subject

__all__ = ["RULE"]

_LOW = "\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
"""What the bytes 80 to BF are in Windows-1252."""
_LOW_1251 = "\u0080-\u00bfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
"""What they are in Windows-1251."""
_ANY = re.compile(
    "[\u0080-\u009f°±µ¶¤¦¬®â-äÐÑÃÂà-ïЂЃѓЉЊЌЋЏђљњќћџ†‡€‰‹›ЅѕјЈїЇєЄ╨╤√]|[\u2500-\u25a0≈≤≥⌠⌡]"
)
_WRONG = re.compile(
    f"(?:[ÐÑ][{_LOW}])+|â€[{_LOW}]?|Â[«»\u00a0§°]|(?:[РС][{_LOW_1251}]){{2,}}|"
    "(?:[╨╤].){2,}|(?<![A-Za-z])[À-ÿ][À-ÿ³¢¸¨]{3,}(?![A-Za-z])|"
    "(?:[пя][\u2500-\u25a0°²·÷©≈≤≥⌠⌡√∙]){2,}|[ЂЃЉЊЌЋЏђѓљњќћџ]{2,}"
)
_CYRILLIC = {"be", "ru", "uk"}


def check(subject: Subject, context: Context) -> Iterator[Problem]:
    """Yield the runs of such characters that the source does not have."""
    del context
    for side in subject.sides:
        if not _ANY.search(side.text) or primary(side.lang) not in _CYRILLIC:
            continue
        source = "" if side.name.startswith("source") else subject.source_of(side).text
        for match in _WRONG.finditer(side.text):
            if match[0] not in source:
                message = f"“{match[0]}” looks like text read in the wrong charset"
                yield Problem(subject, side, match.span(), message)


RULE = UnitRule("script/mojibake", "error", check)
