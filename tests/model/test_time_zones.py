"""Time zones and the rules of their clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import TZPATH, reset_tzpath

import pytest

from coaching_site.model.time_zones import transition_rules, zone_named, zone_names


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        (
            "Europe/Stockholm",
            ["2025-03-30 02:00 -1SU +60", "2025-10-26 03:00 -1SU -60"],
        ),
        (
            "America/New_York",
            ["2025-03-09 02:00 2SU +60", "2025-11-02 02:00 1SU -60"],
        ),
        (
            "Australia/Lord_Howe",
            ["2025-04-06 02:00 1SU -30", "2025-10-05 02:00 1SU +30"],
        ),
        ("Asia/Tokyo", []),
        ("Africa/Casablanca", []),
        ("Africa/Cairo", []),
    ],
)
def test_rules(zone: str, rules: list[str]) -> None:
    """A zone's yearly rules are found; there are none without a simple one for each change."""
    found = [
        f"{rule.first:%Y-%m-%d %H:%M} {rule.day} {_minutes(rule.after - rule.before):+}"
        for rule in transition_rules(zone, 2026)
    ]
    assert sorted(found) == rules


def _minutes(shift: timedelta) -> int:
    return shift // timedelta(minutes=1)


def test_a_change_for_good() -> None:
    """Clocks that were changed once, and then no more, have no yearly rule."""
    assert transition_rules("Asia/Almaty", 2024) == ()


def test_zones_do_not_depend_on_the_machine() -> None:
    """Names and clocks are the same on a machine that knows no time zones."""
    before = TZPATH
    reset_tzpath([])
    try:
        assert "Europe/Stockholm" in zone_names()
        july = datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone_named("Europe/Stockholm"))
        assert str(july) == "2026-07-01 02:00:00+02:00"
    finally:
        reset_tzpath(before)


def test_each_name_is_a_zone() -> None:
    """Every name that may be typed can be read."""
    assert len(zone_names()) > 400
    assert {zone_named(name).key for name in zone_names()} == set(zone_names())
