"""Locks for tests, which have few rounds: no test waits for a million."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from coaching_site.crypto.lock_container import Container, seal
from coaching_site.crypto.lock_file import LockKey, new_lock_key

ROUNDS: Final = 10
JANE: Final = "steep magnet copper willow nine harbour"
SAM: Final = "another phrase of some more words"


def lock_of(*passphrases: str) -> LockKey:
    """Return the key of a new lock with these passphrases, named by their numbers."""
    key = new_lock_key()
    for number, passphrase in enumerate(passphrases, 1):
        key = key.added(str(number), passphrase, ROUNDS)
    return key


def sealed(content: bytes, key: LockKey) -> Container:
    """Return content as the lock of a key keeps it."""
    return seal(content, key.lock, key.key, [one.slot for one in key.slots])


def changed(container: Container, change: Callable[[dict[str, Any]], object]) -> Container:
    """Return a container whose header somebody has changed."""
    header = json.loads(container.header)
    change(header)
    return Container(json.dumps(header, separators=(",", ":")), container.ciphertext)
