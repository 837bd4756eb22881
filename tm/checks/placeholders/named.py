"""Format strings of Python, Ruby and the shell, whose arguments may have names."""

from __future__ import annotations

import re

from tm.checks.placeholders.spec import Builder, FormatError, Key, Spec, counted, keyed

__all__ = [
    "compare_perl_brace",
    "compare_python",
    "compare_ruby",
    "parse_perl_brace",
    "parse_python",
    "parse_ruby",
    "parse_sh",
]

_PYTHON = re.compile(
    r"%(?:\((?P<name>(?:[^()]|\([^()]*\))*)\))?[-+ 0#]*"
    r"(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?[hlL]?(?P<letter>.)?",
    re.DOTALL,
)
_PYTHON_KINDS = {
    "%": "percent", "c": "character", **dict.fromkeys("sr", "string"),
    **dict.fromkeys("diouxX", "integer"), **dict.fromkeys("eEfgG", "float"),
}  # fmt: skip
_WHICH = r"(?:\d+\$|<[^<>]*>)*"
_STAR = r"\*(?:\d+\$)?"
_RUBY = re.compile(
    rf"%(?P<before>{_WHICH}(?:[ +\-#0]{_WHICH})*(?:(?:{_STAR}|\d+){_WHICH})?"
    rf"(?:\.(?:{_STAR}|\d*){_WHICH})?)(?:\{{(?P<name>[^{{}}]*)\}}|(?P<letter>.))?",
    re.DOTALL | re.ASCII,
)
_RUBY_PART = re.compile(r"(?P<number>\d+)\$|<(?P<name>[^<>]*)>|\*(?:(?P<star>\d+)\$)?")
_RUBY_KINDS = {
    "s": "string", "p": "inspected", "c": "character",
    **dict.fromkeys("diuoxXbB", "integer"), **dict.fromkeys("fgGeEaA", "float"),
}  # fmt: skip
_SHELL = re.compile(
    r"\$(?:\{(?P<braced>[^}]*)(?P<end>\})?|(?P<name>[A-Za-z_]\w*)|(?P<rest>.?))",
    re.DOTALL | re.ASCII,
)
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_PERL_BRACE = re.compile(r"\{([A-Za-z_]\w*)\}", re.ASCII)


def parse_python(text: str) -> Spec:
    """Return the arguments of a Python % string: numbers, or names.

    >>> parse_python("%(name)s: %(count)d").args
    {'name': 'string', 'count': 'integer'}
    """
    builder = Builder()
    names = False
    for match in _directives(_PYTHON, text):
        letter, name = match["letter"], match["name"]
        if letter is None:
            raise FormatError("the text ends within a directive", *match.span())
        if letter not in _PYTHON_KINDS:
            raise FormatError(f"“{letter}” is not a conversion", *match.span())
        for part in (match["width"], match["precision"]):
            if part == "*":
                builder.positional(None, "integer", match.span())
        if name is not None:
            names = True
            builder.add(name, _PYTHON_KINDS[letter], match.span())
        elif letter != "%":
            builder.positional(None, _PYTHON_KINDS[letter], match.span())
        if names and builder.unnumbered:
            raise FormatError("arguments with and without a name are mixed", *match.span())
    return builder.spec(shape="mapping" if names else "tuple" if builder.args else "")


def parse_ruby(text: str) -> Spec:
    """Return the arguments of a Ruby format string: `%s`, `%1$s`, `%<name>d`, `%{name}`.

    >>> parse_ruby("%<count>d of %{name}").args
    {'count': 'integer', 'name': 'string'}
    """
    builder = Builder()
    for match in _directives(_RUBY, text):
        _add_ruby(builder, match)
    names = [key for key in builder.args if isinstance(key, str)]
    if names and len(names) < len(builder.args):
        raise FormatError("arguments with and without a name are mixed", *builder.spans[names[0]])
    return builder.spec(shape="hash" if names else "list" if builder.args else "")


def _add_ruby(builder: Builder, match: re.Match[str]) -> None:
    letter, span = match["letter"], match.span()
    which: list[str] = []
    for part in _RUBY_PART.finditer(match["before"]):
        if part[0][0] == "*":
            builder.positional(part["star"], "integer", span)
        else:
            which.append(part[0])
    names = [each[1:-1] for each in which if each[0] == "<"]
    if match["name"] is not None:
        names.append(match["name"])
    elif letter is None:
        raise FormatError("the text ends within a directive", *span)
    if len(names) > 1 or len(which) - len(names) > 1:
        raise FormatError("an argument is given twice", *span)
    if letter == "%":
        return
    if letter is not None and letter not in _RUBY_KINDS:
        raise FormatError(f"“{letter}” is not a conversion", *span)
    kind = _RUBY_KINDS[letter] if letter else "string"
    numbers = [each[:-1] for each in which if each[0] != "<"]
    if names and not numbers:
        builder.add(names[0], kind, span)
    else:
        builder.positional(numbers[0] if numbers else None, kind, span)
    if names and numbers:
        raise FormatError("arguments with and without a name are mixed", *span)


def parse_sh(text: str) -> Spec:
    """Return the variables of a text for `eval_gettext`: `$name` and `${name}`.

    >>> parse_sh("$count of ${total}").args
    {'count': 'variable', 'total': 'variable'}
    """
    builder = Builder()
    for match in _SHELL.finditer(text):
        braced, name = match["braced"], match["name"]
        if (braced is not None and match["end"] is None) or match["rest"] == "":
            raise FormatError("the text ends within a variable", *match.span())
        if braced is not None and not _NAME.fullmatch(braced):
            raise FormatError(f"“{braced}” is no name of a variable", *match.span())
        if match["rest"]:
            raise FormatError(f"“{match[0]}” is no name of a variable", *match.span())
        builder.add(braced or name, "variable", match.span())
    return builder.spec()


def parse_perl_brace(text: str) -> Spec:
    """Return the names in braces, as Perl's Locale::TextDomain fills them in.

    >>> parse_perl_brace("{name} { }").args
    {'name': 'name'}
    """
    builder = Builder()
    for match in _PERL_BRACE.finditer(text):
        builder.add(match[1], "name", match.span())
    return builder.spec()


def _directives(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    return [match for match in pattern.finditer(text) if match[0]]


def compare_python(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare a tuple by position, of which nothing may be left out, and a mapping by name."""
    if "mapping" in {source.shape, target.shape}:
        return keyed(source, target, strict)
    return counted(source, target, strict=True)


def compare_ruby(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare a list by position and a hash by name."""
    if "hash" in {source.shape, target.shape}:
        return keyed(source, target, strict)
    return counted(_in_order(source), _in_order(target), strict)


def _in_order(spec: Spec) -> Spec:
    """Return the arguments numbered without gaps."""
    order = {key: number for number, key in enumerate(sorted(spec.args, key=int), 1)}
    return Spec(
        {order[key]: kind for key, kind in spec.args.items()},
        {order[key]: span for key, span in spec.spans.items()},
    )


def compare_perl_brace(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare the names; the translation may have others."""
    known = {key: kind for key, kind in target.args.items() if key in source.args}
    return keyed(source, target._replace(args=known), strict)
