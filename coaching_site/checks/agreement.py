"""Rules for what an agreement leaves out, replaces and adds, so that it is one with itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from coaching_site.checks.locations import KEY, Findings, repeated
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.agreement import Agreement
from coaching_site.problems import one_of, quoted, suggestion
from coaching_site.spelling import words_near

# Two sentences that speak of this are easily at odds: 24 hours' notice, and no cancellation at all.
_CANCELLING: Final = re.compile(r"cancel|\babsag|\bstorn|abgesagt", re.IGNORECASE)
_MOVING: Final = re.compile(
    rf"{_CANCELLING.pattern}|reschedul|postpone|hours?['’]? notice"
    r"|\bmov(?:e|ed|ing)\b.*\b(?:hour|day)|\bverschieb|\bverschoben|\bverleg(?:en|t)\b",
    re.IGNORECASE,
)
_HERE: Final = ("agreement",)
_NO_SPONSOR: Final = (
    "nobody is there to read it: expected one of the stakeholders with `relation: Sponsor`"
)


def check_agreement(engagement: Engagement, programme: Programme) -> Findings:
    """Yield what an agreement says in vain: changes, empty sections, a report to no sponsor."""
    agreement = engagement.agreement
    known = keys_of_items(programme)
    for location, key in _changes(agreement):
        if key not in known:
            yield location, f"unknown id `{key}`: {_hint(key, known)}"
        elif location[1] == "replace" and key in agreement.leave_out:
            yield location, f"`{key}` is left out, too: choose one of the two"
        elif location[1] == "replace" and not _is_said(key, agreement, known):
            message = f"`{key}` is changed in each list separately: this text would appear nowhere"
            yield location, message
    listed = [((*_HERE, "leave_out", n), key) for n, key in enumerate(agreement.leave_out)]
    yield from repeated(listed, "`{}` is left out already")
    for number, section in enumerate(agreement.sections):
        if not (section.text or section.points):
            yield (*_HERE, "sections", number), "the section says nothing: add `text` or `points`"
    ids = [((*_HERE, "sections", n, "id"), s.id) for n, s in enumerate(agreement.sections) if s.id]
    yield from repeated(ids, "an earlier section has the id `{}`: each needs its own")
    if agreement.sponsor_report and not engagement.sponsor:
        yield (*_HERE, "sponsor_report"), _NO_SPONSOR


def _is_said(key: str, agreement: Agreement, known: Iterable[str]) -> bool:
    changed = {other for _, other in _changes(agreement)}
    places = {other for other in known if other.endswith(f"/{key}")}
    return "/" in key or not places <= changed


def _hint(key: str, known: Iterable[str]) -> str:
    """Return the keys of the same id in other lists, or else the ids that may be meant."""
    item = key.rpartition("/")[2]
    same = [other for other in known if other.rpartition("/")[2] == item]
    near = same or words_near(key, known)
    ids = [other for other in known if "/" not in other]
    return f"did you mean {one_of(near)}?" if near else suggestion(item, ids)


def keys_of_items(programme: Programme) -> dict[str, str]:
    """Return all that an agreement may leave out or replace: the text of each by its key."""
    items = [(name, item) for name, listed in programme.agreed.items() for item in listed]
    alone: dict[str, str] = {}
    for _, item in items:
        alone.setdefault(item.id, item.text)
    return alone | {f"{name}/{item.id}": item.text for name, item in items}


def advise_on_agreement(engagement: Engagement, programme: Programme) -> Findings:
    """Yield each change that leaves the agreement at odds with itself, as far as can be known."""
    agreement = engagement.agreement
    changed = {key for _, key in _changes(agreement)}
    for location, key in _changes(agreement):
        name, _, item = key.rpartition("/")
        others = [f"{other}/{item}" for other, items in programme.agreed.items() if other != name
                  and any(one.id == item for one in items)]  # fmt: skip
        left = [other for other in others if name and not {other, item} & changed]
        if left:
            yield location, f"{one_of(left)} may be about the same, and still holds"
    yield from _cancelling(agreement, programme, changed)


def _cancelling(agreement: Agreement, programme: Programme, changed: set[str]) -> Findings:
    holding = [
        f"{name}/{item.id}"
        for name, items in programme.agreed.items()
        for item in items
        if _CANCELLING.search(item.text) and not {item.id, f"{name}/{item.id}"} & changed
    ]
    for location, text in _own_texts(agreement):
        if holding and _MOVING.search(text):
            message = f"{quoted(text)} is about cancelling, and so is {one_of(holding)}"
            yield location, f"{message}: leave out or replace what does not hold"


def _changes(agreement: Agreement) -> Iterator[tuple[Location, str]]:
    for number, key in enumerate(agreement.leave_out):
        yield (*_HERE, "leave_out", number), key
    for key in agreement.replace:
        yield (*_HERE, "replace", key, KEY), key


def _own_texts(agreement: Agreement) -> Iterator[tuple[Location, str]]:
    yield from (((*_HERE, "replace", key), text) for key, text in agreement.replace.items())
    for number, rule in enumerate(agreement.rules):
        yield (*_HERE, "rules", number), rule
    for number, section in enumerate(agreement.sections):
        there = (*_HERE, "sections", number)
        yield from (((*there, "points", n), point) for n, point in enumerate(section.points))
        if section.text:
            yield (*there, "text"), section.text
