"""The signs with which people begin the points of a list, as they type and paste them."""

from __future__ import annotations

import re
from typing import Final

# The private-use ones are Word's own bullets, where their typeface is missing.
_BULLETS: Final = "•◦▪▫‣⁃●○■►▸➢➤∙·・･⋅‧◆◇❖✦✧⦁⦿◉◘\u204c\u204d\uf020-\uf0ff"
# Some are not seen at all, and come along with what is pasted.
_SPACE: Final = r"[ \t\u00a0\u2000-\u200b\u200e\u200f\u202f\u2060\u3000\ufeff]"
_PICTURES: Final = (
    "\u2190-\u21ff\u2300-\u27bf\u25a0-\u25ff\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff※»›"
)
_DASHES: Final = "–—―−‒‑‐－"
_TIME: Final = r"[0-9]{1,2}[:h.][0-9]{2}"
_LABELS: Final = (
    r"[0-9]\ufe0f?\u20e3|[\u2460-\u24ff\u3220-\u3247]|[(（][\d一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,3}[）．、]|[一二三四五六七八九十]{1,3}、|(?![0-9])\d{1,3}[.)]"
    r"|\d{1,3}[.)](?=[^\W\d_])|[^\W\d_]\)(?=\w)|[-*+–—](?=[^\W_])"
)
_SPACED_LABELS: Final = (
    r"\([^\W\d_]{1,4}\)|\( ?\)|(?:[^\W\d_]|[ivx]{2,4}|[IVX]{2,4}|\d{1,3})\.?[.)]|0\d{1,3}[.)]"
    r"|\[[\w ✓✔]{0,3}\]|#\d{1,3}[.:)]?|№ ?\d{1,3}[.:)]?|\d{1,3}[:/°ºª]|(?:\d{1,3}|[^\W\d_])[-–—]"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?|[0-9]{4}-[0-9]{2}-[0-9]{2}:?|\*\*[^*\n]{1,60}\*\*:?"
    rf"|{_TIME}(?: ?[-–] ?{_TIME})?:?|o|§"
)
POINT: Final = re.compile(
    rf"(?:(?P<bullet>[{_BULLETS}]\ufe0f?{_SPACE}*)"
    rf"|(?P<letter>(?:o(?:\t|{_SPACE}{{2,}})|[Ø§lnqvü]\t){_SPACE}*(?=\S)(?!\d))"
    rf"|(?P<number>0|[1-9][0-9]{{0,8}})[.)](?:{_SPACE}+|$)"
    rf"|(?P<label>(?:{_LABELS}){_SPACE}*|(?:{_SPACED_LABELS}){_SPACE}+)"
    rf"|(?P<picture>[{_PICTURES}][\ufe0e\ufe0f]?{_SPACE}*)"
    rf"|(?P<dash>[{_DASHES}](?:{_SPACE}+|$))"
    rf"|(?P<plus>\+(?:{_SPACE}+|$))|(?P<hyphen>-(?:{_SPACE}+|$))|(?P<star>\*(?:{_SPACE}+|$))"
    rf"|(?P<other>[^\w\s|#\"'“”„‚‘’\\]{{1,3}}{_SPACE}+))"
)
"""A sign at the beginning of a line, with the white space behind it; its group names its kind."""

SIGN: Final = rf"[-+{_BULLETS}{_PICTURES}{_DASHES}]|[oØ§lnqvü](?={_SPACE}+\S)"
"""What a backslash at the beginning of a line keeps from being a point."""

_INDENT: Final = re.compile(rf"{_SPACE}*")
_RULE: Final = re.compile(r"(?:[-+*][ \t]*){2,}")
_AMOUNT: Final = re.compile(r"[\d.,€$£¥%]")
_RUN_ON: Final = "[•◦▪▫‣⁃●○■►▸➢➤◆◇❖✦☐-☒✓-✘\uf0a7\uf0b7\uf0d8]"
_TOGETHER: Final = re.compile(
    r"(?:^|:)[ \t]*(?:"
    rf"{_RUN_ON}[^\n]*[ \t]{_RUN_ON}[ \t]*\S"
    r"|\(?[1aA](?P<end>[.)])[ \t][^\n]*[ \t]\(?[2bB](?P=end)[ \t])"
    r"|(?:\A\s*|:[ \t]+)[–—-][ \t][^\n]*[ \t][–—-][ \t]",
    re.MULTILINE,
)
_TICKS: Final = str.maketrans("\uf0fc\uf0fe\uf0a8\uf06f\uf071\uf0fb\uf0e0\uf0e8", "✓☑☐☐☐✗→➔")


def indent_of(line: str) -> int:
    """Return how many characters of white space a line begins with."""
    found = _INDENT.match(line)
    return found.end() if found else 0


def columns_of(line: str) -> int:
    """Return how far a line is indented; a tab goes on to the next fourth column."""
    return len(line[: indent_of(line)].expandtabs(4))


def point_in(text: str) -> re.Match[str] | None:
    """Return the sign with which a text begins, unless it is nothing but signs."""
    return None if _RULE.fullmatch(text) else POINT.match(text)


def ticked(text: str) -> str:
    """Return text with the ticks, boxes and arrows of Word's own typeface as everybody's."""
    return text.translate(_TICKS)


def is_amount(text: str) -> bool:
    """Tell whether what stands behind a sign is a number, so that the sign may be a minus."""
    return bool(_AMOUNT.match(text))


def runs_together(text: str) -> bool:
    """Whether a text seems to be a list whose points stand on one line, which nobody can know."""
    return bool(_TOGETHER.search(text))
