"""Envelopes: one kind alone opens, and what is in the way has a type of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from coaching_site.crypto.envelope import (
    DecryptionFailed,
    EnvelopeError,
    MalformedEnvelope,
    UnsupportedEnvelope,
    WrongKey,
    decrypt,
    header_of,
)
from coaching_site.crypto.private_key import public_half
from tests.replies.browser import base64url, lock

KEY = generate_private_key(SECP256R1())
PUBLIC = public_half(KEY)


@pytest.mark.parametrize("size", [2, 1_000, 1_900_000])
def test_what_a_browser_locked_opens(size: int) -> None:
    """Another implementation's envelope opens to the very bytes, small or large."""
    assert decrypt(lock(b"x" * size, PUBLIC), KEY) == b"x" * size
    assert decrypt(lock("😀 السلام".encode(), PUBLIC), KEY).decode() == "😀 السلام"


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
    with pytest.raises(WrongKey):
        decrypt(lock(b"{}", other), KEY)
    with pytest.raises(DecryptionFailed):
        decrypt(lock(b"{}", other, kid=PUBLIC["kid"]), KEY)


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
    with pytest.raises(UnsupportedEnvelope):
        header_of(raw)
    with pytest.raises(UnsupportedEnvelope):
        decrypt(raw, KEY)


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
    with pytest.raises(MalformedEnvelope):
        decrypt(raw, KEY)


def test_every_changed_byte_is_noticed() -> None:
    """An envelope of which any one byte is another does not open; no library's error comes out."""
    raw = lock(b"{}", PUBLIC)
    for place in range(len(raw)):
        changed = (
            raw[:place] + (b"A" if raw[place : place + 1] != b"A" else b"B") + raw[place + 1 :]
        )
        try:
            assert decrypt(changed, KEY) == b"{}"  # some bits of base64 say nothing
        except EnvelopeError:
            continue
