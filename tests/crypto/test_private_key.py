"""Private keys as files, whoever made them."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from Crypto.PublicKey import ECC
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from coaching_site.crypto.private_key import has_weak_derivation, make_private_key, open_private_key
from coaching_site.problems import InvalidInput


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
    with pytest.raises(InvalidInput, match="there is a file of this name already"):
        make_private_key(path, "phrase")
    assert path.read_text("utf-8") == "mine"


def test_a_private_key_stands_under_a_million_rounds(tmp_path: Path) -> None:
    """The file says PBES2 with PBKDF2, HMAC-SHA-256 and 1,000,000 rounds, and OpenSSL reads it."""
    path = tmp_path / "key.pem"
    key = make_private_key(path, "phrase")
    der = b64decode("".join(path.read_text("ascii").splitlines()[2:-1]))
    assert bytes.fromhex("06092a864886f70d01050d") in der  # PBES2
    assert bytes.fromhex("06092a864886f70d01050c") in der  # PBKDF2
    assert bytes.fromhex("06082a864886f70d0209") in der  # HMAC with SHA-256
    assert bytes.fromhex("02030f4240") in der  # 1,000,000
    found = load_pem_private_key(path.read_bytes(), b"phrase")
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    assert found.private_numbers() == key.private_numbers()


@pytest.mark.parametrize(
    ("protection", "parameters", "outdated"),
    [
        ("PBKDF2WithHMAC-SHA256AndAES256-CBC", {"iteration_count": 600_000}, False),
        ("PBKDF2WithHMAC-SHA256AndAES256-CBC", {"iteration_count": 599_999}, True),
        ("PBKDF2WithHMAC-SHA1AndDES-EDE3-CBC", {"iteration_count": 1_000}, True),
        ("scryptAndAES256-CBC", {"iteration_count": 16_384}, False),
        ("scryptAndAES256-CBC", {"iteration_count": 2}, True),
    ],
)
def test_old_locks_are_told_apart(protection: str, parameters: Any, outdated: bool) -> None:
    """Too few rounds, or too little memory, make a private key outdated, whoever locked it."""
    pem = ECC.generate(curve="P-256").export_key(
        format="PEM", passphrase="phrase", protection=protection, prot_params=parameters
    )
    assert has_weak_derivation(str(pem).encode()) == outdated


@pytest.mark.parametrize("text", [b"", b"x", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMA==\n"])
def test_a_lock_that_cannot_be_told_is_outdated(text: bytes) -> None:
    """What is not known to be strong is not taken for it."""
    assert has_weak_derivation(text)
