"""Format strings with arguments in braces: Python's str.format, C#, Java's MessageFormat."""

from __future__ import annotations

import re

from tm.checks.placeholders.spec import ANY, Builder, FormatError, Key, Spec, counted, keyed

__all__ = [
    "compare_csharp",
    "compare_python_brace",
    "parse_csharp",
    "parse_java",
    "parse_python_brace",
]

_FIELD = re.compile(r"(?:\d+|[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*|\[(?:\d+|[A-Za-z_]\w*)\])*", re.ASCII)
_STANDARD = re.compile(
    r"(?:.?[<>=^])?[-+ ]?#?0?\d*,?(?:\.\d+)?[bcdoxXneEfFgG%]?", re.DOTALL | re.ASCII
)
_CSHARP = re.compile(r"(\d+)(?:,-?\d+)?(?::[^{}]*)?\}", re.ASCII)


def parse_python_brace(text: str) -> Spec:
    """Return the fields of a str.format text as `msgfmt` reads them.

    It takes no empty field and no `!r`, and the whole text of a field names it.

    >>> list(parse_python_brace("{count} {user.name} {{}}").args)
    ['count', 'user.name']
    """
    builder = Builder()
    at = text.find("{")
    while at >= 0:
        if text.startswith("{{", at):
            end = at + 2
        else:
            end = _field(text, at)
            builder.add(text[at + 1 : end - 1], "field", (at, end))
        at = text.find("{", end)
    return builder.spec()


def _field(text: str, start: int, depth: int = 0) -> int:
    """Return the end of the field that begins at `start`; FormatError where it is none."""
    field = _FIELD.match(text, start + 1)
    if field is None:
        raise FormatError("a field begins with a name or a number", start, start + 2)
    end = field.end()
    if text.startswith(":", end):
        if depth:
            raise FormatError("fields are nested too deeply", start, end)
        nested = text.startswith("{", end + 1)
        match = _STANDARD.match(text, end + 1)
        end = _field(text, end + 1, 1) if nested else match.end() if match else end
    if not text.startswith("}", end):
        raise FormatError("a field is not closed", start, end)
    return end + 1


def compare_python_brace(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare the fields; a plural form that serves few numbers may have any."""
    return keyed(source, target, strict) if strict else ("", None)


def parse_csharp(text: str) -> Spec:
    """Return the arguments of a .NET composite format string; their numbers begin with 0.

    >>> list(parse_csharp("{0} {1,5:N2} {{").args)
    [0, 1]
    """
    builder = Builder()
    at = 0
    while at < len(text):
        sign = text[at]
        if text.startswith(("{{", "}}"), at):
            at += 2
            continue
        if sign == "}":
            raise FormatError("“}” closes nothing", at, at + 1)
        match = _CSHARP.match(text, at + 1) if sign == "{" else None
        if sign == "{":
            if match is None:
                raise FormatError("“{” is not followed by a number and “}”", at, at + 1)
            builder.add(int(match[1][:9]), ANY, (at, match.end()))
        at = match.end() if match else at + 1
    return builder.spec()


def compare_csharp(source: Spec, target: Spec, strict: bool) -> tuple[str, Key | None]:  # noqa: FBT001
    """Compare as `msgfmt` does: by the highest number."""
    return counted(_filled(source), _filled(target), strict)


def _filled(spec: Spec) -> Spec:
    highest = max((int(key) for key in spec.args), default=-1)
    return Spec(
        dict.fromkeys(range(1, highest + 2), ANY), {int(k) + 1: v for k, v in spec.spans.items()}
    )


_JAVA = re.compile(
    r"\{\s*(?P<number>\d+)\s*(?:,\s*(?P<kind>time|date|number|choice)(?P<style>,)?)?", re.ASCII
)
_JAVA_KINDS = {"time": "date", "date": "date", "number": "number", "choice": "number"}
_NUMBER_STYLE = re.compile(r"currency|percent|integer|(?:[^{}']|'[^']*')*")


def parse_java(text: str) -> Spec:
    """Return the arguments of a Java MessageFormat pattern; their numbers begin with 0.

    >>> parse_java("{0} took {1,number,integer} s, it''s '{2}'").args
    {0: 'object', 1: 'number'}
    """
    builder = Builder()
    plain = re.sub(r"''|'[^']*'?", lambda found: " " * len(found[0]), text)
    at = 0
    while at < len(plain):
        if plain[at] == "}":
            raise FormatError("“}” closes nothing", at, at + 1)
        at = _element(plain, at, builder) if plain[at] == "{" else at + 1
    return builder.spec()


def _element(text: str, start: int, builder: Builder) -> int:
    """Add the argument that begins at `start` and those of its choices; return its end."""
    end = _closing(text, start)
    match = _JAVA.match(text, start, end)
    if match is None or not (match.end() == end - 1 or match["style"]):
        raise FormatError("“{” is not followed by a number and a type", start, end)
    kind = _JAVA_KINDS.get(match["kind"], "object")
    builder.add(int(match["number"][:9]), kind, (start, end))
    if match["kind"] == "choice" and match["style"]:
        _choices(text, match.end(), end - 1, builder)
    return end


def _choices(text: str, start: int, end: int, builder: Builder) -> None:
    for choice in re.finditer(r"[^|]+", text[start:end]):
        limit = re.match(r"[-+\s]*(?:\d[\d.eE]*|∞)\s*[#<≤]", choice[0])
        if limit is None:
            raise FormatError("a choice has no number", start, end)
        at = start + choice.start() + limit.end()
        while (at := text.find("{", at, start + choice.end())) >= 0:
            at = _element(text, at, builder)


def _closing(text: str, start: int) -> int:
    depth = 0
    for match in re.finditer(r"[{}]", text[start:]):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return start + match.end()
    raise FormatError("“{” is not closed", start, start + 1)
