"""Addresses of the web and of mail that stand bare in a text: what is linked, and whereto.

Only `http:`, `https:` and `mailto:` are linked, and `www.` as `https:`. An address ends before the
punctuation of its sentence; brackets belong to it in pairs. One with a user in front of its host,
as in `https://bank.example@other.example`, is none: it leads elsewhere than it seems to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from coaching_site.model.formats import EMAIL

_MAX_LENGTH: Final = 2000
# In these scripts a sentence goes on right behind an address, without a space.
_UNSPACED: Final = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_UNSEEN: Final = (
    r"\s\x00-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u206f\u2800"
    r"\u3000-\u303f\u3164\ufe00-\ufe0f\ufeff\uff00-\uffff"
)
_ENDS: Final = rf"{_UNSEEN}<>\"`^{{}}|\\«»‹›"
_IN_LABEL: Final = rf"[^!-,./:-@\[-`{{-~{_ENDS}]"
_HOST: Final = rf"(?:{_IN_LABEL}{{1,63}}+\.)*{_IN_LABEL}{{1,63}}+"
_IN_NAME: Final = rf"[^\W{_UNSPACED}]|[+'%-]"
_NAME: Final = rf"(?:{_IN_NAME}){{1,64}}+(?:\.(?:{_IN_NAME}){{1,64}}+){{0,9}}"
_FOUND: Final = re.compile(
    r"(?<![A-Za-z0-9_/@.+-])(?:"
    rf"(?P<web>(?i:https?://|(?=www\.))(?P<host>{_HOST})(?P<port>:[0-9]{{1,5}})?"
    rf"(?P<rest>[/?#][^{_ENDS}{_UNSPACED}]*+)?)"
    rf"|(?i:mailto:)?(?P<mail>{_NAME}@(?P<mail_host>{_HOST}))(?![@/]))"
)
_REST_OF_WORD: Final = re.compile(rf"[^{_UNSEEN}]*")
_CODE: Final = re.compile(r"`[^`\n]+`")
# The last label of a host has letters of one script: what follows those of ASCII is text again.
_OTHER_SCRIPT: Final = re.compile(r"(?<=[A-Za-z0-9-])[^\x00-\x7f][^.]*\Z")
_PUNCTUATION: Final = ".,;:!?'*_~&"
_PAIRS: Final = {")": "(", "]": "["}


class TextLink(NamedTuple):
    """An address in a text, `[start, end)`, and the address of the link."""

    start: int
    end: int
    address: str

    @property
    def host(self) -> str:
        """The host of an address of the web, without `www.`; empty for mail."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")


def links_in(text: str) -> Iterator[TextLink]:
    """Yield the bare addresses in a text from left to right; none between backticks."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return
    code = [span.span() for span in _CODE.finditer(text)] if "`" in text else []
    offset = 0
    while found := _FOUND.search(text, offset):
        link = _web(found) if found["web"] else _mail(found)
        if link and not any(start < link.start < end for start, end in code):
            yield link
        # What is refused is refused whole: no part of it is an address in its own right.
        offset = link.end if link else _end_of_word(text, found.end())


def _end_of_word(text: str, offset: int) -> int:
    rest = _REST_OF_WORD.match(text, offset)
    return rest.end() if rest else offset


def _web(found: re.Match[str]) -> TextLink | None:
    text, host = found["web"], _host(found["host"])
    is_cut = len(host) < len(found["host"])
    if is_cut:
        text = text[: found.end("host") - found.start("web") - len(found["host"]) + len(host)]
    # Trimming looks at the whole text for each character: not at one that is too long anyway.
    text = _trimmed(text[: _MAX_LENGTH + 1])
    is_local = "." not in host.strip(".") and not (found["port"] or found["rest"])
    goes_on = not is_cut and found.string[found.end() : found.end() + 1] == "@"
    if is_local or goes_on or len(text) > _MAX_LENGTH or not host.strip(".-"):
        return None
    scheme, colon, rest = text.partition("://")
    address = f"{scheme.lower()}{colon}{rest}" if colon else f"https://{text}"
    return TextLink(found.start("web"), found.start("web") + len(text), address)


def _mail(found: re.Match[str]) -> TextLink | None:
    mail = found["mail"].removesuffix(found["mail_host"]) + _host(found["mail_host"])
    if not re.search(EMAIL, mail):
        return None
    start = found.start() if mail.isascii() else found.start("mail")
    return TextLink(start, found.start("mail") + len(mail), f"mailto:{quote(mail, safe='@+')}")


def _host(host: str) -> str:
    return _OTHER_SCRIPT.sub("", host)


def _trimmed(text: str) -> str:
    """Return an address without the punctuation of its sentence at its end."""
    while text:
        last = text[-1]
        is_lone = last in _PAIRS and text.count(last) > text.count(_PAIRS[last])
        if last not in _PUNCTUATION and not is_lone:
            break
        text = text[:-1]
    return text
