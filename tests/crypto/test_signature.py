"""Signatures by keys of devices, as browsers write them."""

from __future__ import annotations

import pytest

from coaching_site.crypto.signature import is_signed

# Made by Node's WebCrypto: subtle.sign({ name: "ECDSA", hash: "SHA-256" }, …) of "promised".
X = "ZaFf3CbPfhrfqaFLGKJSR2rlzbOHvs0v30PQlBOL38I"
Y = "p-g2UW6mVc26GKCpZrFF5rV2hnf5w9tQwwc2iumxtpk"
VALUE = "K5qlRZbZ56pOZA2tfuG3leqhH3ZTiiTIMIVH0rKyyI82fxEq2QOOhzySd91T8o7oyGUmh1w4R9V0POVknw7-Iw"


def test_a_signature_of_a_browser() -> None:
    """What WebCrypto signed is known to be signed."""
    assert is_signed(b"promised", VALUE, X, Y)


@pytest.mark.parametrize(
    ("said", "value", "x", "y"),
    [
        pytest.param(b"promised.", VALUE, X, Y, id="another text"),
        pytest.param(b"promised", VALUE[:-2] + "AA", X, Y, id="another signature"),
        pytest.param(b"promised", "A" * 86, X, Y, id="zeros"),
        pytest.param(b"promised", VALUE[43:] + VALUE[:43], X, Y, id="halves swapped"),
        pytest.param(b"promised", VALUE[:-1], X, Y, id="too short"),
        pytest.param(b"promised", f"{VALUE}\n", X, Y, id="a line more"),
        pytest.param(b"promised", VALUE, Y, X, id="no point"),
        pytest.param(b"promised", VALUE, "A" * 43, "A" * 43, id="the origin"),
        pytest.param(b"promised", VALUE, X[:-1], Y, id="half a point"),
    ],
)
def test_whatever_else(said: bytes, value: str, x: str, y: str) -> None:
    """Nothing else is, and nothing raises."""
    assert not is_signed(said, value, x, y)
