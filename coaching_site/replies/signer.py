"""Who signed a reply: the key of a device, and whether what it signed is this very reply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from coaching_site.crypto.public_key import is_on_curve, public_key
from coaching_site.crypto.signature import is_signed
from coaching_site.model.device import device_name
from coaching_site.replies.reply import Reply, data_of

_PURPOSE: Final = b"coaching-reply signature 1\n"
"""What stands before all that is signed, so that no signature is one of something else."""


@dataclass(frozen=True)
class Signer:
    """The device that a reply says it was made on: the thumbprint of its key.

    `is_sound` says whether the signature holds; where it does not, the key may be anybody's.
    """

    key: str
    is_sound: bool

    @property
    def name(self) -> str:
        """The digits by which people know the device."""
        return device_name(self.key)


def signer_of(raw: bytes, reply: Reply) -> Signer | None:
    """Return who signed the reply that was read from a text of JSON, None where nobody did."""
    signature = reply.signature
    if signature is None:
        return None
    x, y = signature.x, signature.y
    is_sound = is_on_curve(x, y) and is_signed(signed_bytes(data_of(raw)), signature.value, x, y)
    return Signer(public_key(x, y)["kid"], is_sound)


def signed_bytes(data: Mapping[str, Any]) -> bytes:
    """Return what is signed of a reply: its purpose, and all that it says but the signature.

    It is written as `JSON.stringify` does, whatever spaces a mail program has put between.
    """
    said = {name: value for name, value in data.items() if name != "signature"}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # Half of a pair of surrogates, which is no character, is written out by browsers, too.
    return _PURPOSE + text.encode(errors="backslashreplace")
