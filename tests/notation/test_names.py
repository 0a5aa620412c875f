"""Short names, choices and fingerprints in other notations."""

from __future__ import annotations

import pytest

from coaching_site.notation.names import (
    choice_meant,
    fingerprint_meant,
    id_meant,
    is_windows_device,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My Goal", "my-goal"),
        ("Größe für alle!", "große-fur-alle"),
        ("Focus!", "focus"),
        ("fo\u200bc\u00adus", "focus"),
        ("2026", None),
        ("日本", None),
    ],
)
def test_ids(text: str, name: str | None) -> None:
    """A short name is made of the letters there are."""
    assert id_meant(text) == (name and name.replace("ß", "ss"))


@pytest.mark.parametrize(
    ("text", "paper"),
    [("a4", "A4"), ("A 4", "A4"), ("letter", "Letter"), ("US Letter", "Letter"), ("A5", None)],
)
def test_choices(text: str, paper: str | None) -> None:
    """A word of choice is known in any case and with more around it."""
    assert choice_meant(text, ("A4", "Letter")) == paper


def test_fingerprints() -> None:
    """A fingerprint is known without its dashes and in small letters; not when letters lack."""
    assert fingerprint_meant("k7qf 2mza xw3d") == "K7QF-2MZA-XW3D"
    assert fingerprint_meant("k7qf 2mza") is None


@pytest.mark.parametrize(
    ("path", "is_device"),
    [
        *((path, True) for path in ("nul", "NUL.txt", "a/com1.tar.gz", "lpt9", "con")),
        *((path, False) for path in ("null", "a.nul", "com", "com10", "console.txt")),
    ],
)
def test_devices_of_windows(path: str, is_device: bool) -> None:
    """A name that Windows keeps for a device is known, whatever its case and its ending."""
    assert is_windows_device(path) == is_device
