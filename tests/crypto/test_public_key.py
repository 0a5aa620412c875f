"""The coach's public key, as a portal carries it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coaching_site.build.inputs import read_inputs
from coaching_site.build.workspace import Workspace
from coaching_site.crypto.public_key import is_on_curve, load_reply_key, public_key
from coaching_site.problems import InvalidInput
from tests.fixture import ENGAGEMENTS, ROOT

# The public half of the example in RFC 7517, appendix A.1, with its thumbprint.
X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"
Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
KID = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"
GOOD: dict[str, Any] = {"kty": "EC", "crv": "P-256", "x": X, "y": Y, "kid": KID}


def found(path: Path, text: str) -> str:
    """Return the problems of a key that is typed as this text, without the folder's name."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        load_reply_key(path)
    return str(error.value).replace(f"{path.parent}/", "")


def test_a_good_key(tmp_path: Path) -> None:
    """The public half of a key is read, with what browsers and others add left out."""
    path = tmp_path / "reply-key.json"
    path.write_text(json.dumps(GOOD | {"use": "enc", "ext": True, "key_ops": []}), "utf-8")
    assert load_reply_key(path) == GOOD
    path.write_text(json.dumps({name: GOOD[name] for name in GOOD if name != "kid"}), "utf-8")
    assert load_reply_key(path) == GOOD


def test_no_key(tmp_path: Path) -> None:
    """A project may have no key."""
    assert load_reply_key(tmp_path / "reply-key.json") is None


_HIDE = (
    "this is a private key, which only you may have: take it out of here, and if this folder "
    "was ever shared or built, make a new pair with `coaching-site keys`"
)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "1:1: expected a key as `coaching-site keys` writes it, in JSON"),
        ('{\n "kty": EC\n}', "2:9: expected a key as `coaching-site keys` writes it, in JSON"),
        ("[" * 9000, "1:1: expected a key as `coaching-site keys` writes it, in JSON"),
        ("[]", "1:1: expected a key as `coaching-site keys` writes it, in braces"),
        ("-----BEGIN EC PRIVATE KEY-----\nx", f"1:1: {_HIDE}"),
        (json.dumps(GOOD | {"d": "AAAA"}, indent=1), f"7:2: d: {_HIDE}"),
        (
            json.dumps(GOOD | {"kty": "RSA"}, indent=1),
            '2:2: kty: expected `"kty": "EC"`, found "RSA"',
        ),
        (
            json.dumps(GOOD | {"crv": "P-384"}, indent=1),
            '3:2: crv: expected `"crv": "P-256"`, found "P-384"',
        ),
        (
            json.dumps(GOOD | {"x": Y}, indent=1),
            "4:2: x: `x` and `y` are not a point on the curve P-256: the key is damaged",
        ),
        (
            json.dumps(GOOD | {"kid": X}, indent=1),
            "6:2: kid: this is the name of another key: the key is damaged",
        ),
        (json.dumps(GOOD | {"script": 1}, indent=1), '7:2: script: a public key has no "script"'),
        ("x" * 10_001, "1:1: the file is too large: expected at most 10 KB"),
    ],
)
def test_what_is_no_public_key(tmp_path: Path, typed: str, problem: str) -> None:
    """Whatever is not the public half of a key on P-256 is a problem with its place."""
    assert found(tmp_path / "reply-key.json", typed) == f"reply-key.json:{problem}"


@pytest.mark.parametrize("odd", [None, 1, "", X[:-1], f"{X}=", "é" * 43, "_" * 43, [X]])
def test_odd_coordinates(odd: object) -> None:
    """What is no number of the right length is on no curve."""
    assert is_on_curve(X, Y)
    assert not is_on_curve(X, odd)
    assert not is_on_curve(odd, Y)


def test_a_coordinate_beyond_the_prime() -> None:
    """A point whose coordinate is larger than the curve's prime is none, as browsers see it."""
    y = "ZkhceA4vg9ckM71dhKBrtlQcKvMdrocXKL-FahdPk_Q"
    assert is_on_curve("A" * 43, y)
    assert not is_on_curve("_____wAAAAEAAAAAAAAAAAAAAAD_______________8", y)  # the prime itself


def test_name_of_a_key() -> None:
    """A key is named by its thumbprint."""
    assert public_key(X, Y)["kid"] == KID


def test_a_portal_knows_the_key(tmp_path: Path) -> None:
    """A portal has the key of its workspace, or none."""
    for part in ("content", "overrides"):
        for path in (ROOT / part).rglob("*"):
            target = tmp_path / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file():
                target.symlink_to(path)
    workspace = Workspace(tmp_path / "content", tmp_path / "overrides", ENGAGEMENTS)
    keyless = read_inputs(workspace, "tomas-okafor", date(2026, 11, 24))
    (tmp_path / "content/reply-key.json").write_text(json.dumps(GOOD), "utf-8")
    keyed = read_inputs(workspace, "tomas-okafor", date(2026, 11, 24))
    assert (keyless.reply_key, keyed.reply_key) == (None, GOOD)
