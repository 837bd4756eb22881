"""The numbers of a text, in digits and in words, with all that each of them may mean.

An amount has readings: 5,000 is five thousand in English, in Russian it may be five as well; 3 p.m.
is 3 or 15. Scales are multiplied out ($1.5m, 1,5 млн), and a unit makes it a quantity that another
text may give in other units.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import msgspec

from tm.checks.numbers.digits import NUMBER, Reading, readings, roman
from tm.checks.numbers.numerals import Word, look_up, units

__all__ = ["Amount", "Quantity", "amounts", "bare"]

_TOKEN = re.compile(
    rf"(?P<digits>{NUMBER})|(?P<fraction>[½⅓⅔¼¾⅛])|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)?)"
    r"|(?P<sign>°)"
)
_PLACEHOLDER = re.compile(
    r"%(?:\([^()]*\))?(?:\d+\$)?[-+ #0]*[\d*]*(?:\.[\d*]+)?(?:hh?|ll?|[zjtqL])?"
    r"[a-zA-Z@](?![a-zA-Z])"
    r"|%(?:\d+\$|\([^()]*\))[a-zA-Z]|%L?[1-9]\d?(?![\d%])|\$?\{[^{}]*\}|\$\d+(?=\$)|&#?\w+;"
    r"|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})"
)
_FRACTIONS = {
    "½": Decimal("0.5"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅛": Decimal("0.125"),
}
_ROMAN = re.compile(r"[IVX]{1,6}\Z|[IVXІХ]{2,6}\Z")
_GAP = re.compile(r"\.?[\s\u2011-]{0,2}\Z")
_SKIPPED = frozenset({"and", "a", "an", "of", "и", "с", "з", "і"})
_RANGE = re.compile(
    r"\s*(?:[-–—−/,]|to|and|or|до|да|и|і|или|або|альбо|ці|against|versus)\s*[$€£¥]?\s*\Z"
)
_FEET = re.compile(r"['’′]\d{1,2}[\"”″]")
_DASH = re.compile(r"[-–—/]\Z")
_AM_PM = re.compile(r"(?::\d\d)?\s?([ap])\.?m\b", re.IGNORECASE)
_DECADE = re.compile(r"['’]?s\b|-[еыоахмйі]{1,3}\b|-ти\b")
_LETTERS = {"k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}
_TIMES = frozenset({"hour", "day", "week", "fortnight", "month", "year", "decade", "century"})
_NOTHING = Word()
_THOUSAND = 1000
_NOON = 12
_QUARTER = Decimal("0.25")
_DEGREES = ("fahrenheit", "celsius")  # what ° may be


class Quantity(msgspec.Struct, frozen=True):
    """An amount of what is measured: `base` base units (degrees Celsius), given in `unit`."""

    kind: str
    base: float
    unit: str


class Amount(msgspec.Struct):
    """A number at [start, end) of a text, in digits or not, and what it may be.

    A reading is all the numbers that stand there: a date has three. `scale` is what the number was
    multiplied by, `clock` the a or p of its half of the day; `month` is that of a date, in words.
    """

    start: int
    end: int
    digits: bool
    readings: list[Reading]
    names: tuple[str, ...] = ()
    scale: Decimal | None = None
    clock: str = ""
    month: Decimal | None = None
    quantities: list[Quantity] = []


class _Piece(msgspec.Struct):
    """A number in digits, a word or a sign, at [start, end)."""

    start: int
    end: int
    kind: str
    text: str
    word: Word


@lru_cache(maxsize=16)
def amounts(text: str, lang: str) -> tuple[Amount, ...]:
    """Return the numbers of a text in `lang` (en, ru, be), in order.

    >>> [amount.readings for amount in amounts("$1.5m in the 20th century", "en")]
    [[(Decimal('1500000.0'),)], [(Decimal('20'),)], []]
    """
    found = _Reader(bare(text), lang).read()
    _merge(found, text)
    for one in found:
        one.quantities += _quantities(one)
    return tuple(found)


def bare(text: str) -> str:
    r"""Return a text as long, without its placeholders and entities.

    >>> bare("Page %1$d of 5")
    'Page \x00\x00\x00\x00 of 5'
    """
    if not any(sign in text for sign in "%{$&\\"):
        return text
    return _PLACEHOLDER.sub(lambda found: "\0" * len(found.group()), text)


class _Sum:
    """A number in words as it is put together: its words must go down."""

    def __init__(self) -> None:
        self.total = self.group = Decimal(0)
        self.limit = self.room = Decimal(10**16)

    @property
    def value(self) -> Decimal:
        return self.total + self.group

    def take(self, word: Word, *, joined: bool) -> bool:
        """Add a word; return whether it fits. `joined` says that an “and” stands before it."""
        if word.scale is not None:
            return self._multiply(word.scale)
        if not word.values:
            return False
        value = word.values[0]
        if not (value < self.room or (joined and value < 1 <= self.group)):
            return False
        self.group += value
        self.room = Decimal(_room(value))
        return True

    def _multiply(self, scale: Decimal) -> bool:
        if scale >= self.limit or (self.total and not self.group):
            return False
        if scale >= _THOUSAND:
            self.total += (self.group or 1) * scale
            self.group, self.limit, self.room = Decimal(0), scale, Decimal(_THOUSAND)
        else:
            self.group = (self.group or 1) * scale
            self.room = Decimal(_room(scale))
        return True


def _room(value: Decimal) -> int:
    """Return what a number that follows must be less than: 100 after two hundred."""
    if value >= 100 and value % 100 == 0:  # noqa: PLR2004  (the decimal system)
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0  # noqa: PLR2004


class _Reader:
    """One pass over the pieces of a text."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang = text, lang
        self.pieces = [self._piece(found) for found in _TOKEN.finditer(text)]
        self.found: list[Amount] = []

    def _piece(self, found: re.Match[str]) -> _Piece:
        kind, text = str(found.lastgroup), found.group()
        word = look_up(text.lower(), self.lang) if kind == "word" else None
        return _Piece(found.start(), found.end(), kind, text, word or _NOTHING)

    def read(self) -> list[Amount]:
        """Return the amounts, without quantities."""
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            if piece.kind in {"digits", "fraction"}:
                at = self._number(at)
            elif piece.word.values or piece.word.scale:
                at = self._words(at)
            else:
                at = self._word(at)
        return self.found

    def _next(self, at: int) -> _Piece | None:
        """Return the piece after one, None where more than a space or hyphen is between."""
        if at + 1 >= len(self.pieces):
            return None
        following = self.pieces[at + 1]
        return following if _GAP.match(self.text, self.pieces[at].end, following.start) else None

    def _number(self, at: int) -> int:
        """Read a number in digits with the fraction, scale and unit after it."""
        piece = self.pieces[at]
        plain = piece.kind == "digits"
        found = readings(piece.text, self.lang) if plain else [_half(piece)]
        zero = self.text[piece.start - 1 : piece.end] == ":00"
        amount = Amount(piece.start, piece.end, not zero, found)
        self.found.append(amount)
        following = self._next(at)
        if plain and following and following.kind == "fraction":
            amount.readings = [(value[0] + _half(following)[0],) for value in found]
            at += 1
        _times(amount, self.text)
        at = self._scale(at, amount)
        amount.end = self.pieces[at].end
        amount.names = self._unit(at)
        if self.lang == "en" and _FEET.match(self.text, amount.end):
            amount.names = ("foot",)
        if piece.text == "24/7":
            amount.quantities = [_quantity(Decimal(24), "hour")]
        return at + 1

    def _scale(self, at: int, amount: Amount) -> int:
        """Multiply by the scales that follow; return the last piece that was read."""
        following = self._next(at)
        while following and following.word.scale:
            _multiply(amount, following.word.scale)
            at += 1
            following = self._next(at)
        if following and not amount.scale and self.lang == "en":
            scale = _LETTERS.get(following.text.lower())
            if scale and following.start == self.pieces[at].end:
                plain = list(amount.readings)
                _multiply(amount, scale)
                if self.text[amount.start - 1 : amount.start] not in set("$€£¥"):
                    amount.readings += plain
        return at

    def _unit(self, at: int) -> tuple[str, ...]:
        """Return the units that the word after a piece may be."""
        following = self._next(at)
        if following and following.kind == "sign":
            after = self._next(at + 1)
            names = after.word.units if after else ()
            return names or _DEGREES
        names = following.word.units if following else ()
        if "square" not in names:
            return names
        after = self._next(at + 1)
        return tuple(f"square {name}" for name in after.word.units) if after else ()

    def _skip(self, at: int) -> int:
        """Return the last of the small words that follow a piece: half an hour."""
        following = self._next(at)
        while following and following.text in _SKIPPED:
            at += 1
            following = self._next(at)
        return at

    def _words(self, at: int) -> int:
        """Read a number in words, as long as they make up one."""
        first, number, last = at, _Sum(), at
        while at < len(self.pieces) and number.take(self.pieces[at].word, joined=at > last + 1):
            last = at
            if self.pieces[at].word.compound or not self._next(at):
                break
            at = self._skip(at) + 1
        piece = self.pieces[first]
        values = piece.word.values if last == first else ()
        found: list[Reading] = [(value,) for value in values or (number.value,)]
        amount = Amount(piece.start, self.pieces[last].end, digits=False, readings=found)
        amount.names = self.pieces[last].word.units or self._unit(self._skip(last))
        amount.scale = self.pieces[last].word.scale
        self.found.append(amount)
        return last + 1

    def _word(self, at: int) -> int:
        """Read a Roman number, the month of a date, or a time that is one of its unit."""
        piece = self.pieces[at]
        found: list[Reading] = []
        month = piece.word.month if self._dated(at) else None
        if _ROMAN.match(piece.text) and not self._is_pronoun(at):
            found = [(Decimal(roman(piece.text)),)]
        names = tuple(name for name in piece.word.units if name in _TIMES)
        if len(piece.text) <= 2:  # noqa: PLR2004  (an abbreviation)
            names = ()
        if found or month or names:
            amount = Amount(piece.start, piece.end, digits=False, readings=found, month=month)
            amount.quantities = [_quantity(Decimal(1), name) for name in names]
            self.found.append(amount)
        return at + 1

    def _is_pronoun(self, at: int) -> bool:
        """Whether a word is the English I: a number only after a name."""
        if self.lang != "en" or self.pieces[at].text != "I":
            return False
        return at == 0 or not self.pieces[at - 1].text[0].isupper() or not self._next(at - 1)

    def _dated(self, at: int) -> bool:
        near = self.pieces[max(at - 1, 0)], self.pieces[min(at + 1, len(self.pieces) - 1)]
        return any(piece.kind == "digits" for piece in near)


