"""The engagement: one executive's coaching, as data (`engagements/<slug>/engagement.yml`)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import ConfigDict, Field

from coaching_site.model.activities import (
    CheckIn,
    FeedbackRound,
    Learning,
    RatingRound,
    Review,
    Session,
)
from coaching_site.model.goals import Goal
from coaching_site.model.receipt import ReceiptLine
from coaching_site.model.types import (
    Amount,
    Answers,
    Day,
    Id,
    Language,
    Line,
    MaybeProse,
    Percent,
    Prose,
    Record,
    Whole,
    shaped,
)

_FINGERPRINT = r"^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$"
# What nobody sees, and look-alikes of ASCII: an address that holds them reaches nobody.
_UNSEEN = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u206f"
    r"\u2800\u3000-\u3003\u3164\ufe00-\ufe0f\ufeff\uff00-\uffff"
)
_IN_NAME = rf"[^@<>()\[\]\\,;:\"{_UNSEEN}]"
_IN_HOST = rf"[^!-,/:-@\[-`{{-~{_UNSEEN}]"
_LAST = rf"[^!-@\[-`{{-~{_UNSEEN}][^!-,./:-@\[-`{{-~{_UNSEEN}]*[^!-/:-@\[-`{{-~{_UNSEEN}]"
EMAIL = rf"^(?!\.|.*(\.\.|\.@|@[.-]|\.-|-\.)){_IN_NAME}+@{_IN_HOST}+\.{_LAST}$"
"""An e-mail address of ASCII or of any letters; it takes an engine that can look ahead."""


class Executive(Record):
    """The person who is coached; `greeting` is what the portal calls them."""

    name: Line
    greeting: Line | None = None
    role: Line | None = None


class Coach(Record):
    """The coach, and how to reach them."""

    model_config = ConfigDict(regex_engine="python-re")

    name: Line
    role: Line | None = None
    email: Annotated[Line, shaped(EMAIL, 254)] | None = None
    phone: Line | None = None


class Stakeholder(Record):
    """A sponsor or colleague with a part in the coaching."""

    name: Line
    role: Line | None = None
    relation: Line | None = None

    @property
    def is_sponsor(self) -> bool:
        """Whether the relation says so, as in "Sponsor, and her manager"."""
        return re.search(r"\bsponsor", self.relation or "", re.IGNORECASE) is not None


class Signed(Record):
    """The day on which each party signed."""

    executive: Day | None = None
    coach: Day | None = None
    sponsor: Day | None = None


class Terms(Record):
    """Confidentiality in this engagement's own words; what is left out is the programme's."""

    between_us: MaybeProse = None
    sponsor_sees: MaybeProse = None
    exceptions: MaybeProse = None


class Agreement(Record):
    """What the parties agreed; `rules` come on top of the programme's.

    `fingerprint` is that of the text that was signed, as the portal showed it on the day.
    """

    purpose: Answers = ()
    version: Line | None = None
    confidentiality: Terms = Terms()
    rules: Answers = ()
    signed: Signed = Signed()
    fingerprint: Annotated[Line, shaped(_FINGERPRINT)] | None = None


class Party(Record):
    """The retirement party: held today, and as it is wished for. Keys are prompts."""

    today: dict[Id, Answers] = Field(default_factory=dict)
    wished: dict[Id, Answers] = Field(default_factory=dict)


class Value(Record):
    """A value in behaviour: audience, then prompt, then answers."""

    name: Line
    id: Id | None = None
    meaning: MaybeProse = None
    shown_to: dict[Id, dict[Id, Answers]] = Field(default_factory=dict)


def value_id(value: Value | None, number: int) -> str:
    """Return the id that a value was given, or its number in the list, from 1."""
    return (value and value.id) or str(number)


class Impact(Record):
    """What a goal has changed, for the leader and for the company."""

    goal: Line
    leader: Answers = ()
    company: Answers = ()


class Benefit(Record):
    """Money gained in a year; `attribution` and `confidence` are percentages."""

    what: Line
    amount: Amount
    attribution: Percent
    confidence: Percent


class Cost(Record):
    """Money spent on the coaching."""

    what: Line
    amount: Amount


class ReturnOnInvestment(Record):
    """Benefits against costs, with the assumptions made; `note` may say why none is counted."""

    currency: Annotated[Line, shaped(r"^[A-Z]{3}$")] = "EUR"
    benefits: tuple[Benefit, ...] = ()
    costs: tuple[Cost, ...] = ()
    assumptions: Answers = ()
    note: MaybeProse = None


class Correction(Record):
    """A correction of course after the coaching."""

    on: Day
    seen: Prose
    change: Prose


class FollowUp(Record):
    """What lasts after the coaching."""

    impact: tuple[Impact, ...] = ()
    return_on_investment: ReturnOnInvestment | None = None
    coaching_feedback: Answers = ()
    sustaining: Answers = ()
    corrections: tuple[Correction, ...] = ()


class Rewording(Record):
    """A day on which the answer to a prompt was changed, and what it was until then.

    `prompt` is its key in the portal, such as `starters/one_thing`.
    """

    on: Day
    prompt: Line
    was: Answers = ()


class Engagement(Record):
    """One executive's coaching; only `executive`, `coach` and `start` cannot wait.

    `timezone` is an IANA name. `calendar_titles` says what calendars may know: `neutral` or `full`.
    """

    executive: Executive
    coach: Coach
    start: Day
    end: Day | None = None
    organisation: Line | None = None
    paper: Annotated[Line, shaped(r"^(A4|Letter)$")] = "A4"
    language: Language = "en"
    timezone: Annotated[Line, shaped(r"^[A-Za-z][A-Za-z0-9_+/-]*$")] | None = None
    calendar_titles: Annotated[Line, shaped(r"^(neutral|full)$")] = "neutral"
    step: Whole | None = None
    stakeholders: tuple[Stakeholder, ...] = ()
    agreement: Agreement = Agreement()
    situation: dict[Id, Answers] = Field(default_factory=dict)
    party: Party = Party()
    values: tuple[Value, ...] = ()
    starters: dict[Id, Answers] = Field(default_factory=dict)
    ratings: tuple[RatingRound, ...] = ()
    goals: tuple[Goal, ...] = ()
    sessions: tuple[Session, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    learning: tuple[Learning, ...] = ()
    reviews: tuple[Review, ...] = ()
    feedback: tuple[FeedbackRound, ...] = ()
    follow_up: FollowUp = FollowUp()
    history: tuple[Rewording, ...] = ()
    received: tuple[ReceiptLine, ...] = ()

    @property
    def sponsor(self) -> Stakeholder | None:
        """The first stakeholder who is a sponsor, if there is one."""
        return next((person for person in self.stakeholders if person.is_sponsor), None)
