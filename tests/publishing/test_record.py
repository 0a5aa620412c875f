"""What a workspace knows of places is kept beside the engagement, and never guessed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from coaching_site.publishing.record import PlaceRecord, PublishRecords
from coaching_site.publishing.refusals import PublishRefused


def test_records(tmp_path: Path) -> None:
    """The record of each place is kept for its owner alone; two are never the same."""
    records = PublishRecords(tmp_path)
    assert records.places() == {}
    one, two = PlaceRecord.new(), PlaceRecord.new()
    assert not {one.claim, one.key} & {two.claim, two.key}
    records.keep("s3://a", one)
    records.keep("s3://b", two)
    records.keep("s3://a", replace(one, generation=3))
    found = PublishRecords(tmp_path).places()
    assert found == {"s3://a": replace(one, generation=3), "s3://b": two}
    assert os.name == "nt" or (tmp_path / "published.json").stat().st_mode & 0o777 == 0o600
    assert one.key not in repr(one)


def test_more_than_is_known(tmp_path: Path) -> None:
    """What another version has kept besides does not make a file a damaged one."""
    told = {"claim": "c" * 32, "key": "a" * 64, "generation": 2, "on": "2026-11-27"}
    content = json.dumps(["coaching-site published 1", {"s3://a": told}])
    (tmp_path / "published.json").write_text(content, "utf-8", newline="")
    assert PublishRecords(tmp_path).places() == {"s3://a": PlaceRecord("c" * 32, "a" * 64, 2)}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b"\xff",
        b'["coaching-site published 1", {"a": {"claim": "x", "key": "y"}}]',
        b'["coaching-site published 1", {"a": {"claim": "' + b"c" * 32 + b'"}}]',
        b'["coaching-site published 1", 7]',
    ],
)
def test_damaged(content: bytes, tmp_path: Path) -> None:
    """A damaged file is told: a place of ours is not to be taken for somebody else's."""
    (tmp_path / "published.json").write_bytes(content)
    with pytest.raises(PublishRefused, match="is damaged: put back an earlier copy"):
        PublishRecords(tmp_path).places()
