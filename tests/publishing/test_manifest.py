"""What is kept at a place is read back as it was written, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.publishing.manifest import Claim, DamagedControl, Pending, PublishManifest
from coaching_site.publishing.record import PlaceRecord

RECORD = PlaceRecord("c" * 32, "a" * 64)
OTHERS = (PlaceRecord("c" * 32, "b" * 64), PlaceRecord("d" * 32, "a" * 64))
MANIFEST = PublishManifest(3, {"index.html": "0" * 64, "files/Über.pdf": "1" * 64})
PENDING = Pending(4, "ab", frozenset({"index.html"}))


def test_read_back() -> None:
    """A manifest, what is pending, and a claim are what they were; a claim tells no name."""
    assert PublishManifest.read(MANIFEST.written(RECORD), RECORD) == MANIFEST
    assert Pending.read(PENDING.written(RECORD), RECORD) == PENDING
    claim = Claim.of(RECORD, "jane-doe")
    assert Claim.read(claim.written()) == claim
    assert b"jane" not in claim.written()
    assert (claim.is_of("jane-doe"), claim.is_of("tom")) == (True, False)


@pytest.mark.parametrize("record", OTHERS, ids=["key", "claim"])
def test_of_another_place(record: PlaceRecord) -> None:
    """What another place has, whatever its key, is refused here."""
    with pytest.raises(DamagedControl):
        PublishManifest.read(MANIFEST.written(record), RECORD)


def test_one_in_place_of_the_other() -> None:
    """What is pending is no manifest, and a manifest nothing that is pending."""
    with pytest.raises(DamagedControl):
        PublishManifest.read(PENDING.written(RECORD), RECORD)
    with pytest.raises(DamagedControl):
        Pending.read(MANIFEST.written(RECORD), RECORD)


@given(st.data())
def test_any_change(data: st.DataObject) -> None:
    """One byte that is changed, taken out or put in makes a manifest none."""
    raw = bytearray(MANIFEST.written(RECORD)[:-1])
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255))
    way = data.draw(st.sampled_from(("change", "cut", "add")))
    if way == "change":
        raw[at] = byte if byte != raw[at] else byte ^ 1
    elif way == "cut":
        del raw[at:]
    else:
        raw.insert(at, byte)
    with pytest.raises(DamagedControl):
        PublishManifest.read(bytes(raw), RECORD)


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1,2,3]", b"\xff", b"[" * 100_000])
def test_what_is_no_claim(raw: bytes) -> None:
    """Any other file in the place of a claim is none."""
    with pytest.raises(DamagedControl):
        Claim.read(raw)
