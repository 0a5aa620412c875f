"""The files of a portal as one content, and what an archive must not do."""

from __future__ import annotations

import gzip
import json

import pytest

from coaching_site.crypto.lock_container import DamagedLock
from coaching_site.locking.archive import PackedPortal, pack, padded_length, unpack

STORAGE = bytes(range(32))
FILES = {
    "index.html": b"<!doctype html>",
    "goals/depots.html": b"x" * 1000,
    "files/r\u00e9sum\u00e9 (1).pdf": b"%PDF",
    ".portal": b"",
}


def packed(index: object, rest: bytes = b"") -> bytes:
    """Return an archive as somebody may write it who has the key."""
    head = json.dumps(index).encode() if not isinstance(index, bytes) else index
    whole = gzip.compress(len(head).to_bytes(4, "big") + head + rest, mtime=0)
    return (len(whole).to_bytes(4, "big") + whole).ljust(65_536, b"\0")


def index_of(*files: object) -> dict[str, object]:
    """Return an index that lists these files."""
    return {"storage": "A" * 43 + "=", "files": files}


def test_there_and_back() -> None:
    """All files come out as they were, and the same files are the same bytes."""
    content = pack(PackedPortal(FILES, STORAGE))
    found = unpack(content)
    assert (dict(found.files), found.storage) == (FILES, STORAGE)
    assert pack(PackedPortal(dict(reversed(FILES.items())), STORAGE)) == content
    assert len(content) == 65_536
    assert unpack(packed(index_of(["a", 1]), b"x")).files == {"a": b"x"}


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/passwd", "a/../../x", "a//b", "", ".", "..", "./a", "a/.", "a/", "a\\..\\b",
     "c:x", "a\x00b", "a\nb", "a*", "x" * 1001],
)  # fmt: skip
def test_names_that_lead_out(name: str) -> None:
    """No name leads out of the folder it is written to, and none is packed that would."""
    with pytest.raises(DamagedLock):
        unpack(packed(index_of([name, 0])))
    with pytest.raises(ValueError, match="can hold no file called"):
        pack(PackedPortal({name: b""}, STORAGE))


@pytest.mark.parametrize(
    "files",
    [
        [["a", 2]], [["a", 0]], [["a", -1], ["b", 2]], [["a", 1], ["a", 0]], [["a", 1e3]],
        [["a", True]], [["a", "1"]], [["a", 2**70]], [["a"]], [[1, 1]], ["a"], [None],
        [["a", 1, 1]],
    ],
)  # fmt: skip
def test_lengths_that_do_not_fit(files: list[object]) -> None:
    """Lengths make up exactly what is there, each name once."""
    with pytest.raises(DamagedLock):
        unpack(packed(index_of(*files), b"x"))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x02ab", packed(b"{"), packed([]), packed({}),
        packed({"storage": "AAAA", "files": []}), packed({"storage": "A" * 43 + "=", "files": 1}),
        packed(index_of())[:40], packed(index_of())[:-1] + b"x", packed(b"[" * 100_000),
    ],
    ids=map(str, range(12)),
)  # fmt: skip
def test_what_is_no_archive(content: bytes) -> None:
    """Whatever else opens by the key is told as damage, not by a traceback."""
    with pytest.raises(DamagedLock):
        unpack(content)


def test_what_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would fill the memory once it is unpacked is left packed."""
    monkeypatch.setattr("coaching_site.locking.archive.MOST_BYTES", 1_000_000)
    bomb = gzip.compress(bytes(50_000_000), 9)
    with pytest.raises(DamagedLock):
        unpack(len(bomb).to_bytes(4, "big") + bomb)
    with pytest.raises(ValueError, match="at most 1 MB"):
        pack(PackedPortal({"a": bytes(1_000_001)}, STORAGE))


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 0), (1, 65_536), (65_536, 65_536), (65_537, 131_072), (600_000, 655_360),
     (1_048_577, 1_179_648)],
)  # fmt: skip
def test_sizes_in_steps(length: int, padded: int) -> None:
    """A size tells little: it is one of a few."""
    assert padded_length(length) == padded
