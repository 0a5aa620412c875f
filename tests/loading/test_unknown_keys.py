"""Keys that a record does not take are told with what is meant, or where they belong."""

from __future__ import annotations

import re

import pytest

from coaching_site.loading.unknown_keys import key_hint
from coaching_site.model import Engagement
from coaching_site.model.activities import Review, Session
from coaching_site.model.agreement import Agreement
from coaching_site.model.goals import Action, Goal
from coaching_site.model.people import Coach, Stakeholder
from coaching_site.model.types import Record
from tests.samples import records_of

RECORDS = records_of(Engagement)


@pytest.mark.parametrize(
    ("kind", "key", "hint"),
    [
        (Agreement, "sessions", "it is a key of the whole file: begin its line with it, without "
                                "spaces before it"),
        (Session, "end", "it is a key of the whole file: begin its line with it, without spaces "
                         "before it"),
        (Engagement, "version", "it belongs to `agreement`: indent it further"),
        (Engagement, "between_us", "it belongs to `confidentiality` of `agreement`: indent it "
                                   "further"),
        (Engagement, "role", "it belongs to `executive`, `coach` or an item of `stakeholders`: "
                             "indent it further"),
        (Session, "scores", "it belongs to an item of `ratings` or an item of `reviews`"),
        (Goal, "what", "it belongs to an item of `actions`: indent it further"),
        (Goal, "Deadline ", "did you mean `deadline`?"),
        (Action, "start", "did you mean `started`?"),
        (Coach, "telephone", "did you mean `phone`?"),
        (Review, "ratings", "did you mean `scores`?"),
        (Goal, "resources", "did you mean `resources_have` or `resources_need`?"),
        (Goal, "success", "did you mean `success_for_me` or `success_for_company`?"),
        (Goal, "progress", "it belongs to an item of `goals` of `reviews`"),
        (Review, "progress", "it belongs to an item of `goals`: indent it further"),
        (Stakeholder, "feel", "keys that may stand here are `name`, `role`, `relation`"),
    ],
)  # fmt: skip
def test_hints(kind: type[Record], key: str, hint: str) -> None:
    """A synonym and a slip get the key that is meant, a key of another place gets its place."""
    assert key_hint(Engagement, kind, key, ()) == hint


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_all_keys_are_told(kind: type[Record]) -> None:
    """Of a key that is known nowhere, each key that may stand there is told, however many."""
    told = re.findall(r"`(\w+)`", key_hint(Engagement, kind, "qqqqqq", ()))
    assert told == list(kind.model_fields)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_no_hint_leads_nowhere(kind: type[Record]) -> None:
    """Whatever key of another record is typed, what is told to be meant may stand here."""
    for other in RECORDS:
        for key in other.model_fields.keys() - kind.model_fields.keys():
            hint = key_hint(Engagement, kind, key, ())
            if hint.startswith("did you mean"):
                assert re.findall(r"`(\w+)`", hint)[0] in kind.model_fields
            if hint.startswith("it is a key of the whole file"):
                assert key in Engagement.model_fields
