"""How coach and executive reach each other: a call to join, mail, telephone, booking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from coaching_site.model.people import Coach
from coaching_site.notation.links import links_in
from coaching_site.notation.telephones import telephones_in

# What is left of a text around an address that was taken out of it.
_EMPTY_LINK: Final = re.compile(r"\[([^\[\]]*)\]\(\)")
_EMPTY_PAIR: Final = re.compile(r"\(\s*\)|<\s*>|\[\s*\]|“\s*”|\"\s*\"")
_DOUBLED: Final = re.compile(r"([-–—·|,;:])(?:\s*\1)+")
_SPACE_BEFORE: Final = re.compile(r"\s+(?=[,;:])|[ \t]+(?=[ \t])")
_JOINING: Final = re.compile(r"(?:and|or|und|oder|bzw\.?|&|\+|/)", re.IGNORECASE)
# What is joined from afar, in English and German: how to do so is not where it takes place.
_FROM_AFAR: Final = re.compile(
    r"\b(?:video|virtu|online|remote|zoom|skype|webex|facetime|telefon|telephon|anruf"
    r"|(?:call|phone|teams|google meet)\b)",
    re.IGNORECASE,
)
_AT_THE_EDGE: Final = " \t,;:·|–—-"


@dataclass(frozen=True)
class Way:
    """A way to reach somebody: `address` is that of a link, `shown` what a reader recognises."""

    kind: str
    address: str
    shown: str


@dataclass(frozen=True)
class Place:
    """Where a session is: words for the place, and the calls that can be joined.

    `joins` are of the kind `web`, shown by their host, or `call`, shown by their number.
    """

    text: str
    joins: tuple[Way, ...] = ()

    @property
    def lacks(self) -> str:
        """What only an invitation can tell: `where` it is, or `how` to join; else nothing.

        A number, such as that of a room or of a meeting, is a way to join.
        """
        if not self.text and not self.joins:
            return "where"
        is_told = self.joins or any(letter.isdigit() or letter == "@" for letter in self.text)
        return "how" if not is_told and _FROM_AFAR.search(self.text) else ""

    @property
    def plain(self) -> str:
        """The place in one text, without a link: its words, or else hosts and numbers."""
        return self.text or " · ".join(way.shown for way in self.joins)


def place_of(where: str | None) -> Place:
    """Return the place that was typed for a session: a link of a call apart from the words."""
    typed = where or ""
    webs = [link for link in links_in(typed) if not link.address.startswith("mailto:")]
    spans = [(link.start, link.end, Way("web", link.address, link.host)) for link in webs]
    spans += [
        (call.start, call.end, Way("call", call.address, typed[call.start : call.end]))
        for call in telephones_in(typed)
        if call.is_international and not any(link.start <= call.start < link.end for link in webs)
    ]
    spans.sort(key=lambda span: span[0])
    rest, end = "", 0
    for start, after, _ in spans:
        rest, end = rest + typed[end:start], after
    return Place(_tidied(rest + typed[end:]) if spans else typed, tuple(way for *_, way in spans))


def _tidied(text: str) -> str:
    text = _EMPTY_PAIR.sub("", _EMPTY_LINK.sub(r"\1", text))
    tidy = _SPACE_BEFORE.sub("", _DOUBLED.sub(r"\1", text)).strip(_AT_THE_EDGE)
    # Between two calls that stand beside it, such a word says nothing any more.
    return "" if _JOINING.fullmatch(tidy) else tidy


@dataclass(frozen=True)
class Contact:
    """How to reach the coach. `phone` is the number as typed, in parts with a link or without."""

    mail: Way | None
    phone: tuple[tuple[str, str | None], ...]
    booking: Way | None

    @property
    def calls(self) -> tuple[Way, ...]:
        """The numbers that can be called."""
        return tuple(Way("call", address, text) for text, address in self.phone if address)

    @property
    def is_known(self) -> bool:
        """Whether there is any way."""
        return bool(self.mail or self.phone or self.booking)


def contact_of(coach: Coach) -> Contact:
    """Return the ways to a coach."""
    mail = coach.email and Way("mail", f"mailto:{quote(coach.email, safe='@+')}", coach.email)
    host = (urlsplit(coach.booking or "").hostname or "").removeprefix("www.")
    booking = coach.booking and Way("booking", coach.booking, host)
    return Contact(mail or None, tuple(_phone_parts(coach.phone or "")), booking or None)


def _phone_parts(typed: str) -> list[tuple[str, str | None]]:
    parts: list[tuple[str, str | None]] = []
    end = 0
    for number in telephones_in(typed):
        text = typed[number.start : number.end]
        parts += [(typed[end : number.start], None), (text, number.address)]
        end = number.end
    return [part for part in [*parts, (typed[end:], None)] if part[0]]
