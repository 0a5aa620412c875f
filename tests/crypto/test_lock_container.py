"""What somebody may do to a locked portal who can write it, and has no passphrase."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from coaching_site.crypto.lock_container import (
    LOCK_ROUNDS,
    Container,
    DamagedLock,
    LockError,
    NoSlotOpens,
    UnknownLockVersion,
    engagement_key,
    read_header,
    unseal,
)
from tests.crypto.locks import JANE, ROUNDS, SAM, changed, lock_of, sealed

CONTENT = b"what was said in confidence"


def opened(container: Container, passphrase: str = JANE) -> bytes:
    """Return what a container opens to, with few rounds."""
    return unseal(container, engagement_key(container, passphrase, least_rounds=1))


def test_each_passphrase_opens() -> None:
    """Any passphrase of a lock opens its content, however it is spaced or composed; no other."""
    key = lock_of(JANE, SAM, "caf\u00e9 am see mit ruhe")
    container = sealed(CONTENT, key)
    for typed in (JANE, SAM, f"  {JANE.replace(' ', '   ')}\n", "cafe\u0301 am\u00a0see mit ruhe"):
        assert opened(container, typed) == CONTENT
    for wrong in ("", JANE[:-1], JANE.replace(" ", ""), JANE.upper(), JANE + SAM):
        with pytest.raises(NoSlotOpens):
            opened(container, wrong)


def test_nothing_is_told_in_clear() -> None:
    """A container holds neither the content nor a passphrase, and no two locks are alike."""
    key = lock_of(JANE)
    one, other = sealed(CONTENT, key), sealed(CONTENT, key)
    assert CONTENT not in one.ciphertext
    assert "1" not in json.loads(one.header)["slots"][0]  # the name of a passphrase
    assert {one.header, one.ciphertext}.isdisjoint({other.header, other.ciphertext})


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("bit", [0, 7])
def test_flipped_bits_of_the_content(place: str, bit: int) -> None:
    """One bit of the content, wherever it is, and nothing opens."""
    container = sealed(CONTENT, lock_of(JANE))
    raw = bytearray(container.ciphertext)
    raw[{"first": 0, "middle": len(raw) // 2, "last": -1}[place]] ^= 1 << bit
    with pytest.raises(DamagedLock):
        opened(Container(container.header, bytes(raw)))


def _flipped(said: dict[str, Any], name: str) -> None:
    raw = bytearray(base64.b64decode(said[name]))
    raw[len(raw) // 2] ^= 1
    said[name] = base64.b64encode(bytes(raw)).decode()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda header: _flipped(header, "nonce"), DamagedLock),
        (lambda header: _flipped(header["key"], "nonce"), NoSlotOpens),
        (lambda header: _flipped(header["key"], "key"), NoSlotOpens),
        (lambda header: _flipped(header["slots"][0], "salt"), NoSlotOpens),
        (lambda header: _flipped(header["slots"][0], "nonce"), NoSlotOpens),
        (lambda header: _flipped(header["slots"][0], "key"), NoSlotOpens),
        (lambda header: header["slots"][0].update(rounds=ROUNDS + 1), NoSlotOpens),
        (lambda header: header.update(lock="a" * 32), NoSlotOpens),
        (lambda header: header["slots"].reverse(), DamagedLock),
        (lambda header: header["slots"].pop(), DamagedLock),
        (lambda header: header["slots"].append(header["slots"][0]), DamagedLock),
    ],
)
def test_changed_headers(
    change: Callable[[dict[str, Any]], object], error: type[LockError]
) -> None:
    """A header in which any value differs, or slots stand otherwise, opens nothing."""
    container = sealed(CONTENT, lock_of(JANE, SAM))
    with pytest.raises(error):
        opened(changed(container, change))


def test_spaces_in_a_header() -> None:
    """A header that says the same in other signs opens nothing: it is bound as it is written."""
    container = sealed(CONTENT, lock_of(JANE))
    with pytest.raises(DamagedLock):
        opened(Container(container.header.replace(",", ", "), container.ciphertext))


def test_parts_of_another_build() -> None:
    """The content of one build opens under no header of another, of the same lock or not."""
    key = lock_of(JANE)
    old, new = sealed(b"old", key), sealed(b"new", key)
    other = sealed(b"other", lock_of(JANE))
    for header, ciphertext in ((old, new), (new, old), (new, other), (other, new)):
        with pytest.raises(DamagedLock):
            opened(Container(header.header, ciphertext.ciphertext))


def test_a_slot_of_another_lock() -> None:
    """A passphrase that an attacker knows opens nothing when its slot is put into a header."""
    mine, theirs = sealed(CONTENT, lock_of(JANE)), sealed(b"theirs", lock_of(SAM))
    slot = json.loads(theirs.header)["slots"][0]
    with pytest.raises(NoSlotOpens):
        opened(changed(mine, lambda header: header["slots"].append(slot)), SAM)


@pytest.mark.parametrize("length", [0, 1, 15, 16, 20])
def test_truncated_content(length: int) -> None:
    """What was cut off is told as damage."""
    container = sealed(CONTENT, lock_of(JANE))
    with pytest.raises(DamagedLock):
        opened(Container(container.header, container.ciphertext[:length]))


@pytest.mark.parametrize("rounds", [-1, 0, 1, LOCK_ROUNDS - 1, 10_000_001, 2**40, 1e6, True, "1"])
def test_rounds(rounds: object) -> None:
    """Fewer rounds than ours are refused before a passphrase is tried, and so are too many."""
    container = sealed(CONTENT, lock_of(JANE))
    weak = changed(container, lambda header: header["slots"][0].update(rounds=rounds))
    with pytest.raises(DamagedLock):
        engagement_key(weak, JANE)
    assert LOCK_ROUNDS == 1_000_000


@pytest.mark.parametrize(
    "header",
    [
        "", "{", "[]", "null", "1", '"x"', "{}", "[" * 9_000, " " * 20_000,
        '{"format":"coaching-lock","version":1}',
        '{"format":"coaching-lock","version":1,"lock":null,"slots":[],"key":{},"nonce":""}',
    ],
)  # fmt: skip
def test_what_is_no_header(header: str) -> None:
    """Whatever stands there in place of a header is told as damage, not by a traceback."""
    with pytest.raises(DamagedLock):
        read_header(header)


@pytest.mark.parametrize(
    "change",
    [
        lambda header: header.update(more=1),
        lambda header: header.pop("nonce"),
        lambda header: header.update(nonce=""),
        lambda header: header.update(nonce="AAAA"),
        lambda header: header.update(nonce="*" * 16),
        lambda header: header.update(nonce=1),
        lambda header: header.update(lock="../../etc/passwd"),
        lambda header: header.update(slots={}),
        lambda header: header.update(slots=[]),
        lambda header: header.update(slots=header["slots"] * 9),
        lambda header: header["slots"][0].pop("salt"),
        lambda header: header["slots"][0].update(more=1),
        lambda header: header.update(slots=["x"]),
        lambda header: header.update(key=None),
    ],
)
def test_headers_of_another_form(change: Callable[[dict[str, Any]], object]) -> None:
    """A header has the keys, types and lengths of version 1, and nothing else."""
    with pytest.raises(DamagedLock):
        read_header(changed(sealed(CONTENT, lock_of(JANE)), change).header)


def test_other_versions() -> None:
    """What a newer program has locked is told apart from damage."""
    container = sealed(CONTENT, lock_of(JANE))
    for change in (
        lambda header: header.update(version=2),
        lambda header: header["slots"][0].update(kdf="Argon2id"),
    ):
        with pytest.raises(UnknownLockVersion):
            read_header(changed(container, change).header)
