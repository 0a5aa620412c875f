"""What a file holds is unpacked, within bounds."""

from __future__ import annotations

import gzip
import random

import pytest

from coaching_site.leaks.contents import Budget, TooMuch, texts_of
from tests.leaks.wrappings import zipped


def _nested(depth: int) -> bytes:
    content = b"Jane Doe"
    for _ in range(depth):
        content = zipped("a.zip", content)
    return content


def test_layers() -> None:
    """Archives in archives are opened, but not without end."""
    assert "Jane Doe" in [*texts_of(_nested(4))]
    with pytest.raises(TooMuch):
        [*texts_of(_nested(7))]


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped("a", raw)])
def test_bombs(pack: object) -> None:
    """What unpacks to far more than is searched is not unpacked further."""
    assert callable(pack)
    packed = pack(b"\0" * 200_000)
    with pytest.raises(TooMuch):
        [*texts_of(packed, Budget(left=100_000))]
    with pytest.raises(TooMuch):
        [*texts_of(_nested(3), Budget(members=2))]


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"%PDF-1.7", b"wOF2", b""]
)
def test_damaged(start: bytes) -> None:
    """Whatever else is in a file, the rest of it is searched, and nothing fails."""
    noise = random.Random(1).randbytes(3_000)
    assert any("Jane Doe" in text for text in texts_of(start + noise + b"\0\nJane Doe\n\0" + noise))
