"""What the executive is called, and whose an action is."""

from __future__ import annotations

import pytest

from coaching_site.model.people import Executive
from coaching_site.view.people import (
    coach_greeting,
    greeting_of,
    owners_of,
    sponsor_greeting,
)
from tests.samples import engagement


@pytest.mark.parametrize(
    ("executive", "greeting"),
    [
        ({"name": "Nadia Brandt"}, "Nadia"),
        ({"name": "Nadia Brandt", "greeting": "Nan"}, "Nan"),
        ({"name": "Wang Xiaoming"}, "Wang Xiaoming"),
        ({"name": "Wang Xiaoming", "greeting": "Xiaoming"}, "Xiaoming"),
        ({"name": "Brandt, J. R."}, "J. R. Brandt"),
    ],
)
def test_greeting(executive: dict[str, str], greeting: str) -> None:
    """The greeting greets, else the first name, else the full name as it is said."""
    assert greeting_of(Executive(**executive)) == greeting


@pytest.mark.parametrize(
    ("coach", "others", "greeting"),
    [
        ({"name": "Noor Halvorsen"}, [], "Noor"),
        ({"name": "Noor"}, [], "Noor"),
        ({"name": "Dr. Anna-Katharina Vogel"}, [], "Anna-Katharina"),
        ({"name": "Wang Xiaoming"}, [], "Wang Xiaoming"),
        ({"name": "Vogel, J. R."}, [], "J. R. Vogel"),
        ({"name": "Wang Xiaoming", "greeting": "Xiaoming"}, [], "Xiaoming"),
        ({"name": "Noor Halvorsen"}, ["Noor Bakker"], "Noor Halvorsen"),
        ({"name": "Nadia Stern"}, [], "Nadia Stern"),
        ({"name": "Nadia Stern", "greeting": "Nadia"}, [], "Nadia"),
    ],
)
def test_greeting_of_the_coach(coach: dict[str, str], others: list[str], greeting: str) -> None:
    """Sentences call the coach as one greets them, unless somebody else is called the same."""
    people = [{"name": name} for name in others]
    assert coach_greeting(engagement(coach=coach, stakeholders=people)) == greeting


@pytest.mark.parametrize(
    ("name", "others", "greeting"),
    [
        ("Henrik Dahlqvist", [], "Henrik"),
        ("Wang Xiaoming", [], "Wang Xiaoming"),
        ("Dahlqvist, H.", [], "H. Dahlqvist"),
        ("Henrik Dahlqvist", ["Henrik Berg"], "Henrik Dahlqvist"),
        ("Nadia Dahlqvist", [], "Nadia Dahlqvist"),
        (None, ["Ines Roth"], ""),
    ],
)
def test_greeting_of_the_sponsor(name: str | None, others: list[str], greeting: str) -> None:
    """Headings call the sponsor by the first name, unless it is not known or somebody else's."""
    people = [{"name": name, "relation": "Sponsor"}] if name else []
    people += [{"name": other, "relation": "Peer"} for other in others]
    assert sponsor_greeting(engagement(stakeholders=people)) == greeting


def test_greeting_in_a_language_with_the_family_first() -> None:
    """The language of a portal tells that no first word is known to be a first name."""
    hungarian = Executive(name="Lőrinczi Ádám")
    assert [greeting_of(hungarian, tag) for tag in ("hu-HU", "en")] == ["Lőrinczi Ádám", "Lőrinczi"]


@pytest.mark.parametrize(
    ("owner", "own"),
    [
        (None, True),
        ("Nadia Brandt", True),
        ("nadia brandt", True),
        ("Nadia", True),
        ("Ms Brandt", False),
        ("Nadia Stern", False),
        ("Jon Field", False),
        ("Ines Roth", False),
    ],
)
def test_owner(owner: str | None, own: bool) -> None:
    """The executive owns what names nobody else; a greeting will do for the name."""
    assert owners_of(engagement()).is_executive(owner) is own


@pytest.mark.parametrize(
    ("name", "owner", "own"),
    [
        ("Dr. Zoë Lindqvist", "Zoë Lindqvist", True),
        ("Dr. Zoë Lindqvist", "DR. ZOE\u0308  LINDQVIST", True),
        ("Dr. Zoë Lindqvist", "Dr. Lindqvist", False),
        ("Lindqvist, Zoë", "Zoe\u0308 Lindqvist", True),
        ("Lindqvist, Zoë", "Lindqvist", False),
        ("Zoë Lindqvist, PhD", "zoë lindqvist", True),
        ("Zoë", "ｚｏë", True),
        ("O’Neil Fox", "O'Neil Fox", True),
        ("نادية براندت", "نادية  براندت", True),
        ("Zoë Lindqvist", "Zoe Lindqvist", False),
    ],
)
def test_owner_written_otherwise(name: str, owner: str, own: bool) -> None:
    """The executive's own name is known with and without titles, however it is written."""
    known = engagement(executive={"name": name})
    assert owners_of(known).is_executive(owner) is own


def test_a_namesake_is_somebody_else() -> None:
    """Where the coach or a stakeholder bears the executive's first name, it is theirs."""
    namesake = engagement(stakeholders=[{"name": "Nadia"}])
    assert not owners_of(namesake).is_executive("Nadia")
    assert owners_of(namesake).is_executive("Nadia Brandt")
