"""Words that are no one's do not stop a build."""

from __future__ import annotations

import pytest

from coaching_site.leaks.phrases import PhraseKind
from coaching_site.leaks.rules import TextPlace, is_leak
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.words import words_of

SOURCES = Sources(
    [
        "You will see the board in May.",
        "Henrik Sand, Northwind Group",
        "Noor answers emails and calls within one business day",
        "Anna Lind",
        "Tom Berg",
    ],
    language="de",
)


@pytest.mark.parametrize(
    ("kind", "words", "text", "leaks"),
    [
        (PhraseKind.NAME, "Priya Nair", "Priya Nair", True),
        (PhraseKind.NAME, "Priya Nair", "priya nair", True),
        (PhraseKind.NAME, "Henrik Sand", "Henrik Sand", False),
        (PhraseKind.NAME, "Will May", "what you will, may be", False),
        (PhraseKind.NAME, "Will May", "Ask Will May", True),
        (PhraseKind.NAME, "Anna Berg", "Anna Berg", True),
        (PhraseKind.NAME, "Anna Berg", "Lind, Anna; Berg, Tom", False),
        (PhraseKind.SORTED_NAME, "Berg Anna", "Berg, Anna", True),
        (PhraseKind.SORTED_NAME, "Berg Anna", "Tom Berg\nAnna Lind", False),
        (PhraseKind.SORTED_NAME, "Nair Priya", "nair priya", True),
        (PhraseKind.INITIALS, "P Nair", "P. Nair", True),
        (PhraseKind.INITIALS, "Nair P", "Nair, P.", True),
        (PhraseKind.INITIALS, "Priya N", "Priya N.", True),
        (PhraseKind.INITIALS, "P Nair", "p|nair", False),
        (PhraseKind.INITIALS, "P Ramanathan", "p|ramanathan", True),
        (PhraseKind.INITIALS, "May I", "May I ask?", False),
        (PhraseKind.INITIALS, "H Lind", "H. Lind", False),
        (PhraseKind.COMPANY, "Velmora", "Velmora", True),
        (PhraseKind.COMPANY, "Board", "Board", False),
        (PhraseKind.COMPANY, "Northwind Group", "Northwind Group", False),
        (PhraseKind.COMPANY, "September", "September", False),
        (PhraseKind.TEXT, "On Monday in Oslo", "On Monday in Oslo", True),
        (PhraseKind.TEXT, "7 September 2026", "7 September 2026", False),
        (PhraseKind.TEXT, "See the board", "See the board", False),
        (PhraseKind.TEXT, "in the board you will see May", "", True),
        (PhraseKind.TEXT, "Ada answers emails and calls within one business", "", False),
        (PhraseKind.TEXT, "AX77120K", "AX77120K", True),
        (PhraseKind.ADDRESS, "noor@halvorsen.example", "", True),
        (PhraseKind.UNTOLD, "the board in Anna", "", True),
        (PhraseKind.UNTOLD, "the board in May", "", False),
        (PhraseKind.UNTOLD, "board May", "", False),
        (PhraseKind.UNTOLD, "Divorce", "", True),
        (PhraseKind.UNTOLD, "Ada answers emails and calls within one business", "", False),
    ],
)
def test_rules(kind: PhraseKind, words: str, text: str, leaks: bool) -> None:
    """What the portal is made from, days, and common words beside one another are no leak."""
    assert is_leak(words_of(words), [kind], text, SOURCES, TextPlace.PORTAL) is leaks


@pytest.mark.parametrize(
    ("kind", "words", "leaks"),
    [
        (PhraseKind.NAME, "Priya Nair", True),
        (PhraseKind.INITIALS, "P Nair", False),
        (PhraseKind.COMPANY, "Velmora", False),
        (PhraseKind.COMPANY, "Velmora Pumps", True),
        (PhraseKind.TEXT, "On Monday in Oslo", False),
        (PhraseKind.TEXT, "I have not told them yet that I leave", True),
        (PhraseKind.TEXT, "AX77120K", True),
    ],
)
def test_attached_files(kind: PhraseKind, words: str, leaks: bool) -> None:
    """A file from elsewhere may say a word or two, such as a well-known company."""
    assert is_leak(words_of(words), [kind], words, SOURCES, TextPlace.ATTACHED) is leaks
