"""Envelopes: JSON Web Encryption (RFC 7516) of one kind, and of no other.

The kind is the compact form with ECDH-ES on the curve P-256 and A256GCM, which browsers can make
without a library. Whatever else the standard allows is refused before anything is computed.
"""

from __future__ import annotations

import json
import re
import warnings
from base64 import urlsafe_b64decode
from typing import Any, Final

from cryptography.exceptions import InternalError, InvalidKey, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.errors import JoseError
from joserfc.jwe import CompactEncryption, JWERegistry, decrypt_compact
from joserfc.jwk import ECKey

from coaching_site.crypto.private_key import PrivateKey, public_half
from coaching_site.crypto.public_key import is_on_curve

MAX_ENVELOPE_BYTES: Final = 3_000_000
COMPACT: Final = re.compile(r"[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}", re.ASCII)
"""The form of an envelope: header, no encrypted key, 96 bits of IV, content, 128 bits of tag."""

_MAX_HEADER_BYTES: Final = 2000
_ALGORITHMS: Final = ("ECDH-ES", "A256GCM")
_HEADER_KEYS: Final = frozenset(("alg", "enc", "kid", "epk", "typ", "cty"))
_EPHEMERAL_KEYS: Final = frozenset(("kty", "crv", "x", "y", "kid", "ext", "key_ops"))
# What the libraries raise at bytes that somebody has made on purpose, besides their own errors.
_LIBRARY_ERRORS: Final = (
    *(JoseError, InvalidTag, InvalidKey, UnsupportedAlgorithm, InternalError),
    *(ValueError, TypeError, KeyError, AssertionError),
)


class EnvelopeError(Exception):
    """Bytes cannot be opened as an envelope."""


class MalformedEnvelope(EnvelopeError):
    """The bytes are no envelope, or parts of it are missing."""


class UnsupportedEnvelope(EnvelopeError):
    """The envelope is locked in another way than the one that is allowed."""


class WrongKey(EnvelopeError):
    """The envelope was locked for another key."""


class DecryptionFailed(EnvelopeError):
    """The envelope was damaged or changed after it was locked."""


class _Registry(JWERegistry):
    max_protected_header_length = _MAX_HEADER_BYTES
    max_ciphertext_length = MAX_ENVELOPE_BYTES


def header_of(raw: bytes) -> dict[str, Any]:
    """Return the checked header of an envelope; its `kid` names the key that opens it.

    Raises `MalformedEnvelope` or `UnsupportedEnvelope`.
    """
    encoded = raw.partition(b".")[0]
    if len(encoded) > _MAX_HEADER_BYTES or not _is_compact(raw):
        raise MalformedEnvelope
    try:
        header = json.loads(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        raise MalformedEnvelope from None
    if not isinstance(header, dict) or not _is_allowed(header):
        raise UnsupportedEnvelope
    return header


def decrypt(raw: bytes, key: PrivateKey) -> bytes:
    """Return what an envelope holds; raise `EnvelopeError` if it does not open with the key."""
    if header_of(raw).get("kid") != public_half(key)["kid"]:
        raise WrongKey
    try:
        plaintext = _decrypted(raw, key).plaintext
    except _LIBRARY_ERRORS:
        raise DecryptionFailed from None
    if plaintext is None:
        raise DecryptionFailed
    return plaintext


def _is_compact(raw: bytes) -> bool:
    return raw.isascii() and bool(COMPACT.fullmatch(raw.decode("ascii")))


def _is_allowed(header: dict[str, Any]) -> bool:
    """Whether a header says nothing but what browsers write, with a point of the curve."""
    ephemeral = header.get("epk")
    return (
        header.keys() <= _HEADER_KEYS
        and (header.get("alg"), header.get("enc")) == _ALGORITHMS
        and isinstance(ephemeral, dict)
        and ephemeral.keys() <= _EPHEMERAL_KEYS
        and (ephemeral.get("kty"), ephemeral.get("crv")) == ("EC", "P-256")
        # A point beside the curve would let a sender learn the private key bit by bit.
        and is_on_curve(ephemeral.get("x"), ephemeral.get("y"))
    )


def _decrypted(raw: bytes, key: PrivateKey) -> CompactEncryption:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joserfc warns of algorithms that are fine here
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        registry = _Registry(algorithms=list(_ALGORITHMS))
        return decrypt_compact(raw, ECKey.import_key(pem), registry=registry)
