"""How a metric gets on: old numbers, and an even pace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coaching_site.view.pace import even_percent, is_due, is_old, pace_on

FIRST = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("days", "since", "old"),
    [
        ([], 999, False),
        ([0], 28, False),
        ([0], 29, True),
        ([0, 7, 14], 28, False),
        ([0, 7, 14], 29, True),
        ([0, 30, 61, 92], 62, False),
        ([0, 30, 61, 92], 63, True),
        ([0, 7, 14, 200], 29, True),
        ([0], -5, False),
    ],
)
def test_old(days: list[int], since: int, *, old: bool) -> None:
    """A number is old after twice its usual time, and never within four weeks."""
    known = [FIRST + timedelta(day) for day in days]
    last = known[-1] if known else FIRST
    assert is_old(known, last + timedelta(since)) is old


@pytest.mark.parametrize(
    ("days", "since", "due"),
    [
        ([], 99, False),
        ([0, 7], 99, False),
        ([0, 7, 14], 7, False),
        ([0, 7, 14], 8, True),
        ([0, 7, 14, 100], 8, True),
        ([0, 28, 42], 14, False),
        ([0, 28, 42], 15, True),
        ([0, 7, 14], -5, False),
    ],
)
def test_due(days: list[int], since: int, *, due: bool) -> None:
    """Another reading is due after the usual time between two, which three of them say."""
    known = [FIRST + timedelta(day) for day in days]
    last = known[-1] if known else FIRST
    assert is_due(known, last + timedelta(since)) is due


@pytest.mark.parametrize(
    ("day", "share", "pace"),
    [
        (50, 61, "ahead"),
        (50, 60, "even"),
        (50, 40, "even"),
        (50, 39, "behind"),
        (100, 99, "even"),
        (150, 80, "behind"),
        (0, 20, "none"),
        (-3, 20, "none"),
    ],
)
def test_even_pace(day: int, share: int, pace: str) -> None:
    """Ten per cent of the way more or less are still an even pace."""
    last = FIRST + timedelta(100)
    assert pace_on(FIRST + timedelta(day), share, FIRST, last).value == pace
    assert pace_on(FIRST, share, last, FIRST).value == "none"


def test_even_percent() -> None:
    """An even pace makes as much of the way as days have passed, and all of it up to the last."""
    last = FIRST + timedelta(8)
    found = [even_percent(FIRST + timedelta(day), FIRST, last) for day in (0, 1, 8, 9)]
    assert found == [None, 12.5, 100, 100]
    assert even_percent(last, last, FIRST) is None
