"""What the executive is called, and whose an action is."""

from __future__ import annotations

import pytest

from coaching_site.model.people import Executive
from coaching_site.view.people import greeting_of, owners_of
from tests.samples import engagement


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Nadia Brandt", "Nadia"),
        ("Nadia", "Nadia"),
        ("Dr. Nadia Brandt", "Nadia"),
        ("Dr Nadia Brandt", "Nadia"),
        ("Prof. Dr. Dr. h.c. Nadia Brandt", "Nadia"),
        ("Dipl.-Ing. Nadia Brandt", "Nadia"),
        ("Frau Dr. Nadia Brandt", "Nadia"),
        ("Dr. Brandt", "Dr. Brandt"),
        ("Ms Brandt", "Ms Brandt"),
        ("Sir Anselm", "Sir Anselm"),
        ("Dr.", "Dr."),
        ("J. R. Brandt", "J. R. Brandt"),
        ("J.R. Brandt", "J.R. Brandt"),
        ("Brandt, Nadia", "Nadia"),
        ("Nadia Brandt, PhD", "Nadia"),
        ("Jean-Luc Brandt", "Jean-Luc"),
        ("王小明", "王小明"),
        ("Nadia, PhD", "Nadia"),
        ("van der Berg, Jan", "Jan"),
        ("von Stein", "von Stein"),
        ("Dr. von Stein", "Dr. von Stein"),
        ("Jan van der Berg", "Jan"),
        ("“Nadia” Brandt", "Nadia"),
        ('Nadia "Nan" Brandt', "Nadia"),
        ("(Nadia) Brandt", "Nadia"),
        ("نادية براندت", "نادية"),
    ],
)
def test_greeting(name: str, greeting: str) -> None:
    """A first name greets; titles, initials and the family name alone do not."""
    assert greeting_of(Executive(name=name)) == greeting


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
