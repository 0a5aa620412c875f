"""Replies as the portal's script makes them: a second implementation, on primitives alone."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

Item = dict[str, Any]


def base64url(raw: bytes) -> str:
    """Return bytes as JOSE writes them."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def reply(*items: Item, **more: Any) -> dict[str, Any]:
    """Return the plaintext of a reply."""
    return {
        "format": "coaching-reply",
        "version": 1,
        "id": secrets.token_hex(16),
        "engagement": "jane-doe",
        "portal": "2026-11-24 3f9a12bc45de6701",
        "made": "2026-11-24T20:00:00Z",
        "on": "2026-11-24",
        "items": list(items),
        **more,
    }


def answer(key: str, *texts: str, base: str, **more: Any) -> Item:
    """Return the item of an answer."""
    return {"kind": "answer", "key": key, "base": base, "value": list(texts), **more}


def about(of: str, what: str = "?", **goals: str) -> dict[str, Any]:
    """Return what an item says of the words that its reader saw."""
    return {"about": {"of": of, "what": what, **({"goals": goals} if goals else {})}}


def lock(plain: bytes, key: dict[str, str], **header: Any) -> bytes:
    """Return a reply in its envelope, for the public key of a coach; `header` adds or replaces."""
    point = [int.from_bytes(_bytes(key[name]), "big") for name in "xy"]
    theirs = EllipticCurvePublicNumbers(point[0], point[1], SECP256R1()).public_key()
    ours = generate_private_key(SECP256R1())
    head = {
        "alg": "ECDH-ES",
        "enc": "A256GCM",
        "kid": key["kid"],
        "epk": _jwk(ours.public_key()),
        "typ": "coaching-reply",
    } | header
    # Concat KDF of RFC 7518, 4.6.2, one round: algorithm, no parties, the length in bits.
    about = _counted(b"A256GCM") + _counted(b"") + _counted(b"") + (256).to_bytes(4, "big")
    secret = ours.exchange(ECDH(), theirs)
    cek = sha256((1).to_bytes(4, "big") + secret + about).digest()
    protected = base64url(json.dumps(head).encode())
    iv = secrets.token_bytes(12)
    sealed = AESGCM(cek).encrypt(iv, plain, protected.encode())
    parts = [protected, "", base64url(iv), base64url(sealed[:-16]), base64url(sealed[-16:])]
    return ".".join(parts).encode()


class Device:
    """A device with a key of its own, by which it signs replies."""

    def __init__(self) -> None:
        """Make the key."""
        self._key = generate_private_key(SECP256R1())
        self.point = _jwk(self._key.public_key())

    @property
    def key(self) -> str:
        """The thumbprint of its key."""
        names = ("crv", "kty", "x", "y")
        text = json.dumps({name: self.point[name] for name in names}, separators=(",", ":"))
        return base64url(sha256(text.encode()).digest())

    def signed(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return a reply with its signature."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        raw = b"coaching-reply signature 1\n" + text.encode()
        r, s = decode_dss_signature(self._key.sign(raw, ECDSA(SHA256())))
        value = base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        x, y = self.point["x"], self.point["y"]
        return {**data, "signature": {"version": 1, "x": x, "y": y, "value": value}}


def _jwk(key: EllipticCurvePublicKey) -> dict[str, str]:
    numbers = key.public_numbers()
    x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _counted(raw: bytes) -> bytes:
    return len(raw).to_bytes(4, "big") + raw


def _bytes(text: str) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
