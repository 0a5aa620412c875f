"""Replies compared with a small engagement, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from coaching_site.model import Engagement
from coaching_site.replies.compare import proposals_of
from coaching_site.replies.proposal import Proposal
from coaching_site.replies.reply import Reply
from coaching_site.view.revisions import revision_of
from tests.replies.browser import reply
from tests.replies.samples import TYPED, folder_with, loaded
from tests.samples import programme

TODAY = date(2026, 11, 24)


UNNAMED = revision_of("", ())


def after(tmp_path: Path, old: str, new: str) -> Engagement:
    """Return the engagement after the coach has changed something."""
    assert old in TYPED
    return loaded(folder_with(tmp_path / "after", TYPED.replace(old, new)))


def compare(engagement: Engagement, *items: Any, **more: Any) -> list[Proposal]:
    """Return what a reply would change."""
    return proposals_of(Reply.model_validate(reply(*items, **more)), engagement, programme(), TODAY)


def states(proposals: list[Proposal]) -> list[str]:
    """Return how each proposal stands."""
    return [str(one.state) for one in proposals]


def rating(**scores: int) -> dict[str, Any]:
    """Return the item of a round of ratings."""
    return {"kind": "rating", "key": "ratings", "value": scores}


def review(day: str, base: str, **value: Any) -> dict[str, Any]:
    """Return the item of a review."""
    return {"kind": "review", "key": f"reviews/{day}", "base": base, "value": value}
