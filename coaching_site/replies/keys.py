"""The coach's pair of keys: the private half under a passphrase, the public half for portals."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from platformdirs import user_config_path

from coaching_site.problems import InvalidInput, Problem
from coaching_site.reply_key import public_key

_LARGEST: Final = 20_000


def default_place() -> Path:
    """Return where the private key is kept unless a coach says otherwise."""
    return user_config_path("coaching-site", appauthor=False) / "reply-key.pem"


def make_private_key(path: Path, passphrase: str) -> EllipticCurvePrivateKey:
    """Write a new private key, for its owner's eyes alone, and return it; never overwrite one."""
    key = generate_private_key(SECP256R1())
    locked = BestAvailableEncryption(passphrase.encode())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(file)
    return key


def open_private_key(path: Path, passphrase: str) -> EllipticCurvePrivateKey:
    """Return the private key in a file; raise `InvalidInput` if it cannot be opened."""
    try:
        text = path.read_bytes()[:_LARGEST]
    except FileNotFoundError:
        hint = "make one with `coaching-site keys`, or name its place with --private-key"
        raise _unusable(path, f"there is no private key: {hint}") from None
    except OSError as error:
        raise _unusable(path, f"the private key cannot be read: {error.strerror}") from None
    try:
        key = load_pem_private_key(text, passphrase.encode())
    except TypeError:
        message = "the private key has no passphrase: anybody who has the file can read replies"
        raise _unusable(path, message) from None
    except (ValueError, UnsupportedAlgorithm):
        found = b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in text
        wrong = "the passphrase is wrong" if found else "this is no private key under a passphrase"
        raise _unusable(path, wrong) from None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise _unusable(path, "expected a key on the curve P-256, as `coaching-site keys` makes it")
    return key


def public_half(key: EllipticCurvePrivateKey) -> dict[str, str]:
    """Return the public half of a key, as a portal carries it."""
    point = key.public_key().public_numbers()
    x, y = (
        urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
        for number in (point.x, point.y)
    )
    return public_key(x, y)


def _unusable(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem(str(path), 0, 0, "", message)])
