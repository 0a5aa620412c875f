"""Whether a reply comes from a device that the coach knows, and what speaks against it.

The first device that signs is trusted. From then on whatever another one sends is doubted, and so
is what nobody signed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from coaching_site.editing import Append, Change, Put
from coaching_site.model import Engagement
from coaching_site.model.device import KnownDevice
from coaching_site.replies.receipts import receipt_moment
from coaching_site.replies.reply import Reply
from coaching_site.replies.signer import Signer


class Doubt(StrEnum):
    """Why a reply may be from somebody else, or sent again by somebody else."""

    UNSIGNED = "unsigned"
    DAMAGED = "damaged"
    DEVICE = "device"
    WITHDRAWN = "withdrawn"
    OLDER = "older"
    AGAIN = "again"


@dataclass(frozen=True)
class Trust:
    """What is known of the origin of a reply, before anything of it is believed.

    `signer` is there if its signature holds; `place` is where its device stands among the `devices`
    of the engagement, None where it does not. `is_noted` says that the device is to be noted as
    known. `made` is the moment at which the reply was made.
    """

    signer: Signer | None
    devices: tuple[KnownDevice, ...]
    place: int | None
    made: str
    doubts: tuple[Doubt, ...]
    is_noted: bool

    @property
    def known(self) -> KnownDevice | None:
        """The device that signed it, if the coach knows it."""
        return None if self.place is None else self.devices[self.place]

    @property
    def counts(self) -> bool:
        """Whether the device that signed it is known, or is from now on: it may sign agreements."""
        return self.signer is not None and (self.is_noted or not self._is_foreign)

    @property
    def is_new(self) -> bool:
        """Whether the device that signed it is known from now on, and was not until now."""
        return self.signer is not None and self.is_noted and self._is_foreign

    @property
    def is_first(self) -> bool:
        """Whether nobody was asked about its device: it is the first one that signs."""
        return self.is_new and not self.devices

    @property
    def _is_foreign(self) -> bool:
        return self.known is None or self.known.withdrawn is not None

    def accepted(self, *, noted: bool) -> Trust:
        """Return it without doubts; `noted` lets the device be known from now on."""
        return replace(self, doubts=(), is_noted=noted and self.signer is not None)

    def changes(self, today: date) -> tuple[Change, ...]:
        """Return what is to be noted of the device in the file of the engagement."""
        if not self.signer or not self.counts:
            return ()
        if self.place is None:
            record: dict[str, str | date] = {"name": self.signer.name, "key": self.signer.key}
            last = self.made if self._is_past(today) else f"{today}T000000.000Z"
            return (Append(("devices",), {**record, "since": today, "last": last}),)
        here = ("devices", self.place)
        known = self.devices[self.place]
        again = (Put((*here, "withdrawn"), None),) if known.withdrawn else ()
        is_later = self._is_past(today) and self.made > known.last
        return (*again, *((Put((*here, "last"), self.made),) if is_later else ()))

    def _is_past(self, today: date) -> bool:
        """Return whether it is of a clock that was right: else all that follows would look old."""
        return self.made < f"{today + timedelta(days=2)}"


def trust_in(
    reply: Reply, signer: Signer | None, engagement: Engagement, *, was_received: bool
) -> Trust:
    """Return what is known of the origin of a reply; `signer` is None where nobody signed it.

    `was_received` says that this reply was received as a whole before.
    """
    devices, made = engagement.devices, receipt_moment(reply.made)
    sound = signer if signer and signer.is_sound else None
    places = [n for n, one in enumerate(devices) if sound and one.key == sound.key]
    # What is not withdrawn counts, should a device be listed twice.
    place = min(places, key=lambda n: devices[n].withdrawn is not None, default=None)
    doubts = [
        *([Doubt.DAMAGED] if signer and not sound else []),
        *([Doubt.UNSIGNED] if devices and not signer else []),
        *([Doubt.DEVICE] if devices and sound and place is None else []),
    ]
    if place is not None:
        known = devices[place]
        doubts += [Doubt.WITHDRAWN] if known.withdrawn else []
        doubts += [Doubt.OLDER] if made < known.last else []
    doubts += [Doubt.AGAIN] if devices and was_received else []
    is_noted = sound is not None and not devices
    return Trust(sound, devices, place, made, tuple(doubts), is_noted)
