"""The envelope of a reply: one kind alone opens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site.crypto.private_key import public_half
from coaching_site.replies.envelope import header_of, opened, read_envelope
from coaching_site.replies.reply import Refused
from tests.replies.browser import base64url, lock

KEY = generate_private_key(SECP256R1())
PUBLIC = public_half(KEY)


@pytest.mark.parametrize("size", [2, 1_000, 1_900_000])
def test_what_a_browser_locked_opens(size: int) -> None:
    """Another implementation's envelope opens to the very bytes, small or large."""
    assert opened(lock(b"x" * size, PUBLIC), KEY) == b"x" * size
    assert opened(lock("😀 السلام".encode(), PUBLIC), KEY).decode() == "😀 السلام"


def test_padding_is_taken_off() -> None:
    """Spaces that hide a reply's length are none of it; a reply may be as large as ever."""
    plain = b'{"x": "' + b"y" * 1_999_990 + b'"}'
    assert opened(lock(plain.ljust(2**21), PUBLIC), KEY) == plain


def test_the_example_of_the_standard() -> None:
    """The key of RFC 7518, appendix C, is derived as it is there."""
    from base64 import urlsafe_b64decode

    from joserfc._rfc7518.derive_key import derive_key_for_concat_kdf

    secret = urlsafe_b64decode("nlbZHYFxNdNyg0KDv4QmnPsxbqPagGpI9tqneYz-kMQ=")
    header = {"alg": "ECDH-ES", "enc": "A128GCM", "apu": "QWxpY2U", "apv": "Qm9i"}
    derived = derive_key_for_concat_kdf(secret, header, 128, None)
    assert derived == urlsafe_b64decode("VqqN6vgjbSBcIijNcacQGg==")


def test_another_key() -> None:
    """A reply for somebody else is told apart from a damaged one."""
    other = public_half(generate_private_key(SECP256R1()))
    with pytest.raises(Refused, match="locked for another key than yours"):
        opened(lock(b"{}", other), KEY)
    with pytest.raises(Refused, match="does not open"):
        opened(lock(b"{}", other, kid=PUBLIC["kid"]), KEY)


_EPK = {"kty": "EC", "crv": "P-256", "x": PUBLIC["x"], "y": PUBLIC["y"]}


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none"},
        {"alg": "dir"},
        {"alg": "RSA1_5"},
        {"alg": "RSA-OAEP"},
        {"alg": "PBES2-HS256+A128KW", "p2c": 2**31, "p2s": "AAAA"},
        {"alg": "ECDH-ES+A256KW"},
        {"alg": ["ECDH-ES"]},
        {"enc": "A128CBC-HS256"},
        {"enc": None},
        {"zip": "DEF"},
        {"crit": ["exp"], "exp": 1},
        {"apu": "AAAA"},
        {"jku": "https://example.org"},
        {"p2c": 10**9},
        {"__proto__": {}},
        {"epk": None},
        {"epk": _EPK | {"d": "AAAA"}},
        {"epk": _EPK | {"crv": "P-521"}},
        {"epk": _EPK | {"kty": "oct", "k": "AAAA"}},
        {"epk": _EPK | {"x": PUBLIC["y"]}},
        {"epk": _EPK | {"x": "A" * 43, "y": "A" * 43}},
        {"epk": {"kty": "EC", "crv": "P-256"}},
    ],
)
def test_games_with_the_header(header: dict[str, Any]) -> None:
    """An envelope of any other kind is refused before a key is asked for."""
    raw = lock(b"{}", PUBLIC, **header)
    with pytest.raises(Refused, match="locked in a way that no portal uses"):
        header_of(raw)
    with pytest.raises(Refused, match="locked in a way that no portal uses"):
        opened(raw, KEY)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"a.b.c",
        b"....",
        b"\xff\xfe",
        lock(b"{}", PUBLIC)[:-5],
        lock(b"{}", PUBLIC).replace(b"..", b".AAAA."),
        base64url(b"[" * 900).encode() + b"..AAAAAAAAAAAAAAAA.AA.AAAAAAAAAAAAAAAAAAAAAA",
        base64url(json.dumps({"alg": "x" * 9000}).encode()).encode() + b"..A.A.A",
    ],
)
def test_what_is_no_envelope(raw: bytes) -> None:
    """Whatever is no envelope is refused as such."""
    with pytest.raises(Refused, match="this is no reply, or it was damaged on its way"):
        opened(raw, KEY)


def test_a_bomb_does_not_burst() -> None:
    """A plaintext larger than any reply is refused, compressed or not."""
    with pytest.raises(Refused, match="does not open"):
        opened(lock(b"x" * 2_100_000, PUBLIC), KEY)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a missing file and a file that is too large are each told."""
    with pytest.raises(Refused, match="expected a file, found a folder"):
        read_envelope(tmp_path)
    with pytest.raises(Refused, match="cannot be read"):
        read_envelope(tmp_path / "nothing")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(Refused, match="larger than 8 MB"):
        read_envelope(tmp_path / "huge")
