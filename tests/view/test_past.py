"""What had happened by a day."""

from __future__ import annotations

from datetime import date

from coaching_site.view.past import past_of
from tests.samples import engagement


def test_past() -> None:
    """What is dated on the day counts, the newest is first, and what is to come is left out."""
    days = ("2026-10-01", "2026-11-16", "2026-11-15")
    words = engagement(check_ins=[{"on": day, "tried": "x"} for day in days]).check_ins
    found = [one.on.isoformat() for one in past_of(words, date(2026, 11, 15))]
    assert found == ["2026-11-15", "2026-10-01"]
