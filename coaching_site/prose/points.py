"""The markers with which people begin items of a list, as they type and paste them."""

from __future__ import annotations

import re
from typing import Final

# The private-use ones come from Word's symbol fonts.
_BULLETS: Final = "•◦▪▫‣⁃●○■►▸➢➤∙·・･⋅‧◆◇❖✦✧⦁⦿◉◘\u204c\u204d\uf020-\uf0ff"
# Some are invisible, and come with pasted text.
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
LIST_MARKER: Final = re.compile(
    rf"(?:(?P<bullet>[{_BULLETS}]\ufe0f?{_SPACE}*)"
    rf"|(?P<letter>(?:o(?:\t|{_SPACE}{{2,}})|[Ø§lnqvü]\t){_SPACE}*(?=\S)(?!\d))"
    rf"|(?P<number>0|[1-9][0-9]{{0,8}})[.)](?:{_SPACE}+|$)"
    rf"|(?P<label>(?:{_LABELS}){_SPACE}*|(?:{_SPACED_LABELS}){_SPACE}+)"
    rf"|(?P<picture>[{_PICTURES}][\ufe0e\ufe0f]?{_SPACE}*)"
    rf"|(?P<dash>[{_DASHES}](?:{_SPACE}+|$))"
    rf"|(?P<plus>\+(?:{_SPACE}+|$))|(?P<hyphen>-(?:{_SPACE}+|$))|(?P<asterisk>\*(?:{_SPACE}+|$))"
    rf"|(?P<other>[^\w\s|#\"'“”„‚‘’\\]{{1,3}}{_SPACE}+))"
)
"""A marker at the start of a line, with the white space behind it; its group is its kind."""

MARKER: Final = rf"[-+{_BULLETS}{_PICTURES}{_DASHES}]|[oØ§lnqvü](?={_SPACE}+\S)"
"""A marker that a backslash at the start of a line escapes."""

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
    """Return the number of white space characters before the text of a line."""
    match = _INDENT.match(line)
    return match.end() if match else 0


def columns_of(line: str) -> int:
    """Return the indentation of a line in columns, with tab stops every four."""
    return len(line[: indent_of(line)].expandtabs(4))


def point_in(text: str) -> re.Match[str] | None:
    """Return the marker with which a text begins, unless all of it is a ruler."""
    return None if _RULE.fullmatch(text) else LIST_MARKER.match(text)


def with_standard_ticks(text: str) -> str:
    """Return text with the private-use ticks, boxes and arrows of Word as Unicode ones."""
    return text.translate(_TICKS)


def is_amount(text: str) -> bool:
    """Return whether the text behind a marker is a number, so that a dash may be a minus."""
    return bool(_AMOUNT.match(text))


def runs_together(text: str) -> bool:
    """Return whether a text may be a list with all its items on one line."""
    return bool(_TOGETHER.search(text))
