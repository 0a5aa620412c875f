"""What is repeated."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.model.goals import Action
from coaching_site.view.repeats import RepeatView, repeat_of


def repeat(as_of: str, every: str = "week", *done_on: str, **more: str) -> RepeatView:
    """Return an action that is repeated from Sunday, 1 November 2026, as of a day."""
    typed = {"what": "x", "started": "2026-11-01", "every": every, "done_on": done_on, **more}
    found = repeat_of(Action.model_validate(typed), None, date.fromisoformat(as_of))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("as_of", "done_on", "done", "so_far", "done_now", "due"),
    [
        ("2026-10-31", (), 0, 0, False, "2026-11-07"),
        ("2026-11-01", (), 0, 0, False, "2026-11-07"),
        ("2026-11-07", (), 0, 0, False, "2026-11-07"),
        ("2026-11-08", (), 0, 1, False, "2026-11-14"),
        ("2026-11-08", ("2026-11-07",), 1, 1, False, "2026-11-14"),
        ("2026-11-08", ("2026-11-08",), 1, 2, True, "2026-11-21"),
        ("2026-11-08", ("2026-11-08", "2026-11-08", "2026-11-14"), 1, 2, True, "2026-11-21"),
        ("2026-11-21", ("2026-11-03", "2026-11-20"), 2, 3, True, "2026-11-24"),
        ("2026-11-24", (), 0, 3, False, "2026-11-24"),
        ("2026-11-24", ("2026-11-24",), 1, 4, True, None),
        ("2026-11-25", ("2026-11-24",), 1, 4, False, None),
    ],
)
def test_weeks(
    as_of: str, done_on: tuple[str, ...], done: int, so_far: int, done_now: bool, due: str | None
) -> None:
    """A week counts once it is past, or done; several days of one week are one time.

    The last week is cut at the last day.
    """
    view = repeat(as_of, "week", *done_on, until="2026-11-24")
    assert (view.done, view.so_far, view.planned) == (done, so_far, 4)
    assert (view.done_now, view.due and view.due.isoformat()) == (done_now, due)


@pytest.mark.parametrize(
    ("every", "started", "name"),
    [
        ("week", "2026-11-02", "week"),
        ("week", "2026-11-01", "time"),
        ("2 weeks", "2026-11-02", "time"),
        ("month", "2026-11-01", "month"),
        ("month", "2026-11-02", "time"),
    ],
)
def test_present_name(every: str, started: str, name: str) -> None:
    """The present period is called a week from Monday to Sunday alone, or a calendar's month."""
    assert repeat("2026-11-20", every, started=started).present_name == name


@pytest.mark.parametrize(
    ("every", "dues"),
    [
        ("week", ["2026-11-21", "2026-11-28", "2026-12-05", "2026-12-10"]),
        ("2 weeks", ["2026-11-28", "2026-12-10"]),
        ("month", ["2026-11-30", "2026-12-10"]),
        ("2 months", ["2026-12-10"]),
    ],
)
def test_periods(every: str, dues: list[str]) -> None:
    """A period is as many weeks or months long as was typed, from the first day on."""
    view = repeat("2026-11-15", every, until="2026-12-10")
    assert [day.isoformat() for day in view.dues] == dues


def test_without_an_end() -> None:
    """Without an end there are the periods up to the next; the target or the deadline is one."""
    view = repeat("2026-11-15")
    assert (view.planned, view.over, len(view.starts)) == (None, False, 4)
    assert repeat("2026-11-15", target="2026-11-20").last == date(2026, 11, 20)
    action = Action.model_validate({"what": "x", "every": "week", "done_on": "2026-11-03"})
    found = repeat_of(action, date(2026, 12, 1), date(2026, 11, 15))
    assert found is not None
    assert (found.first, found.last) == (date(2026, 11, 3), date(2026, 12, 1))
    assert repeat_of(Action(what="x"), None, date(2026, 11, 15)) is None
