"""Devices that sign replies: known by the key that a portal made on each of them."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import Final

from pydantic import Field

from coaching_site.model.formats import DeviceKey, DeviceName, SentMoment
from coaching_site.model.types import Day, Record

_GROUP_BYTES: Final = 4
_GROUPS: Final = 4
_GROUP_DIGITS: Final = 5


class KnownDevice(Record):
    """A device of the executive, whose replies are received without a question.

    `key` alone decides which device it is; one that was `withdrawn` is to be asked about again.
    """

    name: DeviceName = Field(description="The digits that the portal shows on this device.")
    key: DeviceKey = Field(description="Letters that stand for the key of the device.")
    since: Day = Field(description="The day on which it was accepted, such as 2026-11-24.")
    last: SentMoment = Field(description="When the newest reply that was received of it was made.")
    withdrawn: Day | None = Field(
        default=None, description="The day from which it is not trusted any more."
    )


def device_name(key: str) -> str:
    """Return the name of a device by the thumbprint of its key: `40281 77350 19264 55018`.

    `overrides/assets/javascripts/signing.js` makes the same of it.
    """
    digest = urlsafe_b64decode(f"{key}=")
    starts = range(0, _GROUPS * _GROUP_BYTES, _GROUP_BYTES)
    numbers = [int.from_bytes(digest[at : at + _GROUP_BYTES], "big") for at in starts]
    return " ".join(f"{number % 10**_GROUP_DIGITS:0{_GROUP_DIGITS}}" for number in numbers)
