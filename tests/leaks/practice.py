"""A practice of two clients, of whom one must not be named in the portal of the other."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coaching_site.leaks.index import index_of
from coaching_site.leaks.phrases import TypedValue, phrases_of_values
from coaching_site.leaks.search import LeakSearch, Secrets
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings

OTHER: Final = """\
executive:
  name: Priya Ramanathan
  email: p.ramanathan@velmora-pumps.example
coach:
  name: Noor Halvorsen
organisation: Velmora Pumps AG
start: 2026-09-01
stakeholders:
  - name: Dr. Zoë Müller-Hansen
    relation: Sponsor
  - name: Will May
starters:
  changes: >
    I have not told the board yet that I mean to leave before the summer. The number to call is
    +49 171 555 01 23.
goals:
  - title: Sell Cardiff quietly
    actions:
      - what: Look up contract VX4471B9K
sessions:
  - on: 2026-10-01
    where: https://meet.velmora.example/rooms/8841
"""
OWN: Final = (
    "jane-doe",
    "Jane Doe",
    "Noor Halvorsen",
    "Brightwater Foods",
    "It will rain in May, and the board will look up.",
    "https://booking.example/noor",
)
EMAIL: Final = TypedValue("executive.email", "jane.doe@brightwater.example", 3)
COMMENT: Final = TypedValue("a comment", "She drinks before noon, and nobody here knows it.", 12)
NOTE: Final = TypedValue("", "Her manager asked me whether she will stay with them next year.", 2)
WITHHELD: Final = TypedValue("feedback.1.comments.Peers", "Never lets Tom finish a sentence", 40)

LEAKS: Final = {
    "a name": "Priya Ramanathan",
    "a name sorted": "Ramanathan, Priya",
    "a name in one word": "PriyaRamanathan",
    "a name with an initial": "P. Ramanathan",
    "a name with digits": "priya.ramanathan85",
    "a name in one word with digits": "PriyaRamanathan1985",
    "the name of a folder": "priya-ramanathan",
    "a name without its title": "Zoë Müller-Hansen",
    "a name as addresses have it": "zoe.mueller-hansen",
    "a company": "Velmora Pumps AG",
    "a mail address": "p.ramanathan@velmora-pumps.example",
    "a telephone number": "+49 (171) 555 0123",
    "a telephone number at home": "0171 5550123",
    "a link": "https://meet.velmora.example/rooms/8841",
    "a text": "I have not told the board yet that I mean to leave before the summer",
    "the end of a text": "the board yet that I mean to leave before the summer.",
    "a title": "Sell Cardiff quietly",
    "a reference": "VX4471B9K",
    "what is for the coach": EMAIL.text,
    "a comment": COMMENT.text,
    "a note": NOTE.text,
    "a comment that is withheld": WITHHELD.text,
}
"""What may not stand in the portal of `jane-doe`, by what it is."""


def search_in(folder: Path, own: tuple[str, ...] = OWN, *attached: str) -> LeakSearch:
    """Return what searches the portal of `jane-doe`; the other engagement is in a folder."""
    file = folder / "engagements/priya-ramanathan/engagement.yml"
    if not file.exists():
        file.parent.mkdir(parents=True)
        file.write_text(OTHER, "utf-8")
    values = {"engagement.yml": [EMAIL, COMMENT, WITHHELD], "private/notes.md": [NOTE]}
    phrases = {
        folder / "engagements/jane-doe" / name: [*phrases_of_values(every)]
        for name, every in values.items()
    }
    return LeakSearch(
        index_of(folder / "engagements"),
        Sources(own),
        Secrets(phrases, {(5, 6, 4, 7)}),
        Surroundings([folder / "engagements/jane-doe"]),
        folder / "engagements",
        "jane-doe",
        attached,
    )
