"""What may be new to a reader, each with an id by which a browser recognises it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final, Protocol

from coaching_site.model.activities import Learning
from coaching_site.view.agreement import AgreementView
from coaching_site.view.feedback import FeedbackView
from coaching_site.view.fingerprint import fingerprint_of
from coaching_site.view.goal_course import GoalState
from coaching_site.view.goals import GoalView
from coaching_site.view.ratings import RatingsView
from coaching_site.view.reviews import FollowUpView, ReviewView
from coaching_site.view.sessions import SessionState, SessionView

# What is shown where no script knows of a last visit.
_RECENT: Final = timedelta(days=7)
# What is named by its own words, not by a number or a title within a sentence.
_PROSE: Final = frozenset({"learning", "correction"})
_TOLD_BY_TEXT: Final = _PROSE | {"review", "feedback"}


@dataclass(frozen=True)
class News:
    """Something new on a page. `kind` selects its words; what has changed has another `id`.

    `on` is its day, None where only a change makes it new; `name` says which it is. `recent`
    says whether it is news to somebody whose last visit is not known. `text` is what it says
    itself, of which a list shows the first words: a title as it was typed, or prose. What was
    cancelled has no number among the sessions: its `name` is the day on which it was to be.
    """

    id: str
    kind: str
    page: str
    on: date | None
    name: str | date
    recent: bool
    text: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether its text is prose rather than a title."""
        return self.kind in _PROSE


class NewsSource(Protocol):
    """The parts of a portal that news come from."""

    @property
    def as_of(self) -> date:
        """The as-of day."""

    @property
    def ratings(self) -> RatingsView:
        """Rounds of ratings."""

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        """Sessions by day."""

    @property
    def reviews(self) -> tuple[ReviewView, ...]:
        """Reviews, held and to come."""

    @property
    def feedback(self) -> tuple[FeedbackView, ...]:
        """Rounds of feedback."""

    @property
    def learning(self) -> tuple[Learning, ...]:
        """What was learned."""

    @property
    def follow_up(self) -> FollowUpView:
        """What follows the coaching."""

    @property
    def agreement(self) -> AgreementView:
        """The agreement."""

    @property
    def goals(self) -> tuple[GoalView, ...]:
        """The goals."""


def news_of(portal: NewsSource) -> tuple[News, ...]:
    """Return the news of a portal as of its day, the newest first, and undated ones last."""
    news = [
        News(
            id=f"{kind}/{key}",
            kind=kind,
            page=page,
            on=day,
            name=name,
            recent=day is not None and portal.as_of - _RECENT <= day,
            text=str(name) if kind in _TOLD_BY_TEXT else "",
        )
        for kind, key, page, day, name in _numbered(chain(_dated(portal), _changing(portal)))
    ]
    return tuple(sorted(news, key=lambda item: item.on or date.min, reverse=True))


_Events = Iterator[tuple[str, str, str, date | None, str | date]]


def _numbered(events: _Events) -> _Events:
    """Yield each event; a further one of its kind and day gets a number in its key."""
    # By a number, not by the text: what is only reworded is not new.
    seen: Counter[tuple[str, str]] = Counter()
    for kind, key, page, day, name in events:
        seen[kind, key] += 1
        count = seen[kind, key]
        yield kind, f"{key}/{count}" if count > 1 else key, page, day, name


def _dated(portal: NewsSource) -> _Events:
    # A round of ratings and a review with scores may be of one day: the link is to both.
    for day in dict.fromkeys(rated.on for rated in portal.ratings.rounds):
        yield "ratings", str(day), "reviews#ratings", day, ""
    for view in portal.sessions:
        session, number = view.session, str(view.number)
        anchor, told = f"sessions#session-{view.key}", view.told
        # A session that was only held says nothing yet that could be read.
        if view.state is SessionState.HELD and (session.agreed or session.notes):
            kind = "session" if session.notes else "session_agreed"
            yield kind, view.key, anchor, session.on, number
        elif view.state is SessionState.CANCELLED:
            yield "session_cancelled", view.key, anchor, told, session.on
        elif view.is_ahead and view.moved_from and (told is None or told <= portal.as_of):
            yield "session_moved", f"{view.key}/{session.on}", anchor, told, number
    for review in portal.reviews:
        if review.held:
            day = review.review.on
            yield "review", str(day), "reviews#progress", day, review.review.title or ""
    for feedback in portal.feedback:
        anchor = f"reviews#{feedback.anchor}"
        yield "feedback", str(feedback.on), anchor, feedback.on, feedback.title or ""
    for lesson in portal.learning:
        yield "learning", str(lesson.on), "sessions#learning", lesson.on, lesson.learned
    for correction in portal.follow_up.corrections:
        day, seen = correction.on, correction.seen
        yield "correction", str(day), "follow-up#corrections", day, seen


def _changing(portal: NewsSource) -> _Events:
    signed = [signature.on for signature in portal.agreement.signatures if signature.on]
    yield "agreement", portal.agreement.fingerprint, "agreement", max(signed, default=None), ""
    for goal in portal.goals:
        if goal.changed and goal.state is not GoalState.OPEN:
            yield f"goal_{goal.state}", goal.id, goal.page, goal.changed, goal.title
        # Words alone: states and counts change from day to day without anything being written.
        text = {str(prompt.key): prompt.answers for prompt in goal.prompts}
        text["actions"] = tuple(action.what for action in goal.actions)
        key = fingerprint_of({"title": goal.title, "deadline": goal.deadline, **text})
        yield "goal", f"{goal.id}/{key}", goal.page, None, goal.title
