"""Where marks stand in a picture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.view.chart_layout import percent_on_scale, stack_spans


@pytest.mark.parametrize(
    ("value", "high", "percent"), [(1, 10, 7.0), (10, 10, 93.0), (4, 7, 50.0), (1.5, 2, 50.0)]
)
def test_place_on_a_scale(value: float, high: int, percent: float) -> None:
    """The lowest and the highest value stand near the ends, what is between them evenly."""
    assert percent_on_scale(value, high) == percent


@pytest.mark.parametrize(
    ("starts", "rows"),
    [
        ([], ()),
        ([50.0], (0,)),
        ([10.0, 20.0, 30.0], (0, 0, 0)),
        ([10.0, 19.9, 20.0], (0, 1, 0)),
        ([50.0, 50.0, 50.0], (0, 1, 2)),
        ([30.0, 10.0, 15.0], (0, 0, 1)),
    ],
)
def test_rows(starts: list[float], rows: tuple[int, ...]) -> None:
    """What would touch stands in another row, and no more rows are made than are needed."""
    assert stack_spans([(start, start + 10) for start in starts]) == rows


@given(st.lists(st.floats(0, 100), max_size=30), st.integers(1, 50))
def test_no_mark_covers_another(starts: list[float], width: int) -> None:
    """In one row any two marks are as far apart as they are wide."""
    rows = stack_spans([(start, start + width) for start in starts])
    for row in set(rows):
        row_places = sorted(p for p, r in zip(starts, rows, strict=True) if r == row)
        for left, right in pairwise(row_places):
            assert left + width <= right
