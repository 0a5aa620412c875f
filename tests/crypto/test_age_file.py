"""Files are encrypted as the tool `age` does it, and a file that it made is opened by the same."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from pyrage import decrypt, passphrase, x25519

from coaching_site.crypto import age_file
from coaching_site.problems import InvalidInput

PUBLIC = "age1m4a0l29tquv0c6fnflxwerlt8up8rtm2nz9aq08a9wgpl70tjpgs9lfdh9"
# In two parts, so that nobody takes it for a key of somebody's.
SECRET = "AGE-SECRET-KEY-" + "1H993DTFD4ZST7T945UQE5FNDZUG68R9YRPAUJDG20ZHSHYU3FR0Q0XN6NS"
# By age 1.1.1: printf 'handed over\n' | age -a -r …
MADE_BY_AGE = b"""\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBTY3BSUVBXdU1vTXlqcTVx
TThjNHVXSlV4VURKZWJKTks1YzVHcDE4Sm5RClUxaG1XZ2l3NjNLZkJ3QTdkVTVu
UElFaExPVm84RDBCdnozVitiKzhBLzAKLS0tIGVKL0NLTjBWWHRCWkllRkZaSloy
a3VxdG02OFNZcGRiRm42RjVyMHkwdW8KTvx2f0nLREzoPHUvEwsTEsbTWz5/G1jp
NWGcNY3bBzbr2BrSPniPqXtPoYI=
-----END AGE ENCRYPTED FILE-----
"""


def test_a_file_of_the_tool() -> None:
    """The format is that of `age` itself, to which the library is held."""
    assert decrypt(MADE_BY_AGE, [x25519.Identity.from_str(SECRET)]) == b"handed over\n"


def test_for_keys() -> None:
    """Each of the keys opens it, and it begins as the format says."""
    other = x25519.Identity.generate()
    keys = age_file.public_keys("--recipient", [PUBLIC, f" {other.to_public()} "])
    sealed = age_file.encrypted_for_keys(b"said", keys)
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    for identity in (x25519.Identity.from_str(SECRET), other):
        assert decrypt(sealed, [identity]) == b"said"


def test_for_a_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase opens it, under rounds of scrypt: as many as the machine does in a second."""
    monkeypatch.setattr(age_file, "_ENOUGH", 1)  # one try, whose second is enough
    sealed = age_file.encrypted_for_passphrase(b"said", "steep magnet copper")
    assert passphrase.decrypt(sealed, "steep magnet copper") == b"said"
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")


@pytest.mark.parametrize(
    ("rounds", "taken"), [([18], 18), ([19], 19), ([12, 20], 20), ([12, 14, 13], 14)]
)
def test_a_busy_machine(rounds: list[int], taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library finds few rounds, it is asked again, and the most of three are taken."""
    left = iter(rounds)

    def encrypt(*_: object) -> bytes:
        return b"age-encryption.org/v1\n-> scrypt salt %d\n" % next(left)

    library = SimpleNamespace(passphrase=SimpleNamespace(encrypt=encrypt))
    monkeypatch.setattr(age_file, "_library", lambda: library)
    sealed = age_file.encrypted_for_passphrase(b"said", "x")
    assert age_file.rounds_of(sealed) == taken
    assert [*left] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (SECRET, "this is a secret key, which opens files"),
        (SECRET.lower(), "this is a secret key, which opens files"),
        ("steep magnet copper", "expected a public key, which begins with age1 or ssh-ed25519"),
        (PUBLIC[:-1], "expected a public key"),
        ("ssh-rsa x", "expected a public key"),
        ("", "expected a public key"),
    ],
)
def test_no_public_key(typed: str, said: str) -> None:
    """What is no public key is refused, and not repeated: it may be secret."""
    with pytest.raises(InvalidInput) as caught:
        age_file.public_keys("--recipient", [PUBLIC, typed])
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"--recipient: {said}")
    assert not typed or typed not in str(problem)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, what to install is told."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(InvalidInput) as caught:
        age_file.require_age("--age")
    assert str(caught.value.problems[0]).startswith(
        '--age: needs pyrage: pip install "coaching-site[age]"'
    )
