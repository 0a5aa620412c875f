"""Telephone numbers in a text, and the `tel:` address by which each is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

_BETWEEN: Final = r"[\s.·/()\[\]\-\u2010-\u2015\u2212]"
_NUMBER: Final = re.compile(
    rf"(?<![\w+@/.#-])(?P<sign>\(?\+[\s(]*|\(?00(?=[\s1-9]))?"
    rf"(?P<digits>[(\[]?\d(?:{_BETWEEN}{{0,3}}+\d)*+)"
    r"(?:\s*[,;]?\s*(?:ext(?:ension)?\.?|extn\.?|x|#|durchwahl|dw\.?)[\s:=]*(?P<extension>\d{1,6}))?",
    re.IGNORECASE,
)
# Between two numbers, and not within one: +46 8 123 / 070 123.
_NEXT: Final = re.compile(r"\s/\s*(?=[(\[]?0)")
# A trunk prefix in brackets is dialled only inside of the country …
_TRUNK: Final = re.compile(r"[(\[]\s*0\s*[)\]]")
# … but for those whose numbers keep their zero also from abroad, as in Italy.
_KEEP_ZERO: Final = re.compile(r"(?:39|378|225|241|242)\D*[(\[]")
_INTERNATIONAL_DIGITS: Final = range(8, 16)
_NATIONAL_DIGITS: Final = range(5, 16)


class Telephone(NamedTuple):
    """A number in a text, `[start, end)`; `address` is its `tel:` address.

    It is in the form of E.164 where the number has the code of a country.
    """

    start: int
    end: int
    address: str

    @property
    def is_international(self) -> bool:
        """Whether it can be called from every country."""
        return self.address.startswith("tel:+")


def telephones_in(text: str) -> Iterator[Telephone]:
    """Yield the numbers in a text from left to right, those without a country's code among them."""
    plain = "".join(map(_ascii, text))
    offset = 0
    while found := _NUMBER.search(plain, offset):
        end = found.end()
        if cut := _NEXT.search(plain, found.start("digits"), end):
            found = _NUMBER.match(plain[: cut.start()], found.start()) or found
            end = found.end()
        address = _address(found)
        if address and not _runs_on(plain, end):
            closes = _closes(plain, found.start(), end)
            yield Telephone(found.start(), end + closes, address)
        offset = end


def _ascii(character: str) -> str:
    """Return a digit or a plus of any script as that of ASCII, and all else unchanged."""
    digit = unicodedata.digit(character, None)
    if digit is not None and unicodedata.category(character) == "Nd":
        return str(digit)
    return "+" if character == "\uff0b" else character


def _address(found: re.Match[str]) -> str:
    digits = found["digits"]
    if found["sign"] and not _KEEP_ZERO.match(digits):
        digits = _TRUNK.sub("", digits, count=1)
    number = re.sub(r"\D", "", digits)
    allowed = _INTERNATIONAL_DIGITS if found["sign"] else _NATIONAL_DIGITS
    if len(number) not in allowed or (found["sign"] and number.startswith("0")):
        return ""
    extension = f";ext={found['extension']}" if found["extension"] else ""
    return f"tel:{'+' if found['sign'] else ''}{number}{extension}"


def _runs_on(text: str, end: int) -> bool:
    """Return whether a number goes on in letters, as 1-800-FLOWERS and 12:30 do."""
    return bool(re.match(r"\w|[-.:/@]\w|\s?[%€$£]", text[end : end + 2]))


def _closes(text: str, start: int, end: int) -> int:
    """Return 1 if a bracket behind a number was opened within it."""
    number = text[start:end]
    return int(text[end : end + 1] == ")" and number.count("(") > number.count(")"))
