"""The key file of a lock: what a build needs to lock a portal again without any passphrase.

It lies in the folder of the coach's settings, and never in a workspace: those are copied, put into
git and synchronised. Whoever has it can open every portal that was locked by it.
"""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from platformdirs import user_config_path

from coaching_site.crypto.lock_container import (
    KEY_BYTES,
    LOCK_ROUNDS,
    MOST_SLOTS,
    Slot,
    new_slot,
    passphrase_key,
)
from coaching_site.files import read_limited, write_atomically
from coaching_site.problems import InvalidInput, Problem

_FORMAT: Final = "coaching-lock-key"
_VERSION: Final = 1
_MOST_BYTES: Final = 20_000
_SALT_BYTES: Final = 16
_UNREADABLE: Final = "this is no key of a lock, or a part of it is missing: take it from a backup"


@dataclass(frozen=True)
class NamedSlot:
    """A slot by the name that the coach has given its passphrase.

    `key` is what follows from the passphrase: with it another engagement key can be put under the
    same passphrase, which nobody has to type for that.
    """

    name: str
    slot: Slot
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class LockKey:
    """The keys of a lock: `key` wraps that of each build, `storage` is for drafts on a device."""

    lock: str
    key: bytes = field(repr=False)
    storage: bytes = field(repr=False)
    slots: tuple[NamedSlot, ...]

    @property
    def names(self) -> list[str]:
        """The names of its passphrases, in the order in which they were added."""
        return [one.name for one in self.slots]

    def added(self, name: str, passphrase: str, rounds: int = LOCK_ROUNDS) -> LockKey:
        """Return it with one more passphrase, or with another one of the same name.

        `rounds` is for tests, which cannot wait. Raises `ValueError` where there are too many.
        """
        others = tuple(one for one in self.slots if one.name != name)
        if len(others) >= MOST_SLOTS:
            raise ValueError(f"a lock has at most {MOST_SLOTS} passphrases")
        salt = os.urandom(_SALT_BYTES)
        slot_key = passphrase_key(passphrase, salt, rounds)
        slot = new_slot(self.lock, self.key, slot_key, salt, rounds)
        return replace(self, slots=(*others, NamedSlot(name, slot, slot_key)))

    def without(self, name: str) -> LockKey:
        """Return it without a passphrase, and with another engagement key.

        Whoever had the passphrase may have kept the former key. Raises `KeyError`.
        """
        if name not in self.names:
            raise KeyError(name)
        key = os.urandom(KEY_BYTES)
        kept = [one for one in self.slots if one.name != name]
        return replace(self, key=key, slots=tuple(_rewrapped(self.lock, key, one) for one in kept))


def new_lock_key() -> LockKey:
    """Return the keys of a new lock, which no passphrase opens yet."""
    # A letter comes first, since YAML takes digits for a number.
    lock = secrets.choice("abcdef") + secrets.token_hex(16)[1:]
    return LockKey(lock, os.urandom(KEY_BYTES), os.urandom(KEY_BYTES), ())


def lock_key_path(lock: str) -> Path:
    """Return where the keys of a lock are on this machine."""
    return user_config_path("coaching-site", appauthor=False) / "locks" / f"{lock}.json"


def load_lock_key(lock: str) -> LockKey | None:
    """Return the keys of a lock, None if they are not on this machine.

    Raises `InvalidInput` where they cannot be read.
    """
    path = lock_key_path(lock)
    try:
        raw = read_limited(path, _MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, f"the key of the lock cannot be read: {error.strerror}") from None
    try:
        key = _lock_key_of(json.loads(raw))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unusable(path, _UNREADABLE) from None
    if key.lock != lock:
        raise _unusable(path, "this is the key of another lock")
    return key


def save_lock_key(key: LockKey) -> Path:
    """Keep the keys of a lock for their owner's eyes alone; return where.

    Raises `InvalidInput` if they cannot be written; then the file is as it was.
    """
    path = lock_key_path(key.lock)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, (json.dumps(_record_of(key), indent=1) + "\n").encode())
    except OSError as error:
        raise _unusable(path, f"the key of the lock cannot be written: {error.strerror}") from None
    return path


def _rewrapped(lock: str, key: bytes, one: NamedSlot) -> NamedSlot:
    slot = new_slot(lock, key, one.key, one.slot.salt, one.slot.rounds)
    return replace(one, slot=slot)


def _record_of(key: LockKey) -> dict[str, object]:
    slots = [
        {
            "name": one.name,
            "rounds": one.slot.rounds,
            "salt": _base64(one.slot.salt),
            "nonce": _base64(one.slot.nonce),
            "wrapped": _base64(one.slot.wrapped),
            "key": _base64(one.key),
        }
        for one in key.slots
    ]
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "lock": key.lock,
        "key": _base64(key.key),
        "storage": _base64(key.storage),
        "slots": slots,
    }


def _lock_key_of(said: Mapping[str, Any]) -> LockKey:
    if (said["format"], said["version"]) != (_FORMAT, _VERSION):
        raise ValueError
    slots = tuple(
        NamedSlot(
            str(one["name"]),
            Slot(
                _bytes(one["salt"]),
                int(one["rounds"]),
                _bytes(one["nonce"]),
                _bytes(one["wrapped"]),
            ),
            _bytes(one["key"], KEY_BYTES),
        )
        for one in said["slots"]
    )
    key, storage = _bytes(said["key"], KEY_BYTES), _bytes(said["storage"], KEY_BYTES)
    return LockKey(str(said["lock"]), key, storage, slots)


def _bytes(text: str, length: int | None = None) -> bytes:
    raw = b64decode(text, validate=True)
    if length is not None and len(raw) != length:
        raise ValueError
    return raw


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")


def _unusable(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Problem.of_file(path, message)])
