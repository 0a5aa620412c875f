"""What a file of rich text (RTF) says: every word in it, what is told of the file included."""

from __future__ import annotations

import re
from codecs import lookup
from typing import Final

_CODE_PAGE: Final = re.compile(rb"\\ansicpg([0-9]{1,5})")
# How many letters behind a letter by its number are there for programs that do not know it.
_INSTEAD: Final = re.compile(r"\\uc([0-9]) ?")
_CODE: Final = re.compile(
    r"(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)|\\(?P<word>[A-Za-z]+)-?[0-9]* ?|\\(?P<sign>[^A-Za-z])"
    r"|[{}\r\n]"
)
_WORDS: Final = {
    **dict.fromkeys(("par", "line", "row", "sect", "page", "column"), "\n"),
    **dict.fromkeys(("tab", "cell", "nestcell", "emspace", "enspace", "qmspace"), "\t"),
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "emdash": "\u2014",
    "endash": "\u2013",
    "bullet": "\u2022",
}
_SIGNS: Final = {"~": "\u00a0", "_": "-", "-": "", "*": "", "\n": "\n", "\r": "\n"}


def text_of_rtf(content: bytes) -> str:
    """Return what rich text says, without its codes; pictures are digits in it."""
    found = _CODE_PAGE.search(content)
    encoding = _known(f"cp{found[1].decode()}") if found else "cp1252"
    first, *others = _INSTEAD.split(content.decode(encoding, "replace"))
    parts = [("1", first), *zip(others[::2], others[1::2], strict=True)]
    text = "".join(_text_of(part, int(count), encoding) for count, part in parts)
    # What was written as two halves of one character becomes one.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _known(encoding: str) -> str:
    try:
        return lookup(encoding).name
    except LookupError:
        return "cp1252"


def _text_of(part: str, count: int, encoding: str) -> str:
    """Return what a part says in which so many letters are there instead of each by its number."""

    def read(code: re.Match[str]) -> str:
        if code["letter"]:
            return chr(int(code["letter"]) % 0x10000)
        if code["bytes"]:
            return bytes.fromhex(code["bytes"].replace("\\'", "")).decode(encoding, "replace")
        if code["word"]:
            return _WORDS.get(code["word"], "")
        return _SIGNS.get(code["sign"], code["sign"]) if code["sign"] else ""

    instead = rf"(?:\\'[0-9a-fA-F]{{2}}|[^\\{{}}\r\n]){{0,{count}}}"
    return re.sub(rf"\\u(?P<letter>-?[0-9]{{1,6}}) ?{instead}|{_CODE.pattern}", read, part)
