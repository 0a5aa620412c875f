"""The envelope of a reply: JSON Web Encryption (RFC 7516) of one kind, and of no other."""

from __future__ import annotations

import json
import re
import warnings
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry, decrypt_compact
from joserfc.jwk import ECKey

from coaching_site.replies.keys import public_half
from coaching_site.replies.reply import LARGEST, Refused
from coaching_site.reply_key import is_on_curve

LARGEST_FILE: Final = 3_000_000
"""The most bytes of a file: a reply, and a third of it for the envelope."""

_COMPACT: Final = re.compile(rb"[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}", re.ASCII)
_LONGEST_HEADER: Final = 2000
_ALGORITHMS: Final = ("ECDH-ES", "A256GCM")
_MAY_STAND: Final = frozenset(("alg", "enc", "kid", "epk", "typ", "cty"))
_OF_EPHEMERAL: Final = frozenset(("kty", "crv", "x", "y", "kid", "ext", "key_ops"))


class _Registry(JWERegistry):
    max_protected_header_length = _LONGEST_HEADER
    max_ciphertext_length = LARGEST_FILE


def read_envelope(path: Path) -> bytes:
    """Return what a file holds, but never more than any reply; raise `Refused`."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise Refused("expected a file")  # a pipe would be waited for
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise Refused("expected a file, found a folder") from None
    except OSError as error:
        raise Refused(f"the file cannot be read: {error.strerror}") from None
    if len(raw) > LARGEST_FILE:
        raise Refused(f"the file is larger than {LARGEST_FILE // 10**6} MB: no reply is")
    return raw.strip(b" \t\r\n")


def is_locked(raw: bytes) -> bool:
    """Whether what a file holds is in an envelope."""
    return not raw.startswith(b"{")


def header_of(raw: bytes) -> dict[str, Any]:
    """Return the checked header of an envelope; raise `Refused` unless it is of our kind."""
    encoded = raw.partition(b".")[0]
    if len(encoded) > _LONGEST_HEADER or not _COMPACT.fullmatch(raw):
        raise Refused("this is no reply, or it was damaged on its way: ask for it again")
    try:
        header = json.loads(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        raise Refused("this is no reply, or it was damaged on its way: ask for it again") from None
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


def opened(raw: bytes, key: EllipticCurvePrivateKey) -> bytes:
    """Return what an envelope holds; raise `Refused` if this key does not open it."""
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
    if found is None or found.plaintext is None or len(found.plaintext) > LARGEST:
        raise Refused("the reply does not open: it was damaged or changed on its way")
    return found.plaintext
