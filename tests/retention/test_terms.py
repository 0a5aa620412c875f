"""How long an engagement is kept follows from its end and from what was agreed."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.retention.terms import RetentionTerm
from tests.samples import engagement

DAY = date(2028, 3, 26)


@pytest.mark.parametrize(
    ("end", "months", "until", "state"),
    [
        (None, 12, None, "not over"),
        ("2028-03-26", 1, "2028-04-26", "not over"),
        ("2028-03-25", None, None, "not agreed"),
        ("2027-03-27", 12, "2028-03-27", "kept"),
        ("2027-03-26", 12, "2028-03-26", "past"),
        ("2028-01-31", 1, "2028-02-29", "past"),
        ("2027-03-25", 12, "2028-03-25", "past"),
    ],
)
def test_states(end: str | None, months: int | None, until: str | None, state: str) -> None:
    """On the day itself it is past; a month that is too short ends it on its last day."""
    term = RetentionTerm.of(engagement(end=end, agreement={"keep_months": months}))
    assert term.until == (date.fromisoformat(until) if until else None)
    assert term.state(DAY).value == state
