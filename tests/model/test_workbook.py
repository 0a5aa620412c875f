"""What a workbook says of itself is written in ASCII, and read with suspicion."""

from __future__ import annotations

import json

import pytest

from coaching_site.model.workbook import MAX_CHARACTERS, WorkbookSource

KNOWN = WorkbookSource(
    engagement="jane-doe", names={"goals/rest": "Ruhe, 休息, راحة"}, seen={"starters/x": "0" * 16}
)


def test_what_is_written_is_read() -> None:
    """A line in ASCII, which every PDF holds as it is."""
    assert KNOWN.written().isascii()
    assert WorkbookSource.parse(KNOWN.written()) == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "null", '{"engagement": 1}', '{"engagement": "Jane Doe"}'),
        *('{"engagement": "../x"}', '{"engagement": "x", "more": {}}', "[" * 10_000),
        json.dumps({"engagement": "x", "seen": {"a": "1"}}),
        json.dumps({"engagement": "x", "names": {"a": "b" * 2001}}),
        json.dumps({"engagement": "x"}) + " " * MAX_CHARACTERS,
    ],
    ids=range(12),
)
def test_what_says_something_else(text: str) -> None:
    """Nothing but the line of a workbook is taken for one."""
    assert WorkbookSource.parse(text) is None
