"""A practice of many clients: the sample in mid-programme, multiplied and varied, without PDFs."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any, Final

import yaml

from benchmarks.build_share import SLUG, copy_project

_FIRST: Final = ("Ada", "Benno", "Chiara", "Deniz", "Emil", "Farah", "Greta", "Hugo", "Jun", "Kofi")
_LAST: Final = ("Abt", "Bräuer", "Costa", "Dahl", "Eriksen", "Fabre", "Gökçe", "Huber", "Iversen")
_NAMES: Final = ("Amara", "Lindqvist", "Noor", "Tarnholt", "Henrik", "Marek", "Yusuf", "Elsbeth")
# Lists of which nothing else in an engagement names an item.
_LISTS: Final = ("sessions", "check_ins", "learning", "values")

Engagement = dict[str, Any]


def write_practice(folder: Path, count: int) -> list[str]:
    """Make a workspace with the engagements of so many clients; return their slugs.

    The first so many clients are the same in every practice.
    """
    copy_project(folder)
    sample = folder / "engagements" / SLUG
    text = (sample / "engagement.yml").read_text("utf-8")
    slugs = [f"client-{number:05}" for number in range(count)]
    for number, slug in enumerate(slugs):
        own = sample.with_name(slug)
        shutil.copytree(sample, own)
        (own / "engagement.yml").write_text(varied(text, number), "utf-8")
    shutil.rmtree(sample)
    return slugs


def varied(sample: str, number: int) -> str:
    """Return the engagement of a client as YAML, made of that of the sample.

    A client has two to four of its goals, some two thirds of each other list, names of their own,
    and a number of their own behind each sentence: no two have one text, and few one shape.
    """
    chance = random.Random(number)
    for name in _NAMES:
        sample = sample.replace(name, chance.choice(_LAST if name == "Lindqvist" else _FIRST))
    sample = sample.replace(". ", f". No. {chance.randrange(1_000)}. ")
    # All as text, since that is how the program reads it: `on` is a key, and no truth.
    engagement: Engagement = yaml.load(sample, yaml.CBaseLoader)
    _keep_goals(engagement, chance.randint(2, 4))
    for name in _LISTS:
        engagement[name] = [one for one in engagement[name] if chance.random() > 1 / 3]
    return yaml.dump(engagement, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _keep_goals(engagement: Engagement, count: int) -> None:
    """Keep the first goals, and of reviews and the follow-up what is about them."""
    engagement["goals"] = engagement["goals"][:count]
    known = {goal["id"] for goal in engagement["goals"]}
    told = [review["goals"] for review in engagement["reviews"] if "goals" in review]
    for items in (*told, engagement["follow_up"]["impact"]):
        items[:] = [item for item in items if item["goal"] in known]
