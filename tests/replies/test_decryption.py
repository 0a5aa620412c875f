"""Files with replies: decrypted, or refused in a sentence that says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site.crypto.private_key import public_half
from coaching_site.replies.decryption import decrypted, key_name_of, read_reply_file
from coaching_site.replies.reply import ReplyRefused
from tests.replies.browser import lock

KEY = generate_private_key(SECP256R1())
PUBLIC = public_half(KEY)
OTHER = generate_private_key(SECP256R1())


def test_padding_is_taken_off() -> None:
    """Spaces that hide a reply's length are none of it; a reply may be as large as ever."""
    plain = b'{"x": "' + b"y" * 1_999_990 + b'"}'
    assert decrypted(lock(plain.ljust(2**21), PUBLIC), KEY) == plain


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (lock(b"{}", PUBLIC | {"kid": "x" * 43}), "encrypted for another key than yours"),
        (
            lock(b"{}", public_half(OTHER), kid=PUBLIC["kid"]),
            "cannot be opened: it was damaged or changed on its way",
        ),
        (lock(b"{}", PUBLIC, alg="dir"), "encrypted in a way that no portal uses"),
        (b"a.b.c", "this is not a reply, or it was damaged on its way"),
    ],
)
def test_each_reason_has_a_sentence(raw: bytes, reason: str) -> None:
    """Whatever is wrong with an envelope is told to the coach."""
    with pytest.raises(ReplyRefused, match=reason):
        decrypted(raw, KEY)


def test_the_key_that_opens_a_reply() -> None:
    """A locked reply names its key before it is decrypted; what is damaged names none."""
    assert key_name_of(lock(b"{}", PUBLIC)) == PUBLIC["kid"]
    with pytest.raises(ReplyRefused, match="damaged on its way"):
        key_name_of(b"a.b.c")


def test_a_bomb_does_not_burst() -> None:
    """A plaintext larger than any reply is refused, compressed or not."""
    with pytest.raises(ReplyRefused, match="cannot be opened"):
        decrypted(lock(b"x" * 2_100_000, PUBLIC), KEY)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a missing file and a file that is too large are each told."""
    with pytest.raises(ReplyRefused, match="expected a file, found a folder"):
        read_reply_file(tmp_path)
    with pytest.raises(ReplyRefused, match="cannot be read"):
        read_reply_file(tmp_path / "nothing")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ReplyRefused, match="larger than 8 MB"):
        read_reply_file(tmp_path / "huge")
