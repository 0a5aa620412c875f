"""Small engagements for tests, checked against the programme of the tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from coaching_site.loading import read_programme, read_words
from coaching_site.loading.introspection import record_at
from coaching_site.loading.layers import Layer
from coaching_site.model import Engagement, Programme
from coaching_site.model.types import Record
from coaching_site.view import PortalView, view_of
from tests.fixture import CONTENT


@cache
def programme() -> Programme:
    """Return the programme of the tests, read once."""
    return load_programme(CONTENT / "programme.yml")


def load_programme(path: Path) -> Programme:
    """Return the programme in one file."""
    return read_programme([Layer(path)]).content


def words_in(path: Path) -> dict[str, str]:
    """Return the words in one file."""
    return dict(read_words([Layer(path)]).content)


def records_of(kind: type[Record]) -> list[type[Record]]:
    """Return a kind of record and each kind that is in it, once."""
    found = [kind]
    for name in kind.model_fields:
        for path in ((name,), (name, 0)):
            if below := record_at(kind, path):
                found += records_of(below)
    return list(dict.fromkeys(found))


def engagement(**overrides: object) -> Engagement:
    """Return an engagement that knows only its parties and its start, and what is given."""
    shortest: dict[str, object] = {
        "executive": {"name": "Nadia Brandt"},
        "coach": {"name": "Jon Field"},
        "start": "2026-09-01",
    }
    return Engagement.model_validate(shortest | overrides)


def portal(as_of: str = "2026-11-15", **overrides: object) -> PortalView:
    """Return the portal of such an engagement on a day."""
    return view_of(engagement(**overrides), programme(), date.fromisoformat(as_of))


def goal(*actions: dict[str, Any], **overrides: object) -> dict[str, Any]:
    """Return a goal as a coach types it, with actions that each do `x` unless they say more."""
    return {
        "title": "Hand over the weekly review",
        "actions": [{"what": "x"} | action for action in actions],
        **overrides,
    }
