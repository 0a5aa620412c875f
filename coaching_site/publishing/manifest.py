"""What a publish keeps at a place: whose it is, what was sent last, and what is being sent.

All but the claim is signed by a key that only the workspace has, so that what others have put there
is not taken for ours.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from coaching_site.publishing.record import PlaceRecord

MAX_CONTROL_BYTES: Final = 10_000_000

_CLAIM: Final = "coaching-site claim 1"
_MANIFEST: Final = "coaching-site manifest 1"
_PENDING: Final = "coaching-site pending 1"
_HEX: Final = re.compile(r"[0-9a-f]{64}")


class DamagedControl(Exception):
    """What is kept at a place was not written by a publish that has the key of the place."""


@dataclass(frozen=True)
class Claim:
    """The mark of a place: which workspace and which engagement it belongs to."""

    claim: str
    owner: str

    @classmethod
    def of(cls, record: PlaceRecord, slug: str) -> Claim:
        """Return the claim of an engagement; it does not tell its name."""
        return cls(record.claim, _digest_of_owner(slug))

    @classmethod
    def read(cls, raw: bytes) -> Claim:
        """Return a claim; raise `DamagedControl` where it is none."""
        kind, claim, owner = _loaded(raw, 3)
        if kind != _CLAIM or not isinstance(claim, str) or not isinstance(owner, str):
            raise DamagedControl
        return cls(claim, owner)

    def written(self) -> bytes:
        """Return what stands at the place."""
        return f"{json.dumps([_CLAIM, self.claim, self.owner])}\n".encode()

    def is_of(self, slug: str) -> bool:
        """Tell whether it is of an engagement of this name, in whichever workspace."""
        return self.owner == _digest_of_owner(slug)


@dataclass(frozen=True)
class PublishManifest:
    """The files of a publish that is done: the SHA-256 of each by name; 0 before the first one."""

    generation: int = 0
    files: Mapping[str, str] = field(default_factory=dict)

    def written(self, record: PlaceRecord) -> bytes:
        """Return what stands at the place, signed."""
        return _signed(record, _MANIFEST, [self.generation, dict(sorted(self.files.items()))])

    @classmethod
    def read(cls, raw: bytes, record: PlaceRecord) -> PublishManifest:
        """Return a manifest; raise `DamagedControl` unless the key of the place has signed it."""
        generation, files = _verified(raw, record, _MANIFEST)
        hashes = isinstance(files, dict) and all(
            isinstance(one, str) and _HEX.fullmatch(one) for one in files.values()
        )
        if type(generation) is not int or not hashes:
            raise DamagedControl
        return cls(generation, files)


@dataclass(frozen=True)
class Pending:
    """The names that a publish may write which has begun, and that of those broken off before it.

    `run` is random, so that one that runs at the same time is noticed.
    """

    generation: int
    run: str
    names: frozenset[str]

    def written(self, record: PlaceRecord) -> bytes:
        """Return what stands at the place, signed."""
        return _signed(record, _PENDING, [self.generation, self.run, sorted(self.names)])

    @classmethod
    def read(cls, raw: bytes, record: PlaceRecord) -> Pending:
        """Return what is pending; raise `DamagedControl` as for a manifest."""
        generation, run, names = _verified(raw, record, _PENDING, 3)
        if type(generation) is not int or not isinstance(run, str) or not isinstance(names, list):
            raise DamagedControl
        return cls(generation, run, frozenset(map(str, names)))


def _signed(record: PlaceRecord, kind: str, value: list[Any]) -> bytes:
    text = json.dumps([kind, record.claim, *value], ensure_ascii=True)
    return f"{_mac(record, text)}\n{text}\n".encode()


def _verified(raw: bytes, record: PlaceRecord, kind: str, many: int = 2) -> list[Any]:
    try:
        mac, text = raw.decode("ascii").removesuffix("\n").split("\n", 1)
    except ValueError:
        raise DamagedControl from None
    if not hmac.compare_digest(mac, _mac(record, text)):
        raise DamagedControl
    found, claim, *value = _loaded(text.encode(), 2 + many)
    if (found, claim) != (kind, record.claim):
        raise DamagedControl
    return value


def _mac(record: PlaceRecord, text: str) -> str:
    return hmac.new(bytes.fromhex(record.key), text.encode(), sha256).hexdigest()


def _loaded(raw: bytes, many: int) -> list[Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise DamagedControl from None
    if not isinstance(value, list) or len(value) != many:
        raise DamagedControl
    return value


def _digest_of_owner(slug: str) -> str:
    return sha256(f"coaching-site {slug}".encode()).hexdigest()[:16]
