"""Readings of metrics: added each time, known again, and never over another unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coaching_site.model import Engagement
from coaching_site.replies.apply import Decided, apply_items, with_changes
from coaching_site.replies.proposal import Proposal
from tests.replies.browser import about
from tests.replies.comparing import compare, states
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme

ABOUT = about("Delegate", "Calls a week")


def reading(
    value: str = "11", on: str = "2026-11-24", key: str = "readings/depots/metric-1", **more: Any
) -> dict[str, Any]:
    """Return the item of a reading."""
    item = {"kind": "reading", "key": key, "value": {"on": on, "value": value, "note": None}}
    return item | ABOUT | more


def only(found: list[Proposal]) -> tuple[str, str]:
    """Return how the one proposal stands, and why."""
    (one,) = found
    return str(one.state), one.reason


@pytest.mark.parametrize(
    ("item", "state", "reason"),
    [
        (reading(), "new", ""),
        (reading("11.5", "2026-10-30"), "new", ""),
        (reading("19", "2026-11-02"), "already so", ""),
        (reading("19.0", "2026-11-02"), "already so", ""),
        (reading("18", "2026-11-02"), "conflict", "there is a reading of this day"),
        (reading(on="2026-11-25"), "cannot be taken", "2026-11-25 is later than the reply itself"),
        (reading(**about("Delegate", "Gone")), "cannot be taken", "it is not there any more"),
        (reading(**about("Gone", "Calls a week")), "new", ""),  # the goal's id is still there
        (reading(key="readings/gone/calls", **about("Gone")), "cannot be taken",
         "it is not there any more"),
        # The words that the reader saw decide, whatever the place was called.
        (reading(key="readings/depots/metric-7"), "new", ""),
    ],
)  # fmt: skip
def test_standing(before: Engagement, item: dict[str, Any], state: str, reason: str) -> None:
    """A reading of a new day is added; of a day that has one, it is asked about."""
    assert only(compare(before, item)) == (state, reason)


def test_a_conflict_shows_both(before: Engagement) -> None:
    """The coach sees what stands there, what would, and may keep either."""
    (one,) = compare(before, reading("18", "2026-11-02"))
    assert (one.before, one.after) == (("19 (2026-11-02)",), ("18 (2026-11-02)",))
    taken = with_changes(before, one.changes).goals[0].metrics[0].readings
    assert [(str(r.on), str(r.value)) for r in taken] == [("2026-11-02", "18")]


def test_two_readings_of_a_day_in_one_reply(before: Engagement) -> None:
    """The second waits until the first is there, which it is then asked about."""
    found = compare(before, reading(), reading("12"), reading("9", "2026-11-20"))
    assert states(found) == ["new", "cannot be taken", "new"]


def test_limits_of_a_metric(tmp_path: Path) -> None:
    """What the file could not hold is told, not put: before the start, or no rating."""
    typed = TYPED.replace(
        "start: 24 ", "unit: 1-10\n        start: 4\n        start_on: 2026-11-01"
    )
    typed = typed.replace("value: 19", "value: 5")
    known = loaded(folder_with(tmp_path / "jane-doe", typed))
    assert only(compare(known, reading("7"))) == ("new", "")
    assert only(compare(known, reading("11")))[1] == "11 is not a rating from 1 to 10"
    early = compare(known, reading("7", "1999-10-31"))
    assert only(early)[1] == "1999-10-31 lies outside of the coaching: correct the year"
    early = compare(known, reading("7", "2026-10-31"))
    assert only(early)[1] == "2026-10-31 is before the start of the metric, 2026-11-01"


def test_into_the_file(tmp_path: Path) -> None:
    """Readings stand below those that there are, comments stay, and the metric gets an id."""
    folder = folder_with(tmp_path / "jane-doe")
    before, raw = loaded(folder), (folder / "engagement.yml").read_bytes()
    note = {"on": "2026-11-20", "value": "-0.5", "note": "Half a day off."}
    found = compare(before, reading(id="d0123456789"), {**reading(), "value": note})
    taken = [Decided(one.label, one.changes) for one in found]
    assert apply_items(folder, raw, before, programme(), taken).left == ()
    metric = loaded(folder).goals[0].metrics[0]
    assert metric.id == "calls-a-week"
    assert [(str(one.on), str(one.value), one.note, one.id) for one in metric.readings] == [
        ("2026-11-02", "19", None, None),
        ("2026-11-24", "11", None, "d0123456789"),
        ("2026-11-20", "-0.5", "Half a day off.", None),
    ]
    text = (folder / "engagement.yml").read_text("utf-8")
    assert "        - {on: 2026-11-02, value: 19}   # a good week\n" in text
    assert "        # by hand\n" in text
    assert "start: 24   # as counted" in text
