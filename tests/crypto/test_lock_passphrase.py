"""Generated passphrases, and those that are the same."""

from __future__ import annotations

import re

from coaching_site.crypto.lock_passphrase import generated_passphrase, passphrase_bytes
from coaching_site.crypto.passphrase import weakness_of


def test_generated() -> None:
    """Six words of small letters, drawn anew each time, that nobody would guess."""
    found = {generated_passphrase() for _ in range(50)}
    assert len(found) == 50
    for passphrase in found:
        assert re.fullmatch(r"[a-z-]+( [a-z-]+){5}", passphrase)
    assert weakness_of(found.pop()) is None
    assert len({word for one in found for word in one.split()}) > 250


def test_the_same_passphrase() -> None:
    """Spaces and ways to compose a letter make no difference; capitals and letters do."""
    same = [" a b ", "a  b", "a\tb\r\n", "a\u00a0b", "a\u2003b", "\uff41 b"]
    assert {passphrase_bytes(one) for one in same} == {b"a b"}
    assert passphrase_bytes("a\u0308") == passphrase_bytes("\u00e4")
    assert len({passphrase_bytes(one) for one in ("a b", "A b", "ab", "a-b")}) == 4
    assert passphrase_bytes("\udc80") == b"\xed\xb2\x80"  # no text at all, and no traceback
