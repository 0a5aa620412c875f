"""The coach's pair of keys: the private half under a passphrase, the public half for portals.

The private half is PKCS#8 in PEM (RFC 5958, RFC 7468), encrypted by PBES2 (RFC 8018): whoever has
the file but not this package can still open it, with OpenSSL for instance.
"""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from Crypto.PublicKey import ECC
from Crypto.Util.asn1 import DerObjectId, DerSequence
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from platformdirs import user_config_path

from coaching_site.crypto.public_key import public_key
from coaching_site.files import read_start, write_atomically
from coaching_site.problems import InvalidInput, Problem

PBKDF2_ROUNDS: Final = 1_000_000
"""How often a passphrase is hashed: what OWASP advises for PBKDF2 with SHA-256, and some more."""

_MIN_PBKDF2_ROUNDS: Final = 600_000
_MAX_FILE_BYTES: Final = 20_000
_ENCRYPTED_PEM: Final = re.compile(
    rb"-----BEGIN ENCRYPTED PRIVATE KEY-----(.*?)-----END ENCRYPTED PRIVATE KEY-----", re.DOTALL
)
_PLAIN_PEM: Final = re.compile(rb"-----BEGIN (?:EC )?PRIVATE KEY-----(?!\s*Proc-Type: 4,ENCRYPTED)")
_TRADITIONAL_PEM: Final = b"Proc-Type: 4,ENCRYPTED"
_KEY_ID_LINE: Final = re.compile(rb"^Key: ([\w-]{43})\r?$", re.ASCII | re.MULTILINE)
_PBES2: Final = "1.2.840.113549.1.5.13"
_PBKDF2: Final = "1.2.840.113549.1.5.12"
_SCRYPT: Final = "1.3.6.1.4.1.11591.4.11"
# Cost times size of a block: 16 MiB in blocks of 128 bytes.
_MIN_SCRYPT_BLOCKS: Final = 2**14 * 8


PrivateKey = EllipticCurvePrivateKey
"""The type of a private key that was opened."""


class WrongPassphrase(InvalidInput):
    """The file holds a private key, and another passphrase opens it."""


def default_path() -> Path:
    """Return where the private key is kept unless a coach says otherwise."""
    return user_config_path("coaching-site", appauthor=False) / "reply-key.pem"


def private_key_paths() -> list[Path]:
    """Return where private keys are, the usual one first; that one also if there is none."""
    usual = default_path()
    others = sorted(path for path in usual.parent.glob("*.pem") if path.name[0] != ".")
    return sorted(others, key=lambda path: path != usual) or [usual]


def make_private_key(path: Path, passphrase: str) -> PrivateKey:
    """Write a new private key, for its owner's eyes alone, and return it; never overwrite one.

    Raises `InvalidInput` if it cannot be written.
    """
    key = generate_private_key(SECP256R1())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, _encrypted(key, passphrase), replace=False)
    except OSError as error:
        raise _unusable(path, f"the private key cannot be written: {error.strerror}") from None
    return key


def reencrypt(path: Path, key: PrivateKey, passphrase: str) -> None:
    """Put a private key that is in a file under another passphrase, or more rounds.

    At every moment the file opens by the one or by the other. Raises `InvalidInput`.
    """
    text = _encrypted(key, passphrase)
    # Opened once before it takes the place of what may be the only copy.
    if _decrypted(path, text, passphrase).private_numbers() != key.private_numbers():
        raise _unusable(path, "the private key would not open again: nothing was changed")
    try:
        write_atomically(path.resolve(), text)
    except OSError as error:
        message = f"the private key cannot be written, and is as it was: {error.strerror}"
        raise _unusable(path, message) from None


def open_private_key(path: Path, passphrase: str) -> PrivateKey:
    """Return the private key in a file; raise `InvalidInput` if it cannot be opened."""
    return _decrypted(path, read_encrypted_key(path), passphrase)


