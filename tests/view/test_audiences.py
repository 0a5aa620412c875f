"""Which texts of an engagement each of its readers may see."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from coaching_site.view.audiences import hidden_texts, shown_texts, told_texts, untold_texts
from coaching_site.view.sponsor import sponsor_view_of
from tests.samples import engagement, programme

DAY: Final = date(2026, 11, 15)
GIVEN: Final[dict[str, Any]] = {
    "stakeholders": [{"name": "Ines Roth", "relation": "Sponsor"}],
    "agreement": {"sponsor_report": True},
    "goals": [{"title": "Hand over", "shared": True}, {"title": "Sell the mill"}],
    "feedback": [
        {
            "on": "2026-10-01",
            "statements": [
                {"text": "Decides.", "groups": {"Peers": [3, 4, 5, 4, 3], "Team": [2, 3, 4]}}
            ],
            "comments": {"Peers": ["Be brief.", "Ask."], "Team": ["Never lets Tom finish."]},
        }
    ],
}


def test_of_the_portal() -> None:
    """A comment of a group that is too small is hidden, all else is shown, and nothing is both."""
    client = engagement(**GIVEN)
    shown = {*shown_texts(client, programme(), DAY)}
    hidden = {text for _, text in hidden_texts(client, programme(), DAY)} - {""}
    assert {"Hand over", "Sell the mill", "Be brief.", "Ask.", "Peers", "Team"} <= shown
    assert hidden == {"Never lets Tom finish."}
    assert not hidden & shown


def test_of_the_sponsor() -> None:
    """The sponsor is told what the report says; every other text is named with its place."""
    client = engagement(**GIVEN)
    report = sponsor_view_of(client, programme(), DAY)
    assert report is not None
    told = told_texts(report)
    assert {"Ines Roth", "Hand over"} <= told
    untold = {text: place for place, text in untold_texts(client, report)}
    assert untold["Sell the mill"] == "goals.2.title"
    assert {"Never lets Tom finish.", "Ask.", "Decides."} <= untold.keys()
    assert not told & untold.keys()
