"""The arithmetic of months."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.view.months import months_after


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        ("2026-11-15", 0, "2026-11-15"),
        ("2026-11-15", 2, "2027-01-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
    ],
)
def test_months_after(start: str, count: int, day: str) -> None:
    """The same day of a later month is found, or the last one of a month that is too short."""
    assert months_after(date.fromisoformat(start), count) == date.fromisoformat(day)
