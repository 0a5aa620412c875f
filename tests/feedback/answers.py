"""Answers of raters as a form sends them."""

from __future__ import annotations

from typing import Any

from coaching_site.model.feedback import Round
from tests.model.test_feedback import RULES


def sent(asked: Round, **more: Any) -> dict[str, Any]:
    """Return what comes out of the envelope of an answer to a round."""
    return {
        "format": "coaching-answer",
        "version": 1,
        "code": "0" * 32,
        "engagement": "jane-doe",
        "round": "2026-autumn",
        "group": "Team",
        "promised": asked.freeze(RULES).model_dump(),
        "scores": {"calm": "5"},
        "comments": {},
        **more,
    }
