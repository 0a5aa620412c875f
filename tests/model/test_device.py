"""Devices that sign replies, and what people call them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from coaching_site.model.device import KnownDevice, device_name

KEY = "NCzyuugwtc1jmaJJmLARTpFS8qauYuhetxTMqOgFS9U"
NOTED = {"name": "60954 06381 12937 75598", "key": KEY, "since": "2026-11-24"}


def test_the_digits_of_a_device() -> None:
    """They follow from its key as the portal makes them: tests/scripts/signing.test.js has them."""
    assert device_name(KEY) == NOTED["name"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", KEY[:-1]),
        ("key", f"{KEY[:-1]}="),
        ("name", "60954 06381 12937"),
        ("last", "2026-11-24T20:00:03Z"),
    ],
)
def test_what_is_no_device(name: str, value: str) -> None:
    """What `receive` does not write is a problem."""
    noted = {**NOTED, "last": "2026-11-24T200003.000Z"}
    assert KnownDevice.model_validate(noted).withdrawn is None
    with pytest.raises(ValidationError, match=name):
        KnownDevice.model_validate({**noted, name: value})
