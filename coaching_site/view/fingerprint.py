"""A short fingerprint of a text, which depends on its words but not on its line breaks."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final
from unicodedata import normalize

_GROUP_LENGTH: Final = 4
_GROUP_COUNT: Final = 3


def fingerprint_of(text: Mapping[str, object]) -> str:
    """Return letters and digits in groups, such as `K7QF-2MZA-XW3D`, for a nested text.

    How a text is broken into lines does not count.
    """
    # Base 32 has no 0, 1 or 8, so a fingerprint can be read from paper and typed.
    canonical = json.dumps(_plain(text), default=str, ensure_ascii=False, sort_keys=True)
    letters = b32encode(sha256(canonical.encode()).digest()).decode()
    starts = range(0, _GROUP_COUNT * _GROUP_LENGTH, _GROUP_LENGTH)
    return "-".join(letters[start : start + _GROUP_LENGTH] for start in starts)


def _plain(value: object) -> object:
    if isinstance(value, str):
        # An accent may be typed as a character of its own; the text is the same.
        return " ".join(normalize("NFC", value).split())
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value
