"""Single values that are odd, such as half a per cent, and days in an odd order."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from coaching_site.checks.locations import ANY, Findings, values_at
from coaching_site.locations import Location
from coaching_site.model import Engagement
from coaching_site.model.activities import Session, Statement
from coaching_site.model.placed_actions import placed_actions
from coaching_site.notation.currencies import currencies_in_use
from coaching_site.notation.greetings import full_name, greeting_in
from coaching_site.notation.telephones import telephones_in
from coaching_site.notation.zone_aliases import zone_of_letters
from coaching_site.problems import quoted

_MAX_SESSION_MINUTES: Final = 480
_MIN_SESSION_MINUTES: Final = 5
_FIRST_HOUR: Final = 5
_DEFAULT_SESSION_MINUTES: Final = 60
_MAX_USUAL_SCALE: Final = 10
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]|\[[^\]]*\]\(", re.IGNORECASE)
# Such as htps://video.example, http//video.example and ttps:video.example; video.example/room, too.
_NEARLY_ADDRESS: Final = re.compile(
    r"\b(?:h?ttps?|htp+s?|http?s)\b ?[:;]?[/\\]*\S*\.\S|\b[a-z0-9-]+\.[a-z]{2,24}/[\w?#-]", re.I
)
_MIN_PHONE_DIGITS: Final = 3


def advise_on_oddities(engagement: Engagement) -> Findings:
    """Yield each value that is odd in itself or beside its neighbours."""
    yield from _odd_people(engagement)
    yield from _odd_clock(engagement)
    yield from _odd_actions(engagement)
    yield from _odd_sessions(engagement)
    yield from _odd_money(engagement)
    yield from _odd_scales(engagement)


def _odd_people(engagement: Engagement) -> Findings:
    coach = engagement.coach
    for key, person in (("executive", engagement.executive), ("coach", coach)):
        if not person.greeting and not greeting_in(person.name, engagement.language):
            whole = quoted(full_name(person.name))
            message = f"the first name is not clear, so the portal says {whole}: add a `greeting`"
            yield (key, "name"), message
    if coach.phone and len(re.findall(r"\d", coach.phone)) < _MIN_PHONE_DIGITS:
        yield ("coach", "phone"), "this number has hardly any digits"
    elif coach.phone and re.match(r"tel\b", coach.phone, re.IGNORECASE):
        yield ("coach", "phone"), "the number alone is enough, as in +46 8 123 45 67"
    elif coach.phone:
        numbers = [*telephones_in(coach.phone)]
        if not numbers:
            yield ("coach", "phone"), "no number in it can be called: is a digit missing?"
        elif not all(number.is_international for number in numbers):
            message = "without a country code such as +46 it cannot be called from abroad"
            yield ("coach", "phone"), message


def _odd_clock(engagement: Engagement) -> Findings:
    name = engagement.timezone or "/"
    # An abbreviation such as EST is an offset all the year round.
    if "/" not in name and (zone := zone_of_letters(name)):
        yield (
            ("timezone",),
            f"{name} may not change to summer time as a place does: is {zone} meant?",
        )


def _odd_actions(engagement: Engagement) -> Findings:
    for placed in placed_actions(engagement):
        action, deadline = placed.action, placed.deadline
        there = (*placed.place, "target")
        if action.target and action.started and action.target < action.started:
            yield there, f"{action.target} is before it was started, {action.started}"
        elif action.target and deadline and action.target > deadline:
            yield there, f"{action.target} is after the deadline of the goal, {deadline}"


def _odd_sessions(engagement: Engagement) -> Findings:
    for location, session in values_at(engagement, ("sessions", ANY)):
        minutes, at = session.minutes, session.at
        if minutes and not _MIN_SESSION_MINUTES <= minutes <= _MAX_SESSION_MINUTES:
            yield (
                (*location, "minutes"),
                f"a session of {minutes} minute{'' if minutes == 1 else 's'} is rare",
            )
        if at and at.hour < _FIRST_HOUR:
            later = f"{at.hour + 12}:{at.minute:02}"
            yield (*location, "at"), f"{at:%H:%M} is at night: write {later} for the afternoon"
        if session.where and _is_nearly_an_address(session.where):
            yield (*location, "where"), "a web address begins with https://"
    yield from _overlaps(engagement)


def _is_nearly_an_address(text: str) -> bool:
    return not _WEB_ADDRESS.search(text) and _NEARLY_ADDRESS.search(text) is not None


def _overlaps(engagement: Engagement) -> Findings:
    earlier: list[Session] = []
    for index, session in enumerate(engagement.sessions):
        if session.cancelled:
            continue
        location: Location = ("sessions", index, "on")
        # Without both times nobody can know whether the two overlap: the day alone is odd.
        if any(other.on == session.on and not (other.at and session.at) for other in earlier):
            yield location, "an earlier session has this day, too"
        elif any(_overlap(other, session) for other in earlier):
            yield location, "an earlier session is not over when this one begins"
        earlier.append(session)


def _overlap(session: Session, other: Session) -> bool:
    # The time as text, since it may be None, which has no order.
    first, second = sorted((session, other), key=lambda each: (each.on, str(each.at)))
    if not (first.at and second.at) or first.on != second.on:
        return False
    length = timedelta(minutes=first.minutes or _DEFAULT_SESSION_MINUTES)
    begin, next_begin = (datetime.combine(day.on, day.at) for day in (first, second) if day.at)
    return begin + length > next_begin


def _odd_money(engagement: Engagement) -> Findings:
    terms = engagement.follow_up.return_on_investment
    if not terms:
        return
    there = ("follow_up", "return_on_investment")
    if terms.currency not in currencies_in_use():
        yield (*there, "currency"), f"{terms.currency} is no longer used anywhere"
    for index, benefit in enumerate(terms.benefits):
        for key in ("attribution", "confidence"):
            share = getattr(benefit, key)
            if 0 < share < 1:
                location = (*there, "benefits", index, key)
                yield location, f"{share} is less than one per cent: is {_percent(share)} meant?"


def _percent(share: Decimal) -> str:
    return f"{(100 * share).normalize():f}"


def _odd_scales(engagement: Engagement) -> Findings:
    for index, feedback in enumerate(engagement.feedback):
        scores = [score for statement in feedback.statements for score in _scores(statement)]
        # A slip such as 70 for 7 makes every score look low; a scale to 100 may well be meant.
        if feedback.scale > _MAX_USUAL_SCALE and scores and 2 * max(scores) <= feedback.scale:
            message = f"no score is above {max(scores)} of {feedback.scale}: is the scale right?"
            yield ("feedback", index, "scale"), message


def _scores(statement: Statement) -> list[int]:
    own = [score for score in (statement.self, statement.coach) if score is not None]
    return own + [score for scores in statement.groups.values() for score in scores]
