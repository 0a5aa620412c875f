"""Two hundred engagements as they might be: names, companies and sentences recur among them."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, Final

# Many of these are ordinary words as well.
_FIRST: Final = (
    *(
        "Will",
        "Mark",
        "Grace",
        "Hope",
        "Rose",
        "Max",
        "June",
        "Amara",
        "Priya",
        "Jean-Luc",
        "Dr. Ana",
    ),
    *(
        "Sinéad",
        "Jürgen",
        "Zoë",
        "May",
        "Frank",
        "Faith",
        "Rob",
        "Art",
        "Bill",
        "Olu",
        "Wei",
        "Ines",
    ),
)
_LAST: Final = (
    *(
        "May",
        "Price",
        "Field",
        "Banks",
        "Summers",
        "Power",
        "Board",
        "Long",
        "Berg",
        "Nair",
        "Okafor",
    ),
    *(
        "Müller-Hansen",
        "O’Neill",
        "Sand",
        "Young",
        "Goals",
        "Lindqvist",
        "Day",
        "Chang",
        "de Vries",
    ),
)
_COMPANIES: Final = (
    *(
        "Board",
        "Momentum",
        "Northwind Foods",
        "Bridge & Partners",
        "Target",
        "The Work",
        "Velmora AG",
    ),
    *("Step by Step GmbH", "Tarnholt", "Progress"),
)
_ROLES: Final = ("Head of Finance", "Chief operating officer", "Director, north", "Sponsor", "Peer")
_SENTENCES: Final = (
    "I want to delegate more.",
    "Be ready for the board by the spring.",
    "My team waits for me to decide, and I let it.",
    "What do you want to achieve with this goal?",
    "Say no more often",
    "Weekly review with the team",
    "Ask for feedback after each meeting.",
    "I would like to be home by six on three days a week.",
    "The company should run well on the days on which I am not there.",
    "Listen first, and speak last.",
    "We meet in person, or by video call.",
    "Noor answers emails and calls within one business day.",
)
COUNT: Final = 200


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"


def believable(number: int) -> dict[str, Any]:
    """Return the engagement of one of these clients."""
    chance = random.Random(number)
    company = chance.choice(_COMPANIES)
    sponsor = _name(random.Random(company))
    texts = chance.sample(_SENTENCES, 6)
    own = f"In {2000 + number} I promised {_name(chance)} to open {chance.randint(2, 90)} branches."
    return {
        "executive": {"name": _name(chance), "role": chance.choice(_ROLES)},
        "coach": {"name": "Noor Halvorsen", "email": "noor@halvorsen.example"},
        "organisation": company,
        "start": f"2026-0{1 + number % 9}-07",
        "stakeholders": [
            {"name": sponsor, "relation": "Sponsor", "role": chance.choice(_ROLES)},
            {"name": _name(chance), "relation": "Peer"},
        ],
        "situation": {"context": texts[0], "gaps": [texts[1], own]},
        "goals": [
            {
                "title": texts[2],
                "actions": [{"what": texts[3], "owner": sponsor, "target": "2026-11-07"}],
            }
        ],
        "sessions": [{"on": "2026-11-26", "where": "Video call", "agreed": texts[4]}],
        "starters": {"changes": texts[5]},
    }


def write_all(folder: Path) -> list[dict[str, Any]]:
    """Write the file of each client into a folder of its own; return what they say."""
    every = [believable(number) for number in range(COUNT)]
    for number, one in enumerate(every):
        file = folder / f"client-{number}/engagement.yml"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(one, ensure_ascii=False), "utf-8")  # JSON is YAML, too
    return every
