"""Where marks stand in a picture."""

from __future__ import annotations

import pytest

from coaching_site.view.chart_layout import ScoreScale


@pytest.mark.parametrize(
    ("value", "lowest", "highest", "percent"),
    [
        *((1, 1, 10, 7.0), (10, 1, 10, 93.0), (4, 1, 7, 50.0), (1.5, 1, 2, 50.0)),
        *((-3, -3, 3, 7.0), (0, -3, 3, 50.0), (3, -3, 3, 93.0), (0, 0, 10, 7.0), (5, 0, 10, 50.0)),
    ],
)
def test_place_on_a_scale(value: float, lowest: int, highest: int, percent: float) -> None:
    """The lowest and the highest value stand near the ends, what is between them evenly."""
    assert ScoreScale(lowest, highest).percent(value) == percent
