"""A search that stops no build without a reason: two hundred clients that might be."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml

from coaching_site.leaks.index import index_of
from coaching_site.leaks.search import LeakSearch, Secrets
from coaching_site.leaks.sources import Sources
from coaching_site.leaks.surroundings import Surroundings
from coaching_site.rendering.fallback import texts_in
from tests.fixture import ROOT
from tests.leaks.believable import write_all


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[str]]]:
    """Give the folder of two hundred engagements, and the texts of each."""
    folder = tmp_path_factory.mktemp("practice")
    return folder, [[*texts_in(one)] for one in write_all(folder)]


def _search(folder: Path, number: int, own: list[str]) -> LeakSearch:
    sources = Sources(own, (ROOT / "content", ROOT / "overrides"))
    parts = (index_of(folder), sources, Secrets(), Surroundings([]), folder)
    return LeakSearch(*parts, slug=f"client-{number}")


def test_no_false_alarm(clients: tuple[Path, list[list[str]]]) -> None:
    """Sentences of the programme around the words of a client are no leak, in any of 200 portals.

    Names of clients are ordinary words, companies are words of the programme, and much is shared.
    """
    folder, texts = clients
    words = [*yaml.safe_load((ROOT / "content/words.yml").read_text("utf-8")).values()]
    alarms = []
    for number, own in enumerate(texts):
        page = "<p>".join([*own, *_filled(words, own, number), "26 November 2026", "Thu 3 Dec"])
        alarms += _search(folder, number, own).faults({"index.html": page.encode()})
    assert alarms == []


def _filled(words: list[str], own: list[str], number: int) -> list[str]:
    """Return sentences of the programme with texts of a client in their gaps, or days.

    No portal has a name in place of a day: two names in a row would be a third one, turned round.
    """
    chance = random.Random(number)
    some = chance.sample(words, 60)
    typed = {
        "day": "26 November 2026",
        "start": "7 September 2026",
        "end": "26 March 2027",
        **dict.fromkeys(("n", "high", "low"), "7"),
    }
    return [
        re.sub(r"\{(\w+)\}", lambda gap: typed.get(gap[1]) or chance.choice(own), one)
        for one in some
    ]


def test_real_leaks(clients: tuple[Path, list[list[str]]]) -> None:
    """What only the client before says is found in each of these portals."""
    folder, texts = clients
    missed = []
    for number in range(1, len(texts), 5):
        told = next(text for text in texts[number - 1] if text.startswith("In 2"))
        page = "<p>".join([*texts[number], told])
        if not _search(folder, number, texts[number]).faults({"index.html": page.encode()}):
            missed.append(number)
    assert missed == []
