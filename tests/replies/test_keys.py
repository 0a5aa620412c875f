"""Private keys as files, whoever made them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from coaching_site.problems import InvalidInput
from coaching_site.replies.keys import make_private_key, open_private_key


def write(path: Path, key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey,
          phrase: bytes | None) -> Path:  # fmt: skip
    """Write a private key, with or without a passphrase."""
    lock = BestAvailableEncryption(phrase) if phrase else NoEncryption()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    return path


def test_a_key_without_passphrase_is_refused(tmp_path: Path) -> None:
    """A private key that lies open is not used."""
    path = write(tmp_path / "key.pem", ec.generate_private_key(ec.SECP256R1()), None)
    with pytest.raises(InvalidInput, match="the private key has no passphrase"):
        open_private_key(path, "x")


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()]
)
def test_a_key_of_another_kind_is_refused(
    tmp_path: Path, key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
) -> None:
    """Only keys on P-256 open replies."""
    path = write(tmp_path / "key.pem", key, b"phrase")
    with pytest.raises(InvalidInput, match="expected a key on the curve P-256"):
        open_private_key(path, "phrase")


def test_a_private_key_is_never_overwritten(tmp_path: Path) -> None:
    """A file that is there stays, whatever calls."""
    path = tmp_path / "key.pem"
    path.write_text("mine", "utf-8")
    with pytest.raises(FileExistsError):
        make_private_key(path, "phrase")
    assert path.read_text("utf-8") == "mine"
