"""Numbers in another notation, such as `60 min`, `12,000` or `40 percent`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from coaching_site.notation.plain import figures, plain
from coaching_site.notation.units import Unit, UnitKind

_PREFIXED: Final = re.compile(r"0([xob])([0-9a-f]+)")
_SCIENTIFIC: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?e\+?[0-9]{1,2}")
_NUMERAL: Final = re.compile(r"[0-9](?:[0-9 _',.]*[0-9])?")
_APART: Final = re.compile(r" (?![0-9]{3}(?![0-9]))")
_BASES: Final = {"x": 16, "o": 8, "b": 2}
_THOUSANDS: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6}
_OUT_OF: Final = re.compile(r"([0-9]{1,3}) ?(?:/|of|out of|von|sur|de) ?([0-9]{1,4})")
_SPAN: Final = re.compile(r"([0-9]{1,3}) ?(?:-|to|or|bis|oder) ?([0-9]{1,3})")
_HOURS: Final = re.compile(
    r"([0-9]+(?:[.,][0-9]+)?) ?(?:h|hrs?|hours?|std\.?|stunden?|heures?)"
    r"(?: ?(?:and )?([0-9]{1,2}) ?(?:m|min|mins|minutes|minuten)?\.?)?"
)
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[,.][0-9]{2,3})+")
_MINUTES: Final = {"minute": 1, "hour": 60}
_MAX_LETTERS: Final = 20


def wholes_meant(text: str, most: int | None = None) -> tuple[str, ...]:
    """Return the whole numbers that a text may mean, without a sign; often none.

    So many of so many, as in 8/10, mean a number only where that is the `most` it can be.
    """
    words = figures(plain(text).casefold())
    if match := _OUT_OF.fullmatch(words):
        return (str(int(match[1])),) if int(match[2]) == most else ()
    if match := _SPAN.fullmatch(words):
        return tuple(dict.fromkeys(str(int(number)) for number in match.groups()))
    number = _number(words)
    return (str(int(number)),) if number is not None and number == int(number) else ()


def minutes_meant(text: str, most: int | None = None) -> tuple[str, ...]:
    """Return the minutes that a length of time may mean; often none."""
    words = figures(plain(text).casefold())
    if match := _HOURS.fullmatch(words):
        minutes = 60 * Decimal(match[1].replace(",", ".")) + int(match[2] or 0)
        return (str(int(minutes)),) if minutes == int(minutes) else ()
    if match := _CLOCK.fullmatch(words):
        return (str(60 * int(match[1]) + int(match[2])),)
    return wholes_meant(text, most)


def amounts_meant(text: str) -> tuple[str, ...]:
    """Return the amounts that a text may mean, with at most two decimals; often none."""
    number = _number(figures(plain(text).casefold()))
    if number is None or number > 10**12:
        return ()
    whole = number == int(number)
    return (str(int(number)) if whole else f"{number:.2f}",) if number == round(number, 2) else ()


def quantities_meant(text: str, unit: Unit, most: int | None = None) -> tuple[str, ...]:
    """Return the numbers of a unit that a text may mean, with at most four decimals; often none.

    So many of so many mean a number only where that is the `most` it can be.
    """
    words = figures(plain(text).casefold())
    if unit.kind is UnitKind.DURATION and unit.name in _MINUTES:
        spans = minutes_meant(text) if _HOURS.fullmatch(words) or _CLOCK.fullmatch(words) else ()
        if spans:
            return tuple(_short(Decimal(span) / _MINUTES[unit.name]) for span in spans)
    if _OUT_OF.fullmatch(words):
        return wholes_meant(text, most)
    sign = "-" if re.match("-[ ]?[0-9]", words) else ""
    number = _number(words.removeprefix(sign).lstrip())
    if number is None or number > 10**12 or number != round(number, 4):
        return ()
    return (sign + _short(number),)


def _short(number: Decimal) -> str:
    return f"{number.normalize():f}"


def percents_meant(text: str) -> tuple[str, ...]:
    """Return the percentages that a text may mean; often none."""
    words = figures(plain(text).casefold())
    if re.fullmatch(r"(?:a |one )?half|1[/⁄]2|½", words):
        return ("50",)
    if match := _SPAN.fullmatch(words.replace("%", "").strip()):
        return tuple(dict.fromkeys(str(int(number)) for number in match.groups()))
    number = _number(words)
    return (f"{number:f}",) if number is not None and number <= 100 else ()


def _number(words: str) -> Decimal | None:
    """Return the only number of some words, which may have units beside it."""
    # First, since letters beside a number are units below.
    bare = words.removeprefix("+").lstrip()
    if match := _PREFIXED.fullmatch(bare):
        return _in_base(match[2], _BASES[match[1]])
    if _SCIENTIFIC.fullmatch(bare):
        return _whole_or_short(Decimal(bare))
    match = _NUMERAL.search(words)
    if not match or words[: match.start()].rstrip().endswith(("-", ".", ",")):
        return None
    rest = words[: match.start()] + " " + words[match.end() :]
    if re.search("[0-9:]", rest) or len(re.findall(r"\w", rest)) > _MAX_LETTERS:
        return None
    number = _read(match[0])
    behind = re.match(r" ?(\w+)", words[match.end() :])
    factor = _THOUSANDS.get(behind[1], 1) if behind else 1
    return None if number is None else _whole_or_short(number * factor)


def _in_base(digits: str, base: int) -> Decimal | None:
    try:
        return Decimal(int(digits, base))
    except ValueError:
        return None


def _read(numeral: str) -> Decimal | None:
    """Return a numeral, in which a last comma or dot may begin decimals or part thousands.

    Two numerals with a space between them, such as 8 9, are no number.
    """
    if _APART.search(numeral):
        return None
    digits = re.sub("[ _']", "", numeral)
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return Decimal(digits)
    separator, behind = digits[last], len(digits) - last - 1
    is_decimal = digits.count(separator) == 1 and (behind != 3 or digits.startswith("0"))
    if not is_decimal and behind != 3:
        return None  # such as 10.9.26
    thousands = digits[:last] if is_decimal else digits
    if not thousands.isdecimal() and not _GROUPED.fullmatch(thousands):
        return None  # such as 12500.555
    whole = re.sub("[,.]", "", digits[:last])
    if is_decimal and behind <= 2:
        return Decimal(f"{whole}.{digits[last + 1 :]}")
    return None if is_decimal else Decimal(whole + digits[last + 1 :])


def _whole_or_short(number: Decimal) -> Decimal | None:
    try:
        return Decimal(int(number)) if number == int(number) else number.normalize()
    except (InvalidOperation, OverflowError):
        return None
