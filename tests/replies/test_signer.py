"""Who signed a reply, whatever has happened to its text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coaching_site.replies.reply import ReplyRefused, reply_of
from coaching_site.replies.signer import Signer, signer_of
from tests.replies.browser import Device, answer, reply

DEVICE = Device()
SAID = 'Ça va? "So" \\ \u2028 🙂\n\t</script>'


def signed(**more: Any) -> dict[str, Any]:
    """Return a reply that the device has signed."""
    item = answer("starters/one_thing", SAID, base="0" * 16)
    return DEVICE.signed(reply(item, version=3, **more))


def signer(data: dict[str, Any], **how: Any) -> Signer | None:
    """Return who signed a reply that is written as text."""
    raw = json.dumps(data, **how).encode()
    return signer_of(raw, reply_of(raw))


def test_a_signed_reply() -> None:
    """The device is known by its key, also where a mail program has put spaces between."""
    expected = Signer(DEVICE.key, is_sound=True)
    assert signer(signed(), ensure_ascii=False, separators=(",", ":")) == expected
    assert signer(signed(), ensure_ascii=True, indent=2) == expected


def test_nobody_signed() -> None:
    """A reply of an earlier portal has no signer."""
    item = answer("starters/one_thing", SAID, base="0" * 16)
    assert signer(reply(item)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"engagement": "john-doe"},
        {"on": "2026-11-25"},
        {"made": "2026-11-24T20:00:01Z"},
        {"id": "b" * 32},
        {"version": 2},
        {"items": [answer("starters/one_thing", SAID, base="1" * 16)]},
        {"items": [answer("starters/one_thing", f"{SAID} No.", base="0" * 16)]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_changed(change: dict[str, Any]) -> None:
    """A signature holds for nothing else than all that was signed."""
    assert signer({**signed(), **change}) == Signer(DEVICE.key, is_sound=False)


def test_an_order_that_is_another() -> None:
    """What is said in another order was not signed."""
    data = signed()
    assert signer({"items": data.pop("items"), **data}) == Signer(DEVICE.key, is_sound=False)


def test_the_signature_of_another_device() -> None:
    """A key that is put in place of another has signed nothing."""
    data, other = signed(), Device()
    data["signature"] |= {"x": other.point["x"], "y": other.point["y"]}
    assert signer(data) == Signer(other.key, is_sound=False)


def test_a_point_beside_the_curve() -> None:
    """A key that cannot be has signed nothing."""
    data = signed()
    data["signature"]["x"] = "A" * 43
    found = signer(data)
    assert found
    assert not found.is_sound


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"value": "short"}, {"x": None}, {"alg": "none"}], ids=str
)
def test_what_is_no_signature(change: dict[str, Any]) -> None:
    """A reply with something else in the place of its signature is refused."""
    data = signed()
    data["signature"] |= change
    with pytest.raises(ReplyRefused, match="signature"):
        signer(data)