def _half(piece: _Piece) -> Reading:
    return (_FRACTIONS[piece.text],)


def _multiply(amount: Amount, scale: Decimal) -> None:
    """Multiply the numbers; a list of them (1,2) is left as it is."""
    amount.readings = [
        (value[0] * scale,) if len(value) == 1 else value for value in amount.readings
    ]
    amount.scale = scale * (amount.scale or 1)


def _times(amount: Amount, text: str) -> None:
    """Allow for the other clock and for years without their century."""
    end, first, parts = amount.end, amount.readings[0][0], len(amount.readings[0])
    clock = _AM_PM.match(text, end)
    if clock:
        _set_clock(amount, clock[1].lower())
    if parts > 1 or first != int(first):
        return
    number = int(first)
    after: list[int] = []
    if number % 10 == 0 and _DECADE.match(text, end):
        if number < 100:  # noqa: PLR2004  (the 80s)
            after = [1900 + number, 1800 + number]
        elif 1000 < number < 2100:  # noqa: PLR2004  (the 1980s; the 1800s are the 19th century)
            after = [number % 100, number // 100 + 1][: 1 if number % 100 else 2]
    elif number < 100 and text[amount.start - 1 : amount.start] in {"'", "’"}:  # noqa: PLR2004
        after = [1900 + number, 2000 + number]
    elif _NOON < number < 2 * _NOON and text.startswith(":", end):
        after = [number - _NOON]
    amount.readings += [(Decimal(each),) for each in after]


def _set_clock(amount: Amount, half: str) -> None:
    """Add the readings of the clock of 24 hours."""
    amount.clock = half
    for value in list(amount.readings):
        if value[0] == _NOON and half == "a":
            amount.readings += [(Decimal(0), *value[1:]), (Decimal(24), *value[1:])]
        elif value[0] < _NOON and half == "p":
            amount.readings.append((value[0] + _NOON, *value[1:]))


def _merge(found: list[Amount], text: str) -> None:
    """Let neighbours share what is said once: 5–6 million, 2017-18, 6 feet 5, 2 to 4 p.m."""
    for one, two in pairwise(found):
        gap = text[one.end : two.start]
        if not one.readings or not two.readings:
            continue
        if _RANGE.match(gap):
            _share(one, two)
            _shorten(two, text[one.start : one.end], gap)
        _join(one, two, gap)
        if not one.digits and not two.digits and gap in {" ", "-"}:
            _compose(one, two)


def _share(one: Amount, two: Amount) -> None:
    if two.scale and not one.scale:
        scale = two.scale
        one.readings += [(value[0] * scale,) for value in one.readings if len(value) == 1]
    one.names = one.names or two.names
    if two.clock and not one.clock:
        _set_clock(one, two.clock)


def _shorten(two: Amount, year: str, gap: str) -> None:
    """Read 18 in 2017-18 as 2018 too."""
    value = two.readings[0][0]
    if _DASH.match(gap) and len(year) == 4 and year.isdigit() and value < 100:  # noqa: PLR2004
        two.readings.append((Decimal(year[:2] + "00") + value,))


def _join(one: Amount, two: Amount, gap: str) -> None:
    """Add up two scales (3 million 200 thousand), feet and inches, stones and pounds."""
    if one.scale and two.scale and one.scale > two.scale and not gap.strip():
        total = one.readings[0][0] + two.readings[0][0]
        one.readings.append((total,))
        two.readings.append((total,))
    small = {"foot": "inch", "stone": "pound"}.get(one.names[0] if one.names else "", "")
    near = len(gap) < 10 and (small in two.names or gap.endswith(("-", "'", "’", "′")))  # noqa: PLR2004
    if small and near and len(one.readings[0]) == len(two.readings[0]) == 1:
        base = _base(one.readings[0][0], one.names[0]) + _base(two.readings[0][0], small)
        both = Quantity(units()[small][0], base, "both")
        one.quantities, two.quantities = [both], [both]


def _compose(one: Amount, two: Amount) -> None:
    """Read three quarters as 75 (per cent), nineteen eighty-four as a year."""
    first, second = one.readings[0], two.readings[0]
    if second[0] == _QUARTER:
        one.readings += [(first[0] * 25,), (first[0] * second[0],)]
    elif 10 <= first[0] <= 20 and 10 <= second[0] < 100:  # noqa: PLR2004  (of a year)
        one.readings.append((first[0] * 100 + second[0],))


def _base(value: Decimal, unit: str) -> float:
    """Return the base units of a quantity.

    >>> _base(Decimal(212), "fahrenheit"), _base(Decimal(2), "square km")
    (100.0, 2000000.0)
    """
    if unit == "fahrenheit":
        return (float(value) - 32) / 1.8
    square = unit.startswith("square ")
    kind, factor = units().get(unit.removeprefix("square "), ("", 1.0))
    if kind == "temperature":
        return float(value)
    return float(value) * (factor**2 if square else factor)


def _quantities(amount: Amount) -> list[Quantity]:
    known = units()
    return [
        _quantity(value[0], name)
        for name in amount.names
        if name.removeprefix("square ") in known
        for value in amount.readings
        if len(value) == 1
    ]


def _quantity(value: Decimal, name: str) -> Quantity:
    kind = "area" if name.startswith("square ") else units()[name][0]
    return Quantity(kind, _base(value, name), name)
