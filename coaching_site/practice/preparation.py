"""What a coach reads before a session, in headings and points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Final, Self

from babel import Locale

from coaching_site.notation.units import UnitKind
from coaching_site.practice.briefing import Briefing, briefing_of, days_since
from coaching_site.practice.clients import Client
from coaching_site.practice.days import counted, day_of_session, short_day
from coaching_site.practice.standing import Standing, is_off_course, standing_of
from coaching_site.prose.plain_text import prose_to_plain
from coaching_site.rendering.quantities import quantity
from coaching_site.view import PortalView
from coaching_site.view.actions import ActionView
from coaching_site.view.contact import Way
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.metrics import MetricView
from coaching_site.view.prompts import AskedPrompt

_MAX_PROMPTS: Final = 5
_ENGLISH: Final = Locale("en")


class Tone(StrEnum):
    """Whether a point asks for something: `OPEN` is to be cleared up, `LATE` is overdue."""

    PLAIN = "plain"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True)
class Point:
    """A line, and what is to be said of it below."""

    text: str
    below: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Heading:
    """A heading with its points."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class SessionPage:
    """The page before a session with one client."""

    portal: PortalView
    standing: Standing
    briefing: Briefing

    @classmethod
    def of(cls, client: Client) -> Self:
        """Return the page of a client."""
        portal = client.portal
        return cls(portal, standing_of(portal), briefing_of(portal))

    @property
    def title(self) -> str:
        """Who it is about."""
        names = (self.portal.executive.name, self.portal.organisation)
        return " · ".join(filter(None, names))

    @property
    def about(self) -> Iterator[str]:
        """When the next session is, how far the coaching has come, and when the last one was."""
        portal, one, briefing = self.portal, self.standing, self.briefing
        following = briefing.next
        if following:
            where = f", {following.place.plain}" if following.place.plain else ""
            when = day_of_session(following.session, portal.as_of)
            yield f"Session {following.number}: {when}{where}"
        else:
            yield "The coaching is over." if one.over else "No session is planned."
        of = f" of {portal.home.weeks}" if portal.home.weeks else ""
        yield f"Week {one.week}{of}, step {one.step} of {one.steps}: {one.step_title}"
        review = one.review
        ahead = f"; next review: {self._day(review)}" if review and not briefing.reviews else ""
        yield f"{self._since}{ahead}"

    @property
    def joins(self) -> tuple[Way, ...]:
        """The calls that the next session can be joined by."""
        return self.briefing.next.place.joins if self.briefing.next else ()

    @property
    def headings(self) -> Iterator[Heading]:
        """What there is to tell; headings without anything are left out, but for the first two."""
        since = f"since {self._day(self.briefing.since)}"
        yield self._agenda
        yield self._agreed
        parts = {
            "To clear up": self._open_questions,
            f"Done {since}": self._done,
            "Late": self._actions(self.briefing.late),
            "Due by the next session" if self.briefing.next else "Due": self._actions(
                self.briefing.due
            ),
            "Awaited of others": self._actions(self.briefing.awaited),
            f"Readings and ratings {since}": chain(self._readings, self._ratings),
            f"Written {since}": chain(self._check_ins, self._learning, self._answers),
            "Goals": map(self._goal, self.briefing.goals),
            "Open prompts": self._prompts,
        }
        for title, found in parts.items():
            if points := tuple(found):
                yield Heading(title, points)

    @property
    def _since(self) -> str:
        briefing = self.briefing
        if not briefing.last:
            return f"No session was held since the start, {self._day(briefing.since)}"
        return f"Last session: {self._day(briefing.since)}"

    @property
    def _agenda(self) -> Heading:
        """What the executive wants to talk about, and what the coach has noted for it."""
        briefing = self.briefing
        points = [_answered(prompt) for prompt in briefing.agenda]
        noted = briefing.next.session.agenda if briefing.next else ()
        points += [Point(_one_line(text)) for text in noted]
        if not points and briefing.unanswered:
            asked = counted(len(briefing.unanswered), "question")
            points = [Point(f"Nothing yet: {asked} of preparation without an answer.")]
        return Heading("Agenda", tuple(points or [Point("Nothing yet.")]))

    @property
    def _agreed(self) -> Heading:
        last = self.briefing.last
        texts = last.session.agreed if last else ()
        points = tuple(Point(_one_line(text)) for text in texts)
        when = f" on {self._day(self.briefing.since)}" if last else ""
        return Heading(f"Agreed{when}", points or (Point("Nothing is noted."),))

    @property
    def _open_questions(self) -> Iterator[Point]:
        """What the coach has to settle: sessions without a word, the agreement, reviews."""
        for session in self.briefing.unconfirmed:
            day = self._day(session.session.on)
            yield Point(f"Was the session of {day} held? The file does not say.", tone=Tone.OPEN)
        agreement = self.portal.agreement
        if agreement.changed:
            yield Point("The agreement was changed since it was signed.", tone=Tone.OPEN)
        elif not agreement.ready and not self.standing.over:
            yield Point("The agreement does not say yet what the coaching is for.")
        elif agreement.unsigned and not self.standing.over:
            yield Point(f"The agreement is not signed by {', '.join(agreement.unsigned)}.")
        for one in self.briefing.reviews:
            title = f", {one.review.title}" if one.review.title else ""
            yield Point(f"Review: {self._day(one.review.on)}{title}")

    @property
    def _done(self) -> Iterator[Point]:
        for action in self.briefing.done:
            days = days_since(action, self.briefing.since) or tuple(filter(None, [action.done]))
            when = ", ".join(map(self._day, days))
            yield Point(f"{action.what} ({self._owner(action)}{when})", _texts(action.note))

    def _actions(self, actions: Iterable[ActionView]) -> Iterator[Point]:
        for action in actions:
            day = action.day
            is_late = day is not None and day < self.portal.as_of
            when = self._day(day) if day else "no day"
            text = f"{action.what} ({self._owner(action)}{when})"
            yield Point(text, _texts(action.note), Tone.LATE if is_late else Tone.PLAIN)

    def _owner(self, action: ActionView) -> str:
        return "" if action.own else f"{action.owner}, "

    @property
    def _readings(self) -> Iterator[Point]:
        for metric, new in self.briefing.readings:
            told = [f"{_number(metric, r.value)} ({self._day(r.on)})" for r in new]
            notes = tuple(chain.from_iterable(_texts(reading.note) for reading in new))
            yield Point(f"{metric.name}: {', '.join(told)}", notes)

    @property
    def _ratings(self) -> Iterator[Point]:
        for one in self.briefing.ratings:
            before = f"{one.before} → " if one.before is not None else ""
            yield Point(f"{one.text} {before}{one.score} of 10")

    @property
    def _check_ins(self) -> Iterator[Point]:
        for one in self.briefing.check_ins:
            parts = (("tried", one.tried), ("learned", one.learned), ("would help", one.need))
            below = tuple(
                f"{name}: {prose_to_plain(text)}" for name, texts in parts for text in texts
            )
            yield Point(f"Check-in, {self._day(one.on)}", below)

    @property
    def _learning(self) -> Iterator[Point]:
        for one in self.briefing.learning:
            yield Point(f"Lesson, {self._day(one.on)}", _texts(one.tried, one.learned))

    @property
    def _answers(self) -> Iterator[Point]:
        return map(_answered, self.briefing.answers)

    def _goal(self, goal: GoalView) -> Point:
        when = f", by {self._day(goal.deadline)}" if goal.deadline else ", no deadline"
        rests = ", on hold" if goal.state is GoalState.ON_HOLD else ""
        counts = f", {goal.done} of {counted(len(goal.actions), 'action')} done"
        text = f"{goal.title}{when}{rests}{counts if goal.actions else ''}"
        return Point(text, tuple(map(self._metric, goal.metrics)))

    def _metric(self, metric: MetricView) -> str:
        by = f" by {self._day(metric.by)}" if metric.by else ""
        target = f"target {_number(metric, metric.target)}{by}" if metric.target is not None else ""
        way = [_number(metric, value) for value in (metric.start, metric.latest)
               if value is not None]  # fmt: skip
        stands = " → ".join(way if metric.readings else way[:1])
        way_done = metric.share
        # Away from the target there is no share of the way.
        share = f"{way_done}% of the way" if way_done is not None and way_done >= 0 else ""
        off = "off course" if is_off_course(metric) else ""
        told = ", ".join(filter(None, (stands, target, share, off)))
        return f"{metric.name}: {told or 'no number yet'}"

    @property
    def _prompts(self) -> Iterator[Point]:
        prompts = self.briefing.open_prompts
        yield from (Point(_question(prompt)) for prompt in prompts[:_MAX_PROMPTS])
        if more := len(prompts) - _MAX_PROMPTS:
            yield from [Point(f"and {more} more")] if more > 0 else ()

    def _day(self, day: date) -> str:
        return short_day(day, self.portal.as_of)


def _answered(prompt: AskedPrompt) -> Point:
    return Point(_question(prompt), _texts(*prompt.answers))


def _question(prompt: AskedPrompt) -> str:
    return f"{prompt.of}: {prompt.prompt.text}" if prompt.of else prompt.prompt.text


def _texts(*texts: str | None) -> tuple[str, ...]:
    return tuple(prose_to_plain(text) for text in texts if text)


def _one_line(text: str) -> str:
    return " ".join(prose_to_plain(text).split())


def _number(metric: MetricView, value: Decimal) -> str:
    number, unit = quantity(value, metric.unit, _ENGLISH), metric.unit
    match unit.kind:
        case UnitKind.RATE:
            return f"{number} a {unit.name}"
        case UnitKind.RATING:
            return f"{number} of 10"
    return number
