r"""Which asterisks and underscores are emphasis, and which are literal.

CommonMark's rules are for one kind of text. Beyond them, a part of a word may be emphasised with
two asterisks on each side, and a word that touches quotation marks; an asterisk between digits or
letters (5*3, Kolleg*innen), beside a closing bracket, in a path or in an address is literal.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from coaching_site.prose.escapes import found_once, verbatim_offsets

_MAX_RUN_LENGTH: Final = 3
_CLOSING: Final = ")]},;:!?/"
_OPENING: Final = "([{"
_NAMES: Final = "_@#$/\\=&%"
# Letters of scripts without spaces between words; it takes long to compile, and few texts have any.
_UNSPACED: Final = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KEEPS: Final = re.compile(r"\\[\n*_\[\]\\]")
# What follows a marker within a word, and what stands before one.
_PART_OF_WORD: Final = re.compile(r"[^\W\d_]{2,80}\*(?!\*)|\*[^\s*]{2,80}\*\*")
_BEGUN: Final = re.compile(r"(?:(?:^|[^\w*\\])\*[^\s*]{1,80}|[^\W\d_]\*[^\W\d_]{2,80})$")


def emphasis(state: StateInline, silent: bool) -> bool:
    """Parse a run of asterisks or underscores; an inline rule in place of markdown-it's own."""
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    names = found_once(verbatim_offsets, state.src, state.env)
    is_bare = end - start > _MAX_RUN_LENGTH or start in names
    opens = not is_bare and _opens(state.src, start, end)
    closes = not is_bare and _closes(state.src, start, end)
    for _ in range(end - start):
        token = state.push("text", "", 0)
        token.content = marker
        if opens or closes:
            offset = len(state.tokens) - 1
            state.delimiters.append(
                Delimiter(ord(marker), end - start, offset, -1, open=opens, close=closes)
            )
    state.pos = end
    return True


def _opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if after.isspace():
        return False
    if after in _CLOSING or (after == "." and text[end + 1 : end + 2] != "."):
        return False
    if before == "/" and not text[start - 2 : start - 1].strip():
        return False
    if not _is_joined(before, text[start]):
        return True
    is_part = text[start] == "*" and end - start < _MAX_RUN_LENGTH and _is_letter(before)
    return is_part and bool(_PART_OF_WORD.match(text, start + 1))


def _closes(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before.isspace():
        return False
    if before in _OPENING or (after == "." and text[end + 1 : end + 2].isalnum()):
        return False
    if not _is_joined(after, text[start]) or _KEEPS.match(text, end):
        return True
    if text[start] != "*" or not _is_letter(after):
        return False
    return end - start > 1 or bool(_BEGUN.search(text[max(0, start - 100) : start]))


def _is_joined(beside: str, marker: str) -> bool:
    """Return whether the marker touches a character that makes it part of a word."""
    if marker == "_" and beside in _NAMES:
        return True
    is_word = beside == "\\" or unicodedata.category(beside)[0] in "LNM"
    is_spaced = marker != "*" or beside.isascii() or not re.match(_UNSPACED, beside)
    return is_word and is_spaced


def _is_letter(beside: str) -> bool:
    return unicodedata.category(beside)[0] in "LM"
