"""Weeks of a coaching, counted here as the scripts count them: one table for both."""

from __future__ import annotations

import json
from datetime import date

import pytest

from coaching_site.view.weeks import week_on, weeks_after
from tests.fixture import ROOT

TABLE = json.loads((ROOT / "tests/scripts/weeks-table.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case['start']} {case['day']}")
def test_weeks_are_those_of_the_table(case: dict[str, str | int | None]) -> None:
    """The week of a day, the last week, and how many follow while the coaching is on."""
    start, end, day = (date.fromisoformat(str(case[name])) for name in ("start", "end", "day"))
    assert (week_on(day, start), week_on(end, start)) == (case["week"], case["of"])
    if case["left"] is not None:
        assert weeks_after(day, start, end) == case["left"]


def test_no_end_no_count() -> None:
    """Without a last day nobody knows how many weeks follow."""
    assert weeks_after(date(2026, 11, 20), date(2026, 11, 2), None) is None
