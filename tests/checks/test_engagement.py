"""Rules across fields, on the models alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coaching_site.checks import advise_engagement, check_engagement, check_programme, ids_at
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from tests.samples import load_programme

FIRST_WEEK = {"executive": {"name": "Amara Obi"}, "coach": {"name": "Jon"}, "start": "2026-09-01"}


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The small programme that all cases are checked against."""
    return load_programme(Path(__file__).parents[1] / "cases" / "programme.yml")


def locations(programme: Programme, **more: Any) -> list[Location]:
    """Return where an engagement of the first week breaks a rule once more is in it."""
    engagement = Engagement.model_validate({**FIRST_WEEK, **more})
    return [location for location, _ in check_engagement(engagement, programme)]


def test_good_models_break_no_rule(programme: Programme) -> None:
    """A good programme and a first week yield nothing."""
    assert list(check_programme(programme)) == []
    assert locations(programme) == []


def test_location_of_a_value(programme: Programme) -> None:
    """A value is located by the keys and indices that lead to it."""
    action = {"what": "Ask", "started": "2026-10-02", "done": "2026-10-01"}
    goals = [{"title": "Delegate"}, {"title": "Listen", "actions": [action]}]
    assert locations(programme, goals=goals) == [("goals", 1, "actions", 0, "done")]


def test_location_of_a_key(programme: Programme) -> None:
    """A key that the programme does not have is located as a key."""
    assert locations(programme, starters={"expcet": "x"}) == [("starters", "expcet", "[key]")]


@pytest.mark.parametrize(
    "more",
    [
        {"sessions": [{"on": "2026-09-01"}, {"on": "2026-12-31"}], "end": "2026-12-31"},
        {"end": "2026-09-01"},
        {"step": 2},
        {"language": "pt-BR"},
        {"goals": [{"title": "A", "id": "goal-2"}, {"title": "B", "id": "goal-1"}]},
        {"goals": [{"title": "A", "actions": [{"what": "x", "id": "action-1"}]}]},
        {"follow_up": {"return_on_investment": {"benefits": [
            {"what": "x", "amount": "1", "attribution": "1", "confidence": "1"}
        ]}}},
        {"sessions": [{"on": "2026-09-02", "at": "09:00"}, {"on": "2026-09-02"}]},
        {"agreement": {"signed": {"coach": "2026-08-01"}}},
    ],
    ids=[
        "first and last day",
        "one day",
        "last step",
        "language with a country",
        "own ids like generated ones",
        "own id in its place",
        "benefits without costs",
        "a time and no time",
        "signed before the start",
    ],
)  # fmt: skip
def test_limits_are_within_the_rules(more: dict[str, Any], programme: Programme) -> None:
    """What lies just within a rule is no problem."""
    assert locations(programme, **more) == []


@pytest.mark.parametrize(
    ("location", "ids"),
    [
        (("party", "wished"), ("toast", "legacy")),
        (("reviews", 3, "scores"), ("willingness", "satisfaction")),
        (("values", 0, "shown_to", "colleagues"), ("feel", "do")),
        (("goals", 0, "answers"), ("sponsor-view",)),
        (("feedback", 0, "comments"), ()),
    ],
)
def test_ids_at(location: Location, ids: tuple[str, ...], programme: Programme) -> None:
    """The programme says which ids may be keys at a place."""
    assert ids_at(programme, location) == ids


def test_signature_of_no_sponsor(programme: Programme) -> None:
    """A sponsor's signature is shown beside a sponsor, however they are described; one without
    is told, and breaks nothing."""
    signed = {"signed": {"sponsor": "2026-09-01"}}
    people = [{"name": "Ann", "relation": "Her manager"}]
    for told in ([("agreement", "signed", "sponsor")], []):
        more = {**FIRST_WEEK, "agreement": signed, "stakeholders": people}
        known = Engagement.model_validate(more)
        assert list(check_engagement(known, programme)) == []
        assert [place for place, _ in advise_engagement(known, programme)] == told
        people += [{"name": "Bo", "relation": "Chief executive and Sponsor"}]
