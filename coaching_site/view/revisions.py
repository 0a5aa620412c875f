"""Revisions: short digests of what a reader saw.

A draft keeps the revision on which it was written, so that a reply cannot overwrite a later text
that its author has not seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from hashlib import sha256
from typing import Final

from coaching_site.model.activities import Review
from coaching_site.model.receipt import RECEIPT_ID_CHARACTERS, Receipt, moment_of
from coaching_site.model.time_zones import zone_named


def revision_of(identity: str, seen: Iterable[str]) -> str:
    """Return 16 hex digits for what a reader saw: the texts, and whose they were (`identity`)."""
    typed = json.dumps([identity, *seen], ensure_ascii=False, separators=(",", ":"))
    return sha256(typed.encode()).hexdigest()[:16]


def digest_of_wording(key: str, said: object) -> str:
    """Return 12 hex digits for a wording: its key, and its texts in lists and dicts."""
    typed = json.dumps([key, said], ensure_ascii=False, sort_keys=True, default=str)
    return sha256(typed.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class ReceivedView:
    """What the coach has received: `tokens` for a portal's scripts, one for each item.

    A token is an id, a moment, and what was kept; the id is cut short, the moment in milliseconds
    is written to the base of 36. `written` is the day on which the newest of it was written, and
    `wordings` are the digests of what was taken of that day: what came in one reply is not known.
    """

    tokens: tuple[str, ...] = ()
    written: date | None = None
    wordings: frozenset[str] = frozenset()


def received_of(lines: Iterable[str], as_of: date, timezone: str | None) -> ReceivedView:
    """Return what was received, by the last receipt of each item.

    Days are those of the time zone, or of UTC; later ones than `as_of` are not told.
    """
    receipts = sorted(map(Receipt.of, lines), key=lambda receipt: receipt.at)
    zone = zone_named(timezone) if timezone else UTC
    days = [moment_of(receipt.at).astimezone(zone).date() for receipt in receipts]
    written = max((day for day in days if day <= as_of), default=None)
    dated = zip(receipts, days, strict=True)
    return ReceivedView(
        tuple({receipt.id: _token(receipt) for receipt in receipts}.values()),
        written,
        frozenset(one.text for one, day in dated if day == written and not one.mine),
    )


def _token(receipt: Receipt) -> str:
    name, slash, part = receipt.id.partition("/")
    at = _in_base_36(round(moment_of(receipt.at).timestamp() * 1000))
    return f"{name[:RECEIPT_ID_CHARACTERS]}{slash}{part} {at}{' m' if receipt.mine else ''}"


def _in_base_36(number: int) -> str:
    digits = ""
    while number > 0:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def revision_of_action(what: str, done: object, note: str | None) -> str:
    """Return the revision of an action; `done` is its day, or None."""
    return revision_of(what, (str(done or ""), note or ""))


def revision_of_review(review: Review) -> str:
    """Return the revision of a review: of all in it that an executive may fill in."""
    return revision_of(review.on.isoformat(), _said(review))


def _said(review: Review) -> Iterator[str]:
    """Yield each text behind its kind, so that different reviews never yield the same."""
    for scale, score in review.scores.items():
        yield from ("score", scale, str(score))
    for goal in review.goals:
        yield from ("goal", goal.goal, str(goal.score or ""), goal.progress or "")
    for text in review.works:
        yield from ("works", text)
    for text in review.change:
        yield from ("change", text)
