"""Duplicates: refused where a portal could not tell the two apart, else only odd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from coaching_site.checks.locations import ANY, Findings, repeated, values_at
from coaching_site.checks.texts import texts_in
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.goals import goal_id
from coaching_site.model.types import Record
from coaching_site.notation.plain import as_read

_EACH_NAMED: Final[tuple[tuple[Location, str, str], ...]] = (
    (("values",), "name", "an earlier value has this name: each needs its own"),
    (("reviews",), "on", "an earlier review is on this day, by which a portal knows it"),
    (("feedback",), "on", "an earlier round is on this day, by which a portal knows it"),
    (("feedback", ANY, "statements"), "text", "an earlier statement of the round has this text"),
)
"""Lists whose records a portal identifies by one key: the list, the key, and the message."""

_ODD_TWICE: Final[tuple[tuple[Location, str, str], ...]] = (
    (("stakeholders",), "name", "an earlier stakeholder has this name: are they two people?"),
    (("goals", ANY, "actions"), "what", "an earlier action of the goal is the same"),
    (("actions",), "what", "an earlier action without a goal is the same"),
    (("follow_up", "return_on_investment", "benefits"), "what", "an earlier benefit is the same"),
    (("follow_up", "return_on_investment", "costs"), "what", "an earlier cost is the same"),
)
_ODD_ALIKE: Final = ("check_ins", "learning", "history")
# Two raters may say the same; only what one person writes should not be there twice.
_OF_MANY_PEOPLE: Final = "comments"


def check_doubles(engagement: Engagement) -> Findings:
    """Yield each record that a portal cannot distinguish from an earlier one; it is refused."""
    yield from _named_twice(engagement, _EACH_NAMED)
    yield from _goals_twice(engagement)


def advise_on_doubles(engagement: Engagement) -> Findings:
    """Yield each duplicate that may be intended."""
    yield from _named_twice(engagement, _ODD_TWICE)
    for section in _ODD_ALIKE:
        records = getattr(engagement, section)
        # Records of different days differ; to compare all of their text took most of the time.
        if len({record.on for record in records}) == len(records):
            continue
        alike = (((section, index), _fields(record)) for index, record in enumerate(records))
        yield from repeated(alike, "an earlier one says exactly the same")
    for location, texts, _ in texts_in(engagement):
        if isinstance(texts, tuple) and len(texts) > 1 and _OF_MANY_PEOPLE not in location:
            said = (((*location, index), as_read(text)) for index, text in enumerate(texts))
            yield from repeated(said, "the same text stands above already")
    yield from _groups_twice(engagement)
    yield from _people_twice(engagement)
    yield from _scores_of_one_day(engagement)


def _named_twice(engagement: Engagement, lists: Iterable[tuple[Location, str, str]]) -> Findings:
    for path, key, message in lists:
        for location, records in _values_there(engagement, path):
            values = (
                ((*location, index, key), _said(getattr(record, key)))
                for index, record in enumerate(records)
            )
            yield from repeated(values, message)


def _values_there(engagement: Engagement, path: Location) -> Iterator[tuple[Location, Any]]:
    # It alone may be None, which `values_at` cannot enter.
    if path[1:2] == ("return_on_investment",) and not engagement.follow_up.return_on_investment:
        return iter(())
    return values_at(engagement, path)


def _goals_twice(engagement: Engagement) -> Findings:
    """Yield each goal that one review, or the impact, lists twice, by its title or its id."""
    # To the index of the goal: one entry may name it by its title, and the next by its id.
    names: dict[str, int] = {}
    for number, goal in enumerate(engagement.goals):
        names.setdefault(_said(goal_id(goal, number + 1)), number)
        names[_said(goal.title)] = number
    reviews = (("reviews", n, "goals") for n, _ in enumerate(engagement.reviews))
    for path in chain(reviews, [("follow_up", "impact")]):
        for location, records in values_at(engagement, path):
            goals = (
                ((*location, index, "goal"), names.get(_said(record.goal), _said(record.goal)))
                for index, record in enumerate(records)
            )
            yield from repeated(
                goals, "an earlier entry here is about this goal: put both into one"
            )


def _groups_twice(engagement: Engagement) -> Findings:
    """Yield each name of a group that differs from another of its round only in its spelling."""
    for location, statements in values_at(engagement, ("feedback", ANY, "statements")):
        names: dict[str, Location] = {}
        for there, groups in values_at(statements, (ANY, "groups")):
            for name in groups:
                names.setdefault(name, (*location, *there, name))
        said = ((there, _said(name)) for name, there in names.items())
        yield from repeated(said, "an earlier group has this name, in other letters or spaces")


def _people_twice(engagement: Engagement) -> Findings:
    coach, executive = _said(engagement.coach.name), _said(engagement.executive.name)
    if coach == executive:
        yield ("coach", "name"), "the coach and the executive have the same name"
    for index, person in enumerate(engagement.stakeholders):
        is_other = person is not engagement.sponsor  # who pays may be one of the two
        if is_other and _said(person.name) in (coach, executive):
            who = "the executive" if _said(person.name) == executive else "the coach"
            yield ("stakeholders", index, "name"), f"{who} has this name: are they two people?"


def _scores_of_one_day(engagement: Engagement) -> Findings:
    days = {rating_round.on for rating_round in engagement.ratings}
    for index, review in enumerate(engagement.reviews):
        # A review with scores is a round of the ratings, too, so the chart shows the day twice.
        if review.scores and review.on in days:
            yield ("reviews", index, "scores"), "a round of ratings has this day, too"


def _fields(record: Record) -> str:
    return as_read(record.model_dump_json())


def _said(value: Any) -> Any:
    return as_read(value) if isinstance(value, str) else value
