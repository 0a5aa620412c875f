"""Texts of a fixed form: addresses, currencies, time zones, and choices of a few words."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field

from coaching_site.model.metadata import Format
from coaching_site.model.types import OneLine, matching

# What nobody sees, and look-alikes of ASCII: an address that holds them reaches nobody.
_UNSEEN = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u206f"
    r"\u2800\u3000-\u3003\u3164\ufe00-\ufe0f\ufeff\uff00-\uffff"
)
_IN_NAME = rf"[^@<>()\[\]\\,;:\"{_UNSEEN}]"
_IN_HOST = rf"[^!-,/:-@\[-`{{-~{_UNSEEN}]"
_IN_LABEL = rf"[^!-,./:-@\[-`{{-~{_UNSEEN}]"
_LAST = rf"[^!-@\[-`{{-~{_UNSEEN}][^!-,./:-@\[-`{{-~{_UNSEEN}]*[^!-/:-@\[-`{{-~{_UNSEEN}]"
EMAIL = rf"^(?!\.|.*(\.\.|\.@|@[.-]|\.-|-\.)){_IN_NAME}+@{_IN_HOST}+\.{_LAST}$"
"""An e-mail address of ASCII or of any letters; it takes an engine that can look ahead."""

WEB_ADDRESS: Final = (
    rf"^https://({_IN_LABEL}{{1,63}}\.)+{_IN_LABEL}{{1,63}}(:[0-9]{{1,5}})?"
    rf"([/?#][^<>\"`^{{|}}\\{_UNSEEN}]*)?$"
)
"""An address of the web with a host of a domain, and with no user in front of it."""

_MAX_EMAIL_LENGTH: Final = 254
_PAPERS: Final = ("A4", "Letter")
_CALENDAR_TITLES: Final = ("neutral", "full")
_BETTER: Final = ("higher", "lower")
_ROUND_KINDS: Final = ("review", "pulse", "coaching")
_RATER_KINDS: Final = ("self", "coach", "manager", "group")
_INTERVALS: Final = ("week", "2 weeks", "3 weeks", "month", "2 months", "3 months")


SCALE: Final = (
    "^(?:([-−+]?[0-9]{1,3}) ?(?:to|bis|[-−\u2013\u2014]|[.]{2,3}|\u2026) ?)?([-−+]?[0-9]{1,3})$"
)
"""A scale: its lowest score, if it tells that, and its highest: `7`, `0 to 10`, `0-10`, `-3..3`."""


def _number_or(pattern: str) -> Any:
    """Return the constraint that a text matches a pattern, by which it may be a number to YAML."""
    extra: dict[str, Any] = {"pattern": pattern, "type": ["string", "integer", "null"]}
    return Field(pattern=pattern, json_schema_extra=extra)


Email = Annotated[
    OneLine,
    matching(EMAIL, _MAX_EMAIL_LENGTH),
    Format("email", "expected an e-mail address such as name@example.org"),
]
"""An e-mail address; a record with one needs Python's own regular expressions."""

WebAddress = Annotated[
    OneLine,
    matching(WEB_ADDRESS),
    Format("web_address", "expected a web address such as https://example.org/book"),
]
"""An address that a browser opens over an encrypted connection."""

Currency = Annotated[
    OneLine,
    matching(r"^[A-Z]{3}$"),
    Format("currency", "expected a currency in three capital letters, such as EUR"),
]
"""A code of ISO 4217."""

Fingerprint = Annotated[
    OneLine,
    matching(r"^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$"),
    Format("fingerprint", "expected a fingerprint as the portal shows it, such as K7QF-2MZA-XW3D"),
]
"""The fingerprint of an agreement, as `view` computes it."""

TimeZoneName = Annotated[
    OneLine,
    matching(r"^[A-Za-z][A-Za-z0-9_+/-]*$"),
    Format("timezone", "expected a time zone such as Europe/Stockholm"),
]
"""An IANA name; whether there is such a zone is left to `checks`."""

Paper = Annotated[
    OneLine,
    matching(f"^({'|'.join(_PAPERS)})$"),
    Format("paper", "expected A4 or Letter", _PAPERS),
]
"""The size of the paper that PDFs are made for."""

LockId = Annotated[
    OneLine,
    # It begins with a letter, since YAML takes digits for a number.
    matching(r"^[a-f][0-9a-f]{31}$"),
    Format("lock", "expected a lock as `coaching-site lock` writes it: 32 letters and digits"),
]
"""The public id of a lock; its keys are on the coach's machine."""

DeviceName = Annotated[
    OneLine,
    matching(r"^[0-9]{5}( [0-9]{5}){3}$"),
    Format("device_name", "expected four groups of five digits, as `coaching-site receive` writes"),
]
"""What people call a device: digits that follow from its key."""

DeviceKey = Annotated[
    OneLine,
    matching(r"^[A-Za-z0-9_-]{43}$"),
    Format("device_key", "expected the name of a key, as `coaching-site receive` writes it"),
]
"""The thumbprint (RFC 7638) of a public key on P-256, in base64url."""

SentMoment = Annotated[
    OneLine,
    matching(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}\.[0-9]{3}Z$"),
    Format("sent_moment", "expected a moment as `coaching-site receive` writes it"),
]
"""A moment in UTC, such as `2026-11-24T200003.000Z`; as texts they stand in their order."""

CalendarTitles = Annotated[
    OneLine,
    matching(f"^({'|'.join(_CALENDAR_TITLES)})$"),
    Format("calendar_titles", "expected neutral or full", _CALENDAR_TITLES),
]
"""What the titles of calendar entries may say: nothing of the coaching, or all."""

Interval = Annotated[
    OneLine,
    matching(r"^(week|month|([2-9]|1[0-2]) (weeks|months))$"),
    Format("interval", "expected week or month, or a number of them such as 2 weeks", _INTERVALS),
]
"""How often something is repeated, in whole weeks or months."""

Better = Annotated[
    OneLine,
    matching(f"^({'|'.join(_BETTER)})$"),
    Format("better", "expected higher or lower", _BETTER),
]
"""Which numbers are better than others."""

RoundKind = Annotated[
    OneLine,
    matching(f"^({'|'.join(_ROUND_KINDS)})$"),
    Format("round_kind", "expected review, pulse or coaching", _ROUND_KINDS),
]
"""What a round of feedback is about."""

RaterKind = Annotated[
    OneLine,
    matching(f"^({'|'.join(_RATER_KINDS)})$"),
    Format("rater_kind", "expected self, coach, manager or group", _RATER_KINDS),
]
"""Who is asked in a round of feedback: one person, or a group."""

ScaleText = Annotated[
    OneLine,
    _number_or(SCALE),
    Format("scale", "expected the highest score, such as 7, or a range such as -3 to 3"),
]
"""A scale of whole numbers, from 1 unless it says otherwise; which ones is left to `checks`."""

ScoreText = Annotated[
    OneLine,
    _number_or(r"^([-−+]?[0-9]{1,3}|cannot say)$"),
    Format("score", "expected a score in whole numbers, or: cannot say"),
]
"""A score of one rater; `cannot say` is an answer, too."""

Digest = Annotated[
    OneLine,
    matching(r"^[0-9a-f]{16}$"),
    Format("digest", "expected sixteen digits and letters, as the program wrote them"),
]
"""The first sixteen hexadecimal digits of a SHA-256."""
