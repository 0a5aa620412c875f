"""What is read the quick way is what is read the plain way, whatever a text is made of."""

from __future__ import annotations

import random
import re
from html import unescape
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from coaching_site.leaks.phrases import PhraseKind, telephone_words
from coaching_site.leaks.readings import Lines, readings
from coaching_site.leaks.rules import TextPlace, is_leak
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.words import folded

_TEXTS: Final = 2_000
_ENTITIES: Final = (
    "&",
    "&amp;",
    "&not",
    "&notin;",
    "&#x4a;",
    "&#74",
    "&#0;",
    ";",
    "#",
    "x",
    "J",
    " ",
)
_NAMED: Final = ("Ada", "ada", "ADA", "May", "may", "I", "ı", "İ", "K", "K", "S", "ſ", "é", "Σ")
_BETWEEN: Final = (" ", "-", "  ", ". ", ", ", "\n", "\u00a0", "\u00ad", "x", "")
_DIGITS: Final = ("0", "+49", "171", "555", "23", " ", "\n", "(", "-", "a", ".", "07", "99999999")
_ACCENTS: Final = ("e", "\u0301", "\u2019", "\u00a0", "\u00b7", "Σ", "ﬁ", "\u200d", "—", "ß", "王")


def _made_of(parts: tuple[str, ...], seed: str) -> list[str]:
    """Return texts of a few parts each, the same in each run."""
    chance = random.Random(seed)
    return ["".join(chance.choices(parts, k=chance.randint(1, 12))) for _ in range(_TEXTS)]


def test_entities() -> None:
    """Entities read as the library reads them, one within another and cut off."""
    for text in _made_of(_ENTITIES, "entities"):
        plain = text
        for _ in range(5):
            plain = unescape(plain)
        assert [*readings(text)] == [plain]


def test_names() -> None:
    """A name is found where an expression finds it that is tried at each letter."""
    shown = Sources(["Ada may I k s"])
    between = r"[\s-]{1,3}"
    for text in _made_of((*_NAMED, *_BETWEEN), "names"):
        visible = re.sub("[\u0300-\u036f\u00ad]", "", normalize("NFKD", text))
        for words in (("ada", "s"), ("i", "s"), ("k", "ada"), ("i", "may")):
            found = re.findall(rf"\b{words[0]}{between}{words[1]}\b", visible, re.IGNORECASE)
            capitals = [len(re.findall(r"\b[^\W\d_a-z]", one)) for one in found]
            told = is_leak(words, [PhraseKind.NAME], text, shown, TextPlace.PORTAL)
            assert told == (max(capitals, default=0) > 1)


def test_telephones() -> None:
    """Numbers within a line and across lines are found by either expression alone."""
    for text in _made_of(_DIGITS, "digits"):
        expected = []
        for between in (" \t", r"\s"):
            number = rf"[+0](?<![\w.][+0])0?[1-9](?:[{between}()./-]{{0,6}}\d){{7,13}}(?!\w)"
            digits = (re.sub(r"\D", "", one) for one in re.findall(number, text))
            expected += [f"+{one[-8:]}" for one in digits if len(one) > 8]
        assert [*telephone_words(text)] == expected


def test_usual_signs() -> None:
    """Quotes, dashes and hard spaces part words, whatever stands beside them."""
    for text in _made_of(_ACCENTS, "accents"):
        parts = re.split("[\u00a0\u00b7\u2019—]", text)
        assert folded(text) == " ".join(map(folded, parts))


def test_lines() -> None:
    """Of lines only those between two are left out that followed one another before."""
    chance = random.Random("lines")
    for _ in range(200):
        lines = Lines()
        seen: set[tuple[str, str]] = set()
        for _ in range(5):
            every = chance.choices("abcd", k=chance.randint(0, 12))
            kept = {*pairwise(lines.unseen(every).split("\n"))}
            assert {*pairwise(every)} <= seen | kept
            seen.update(pairwise(every))
