"""Metrics of goals: days in order, numbers that their unit can have, a way that leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Final

from coaching_site.checks.locations import ANY, Findings, repeated, values_at
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.goals import Goal
from coaching_site.model.metrics import Metric
from coaching_site.notation.plain import as_read
from coaching_site.notation.units import SELF_RATING, UnitKind, currencies_of_unit, unit_of
from coaching_site.problems import one_of

_MAX_UNIT_CHARACTERS: Final = 24
_FAR: Final = 1000
"""A reading so many times as far from the start as the target is odd: a slip in its digits."""


def check_metrics(engagement: Engagement) -> Findings:
    """Yield each rule that a metric breaks."""
    for location, goal in values_at(engagement, ("goals", ANY)):
        yield from _check_names(goal, location)
        for index, metric in enumerate(goal.metrics):
            there = (*location, "metrics", index)
            yield from _check_days(metric, there, goal.deadline, engagement.start)
            yield from _check_numbers(metric, there)


def advise_on_metrics(engagement: Engagement, as_of: date | None = None) -> Findings:
    """Yield what is odd in a metric, but may be meant; `as_of` is the day of the check."""
    for location, goal in values_at(engagement, ("goals", ANY)):
        for index, metric in enumerate(goal.metrics):
            there = (*location, "metrics", index)
            yield from _odd_unit(metric, there)
            yield from _odd_days(metric, there, goal.deadline, as_of)
            yield from _odd_first_day(metric, there, engagement.start)
            yield from _odd_numbers(metric, there)


def _check_names(goal: Goal, location: Location) -> Findings:
    metrics = [((*location, "metrics", n), metric) for n, metric in enumerate(goal.metrics)]
    names = [((*there, "name"), as_read(metric.name)) for there, metric in metrics]
    yield from repeated(names, "an earlier metric of the goal has this name: each needs its own")
    ids = [((*there, "id"), metric.id) for there, metric in metrics if metric.id]
    yield from repeated(ids, "an earlier metric of the goal has the id `{}`: each needs its own")
    by_place = {f"metric-{n + 1}" for n, metric in enumerate(goal.metrics) if not metric.id}
    for there, name in ids:
        if name in by_place:
            yield there, f"the portal uses the id `{name}` for something else: choose another"


def _check_days(metric: Metric, there: Location, deadline: date | None, start: date) -> Findings:
    begun, by = metric.start_on, metric.target_on
    if by and by <= (begun or start):
        word = "the start" if begun else "the start of the coaching"
        yield (*there, "target_on"), f"{by} is not after {word}, {begun or start}"
    elif begun and deadline and not by and metric.target is not None and deadline <= begun:
        message = f"{begun} is not before the deadline of the goal, {deadline}: give `target_on`"
        yield (*there, "start_on"), message
    days = [((*there, "readings", n, "on"), r.on) for n, r in enumerate(metric.readings)]
    yield from repeated(days, "an earlier reading of the metric has this day: keep one of them")
    first, hint = (begun, "") if begun else (start, ": say its day with `start_on`")
    for location, day in days:
        # Without a start number, a reading from before the coaching contradicts nothing.
        if day < first and (begun or metric.start is not None):
            yield location, f"{day} is before the start of the metric, {first}{hint}"


def _check_numbers(metric: Metric, there: Location) -> Findings:
    if unit_of(metric.unit).kind is UnitKind.RATING:
        for location, value in _numbers(metric, there):
            if not SELF_RATING[0] <= value <= SELF_RATING[-1]:
                most = f"from {SELF_RATING[0]} to {SELF_RATING[-1]}"
                yield location, f"expected a rating {most}, found {_written(value)}"
    if metric.start is not None and metric.start == metric.target:
        message = (
            f"the target is the start, {_written(metric.target)}: correct one of them, or leave "
            "out the start if the number is meant to stay as it is"
        )
        yield (*there, "target"), message
    elif metric.better and metric.start is not None and metric.target is not None:
        towards = "higher" if metric.target > metric.start else "lower"
        if metric.better != towards:
            yield (
                (*there, "better"),
                f"expected `{towards}`, as the target is, found {metric.better}",
            )


def _numbers(metric: Metric, there: Location) -> Iterator[tuple[Location, Decimal]]:
    own = (((*there, key), getattr(metric, key)) for key in ("start", "target"))
    read = (((*there, "readings", n, "value"), r.value) for n, r in enumerate(metric.readings))
    yield from ((location, value) for location, value in chain(own, read) if value is not None)


def _odd_unit(metric: Metric, there: Location) -> Findings:
    if not metric.unit:
        return
    if codes := currencies_of_unit(metric.unit):
        yield (*there, "unit"), f"if it is money, write {one_of(codes)}"
    elif len(metric.unit) > _MAX_UNIT_CHARACTERS:
        yield (*there, "unit"), "it follows every number: a word or two is enough"
    elif any(character.isdigit() for character in metric.unit) and _is_of_its_own(metric):
        yield (*there, "unit"), "it follows every number: is the number in it meant?"


def _is_of_its_own(metric: Metric) -> bool:
    return unit_of(metric.unit).kind is UnitKind.NUMBER


def _odd_days(
    metric: Metric, there: Location, deadline: date | None, as_of: date | None
) -> Findings:
    if metric.start_on and metric.start is None:
        yield (*there, "start_on"), "there is no `start` beside it"
    if metric.target_on and metric.target is None:
        yield (*there, "target_on"), "there is no `target` beside it"
    elif metric.target_on and deadline and metric.target_on > deadline:
        message = f"{metric.target_on} is after the deadline of the goal, {deadline}"
        yield (*there, "target_on"), message
    for index, reading in enumerate(metric.readings):
        if as_of and reading.on > as_of:
            message = f"{reading.on} is after {as_of}, the day of the portal: not shown before then"
            yield (*there, "readings", index, "on"), message


def _odd_first_day(metric: Metric, there: Location, start: date) -> Findings:
    for index, reading in enumerate(metric.readings):
        is_first = metric.start is not None and reading.on == (metric.start_on or start)
        if is_first and reading.value != metric.start:
            yield (*there, "readings", index, "value"), "the start has this day, and another value"


def _odd_numbers(metric: Metric, there: Location) -> Findings:
    kind = unit_of(metric.unit).kind
    for location, value in _numbers(metric, there):
        if kind in (UnitKind.DURATION, UnitKind.RATE) and value < 0:
            yield location, f"{_written(value)} is below zero: is the sign right?"
    if metric.start is None or metric.target is None:
        return
    way = abs(metric.target - metric.start)
    for index, reading in enumerate(metric.readings):
        if way and abs(reading.value - metric.start) > _FAR * way:
            message = f"{_written(reading.value)} is far from start and target: is it right?"
            yield (*there, "readings", index, "value"), message


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
