"""The engagement: one executive's coaching, as data (`engagements/<slug>/engagement.yml`)."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from coaching_site.model.activities import (
    CheckIn,
    FeedbackRound,
    Learning,
    RatingRound,
    Review,
    Session,
)
from coaching_site.model.agreement import Agreement
from coaching_site.model.attachment import Attachments
from coaching_site.model.device import KnownDevice
from coaching_site.model.follow_up import FollowUp
from coaching_site.model.formats import CalendarTitles, LockId, Paper, TimeZoneName
from coaching_site.model.goals import Action, Goal
from coaching_site.model.metadata import ItemName
from coaching_site.model.people import Coach, Executive, Stakeholder
from coaching_site.model.prompt_key import PromptKey, name_by_place
from coaching_site.model.receipt import ReceiptLine
from coaching_site.model.types import (
    Answers,
    Day,
    Id,
    Language,
    OneLine,
    OptionalProse,
    PositiveInt,
    Record,
    StrictBool,
)


class Party(Record):
    """The retirement party: held today, and as it is wished for. Keys are prompts."""

    today: dict[Id, Answers] = Field(
        default_factory=dict, description="The party as it would be today."
    )
    wished: dict[Id, Answers] = Field(
        default_factory=dict, description="The party that they would like to have."
    )


class Value(Record):
    """A value in behaviour: audience, then prompt, then answers."""

    name: OneLine = Field(description="The value, in a word or two.")
    id: Id | None = Field(
        default=None,
        description="A short name that stays when the value is reworded, such as: calm",
    )
    meaning: OptionalProse = Field(default=None, description="What the executive means by it.")
    shown_to: dict[Id, dict[Id, Answers]] = Field(
        default_factory=dict,
        description="For each audience: how they should feel, and what the executive does.",
    )


def value_id(value: Value | None, number: int) -> str:
    """Return the id that a value was given, or its number in the list, from 1."""
    return (value and value.id) or name_by_place("values", number)


class Rewording(Record):
    """A day on which the answer to a prompt was changed, and what it was until then.

    `prompt` is its key in the portal, such as `starters/one_thing`.
    """

    on: Day = Field(description="The day of the change, such as 2026-10-15.")
    prompt: OneLine = Field(description="The prompt, as the portal calls it: starters/one_thing")
    was: Answers = Field(
        default=(), description="What was answered until then; nothing, if it was the first answer."
    )

    @property
    def key(self) -> PromptKey | None:
        """The key of the prompt; None where what was typed is no key at all."""
        return PromptKey.parse(self.prompt)


SCHEMA_VERSION: Final = 1
"""The version of the form that a file has now. Each step to a newer one is in `migrations`."""


class Engagement(Record):
    """One executive's coaching; only `executive`, `coach` and `start` cannot wait.

    `timezone` is an IANA name. `calendar_titles` says what calendars may know: `neutral` or `full`.
    """

    executive: Executive = Field(description="The person who is coached.")
    coach: Coach = Field(description="You, and how to reach you.")
    start: Day = Field(description="The first day of the coaching, such as 2026-10-15.")
    end: Day | None = Field(default=None, description="The last day of the coaching. It may wait.")
    organisation: OneLine | None = Field(default=None, description="The executive's company.")
    paper: Paper = Field(
        default="A4", description="What the PDFs are made for: A4 or Letter; without it, A4."
    )
    language: Language = Field(
        default="en",
        description="The language of the portal, its dates and numbers: en, en-GB, de, pt-BR …",
    )
    timezone: TimeZoneName | None = Field(
        default=None,
        description=(
            "Where the clock is read by which sessions begin: Europe/Stockholm. "
            "Without it, calendars take their own."
        ),
    )
    paid: StrictBool = Field(
        default=True,
        description=(
            "Whether the sessions are paid for, by whomever: true or false. Without it, true. The "
            "list of your hours says it; the portal does not."
        ),
    )
    calendar_titles: CalendarTitles = Field(
        default="neutral",
        description=(
            "What calendars may know: neutral or full. Without it, neutral: "
            "assistants read calendars."
        ),
    )
    lock: LockId | None = Field(
        default=None,
        description=(
            "The lock of the portal, if it is given away as one encrypted file. "
            "`coaching-site lock` writes it."
        ),
    )
    step: PositiveInt | None = Field(
        default=None,
        description=(
            "The step of the programme that you are on, from 1. Without it, the "
            "portal shows the first step that is not done."
        ),
    )
    stakeholders: tuple[Stakeholder, ...] = Field(
        default=(), description="The sponsor, and others who take part."
    )
    agreement: Agreement = Field(default=Agreement(), description="Step 1: what you agreed.")
    situation: dict[Id, Answers] = Field(
        default_factory=dict,
        description="Step 2: context, organisation, leader, team, strengths, gaps …",
    )
    party: Party = Field(
        default=Party(),
        description="Step 2: the retirement party, as it would be today and as wished for.",
    )
    values: tuple[Value, ...] = Field(
        default=(), description="Step 2: each value, and how it shows in behaviour."
    )
    starters: dict[Id, Answers] = Field(
        default_factory=dict, description="The thought starters, with the executive's answers."
    )
    ratings: Annotated[tuple[RatingRound, ...], ItemName("rating round")] = Field(
        default=(),
        description="Rounds of ratings from 1 to 10. Those of a review go in the review.",
    )
    files: dict[Id, Attachments] = Field(
        default_factory=dict, description="Files for a step: its id, and a name or a list."
    )
    goals: tuple[Goal, ...] = Field(
        default=(), description="Steps 3 and 4: each goal with its actions. One page each."
    )
    actions: tuple[Action, ...] = Field(
        default=(), description="Actions that belong to no goal, such as what a session asked for."
    )
    sessions: tuple[Session, ...] = Field(
        default=(), description="Your meetings, held and planned."
    )
    check_ins: tuple[CheckIn, ...] = Field(default=(), description="Short words between sessions.")
    learning: Annotated[tuple[Learning, ...], ItemName("learning")] = Field(
        default=(), description="What was tried in practice, and what it taught."
    )
    reviews: tuple[Review, ...] = Field(
        default=(), description="Step 6: reviews, held and planned."
    )
    feedback: Annotated[tuple[FeedbackRound, ...], ItemName("feedback round")] = Field(
        default=(), description="Step 6: rounds of 360-degree feedback."
    )
    follow_up: FollowUp = Field(default=FollowUp(), description="Step 7: what lasts.")
    history: Annotated[tuple[Rewording, ...], ItemName("earlier answer")] = Field(
        default=(), description="What was answered before. `coaching-site receive` writes it."
    )
    received: tuple[ReceiptLine, ...] = Field(
        default=(),
        description=(
            "What came by replies, so that it is not taken twice. `coaching-site "
            "receive` writes it."
        ),
    )
    devices: tuple[KnownDevice, ...] = Field(
        default=(),
        description=(
            "The devices that sign replies. `coaching-site receive` writes them; one that is taken "
            "out is not known any more."
        ),
    )
    schema_version: PositiveInt = Field(
        default=1,
        description="The version of the file's format. `coaching-site migrate` writes it.",
    )

    @property
    def sponsor(self) -> Stakeholder | None:
        """The first stakeholder who is a sponsor, if there is one."""
        return next((person for person in self.stakeholders if person.is_sponsor), None)
