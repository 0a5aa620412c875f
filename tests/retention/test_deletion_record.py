"""The record of deletions says who, when and what kinds, and keeps what was noted before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from coaching_site.retention.deletion_record import note_deletion

DAY = date(2028, 4, 1)


def test_entries(tmp_path: Path) -> None:
    """Each deletion is an entry of YAML, noted once, also where it is done in two runs."""
    record = tmp_path / "deletions.yml"
    note_deletion(record, DAY, "K7QW3ZA", ["portal", "sponsor's report", "portal"])
    note_deletion(record, date(2028, 4, 2), "K7QW3ZA", ["engagement"], is_resumed=True)
    note_deletion(record, DAY, "2026-11-26", ["key of the lock"])
    text = record.read_text("utf-8")
    assert text.startswith("# What was deleted")
    assert yaml.safe_load(text) == [
        {"day": DAY, "client": "K7QW3ZA", "deleted": ["portal", "sponsor's report"]},
        {"day": DAY, "client": "2026-11-26", "deleted": ["key of the lock"]},
    ]


def test_a_second_time(tmp_path: Path) -> None:
    """One who came back, and was deleted again, is noted again."""
    record = tmp_path / "deletions.yml"
    note_deletion(record, DAY, "jane-doe", ["portal"])
    note_deletion(record, date(2030, 1, 2), "jane-doe", ["engagement"])
    days = [one["day"] for one in yaml.safe_load(record.read_text("utf-8"))]
    assert days == [DAY, date(2030, 1, 2)]


def test_what_the_coach_wrote(tmp_path: Path) -> None:
    """A remark of the coach stays, even without a line's end, and so does what is no UTF-8."""
    record = tmp_path / "deletions.yml"
    record.write_bytes(b"# mine: \xff")
    note_deletion(record, DAY, "jane-doe", ["portal"])
    assert record.read_bytes().startswith(b"# mine: \xff\n- day: 2028-04-01\n")
