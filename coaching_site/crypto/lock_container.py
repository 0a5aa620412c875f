"""A locked portal, version 1: a header in clear, and content that a passphrase opens.

A random content key, new each time, encrypts the content. The engagement key, which stays, encrypts
the content key; each slot has the engagement key under a passphrase. All of it is AES-256-GCM.
docs/locking.md describes each byte; overrides/lock/container.js opens it in a browser.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from coaching_site.crypto.lock_passphrase import passphrase_bytes

LOCK_ROUNDS: Final = 1_000_000
"""Rounds of PBKDF2 for each passphrase; containers with fewer are refused."""

KEY_BYTES: Final = 32
MOST_SLOTS: Final = 8
"""The most passphrases of a lock: whoever types one waits until all of them are tried."""

_FORMAT: Final = "coaching-lock"
_VERSION: Final = 1
_KDF: Final = "PBKDF2-SHA256"
_MOST_ROUNDS: Final = 10_000_000  # more would keep a phone busy for a minute
_MOST_HEADER_BYTES: Final = 10_000
_NONCE_BYTES: Final = 12
_SALT_BYTES: Final = 16
_TAG_BYTES: Final = 16
_WRAPPED_BYTES: Final = KEY_BYTES + _TAG_BYTES
_LOCK_ID: Final = re.compile(r"[0-9a-f]{32}")


class LockError(Exception):
    """A container cannot be opened."""


class DamagedLock(LockError):
    """It was damaged or changed after it was locked, or it is none."""


class UnknownLockVersion(LockError):
    """It was locked by a newer program, or by a way that this one does not know."""


class NoSlotOpens(LockError):
    """No slot opens by the passphrase, or by the key."""


@dataclass(frozen=True)
class Slot:
    """The engagement key under the key of a passphrase, and how that key follows from it."""

    salt: bytes
    rounds: int
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True)
class Container:
    """The text of the header as it stands in the page, and the encrypted content."""

    header: str
    ciphertext: bytes = field(repr=False)


@dataclass(frozen=True)
class Header:
    """What a header says: the public id of the lock, its slots, and the wrapped content key."""

    lock: str
    slots: tuple[Slot, ...]
    key_nonce: bytes
    wrapped_key: bytes
    nonce: bytes


def passphrase_key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    """Return the key that follows from a passphrase; slow on purpose."""
    kdf = PBKDF2HMAC(SHA256(), KEY_BYTES, salt, rounds)
    return kdf.derive(passphrase_bytes(passphrase))


def new_slot(lock: str, key: bytes, slot_key: bytes, salt: bytes, rounds: int) -> Slot:
    """Return the engagement key of a lock under the key of a passphrase."""
    nonce = os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(slot_key).encrypt(nonce, key, _slot_data(lock, salt, rounds))
    return Slot(salt, rounds, nonce, wrapped)


def seal(content: bytes, lock: str, key: bytes, slots: Iterable[Slot]) -> Container:
    """Return content under a new content key, which the engagement key of a lock opens."""
    content_key = os.urandom(KEY_BYTES)
    key_nonce, nonce = os.urandom(_NONCE_BYTES), os.urandom(_NONCE_BYTES)
    wrapped = AESGCM(key).encrypt(key_nonce, content_key, _key_data(lock))
    header = header_text(Header(lock, tuple(slots), key_nonce, wrapped, nonce))
    return Container(header, AESGCM(content_key).encrypt(nonce, content, header.encode()))


def unseal(container: Container, key: bytes) -> bytes:
    """Return the content of a container, by the engagement key; raise `LockError`."""
    header = read_header(container.header)
    try:
        content_key = AESGCM(key).decrypt(
            header.key_nonce, header.wrapped_key, _key_data(header.lock)
        )
    except InvalidTag:
        raise NoSlotOpens from None
    try:
        cipher = AESGCM(content_key)
        return cipher.decrypt(header.nonce, container.ciphertext, container.header.encode())
    except (InvalidTag, ValueError):
        raise DamagedLock from None


def engagement_key(
    container: Container, passphrase: str, *, least_rounds: int = LOCK_ROUNDS
) -> bytes:
    """Return the engagement key, by a passphrase; raise `LockError`.

    `least_rounds` is for tests, which cannot wait: no command and no file says another number.
    """
    header = read_header(container.header, least_rounds=least_rounds)
    for slot in header.slots:
        slot_key = passphrase_key(passphrase, slot.salt, slot.rounds)
        try:
            data = _slot_data(header.lock, slot.salt, slot.rounds)
            return AESGCM(slot_key).decrypt(slot.nonce, slot.wrapped, data)
        except InvalidTag:
            continue
    raise NoSlotOpens


def header_text(header: Header) -> str:
    """Return a header as the line of JSON that stands in the page."""
    said = {
        "format": _FORMAT,
        "version": _VERSION,
        "lock": header.lock,
        "slots": [
            {
                "kdf": _KDF,
                "rounds": slot.rounds,
                "salt": _base64(slot.salt),
                "nonce": _base64(slot.nonce),
                "key": _base64(slot.wrapped),
            }
            for slot in header.slots
        ],
        "key": {"nonce": _base64(header.key_nonce), "key": _base64(header.wrapped_key)},
        "nonce": _base64(header.nonce),
    }
    return json.dumps(said, separators=(",", ":"))


def read_header(text: str, *, least_rounds: int = 1) -> Header:
    """Return what a header says, with nothing computed yet; raise `LockError`.

    The rounds are checked where a passphrase is tried, for which alone they matter.
    """
    try:
        said = json.loads(text) if len(text) <= _MOST_HEADER_BYTES else None
    except (ValueError, RecursionError):
        raise DamagedLock from None
    if not isinstance(said, dict) or said.get("format") != _FORMAT:
        raise DamagedLock
    if said.get("version") != _VERSION:
        raise UnknownLockVersion
    try:
        return _header_of(said, least_rounds)
    except (KeyError, TypeError, ValueError):
        raise DamagedLock from None


def _header_of(said: Mapping[str, Any], least_rounds: int) -> Header:
    _require(said.keys() == {"format", "version", "lock", "slots", "key", "nonce"})
    _require(isinstance(said["key"], dict) and said["key"].keys() == {"nonce", "key"})
    _require(isinstance(said["slots"], list) and 1 <= len(said["slots"]) <= MOST_SLOTS)
    _require(_LOCK_ID.fullmatch(said["lock"]) is not None)
    return Header(
        said["lock"],
        tuple(_slot_of(slot, least_rounds) for slot in said["slots"]),
        _bytes(said["key"]["nonce"], _NONCE_BYTES),
        _bytes(said["key"]["key"], _WRAPPED_BYTES),
        _bytes(said["nonce"], _NONCE_BYTES),
    )


def _slot_of(said: Mapping[str, Any], least_rounds: int) -> Slot:
    _require(isinstance(said, dict))
    if said["kdf"] != _KDF:
        raise UnknownLockVersion
    _require(said.keys() == {"kdf", "rounds", "salt", "nonce", "key"})
    rounds = said["rounds"]
    _require(type(rounds) is int and least_rounds <= rounds <= _MOST_ROUNDS)
    return Slot(
        _bytes(said["salt"], _SALT_BYTES),
        rounds,
        _bytes(said["nonce"], _NONCE_BYTES),
        _bytes(said["key"], _WRAPPED_BYTES),
    )


def _require(is_right: bool) -> None:
    if not is_right:
        raise ValueError


def _bytes(text: str, length: int) -> bytes:
    raw = b64decode(text, validate=True)
    _require(len(raw) == length)
    return raw


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _slot_data(lock: str, salt: bytes, rounds: int) -> bytes:
    """Return what is bound to a slot, so that it opens nothing in another place."""
    return f"{_FORMAT} {_VERSION} slot {lock} {_KDF} {rounds} {_base64(salt)}".encode()


def _key_data(lock: str) -> bytes:
    return f"{_FORMAT} {_VERSION} key {lock}".encode()
