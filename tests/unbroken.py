"""An engagement whose every text is one long word, as an address or a German compound is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coaching_site.loading import load_engagement
from coaching_site.model import Engagement
from tests.samples import programme
from tests.site.filling import EMAIL, Filling
from tests.site.filling import Path as Place

LENGTHS: Final = (40, 70, 120, 400)
COMPOUND: Final = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
MAIL: Final = "donaudampfschifffahrtselektrizitaetenhauptbetriebswerk@portal.example"
ADDRESS: Final = "https://portal.example/a/verzeichnis/ohne/ende?und=noch&mehr=davon/"


def unbroken(language: str = "en-GB") -> str:
    """Return the engagement as its file has it."""
    filling = Filling(programme(), line=lambda _: "", prose=lambda _: "")

    def give(_: Place) -> str:
        number = len(filling.lines) + len(filling.proses)
        start = (ADDRESS, COMPOUND)[number // len(LENGTHS) % 2]
        words = (start + COMPOUND.lower() * 6)[: LENGTHS[number % len(LENGTHS)] - 3]
        return f"{words}{number:03}"

    filling.line = filling.prose = give
    typed = json.dumps(filling.engagement() | {"language": language})
    return typed.replace(json.dumps(EMAIL), json.dumps(MAIL))


@cache
def loaded(language: str = "en-GB") -> Engagement:
    """Return the engagement as it is read from its file."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "engagement.yml").write_text(unbroken(language), encoding="utf-8")
        return load_engagement(Path(folder), programme())
