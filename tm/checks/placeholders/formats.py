"""The kinds of format strings that gettext marks with a flag: parser and comparison of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tm.checks.placeholders import braces, named, numbers, printf, scheme
from tm.checks.placeholders.spec import Spec, counted, keyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tm.checks.placeholders.spec import Key

__all__ = ["FORMATS", "Format", "kinds_of"]


class Format(NamedTuple):
    """How texts of a kind are read and compared.

    `parse` raises FormatError; None is a text of which nothing can be said. `compare` gives what is
    wrong and the argument it is about; with `strict` no argument may be left out.
    """

    parse: Callable[[str], Spec | None]
    compare: Callable[[Spec, Spec, bool], tuple[str, Key | None]]


FORMATS = {
    "c": Format(printf.parse_c, counted),
    "objc": Format(printf.parse_objc, counted),
    "php": Format(printf.parse_php, keyed),
    "perl": Format(printf.parse_perl, keyed),
    "javascript": Format(printf.parse_javascript, keyed),
    "lua": Format(printf.parse_lua, counted),
    "awk": Format(printf.parse_awk, keyed),
    "tcl": Format(printf.parse_tcl, keyed),
    "elisp": Format(printf.parse_elisp, keyed),
    "librep": Format(printf.parse_librep, keyed),
    "python": Format(named.parse_python, named.compare_python),
    "ruby": Format(named.parse_ruby, named.compare_ruby),
    "scheme": Format(scheme.parse_scheme, counted),
    "sh": Format(named.parse_sh, keyed),
    "perl-brace": Format(named.parse_perl_brace, named.compare_perl_brace),
    "python-brace": Format(braces.parse_python_brace, braces.compare_python_brace),
    "csharp": Format(braces.parse_csharp, braces.compare_csharp),
    "java": Format(braces.parse_java, keyed),
    "qt": Format(numbers.parse_qt, numbers.compare_qt),
    "qt-plural": Format(numbers.parse_qt_plural, keyed),
    "kde": Format(numbers.parse_kde, numbers.compare_kde),
    "kde-kuit": Format(numbers.parse_kuit, numbers.compare_kde),
    "ycp": Format(numbers.parse_ycp, keyed),
    "smalltalk": Format(numbers.parse_ycp, keyed),
    "object-pascal": Format(numbers.parse_object_pascal, keyed),
}
"""By the flag without `-format`."""


def kinds_of(flags: tuple[str, ...]) -> list[str]:
    """Return the kinds that the flags of an entry name; the last flag of a kind decides.

    >>> kinds_of(("no-wrap", "possible-c-format", "no-php-format"))
    ['c']
    """
    found: dict[str, bool] = {}
    for flag in flags:
        if flag.endswith("-format"):
            name = flag.removesuffix("-format")
            kind = name.removeprefix("possible-").removeprefix("no-").removeprefix("impossible-")
            found[kind] = not name.startswith(("no-", "impossible-"))
    return [kind for kind, on in found.items() if on and kind in FORMATS]
