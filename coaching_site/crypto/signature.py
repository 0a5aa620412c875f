"""Signatures of texts by keys that portals make on devices: ECDSA on P-256 with SHA-256.

A browser makes them by WebCrypto, as RFC 7518 has it for ES256: two numbers of 32 bytes each.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from coaching_site.crypto.public_key import is_on_curve

_VALUE: Final = re.compile(r"[A-Za-z0-9_-]{86}")


def is_signed(said: bytes, value: str, x: str, y: str) -> bool:
    """Return whether `value` is the signature of bytes by the key at a point of the curve.

    The signature and both coordinates are in base64url, as browsers write them.
    """
    if not (_VALUE.fullmatch(value) and is_on_curve(x, y)):
        return False
    point = EllipticCurvePublicNumbers(_number(x), _number(y), SECP256R1())
    raw = urlsafe_b64decode(f"{value}==")
    r, s = (int.from_bytes(half, "big") for half in (raw[:32], raw[32:]))
    try:
        point.public_key().verify(encode_dss_signature(r, s), said, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _number(text: str) -> int:
    return int.from_bytes(urlsafe_b64decode(f"{text}="), "big")