def read_encrypted_key(path: Path) -> bytes:
    """Return what a file holds, which is a private key under a passphrase.

    Raises `InvalidInput` when it is anything else, before a passphrase is asked for.
    """
    try:
        text = read_start(path, _MAX_FILE_BYTES)
    except FileNotFoundError:
        hint = "make one with `coaching-site keys`, or name its place with --private-key"
        raise _unusable(path, f"there is no private key: {hint}") from None
    except OSError as error:
        raise _unusable(path, f"the private key cannot be read: {error.strerror}") from None
    if _PLAIN_PEM.search(text):
        message = "the private key has no passphrase: anyone who has the file can read replies"
        raise _unusable(path, message)
    if not _ENCRYPTED_PEM.search(text) and _TRADITIONAL_PEM not in text:
        raise _unusable(path, "this is not a private key under a passphrase")
    return text


def key_id_in(text: bytes) -> str | None:
    """Return the name (RFC 7638) that the text of a private key gives it, before its passphrase."""
    match = _KEY_ID_LINE.search(text)
    return match[1].decode() if match else None


def has_weak_derivation(text: bytes) -> bool:
    """Whether what a passphrase is turned into a key by is too quick: it could be guessed."""
    match = _ENCRYPTED_PEM.search(text)
    try:
        method, parameters = _parts(_parts(_der(match[1] if match else b""))[0])
        kind, settings = _parts(_parts(parameters)[0])
        numbers = [part for part in _parts(settings) if isinstance(part, int)]
        if DerObjectId().decode(method).value != _PBES2:
            return True
        return _is_weak(DerObjectId().decode(kind).value, numbers)
    except (ValueError, IndexError, TypeError):
        return True


def _parts(der: bytes) -> list[Any]:
    """Return the parts of a sequence in DER: numbers, and bytes of what else there is."""
    sequence = DerSequence().decode(der)
    return [sequence[index] for index in range(len(sequence))]


def _is_weak(kind: str, numbers: list[int]) -> bool:
    """Whether a derivation is quick: rounds for PBKDF2, cost and size of a block for scrypt."""
    if kind == _PBKDF2:
        return numbers[0] < _MIN_PBKDF2_ROUNDS
    return kind != _SCRYPT or numbers[0] * numbers[1] < _MIN_SCRYPT_BLOCKS


def public_half(key: PrivateKey) -> dict[str, str]:
    """Return the public half of a key, as a portal carries it."""
    point = key.public_key().public_numbers()
    x, y = (
        urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
        for number in (point.x, point.y)
    )
    return public_key(x, y)


def _encrypted(key: PrivateKey, passphrase: str) -> bytes:
    """Return a private key as the text of its file, below a line that names it.

    `cryptography` has 2,048 rounds and no written to ask for more, hence the other library.
    """
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    pem = ECC.import_key(plain).export_key(
        format="PEM",
        passphrase=_bytes(normalize("NFC", passphrase)),
        protection="PBKDF2WithHMAC-SHA256AndAES256-CBC",
        prot_params={"iteration_count": PBKDF2_ROUNDS, "salt_size": 16},
    )
    return f"Key: {public_half(key)['kid']}\n{pem}\n".encode()


def _decrypted(path: Path, text: bytes, passphrase: str) -> PrivateKey:
    # One letter such as é has two writings: by the keyboards of some systems it comes in parts.
    forms = [passphrase, *(normalize(form, passphrase) for form in ("NFC", "NFD"))]
    for written in dict.fromkeys(map(_bytes, forms)):
        try:
            key = load_pem_private_key(text, written)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
        if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
            message = "expected a key on the curve P-256, as `coaching-site keys` makes it"
            raise _unusable(path, message)
        return key
    raise WrongPassphrase([Problem.of_file(path, "the passphrase is wrong")])


def _bytes(passphrase: str) -> bytes:
    return passphrase.encode(errors="surrogateescape")


def _der(base64: bytes) -> bytes:
    return b64decode(b"".join(base64.split()))


def _unusable(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_file(path, message)])
