"""The envelope of a reply: JSON Web Encryption (RFC 7516) of one kind, and of no other."""

from __future__ import annotations

import json
import warnings
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry, decrypt_compact
from joserfc.jwk import ECKey

from coaching_site.crypto.private_key import public_half
from coaching_site.crypto.public_key import is_on_curve
from coaching_site.files import FileTooLarge, NotAFile, read_limited
from coaching_site.replies.readings import COMPACT
from coaching_site.replies.reply import Refused
from coaching_site.replies.wrapping import (
    DAMAGED,
    LARGEST_FILE,
    LARGEST_WRAPPED,
    unwrapped,
)

# Browsers fill a reply up with spaces, so that its length does not tell how much was written.
_LARGEST_PADDED: Final = 2**21
_LONGEST_HEADER: Final = 2000
_ALGORITHMS: Final = ("ECDH-ES", "A256GCM")
_MAY_STAND: Final = frozenset(("alg", "enc", "kid", "epk", "typ", "cty"))
_OF_EPHEMERAL: Final = frozenset(("kty", "crv", "x", "y", "kid", "ext", "key_ops"))


class _Registry(JWERegistry):
    max_protected_header_length = _LONGEST_HEADER
    max_ciphertext_length = LARGEST_FILE


def read_envelope(path: Path) -> bytes:
    """Return the reply in a file, whatever is around it; raise `Refused` if there is none."""
    try:
        raw = read_limited(path, LARGEST_WRAPPED)
    except FileTooLarge:
        too_large = f"the file is larger than {LARGEST_WRAPPED // 10**6} MB: no reply is"
        raise Refused(too_large) from None
    except NotAFile as error:
        raise Refused(str(error.strerror)) from None
    except OSError as error:
        raise Refused(f"the file cannot be read: {error.strerror}") from None
    return unwrapped(raw)


def is_locked(raw: bytes) -> bool:
    """Whether what a file holds is in an envelope."""
    return not raw.startswith(b"{")


def header_of(raw: bytes) -> dict[str, Any]:
    """Return the checked header of an envelope; raise `Refused` unless it is of our kind."""
    encoded = raw.partition(b".")[0]
    if len(encoded) > _LONGEST_HEADER or not _is_compact(raw):
        raise Refused(DAMAGED)
    try:
        header = json.loads(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        raise Refused(DAMAGED) from None
    if not isinstance(header, dict) or not header.keys() <= _MAY_STAND:
        raise Refused("the reply is locked in a way that no portal uses")
    if (header.get("alg"), header.get("enc")) != _ALGORITHMS:
        raise Refused("the reply is locked in a way that no portal uses")
    epk = header.get("epk")
    if not isinstance(epk, dict) or not epk.keys() <= _OF_EPHEMERAL:
        raise Refused("the reply is locked in a way that no portal uses")
    if (epk.get("kty"), epk.get("crv")) != ("EC", "P-256") or not is_on_curve(
        epk.get("x"), epk.get("y")
    ):
        raise Refused("the reply is locked in a way that no portal uses")
    return header


def _is_compact(raw: bytes) -> bool:
    return raw.isascii() and bool(COMPACT.fullmatch(raw.decode("ascii")))


def opened(raw: bytes, key: EllipticCurvePrivateKey) -> bytes:
    """Return what an envelope holds, without padding; raise `Refused` if it does not open."""
    if header_of(raw).get("kid") != public_half(key)["kid"]:
        raise Refused("the reply was locked for another key than yours: see --private-key")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            ours = ECKey.import_key(pem)
            found = decrypt_compact(raw, ours, registry=_Registry(algorithms=_ALGORITHMS))
    except (JoseError, ValueError, TypeError, KeyError, AssertionError):
        found = None
    except Exception as error:  # a library's own surprise at hostile bytes is no traceback
        if type(error).__module__.partition(".")[0] not in ("cryptography", "joserfc"):
            raise
        found = None
    if found is None or found.plaintext is None or len(found.plaintext) > _LARGEST_PADDED:
        raise Refused("the reply does not open: it was damaged or changed on its way")
    return found.plaintext.rstrip(b" ")
