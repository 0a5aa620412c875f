"""The key of a lock on the coach's machine, and what withdrawing a passphrase does."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from coaching_site.crypto.lock_container import NoSlotOpens, engagement_key, unseal
from coaching_site.crypto.lock_file import load_lock_key, lock_key_path, save_lock_key
from coaching_site.problems import InvalidInput
from tests.crypto.locks import JANE, ROUNDS, SAM, lock_of, sealed


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep keys in a folder of the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_kept_and_read() -> None:
    """A key is read as it was written, and nobody but its owner may read the file."""
    key = lock_of(JANE, SAM)
    path = save_lock_key(key)
    assert path == lock_key_path(key.lock)
    assert load_lock_key(key.lock) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert JANE not in path.read_text("utf-8")
    assert load_lock_key("a" * 32) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", '{"format":"coaching-lock-key"}'])
def test_a_broken_file(text: str) -> None:
    """A file that is no key is told with what to do."""
    key = lock_of(JANE)
    path = save_lock_key(key)
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidInput, match="take it from a backup"):
        load_lock_key(key.lock)


def test_the_key_of_another_lock() -> None:
    """A key under the name of another is refused: it would end what is enrolled for that one."""
    key, other = lock_of(JANE), lock_of(JANE)
    lock_key_path(key.lock).parent.mkdir(parents=True)
    save_lock_key(other).rename(lock_key_path(key.lock))
    with pytest.raises(InvalidInput, match="another lock"):
        load_lock_key(key.lock)


def test_a_withdrawn_passphrase() -> None:
    """It opens no later build, not even by the key that it opened before; the others still do."""
    key = lock_of(JANE, SAM)
    before = sealed(b"before", key)
    kept = engagement_key(before, SAM, least_rounds=1)
    after = sealed(b"after", key.without("2"))
    with pytest.raises(NoSlotOpens):
        engagement_key(after, SAM, least_rounds=1)
    with pytest.raises(NoSlotOpens):
        unseal(after, kept)
    assert unseal(after, engagement_key(after, JANE, least_rounds=1)) == b"after"
    assert unseal(before, kept) == b"before"  # a copy that somebody has, nothing can close


def test_a_build_keeps_the_key() -> None:
    """A passphrase more, or another build, leaves the engagement key and the id as they are."""
    key = lock_of(JANE)
    more = key.added("Sam", SAM, ROUNDS)
    assert (more.lock, more.key, more.storage) == (key.lock, key.key, key.storage)
    assert more.names == ["1", "Sam"]
    assert more.added("Sam", JANE, ROUNDS).names == ["1", "Sam"]
    with pytest.raises(KeyError):
        key.without("Sam")


def test_the_most_passphrases() -> None:
    """A ninth passphrase is refused, since whoever types one waits for all of them."""
    with pytest.raises(ValueError, match="at most 8"):
        lock_of(*(f"{JANE} {n}" for n in range(9)))


def test_ids_are_no_numbers() -> None:
    """The id of a lock reads as text in YAML, whatever its digits."""
    assert all(lock_of().lock[0] in "abcdef" for _ in range(50))


def test_names_stay_out_of_the_container() -> None:
    """Who has a passphrase is known to the coach's machine alone."""
    key = lock_of(JANE).added("Priya Ramanathan", SAM, ROUNDS)
    assert "Priya" not in sealed(b"", key).header
    assert "Priya" in json.dumps(json.loads(save_lock_key(key).read_text("utf-8")))
