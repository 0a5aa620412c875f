"""What one portal shows: an allow-list of facts about one engagement, as of one day.

Everything after this module sees only what it lists. The single scores of 360 feedback, in
particular, are not among it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Final

from coaching_site.model import Engagement, Programme
from coaching_site.model.activities import CheckIn, Learning
from coaching_site.model.people import Coach, Executive, Stakeholder
from coaching_site.view.achievements import AchievementsView, achievements_of
from coaching_site.view.action_views import ActionViews
from coaching_site.view.actions import (
    ActionView,
    DueGroup,
    PromiseTally,
    awaited_in,
    closed_in,
    due_groups,
    most_urgent,
    promises_in,
    tally_of,
)
from coaching_site.view.agreement import AgreementView, agreement_of
from coaching_site.view.asked_sections import AskedSections, asked_sections
from coaching_site.view.attachments import FileView, distinct, files_of
from coaching_site.view.contact import Contact, Way, contact_of
from coaching_site.view.feedback import FeedbackView, views_of_feedback
from coaching_site.view.goal_course import GoalCourse, counts_of
from coaching_site.view.goals import GoalView, views_of_goals
from coaching_site.view.journey import StepView, journey_of
from coaching_site.view.news import News, news_of
from coaching_site.view.overview import OverviewLine, overview_of
from coaching_site.view.past import past_of
from coaching_site.view.people import coach_greeting, greeting_of, owners_of
from coaching_site.view.prompts import AskedPrompt
from coaching_site.view.ratings import RatingsView, ratings_of
from coaching_site.view.reviews import FollowUpView, ReviewView, follow_up_of, reviews_of
from coaching_site.view.revisions import ReceivedView, received_of, revision_of
from coaching_site.view.rhythm import RhythmView, rhythm_of
from coaching_site.view.sessions import (
    ChangesTally,
    SessionState,
    SessionView,
    changes_in,
    sessions_of,
)
from coaching_site.view.sharing import SponsorPage, sponsor_pages
from coaching_site.view.timeline import Timeline, timeline_of
from coaching_site.view.today import HomeView, home_of
from coaching_site.view.values import ValueView
from coaching_site.view.weeks import week_on, weeks_after


@dataclass(frozen=True)
class PortalView:
    """All that the pages of one portal may show; by the greetings they call the two people."""

    as_of: date
    executive: Executive
    coach: Coach
    greeting: str
    coach_greeting: str
    contact: Contact
    organisation: str | None
    stakeholders: tuple[Stakeholder, ...]
    language: str
    timezone: str | None
    calendar_titles: str
    start: date
    end: date | None
    steps: tuple[StepView, ...]
    step_files: Mapping[str, tuple[FileView, ...]]
    agreement: AgreementView
    situation: tuple[AskedPrompt, ...]
    party_today: tuple[AskedPrompt, ...]
    party_wished: tuple[AskedPrompt, ...]
    values: tuple[ValueView, ...]
    starters: tuple[AskedPrompt, ...]
    ratings: RatingsView
    goals: tuple[GoalView, ...]
    other_actions: tuple[ActionView, ...]
    sessions: tuple[SessionView, ...]
    rhythm: RhythmView | None
    check_ins: tuple[CheckIn, ...]
    learning: tuple[Learning, ...]
    reviews: tuple[ReviewView, ...]
    feedback: tuple[FeedbackView, ...]
    follow_up: FollowUpView
    days_to_prepare: int
    received: ReceivedView
    sponsors: tuple[SponsorPage, ...] = ()

    @cached_property
    def here(self) -> StepView:
        """The step that the executive is on."""
        return next(step for step in self.steps if step.here)

    @cached_property
    def week(self) -> int:
        """The week of the coaching on the as-of day, from 1; 0 before the start."""
        return week_on(self.as_of, self.start)

    @cached_property
    def over(self) -> bool:
        """Whether the last day of the coaching is past."""
        return self.end is not None and self.end < self.as_of

    @cached_property
    def next_session(self) -> SessionView | None:
        """The first session that is still to come."""
        return next((s for s in self.sessions if s.state is SessionState.NEXT), None)

    @cached_property
    def booking(self) -> Way | None:
        """Where to book a session, while none is planned and the coaching is not over."""
        return None if self.next_session or self.over else self.contact.booking

    @cached_property
    def held(self) -> int:
        """The number of sessions held."""
        return sum(session.state is SessionState.HELD for session in self.sessions)

    @cached_property
    def changes(self) -> ChangesTally:
        """How many sessions were cancelled or moved, by whom, and how many are not confirmed."""
        return changes_in(self.sessions)

    @cached_property
    def preparation(self) -> tuple[AskedPrompt, ...]:
        """What is asked before the next session."""
        return self.next_session.preparation if self.next_session else ()

    @cached_property
    def prepare_from(self) -> date | None:
        """The day from which the first page asks it; None where nothing is asked."""
        if not (self.next_session and self.preparation):
            return None
        return self.next_session.session.on - timedelta(days=self.days_to_prepare)

    @cached_property
    def actions(self) -> tuple[ActionView, ...]:
        """All actions of all goals, and those that belong to no goal."""
        return (*chain.from_iterable(goal.actions for goal in self.goals), *self.other_actions)

    @cached_property
    def goal_courses(self) -> tuple[tuple[GoalCourse, int], ...]:
        """How many goals stand how."""
        return counts_of(goal.course for goal in self.goals)

    @cached_property
    def promises(self) -> tuple[ActionView, ...]:
        """The actions that the executive owns."""
        return promises_in(self.actions)

    @cached_property
    def awaited(self) -> tuple[ActionView, ...]:
        """The actions that others own."""
        return awaited_in(self.actions)

    @cached_property
    def open_promises(self) -> list[ActionView]:
        """What the executive has not done yet, the earliest target first."""
        return most_urgent(self.promises)

    @cached_property
    def open_awaited(self) -> list[ActionView]:
        """What others have not done yet, the earliest target first."""
        return most_urgent(self.awaited)

    def grouped(self, actions: Sequence[ActionView]) -> tuple[DueGroup, ...]:
        """Return actions that are still to be done, a long list of them in groups."""
        return due_groups(actions, self.as_of)

    @cached_property
    def closed_promises(self) -> list[ActionView]:
        """What the executive promised that does not wait any more, with what was dropped."""
        return closed_in(action for action in self.actions if action.own)

    @cached_property
    def closed_awaited(self) -> list[ActionView]:
        """What others do that does not wait any more, with what was dropped."""
        return closed_in(action for action in self.actions if not action.own)

    @cached_property
    def promise_tally(self) -> PromiseTally:
        """How much of what the executive promised was due, and done."""
        return tally_of(self.promises, self.as_of)

    @cached_property
    def awaited_tally(self) -> PromiseTally:
        """How much of what others promised was due, and done."""
        return tally_of(self.awaited, self.as_of)

    @cached_property
    def timeline(self) -> Timeline | None:
        """The months over which the actions lie."""
        return timeline_of(chain.from_iterable(a.days for a in self.actions), self.as_of)

    @cached_property
    def home(self) -> HomeView:
        """What matters most, now and on the next days."""
        return home_of(self)

    @cached_property
    def news(self) -> tuple[News, ...]:
        """What may be new to a reader, the newest first."""
        return news_of(self)

    @cached_property
    def overview(self) -> tuple[OverviewLine, ...]:
        """What reviews, ratings and feedback found, in short."""
        return overview_of(self.reviews, self.ratings, self.feedback)

    @cached_property
    def achievements(self) -> AchievementsView:
        """What the executive has achieved."""
        left = weeks_after(self.as_of, self.start, self.end)
        return achievements_of(self.promises, self.goals, self.ratings, self.learning, left)

    @cached_property
    def all_prompts(self) -> tuple[AskedPrompt, ...]:
        """Every prompt outside the goals, in reading order."""
        asked = (self.situation, self.party_today, self.party_wished, self.values, self.starters)
        return tuple(chain.from_iterable(AskedSections(*asked).by_name.values()))

    @cached_property
    def files(self) -> tuple[FileView, ...]:
        """Every attached file, once."""
        of_sessions = (session.files for session in self.sessions)
        return distinct(*self.step_files.values(), *(g.files for g in self.goals), *of_sessions)

    @cached_property
    def version(self) -> str:
        """The as-of day, and a revision of everything that a reply may answer."""
        of_goals = (goal.prompts for goal in self.goals)
        of_sessions = (session.preparation for session in self.sessions)
        prompts = (one.revision for one in chain(self.all_prompts, *of_goals, *of_sessions))
        actions = (action.revision for action in self.actions)
        reviews = (review.revision for review in self.reviews)
        shared = (page.revision for page in self.sponsors)
        return f"{self.as_of} {revision_of('', chain(prompts, actions, reviews, shared))}"

    @cached_property
    def open_prompts(self) -> tuple[AskedPrompt, ...]:
        """Every prompt without an answer, those of the goals last."""
        mine = tuple(prompt for prompt in self.all_prompts if not prompt.answered)
        return (*mine, *chain.from_iterable(goal.open_prompts for goal in self.goals))


# Fields of an engagement that a portal shows as they are.
_SHOWN_UNCHANGED: Final = (
    *("executive", "coach", "organisation", "stakeholders", "start", "end"),
    *("language", "timezone", "calendar_titles"),
)


def view_of(engagement: Engagement, programme: Programme, as_of: date) -> PortalView:
    """Return what the portal of one engagement shows on the as-of day."""
    # The oldest first, unlike all else: each answer was replaced on the day of the next change.
    history = sorted(past_of(engagement.history, as_of), key=lambda rewording: rewording.on)
    asked = asked_sections(engagement, programme, history)
    actions = ActionViews(owners_of(engagement), as_of, history, asked.by_name)
    goals, others = views_of_goals(engagement, programme, actions), actions.of_no_goal(engagement)
    rounds = views_of_feedback(engagement.feedback, programme.feedback, as_of)
    return PortalView(
        as_of=as_of,
        **{name: getattr(engagement, name) for name in _SHOWN_UNCHANGED},
        **asked._asdict(),
        greeting=greeting_of(engagement.executive, engagement.language),
        coach_greeting=coach_greeting(engagement),
        contact=contact_of(engagement.coach),
        steps=journey_of(engagement, programme, as_of, goals),
        step_files={step: files_of(files) for step, files in engagement.files.items()},
        agreement=agreement_of(engagement, programme, as_of),
        ratings=ratings_of(engagement, programme, as_of),
        goals=goals,
        other_actions=others,
        sessions=sessions_of(engagement, programme, as_of, history, others),
        rhythm=rhythm_of(engagement, programme, as_of),
        check_ins=tuple(past_of(engagement.check_ins, as_of)),
        learning=tuple(past_of(engagement.learning, as_of)),
        reviews=reviews_of(engagement, goals, as_of),
        feedback=tuple(one for one in rounds if one.kind != "coaching"),
        follow_up=follow_up_of(engagement, goals, rounds, as_of),
        days_to_prepare=programme.session_preparation.days_before,
        received=received_of(engagement.received, as_of, engagement.timezone),
        sponsors=sponsor_pages(engagement, programme, as_of),
    )
