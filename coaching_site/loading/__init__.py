"""From files to records, or to ALL problems in plain words."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, Generic

from coaching_site.checks import (
    Found,
    advise_engagement,
    check_brand,
    check_engagement,
    check_programme,
    ids_at,
)
from coaching_site.checks.days import UNKNOWN_START
from coaching_site.checks.locations import KEY
from coaching_site.loading.breadcrumbs import location_at, mark_of, name_of
from coaching_site.loading.folders import (
    content_folder,
    content_folders,
    engagement_folder,
    is_slug,
    language_of_words,
    new_engagement_folder,
    portals_folder,
)
from coaching_site.loading.introspection import Location
from coaching_site.loading.pictures import Pictures
from coaching_site.loading.validation import IdsAt, Kind, Valid, validate
from coaching_site.loading.words import missing_words, words_of
from coaching_site.model import Engagement, Programme
from coaching_site.model.brand import Brand
from coaching_site.model.page_settings import PageSettings
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Mark, Report
from coaching_site.parsing.source import read_text, shown
from coaching_site.parsing.syntax import Reading, read_tree
from coaching_site.problems import Advice, InvalidInput, Problem, shortened

__all__ = [
    "Loaded",
    "content_folder",
    "content_folders",
    "engagement_folder",
    "gaps",
    "introspection",
    "is_slug",
    "json_schema",
    "language_of_words",
    "load_brand",
    "load_engagement",
    "load_page_settings",
    "load_programme",
    "load_words",
    "new_engagement_folder",
    "pictures",
    "portals_folder",
    "problem_of_word",
    "read_engagement",
]

_STAND_INS: Final = {
    "executive": {"name": "?"},
    "coach": {"name": "?"},
    "start": UNKNOWN_START.isoformat(),
}

_FRONT_MATTER: Final = re.compile(r"---\n(.*?)^---$", re.DOTALL | re.MULTILINE)
_HEADING: Final = re.compile(r"^#[ \t]+(.+?)[ \t]*(?:\{:.*\}|#+)?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Loaded(Generic[Kind]):
    """A record without a problem, and `advice` on what is odd in its file."""

    record: Kind
    advice: tuple[Advice, ...]


def load_programme(path: Path) -> Programme:
    """Return the programme in a file; raise `InvalidInput` with all its problems."""
    return _load(path, Programme, check_programme).record


def load_engagement(folder: Path, programme: Programme, name: str = "engagement.yml") -> Engagement:
    """Return the engagement in a folder; raise `InvalidInput` with all its problems."""
    return _read_engagement(folder, programme, name).record


def read_engagement(
    folder: Path, programme: Programme, name: str = "engagement.yml", as_of: date | None = None
) -> Loaded[Engagement]:
    """Return the engagement in a folder with advice on it, as of a day.

    Raises `InvalidInput` with all problems; then there is no advice.
    """
    advise = partial(advise_engagement, programme=programme, as_of=as_of)
    return _read_engagement(folder, programme, name, advise)


def _read_engagement(
    folder: Path,
    programme: Programme,
    name: str,
    advise: Callable[[Engagement], Found] = lambda _: iter(()),
) -> Loaded[Engagement]:
    check = partial(check_engagement, programme=programme)
    words = partial(ids_at, programme)
    return _load(folder / name, Engagement, check, advise, _STAND_INS, words)


def load_brand(path: Path) -> Brand:
    """Return the brand in a file, whose pictures are beside it; without the file, a plain one.

    Raises `InvalidInput` with all problems.
    """
    if not os.path.lexists(path):
        return Brand()
    report = Report(shown(path))
    reading = read_tree(read_text(path, report), report)
    if reading.root is None and not report:  # nothing but comments
        return Brand()
    check = partial(check_brand, pictures=Pictures(path.parent))
    return _checked(reading, Brand, report, check).record


def load_words(path: Path, pattern: Path | None = None) -> dict[str, str]:
    """Return the text for each id in a flat file; raise `InvalidInput` with all problems.

    It is one when a word is missing that the file `pattern`, of another language, has.
    """
    report = Report(shown(path))
    reading = read_tree(read_text(path, report), report)
    usual = load_words(pattern) if pattern else {}
    words = words_of(reading.root, report, usual)
    for key in missing_words(words, usual) if not report else ():
        report.add(Mark(0, 0), f"the word `{key}` is missing")
    if report:
        report.close()
    return words


def problem_of_word(path: Path, key: str, message: str) -> Problem:
    """Return a problem of one of the words in a file, at its line if it is there."""
    with suppress(InvalidInput):
        report = Report(shown(path))
        root = read_tree(read_text(path, report), report).root
        if root and (mark := root.keys.get(key)):
            return Problem(report.path, mark.line, mark.column, shortened(key), message)
    return Problem(shown(path), 0, 0, shortened(key), message)


def load_page_settings(path: Path) -> PageSettings:
    """Return what a page template says of itself between its first two lines `---`.

    A page without them is titled by its first heading, or else by its file's name. Raises
    `InvalidInput` with all problems.
    """
    report = Report(shown(path))
    text = read_text(path, report)
    if not text.startswith("---\n"):
        heading = _HEADING.search(text)
        return PageSettings(title=heading[1][:100] if heading else path.stem)
    found = _FRONT_MATTER.match(text)
    if not found:
        report.add(Mark(1, 1), "expected settings such as `title: …` between two lines ---")
        report.close()
    return _checked(read_tree(f"\n{found[1]}", report), PageSettings, report).record


def _load(
    path: Path,
    model: type[Kind],
    check: Callable[[Kind], Found],
    advise: Callable[[Kind], Found] = lambda _: iter(()),
    stand_ins: Mapping[str, object] | None = None,
    words: IdsAt = lambda _: (),
) -> Loaded[Kind]:
    report = Report(shown(path))
    reading = read_tree(read_text(path, report), report)
    return _checked(reading, model, report, check, advise, stand_ins or {}, words)


def _checked(
    reading: Reading,
    model: type[Kind],
    report: Report,
    check: Callable[[Kind], Found] = lambda _: iter(()),
    advise: Callable[[Kind], Found] = lambda _: iter(()),
    stand_ins: Mapping[str, object] | None = None,
    words: IdsAt = lambda _: (),
) -> Loaded[Kind]:
    root = reading.root or Node(Mark(1, 1), {})
    report.name_places(lambda mark: name_of(root, location_at(root, mark)))
    valid = validate(reading, model, report, stand_ins or {}, words)
    if valid and reading.complete:
        for location, message in check(valid.record):
            if not _may_come_from_a_loss(location, valid):
                mark = mark_of(root, location)
                report.add_unless_guessed(mark, message, name_of(root, location))
    if report or not valid:
        report.close()
    for location, message in advise(valid.record):
        report.advise(mark_of(root, location), message, name_of(root, location))
    return Loaded(valid.record, report.advice)


def _may_come_from_a_loss(location: Location, valid: Valid[Kind]) -> bool:
    """Return whether a rule may only seem broken, since a wrong record was left out."""
    rests_on = {"id": "goals", KEY: "history"}
    return rests_on.get(str(location[-1]), "") in valid.lost
