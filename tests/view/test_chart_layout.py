"""Where marks stand in a picture."""

from __future__ import annotations

import pytest

from coaching_site.view.chart_layout import percent_on_scale


@pytest.mark.parametrize(
    ("value", "high", "percent"), [(1, 10, 7.0), (10, 10, 93.0), (4, 7, 50.0), (1.5, 2, 50.0)]
)
def test_place_on_a_scale(value: float, high: int, percent: float) -> None:
    """The lowest and the highest value stand near the ends, what is between them evenly."""
    assert percent_on_scale(value, high) == percent
