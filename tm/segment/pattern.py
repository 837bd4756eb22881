"""The tree of a rule's regular expression: written for the `regex` module, trimmed, asked.

`tm.segment.dialect.parse` makes the tree. `render` writes it, `trim` drops what cannot matter at
its open side, and `edge` says which characters a match can begin or end with.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Side: TypeAlias = Literal["first", "last"]
Edge: TypeAlias = tuple[frozenset[str] | None, bool]


class Atom(msgspec.Struct, frozen=True):
    """One character: a literal, a class or an escape, as the `regex` module writes it."""

    text: str


class Mark(msgspec.Struct, frozen=True):
    """An assertion of width zero: an anchor or a word boundary."""

    text: str


class Loose(msgspec.Struct, frozen=True):
    """One or more characters that are all of one class (None: of any)."""

    text: str
    chars: str | None


class Look(msgspec.Struct, frozen=True):
    """A look-ahead or look-behind."""

    opener: str
    body: Node


class Group(msgspec.Struct, frozen=True):
    """A group that does not capture, or an atomic one."""

    opener: str
    body: Node


class Repeat(msgspec.Struct, frozen=True):
    """`low` to `high` times (None: without end); mode is greedy, `?` lazy or `+` possessive."""

    body: Node
    low: int
    high: int | None
    mode: str


class Sequence(msgspec.Struct, frozen=True):
    """One after the other."""

    items: tuple[Node, ...]


class Choice(msgspec.Struct, frozen=True):
    """One of several."""

    options: tuple[Node, ...]


Node: TypeAlias = Atom | Mark | Loose | Look | Group | Repeat | Sequence | Choice


def size(node: Node) -> int:
    """Return how many characters the pattern has when every repetition is written out once."""
    match node:
        case Look(_, body) | Group(_, body):
            return size(body)
        case Repeat(body, low, high, _):
            return size(body) * max(1, low, high or 0)
        case Sequence(parts) | Choice(parts):
            return sum(map(size, parts))
        case _:
            return 1


def render(node: Node, limit: int | None = None) -> str:
    """Write the pattern for the `regex` module.

    Args:
        node: the tree that `parse` made.
        limit: how often an unbounded repetition may repeat (None: without end).
    """
    match node:
        case Atom(text) | Mark(text) | Loose(text, _):
            return text
        case Look(opener, body) | Group(opener, body):
            return f"{opener}{render(body, limit)})"
        case Repeat(body, low, high, mode):
            return _operand(body, limit) + _quantifier(low, high, limit) + mode
        case Sequence(items):
            return "".join(_member(item, limit) for item in items)
        case Choice(options):
            return "|".join(render(option, limit) for option in options)


def _operand(body: Node, limit: int | None) -> str:
    text = render(body, limit)
    return text if isinstance(body, Atom | Group) else f"(?:{text})"


def _member(item: Node, limit: int | None) -> str:
    text = render(item, limit)
    return f"(?:{text})" if isinstance(item, Choice) else text


def _quantifier(low: int, high: int | None, limit: int | None) -> str:
    if high is None and limit is not None:
        high = max(low, limit)
    plain: dict[tuple[int, int | None], str] = {
        (0, 1): "?",
        (0, None): "*",
        (1, None): "+",
        (1, 1): "{1}",
    }
    return plain.get((low, high)) or f"{{{low},{'' if high is None else high}}}"


def trim(node: Node, side: Side) -> Node | None:
    r"""Drop what cannot change whether there is a match at one side; None if nothing is left.

    A pattern that only has to *end* somewhere may lose an optional beginning: `\s*foo`
    ends wherever `foo` ends, and `[.!?]+` wherever `[.!?]` does.  This keeps rules with
    an open end cheap.  `side` is the free end: first for beforebreak, last for afterbreak.
    """
    match node:
        case Repeat(_, 0, _, mode) if mode != "+":
            return None
        case Repeat(body, low, _, mode) if mode != "+":
            return Repeat(body, low, low, "")
        case Group("(?:" as opener, body):
            inner = trim(body, side)
            return None if inner is None else Group(opener, inner)
        case Choice(options):
            inners = tuple(trim(option, side) for option in options)
            kept = tuple(inner for inner in inners if inner is not None)
            return Choice(kept) if len(kept) == len(inners) else None
        case Sequence(items):
            return _trim_items(items, side)
        case _:
            return node


def _trim_items(items: tuple[Node, ...], side: Side) -> Node | None:
    order = list(items if side == "first" else reversed(items))
    while order:
        inner = trim(order[0], side)
        if inner is not None:
            order[0] = inner
            return Sequence(tuple(order if side == "first" else reversed(order)))
        del order[0]
    return None


def edge(node: Node, side: Side) -> Edge:  # noqa: PLR0911 - one case for each kind of node
    """Tell which characters a match can begin or end with.

    Returns:
        The alternatives as one-character patterns (None: any character), and whether
        the match can be empty.  The set may be too large, never too small.
    """
    match node:
        case Atom(text):
            return frozenset((text,)), False
        case Mark() | Look():
            return frozenset(), True
        case Loose(_, one):
            return (None if one is None else frozenset((one,))), False
        case Group(_, body):
            return edge(body, side)
        case Repeat(body, low, high, _):
            chars, empty = edge(body, side)
            return (frozenset(), True) if high == 0 else (chars, empty or low == 0)
        case Choice(options):
            edges = [edge(option, side) for option in options]
            return _union(edges), any(empty for _, empty in edges)
        case Sequence(items):
            return _edge_of_items(items if side == "first" else items[::-1], side)


def _edge_of_items(items: tuple[Node, ...], side: Side) -> Edge:
    passed: list[Edge] = []
    for item in items:
        passed.append(edge(item, side))
        if not passed[-1][1]:
            return _union(passed), False
    return _union(passed), True


def _union(edges: list[Edge]) -> frozenset[str] | None:
    union: frozenset[str] = frozenset()
    for chars, _ in edges:
        if chars is None:
            return None
        union |= chars
    return union
