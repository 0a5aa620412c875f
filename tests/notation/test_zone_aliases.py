"""Time zones by the names that people type."""

from __future__ import annotations

import pytest

from coaching_site.model.time_zones import zone_names
from coaching_site.notation.zone_aliases import zone_meant


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Stockholm", "Europe/Stockholm"),
        ("New York", "America/New_York"),
        ("america / new york", "America/New_York"),
        ("europe/stockholm", "Europe/Stockholm"),
        ("Europe/Stokholm", "Europe/Stockholm"),
        ("Lodnon", "Europe/London"),
        ("CET", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        ("GMT+2", None),
        ("Mars", None),
    ],
)
def test_zones(text: str, zone: str | None) -> None:
    """A time zone is known by its city and by the letters that people use."""
    assert zone_meant(text, zone_names()) == zone
