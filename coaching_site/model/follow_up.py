"""What lasts after the coaching: impact, return on investment, corrections (step 7)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coaching_site.model.formats import Currency
from coaching_site.model.metadata import ItemName
from coaching_site.model.types import (
    Amount,
    Answers,
    Day,
    OneLine,
    OptionalProse,
    Percent,
    Prose,
    Record,
)


class Impact(Record):
    """What a goal has changed, for the leader and for the company."""

    goal: OneLine = Field(description="The title or the id of the goal.")
    leader: Answers = Field(default=(), description="What has changed for the leader.")
    company: Answers = Field(default=(), description="What has changed for the company.")


class Benefit(Record):
    """Money gained in a year; `attribution` and `confidence` are percentages."""

    what: OneLine = Field(description="What was gained.")
    amount: Amount = Field(description="Money in a year, such as 12500.")
    attribution: Percent = Field(description="How much of it comes from the coaching, in per cent.")
    confidence: Percent = Field(description="How sure you are of the estimate, in per cent.")


class Cost(Record):
    """Money spent on the coaching."""

    what: OneLine = Field(description="What was paid for.")
    amount: Amount = Field(description="Money, such as 12500.")


class ReturnOnInvestment(Record):
    """Benefits against costs, with the assumptions made; `note` may say why none is counted."""

    currency: Currency = Field(
        default="EUR", description="Three capital letters; without them, EUR."
    )
    benefits: tuple[Benefit, ...] = Field(default=(), description="What was gained in a year.")
    costs: tuple[Cost, ...] = Field(default=(), description="What the coaching cost.")
    assumptions: Answers = Field(
        default=(), description="What you assumed; the portal shows it beside the figures."
    )
    note: OptionalProse = Field(default=None, description="A remark, or why nothing is counted.")


class Correction(Record):
    """A correction of course after the coaching."""

    on: Day = Field(description="The day, such as 2026-10-15.")
    seen: Prose = Field(description="What was seen.")
    change: Prose = Field(description="What changes.")


class FollowUp(Record):
    """What lasts after the coaching."""

    impact: Annotated[tuple[Impact, ...], ItemName("impact")] = Field(
        default=(), description="What each goal has changed."
    )
    return_on_investment: ReturnOnInvestment | None = Field(
        default=None, description="What the coaching brought, against what it cost."
    )
    coaching_feedback: Answers = Field(
        default=(), description="What was said, without names, about the coaching."
    )
    sustaining: Answers = Field(default=(), description="How the executive keeps it going.")
    corrections: tuple[Correction, ...] = Field(default=(), description="Course corrections.")
