"""One record of a YAML file: read, validated, checked and advised on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Generic

from coaching_site.checks import Findings
from coaching_site.checks.locations import KEY
from coaching_site.loading.breadcrumbs import location_at, name_of, position_of
from coaching_site.loading.validation import IdsAt, Kind, Valid, validate
from coaching_site.locations import Location
from coaching_site.model.types import Record
from coaching_site.parsing.node import Node
from coaching_site.parsing.report import Position, Report
from coaching_site.parsing.syntax import Reading
from coaching_site.problems import Advice, Recommendation

Recommended = Callable[[Findings], tuple[Recommendation, ...]]


@dataclass(frozen=True)
class Loaded(Generic[Kind]):
    """A record without a problem, and `advice` on what is odd in its file.

    `recommended` returns findings with their positions in that file, which is not read again.
    """

    record: Kind
    advice: tuple[Advice, ...]
    recommended: Recommended


def checked_record(
    reading: Reading,
    model: type[Kind],
    report: Report,
    check: Callable[[Kind], Findings] = lambda _: iter(()),
    advise: Callable[[Kind], Findings] = lambda _: iter(()),
    stand_ins: Mapping[str, object] | None = None,
    words: IdsAt = lambda _: (),
) -> Loaded[Kind]:
    """Return the record that a tree makes; raise `InvalidInput` with all problems.

    `report` holds those that were found as it was read. `check` yields locations of values that
    break a rule, and why; `advise` the same of what is odd. `stand_ins` are for keys that are
    missing, so that others can be checked. `words` returns the ids that a place may name.
    """
    root = reading.root or Node(Position(1, 1), {})
    report.label_unlabelled(lambda position: name_of(model, root, location_at(root, position)))
    valid = validate(reading, model, report, stand_ins or {}, words)
    if valid and reading.complete:
        for location, message in check(valid.record):
            if not _may_come_from_a_loss(location, valid):
                position = position_of(root, location)
                report.add_unless_guessed(position, message, name_of(model, root, location))
    if report or not valid:
        report.raise_all()
    for location, message in advise(valid.record):
        report.advise(position_of(root, location), message, name_of(model, root, location))
    return Loaded(valid.record, report.advice, partial(_recommended, root, model, report))


def _recommended(
    root: Node, model: type[Record], report: Report, findings: Findings
) -> tuple[Recommendation, ...]:
    found = {
        report.recommendation(position_of(root, place), message, name_of(model, root, place))
        for place, message in findings
    }
    return tuple(sorted(found))


def _may_come_from_a_loss(location: Location, valid: Valid[Kind]) -> bool:
    """Return whether a rule may only seem broken, since an invalid record was left out."""
    return _RESTS_ON.get(str(location[-1]), "") in valid.lost


# An id is unique, a key once asked, and a sponsor there only by what records of these lists say.
_RESTS_ON: Final = {"id": "goals", KEY: "history", "sponsor_report": "stakeholders"}
