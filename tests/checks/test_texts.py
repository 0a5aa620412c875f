"""Every text of a record is found, and prose is told from names."""

from __future__ import annotations

from coaching_site.checks.texts import texts_in
from coaching_site.model import Engagement


def test_texts() -> None:
    """Single texts and lists are found with their places, in records, lists and mappings."""
    engagement = Engagement.model_validate(
        {
            "executive": {"name": "Amara Obi"},
            "coach": {"name": "Jon Field"},
            "start": "2026-09-01",
            "situation": {"context": ["A merger", "A move"]},
            "ratings": [{"on": "2026-09-02", "scores": {"willingness": 9}}],
            "goals": [{"title": "Lead", "actions": [{"what": "Ask", "note": "Soon"}]}],
        }
    )
    assert {tuple(found) for found in texts_in(engagement)} == {
        (("executive", "name"), "Amara Obi", False),
        (("coach", "name"), "Jon Field", False),
        (("language",), "en", False),
        (("paper",), "A4", False),
        (("calendar_titles",), "neutral", False),
        (("situation", "context"), ("A merger", "A move"), True),
        (("goals", 0, "title"), "Lead", False),
        (("goals", 0, "actions", 0, "what"), "Ask", False),
        (("goals", 0, "actions", 0, "note"), "Soon", True),
    }
