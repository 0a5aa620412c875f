"""Ways to reach each other: the place of a session, and the coach."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.view.contact import Place, Way, place_of
from tests.samples import portal

ROOM = Way("web", "https://meet.example/a", "meet.example")
HOTEL = Way("web", "https://www.hotel.example", "hotel.example")
DIALLING = Way("web", "https://meet.example/a?to=+46812345678", "meet.example")
PHONE = Way("call", "tel:+4681234567", "+46 8 123 45 67")


@pytest.mark.parametrize(
    ("where", "place"),
    [
        (None, Place("")),
        ("Tarnholt, third floor – room 0123456", Place("Tarnholt, third floor – room 0123456")),
        ("Hotel, www.hotel.example", Place("Hotel", (HOTEL,))),
        ("https://meet.example/a", Place("", (ROOM,))),
        ("Video call, https://meet.example/a", Place("Video call", (ROOM,))),
        ("Video (https://meet.example/a), code 12", Place("Video, code 12", (ROOM,))),
        ("Video – <https://meet.example/a> – then lunch", Place("Video – then lunch", (ROOM,))),
        ("[Video](https://meet.example/a)", Place("Video", (ROOM,))),
        ("https://meet.example/a, +46 8 123 45 67", Place("", (ROOM, PHONE))),
        ("https://meet.example/a or +46 8 123 45 67", Place("", (ROOM, PHONE))),
        ("By telephone: +46 8 123 45 67", Place("By telephone", (PHONE,))),
        ("https://meet.example/a?to=+46812345678", Place("", (DIALLING,))),
        ("javascript:alert(1)", Place("javascript:alert(1)")),
        ("https://meet.example@evil.example", Place("https://meet.example@evil.example")),
        ("kim@x.example", Place("kim@x.example")),
    ],
)
def test_place(where: str | None, place: Place) -> None:
    """The link or number of a call is apart from the words around it, without what was between."""
    assert place_of(where) == place


def test_place_in_one_text() -> None:
    """Without words for a place the host or the number of a call stands for it."""
    shown = ("Room", "https://meet.example/a, +46 8 123 45 67")
    assert [place_of(where).plain for where in shown] == ["Room", "meet.example · +46 8 123 45 67"]


@pytest.mark.parametrize(
    ("where", "lacks"),
    [
        (None, "where"),
        ("", "where"),
        ("Video call", "how"),
        ("video", "how"),
        ("MS Teams", "how"),
        ("Telefonat", "how"),
        ("By phone", "how"),
        ("Online, as always", "how"),
        # It is told how, or where
        ("https://meet.example/a", ""),
        ("Video call, https://meet.example/a", ""),
        ("Video call, +46 8 123 45 67", ""),
        ("By phone: 070 123 45 67", ""),
        ("Zoom 123 456 789", ""),
        ("Skype: kim@x.example", ""),
        ("Tarnholt, third floor", ""),
        ("The team's room", ""),
        ("Callander House", ""),
    ],
)
def test_what_an_invitation_tells(where: str | None, lacks: str) -> None:
    """What a place does not say is in the invitation: where it is, or how to join from afar."""
    assert place_of(where).lacks == lacks


COACH = {"name": "Jon", "booking": "https://www.book.example/jon"}


@pytest.mark.parametrize(
    ("more", "offered"),
    [
        ({}, True),
        ({"sessions": [{"on": "2026-11-14"}]}, True),
        ({"sessions": [{"on": "2026-11-15"}]}, False),
        ({"end": "2026-11-14"}, False),
        ({"coach": {"name": "Jon"}}, False),
    ],
)
def test_booking(more: dict[str, Any], offered: bool) -> None:
    """Booking is offered while no session is planned, until the coaching is over."""
    booking = portal(**{"coach": COACH, **more}).booking
    assert booking == (Way("booking", COACH["booking"], "book.example") if offered else None)


@pytest.mark.parametrize(
    ("phone", "parts"),
    [
        (None, ()),
        ("ask Kim", (("ask Kim", None),)),
        ("Kim: +46 8 123 45 67", (("Kim: ", None), ("+46 8 123 45 67", "tel:+4681234567"))),
        ("070 123 45 67", (("070 123 45 67", "tel:0701234567"),)),
    ],
)
def test_phone(phone: str | None, parts: tuple[tuple[str, str | None], ...]) -> None:
    """A telephone number is shown as it was typed; what can be called is a link."""
    assert portal(coach={"name": "Jon", "phone": phone}).contact.phone == parts


def test_mail() -> None:
    """The address of a coach's mail is written so that nothing in it begins a header."""
    way = portal(coach={"name": "Jon", "email": "a?b&c@x.example"}).contact.mail
    assert way == Way("mail", "mailto:a%3Fb%26c@x.example", "a?b&c@x.example")
