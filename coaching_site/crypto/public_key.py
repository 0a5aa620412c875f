"""The coach's public key, as a portal carries it so that only this coach can read a reply.

A JSON Web Key (RFC 7517) on the curve P-256, named by its thumbprint (RFC 7638).
"""

from __future__ import annotations

import json
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NoReturn

from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem, quoted, shown

_MAX_FILE_BYTES: Final = 10_000
_PRIVATE: Final = ("d", "p", "q", "dp", "dq", "qi", "k", "oth")
_KNOWN: Final = ("kty", "crv", "x", "y", "kid", "use", "alg", "key_ops", "ext")
_COORDINATE: Final = re.compile(r"[A-Za-z0-9_-]{43}")

_IS_PRIVATE: Final = (
    "this is a private key, which only you may have: take it out of here, and if this folder "
    "was ever shared or built, make a new pair with `coaching-site keys`"
)


def load_reply_key(path: Path) -> dict[str, str] | None:
    """Return the public key in a file, None when there is no file.

    Raises `InvalidInput` when it is anything else than the public half of a key on P-256.
    """
    if not os.path.lexists(path):
        return None
    text = _text_of(path)
    if "PRIVATE KEY-----" in text:
        _refuse(path, text, _IS_PRIVATE)
    try:
        key = json.loads(text)
    except json.JSONDecodeError as error:
        message = "expected a key as `coaching-site keys` writes it, in JSON"
        raise InvalidInput([Problem(shown(path), error.lineno, error.colno, "", message)]) from None
    except RecursionError:
        _refuse(path, text, "expected a key as `coaching-site keys` writes it, in JSON")
    _check(key, path, text)
    return public_key(key["x"], key["y"])


def public_key(x: str, y: str) -> dict[str, str]:
    """Return the key at a point of the curve; both coordinates are in base64url."""
    named = {"crv": "P-256", "kty": "EC", "x": x, "y": y}
    canonical = json.dumps(named, separators=(",", ":"), sort_keys=True)
    kid = urlsafe_b64encode(sha256(canonical.encode()).digest()).rstrip(b"=").decode()
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid}


def is_on_curve(x: object, y: object) -> bool:
    """Whether two coordinates in base64url are a point of P-256."""
    if not all(isinstance(part, str) and _COORDINATE.fullmatch(part) for part in (x, y)):
        return False
    # Here, since only the build of a portal that has a key needs it; it takes 10 ms.
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicNumbers

    a, b = (int.from_bytes(urlsafe_b64decode(f"{part}="), "big") for part in (x, y))
    try:
        point = EllipticCurvePublicNumbers(a, b, SECP256R1()).public_key().public_numbers()
    except ValueError:
        return False
    # The library reduces what is beyond the curve's prime; browsers refuse it.
    return (point.x, point.y) == (a, b)


def _text_of(path: Path) -> str:
    return read_bytes(path, _MAX_FILE_BYTES).decode(errors="replace").removeprefix("\ufeff")


def _check(key: Any, path: Path, text: str) -> None:
    if not isinstance(key, dict):
        _refuse(path, text, "expected a key as `coaching-site keys` writes it, in braces")
    for name in key:
        if name in _PRIVATE:
            _refuse(path, text, _IS_PRIVATE, name)
        if name not in _KNOWN:
            _refuse(path, text, f"a public key has no {quoted(name)}", name)
    for name, wanted in (("kty", "EC"), ("crv", "P-256")):
        if key.get(name) != wanted:
            found = quoted(str(key.get(name, "nothing")))
            _refuse(path, text, f'expected `"{name}": "{wanted}"`, found {found}', name)
    if not is_on_curve(key.get("x"), key.get("y")):
        no_point = "`x` and `y` are not a point on the curve P-256: the key is damaged"
        _refuse(path, text, no_point, "x")
    if key.get("kid") not in (None, public_key(key["x"], key["y"])["kid"]):
        _refuse(path, text, "this is the name of another key: the key is damaged", "kid")


def _refuse(path: Path, text: str, message: str, name: str = "") -> NoReturn:
    at = max(text.find(f'"{name}"'), 0) if name else 0
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    raise InvalidInput([Problem(shown(path), line, column, name, message)]) from None
