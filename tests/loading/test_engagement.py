"""An engagement from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coaching_site.loading import (
    load_engagement,
    read_engagement,
)
from coaching_site.model import Programme
from tests.loading.first_week import FIRST_WEEK, problems_of

CASES = Path(__file__).parents[1] / "cases"


def test_first_week_loads(folder: Path, programme: Programme) -> None:
    """Five lines are an engagement, and what they leave out is empty."""
    (folder / "engagement.yml").write_text(FIRST_WEEK, "utf-8")
    engagement = load_engagement(folder, programme)
    assert engagement.executive.name == "Amara Obi"
    assert engagement.start.isoformat() == "2026-09-01"
    assert engagement.goals == ()


def test_advice_is_looked_for_only_where_it_is_told(
    folder: Path, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wants the record alone does not wait for advice on it."""
    (folder / "engagement.yml").write_text(f"{FIRST_WEEK}end: 2033-01-01\n", "utf-8")
    assert read_engagement(folder, programme).advice
    monkeypatch.setattr("coaching_site.loading.engagement.advise_engagement", None)
    assert load_engagement(folder, programme)


FULL = (CASES / "engagement.yml").read_text("utf-8")


def test_full_engagement_loads(folder: Path, programme: Programme) -> None:
    """An engagement with something in each of its parts has no problems."""
    assert problems_of(FULL, folder, programme) == []
