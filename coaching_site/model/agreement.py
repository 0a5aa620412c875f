"""The coaching agreement (step 1): terms, rules and signatures."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from coaching_site.model.formats import Fingerprint
from coaching_site.model.metadata import Format, ItemName
from coaching_site.model.types import (
    Answers,
    Day,
    Id,
    OneLine,
    OptionalProse,
    PositiveInt,
    Record,
    StrictBool,
    as_tuple,
)

ItemKey = Annotated[
    str,
    Field(pattern=r"^((rules|executive|coach|promises)/)?[a-z][a-z0-9_-]*$", max_length=80),
    Format(
        "item_key",
        "expected the id of a rule, a commitment or a promise, such as response or coach/response",
    ),
]
"""The id of what the programme agrees, in one list, as in `coach/response`, or in all of them."""


class Signed(Record):
    """The day on which each party signed."""

    executive: Day | None = Field(default=None, description="The day, such as 2026-10-15.")
    coach: Day | None = Field(default=None, description="The day, such as 2026-10-15.")
    sponsor: Day | None = Field(default=None, description="The day, such as 2026-10-15.")


class Terms(Record):
    """Confidentiality in this engagement's own words; what is left out is the programme's."""

    between_us: OptionalProse = Field(
        default=None, description="What stays between executive and coach."
    )
    sponsor_sees: OptionalProse = Field(default=None, description="What the sponsor is told.")
    exceptions: OptionalProse = Field(default=None, description="When confidentiality ends.")


class AgreementSection(Record):
    """A section of its own, such as fees, liability or the law that applies."""

    title: OneLine = Field(description="The heading, such as: Fees")
    id: Id | None = Field(default=None, description="A short name, by which others link to it.")
    text: OptionalProse = Field(default=None, description="What is agreed, in a text.")
    points: Answers = Field(default=(), description="What is agreed, in numbered points.")


class Agreement(Record):
    """What the parties agreed; `rules` and `sections` come on top of the programme's.

    What the programme says may be left out or replaced. `fingerprint` is that of the text that was
    signed, as the portal showed it on the day.
    """

    purpose: Answers = Field(
        default=(), description="What the coaching is for. One text or a list."
    )
    version: OneLine | None = Field(
        default=None, description="The version of the agreement, such as 1.1"
    )
    # Records are frozen, so all of them may share one default.
    confidentiality: Terms = Field(
        default=Terms(),
        description="Your own terms; what you leave out is taken from the programme.",
    )
    sponsor_report: StrictBool = Field(
        default=False,
        description=(
            "Whether the sponsor gets a report of progress without content: true or false. "
            "Without it, false."
        ),
    )
    keep_months: PositiveInt | None = Field(
        default=None,
        description=(
            "How many months after the end you keep what you have of the executive, such as 12. "
            "`coaching-site retention` says when they are over."
        ),
    )
    rules: Annotated[Answers, ItemName("rule")] = Field(
        default=(), description="Rules of your own, on top of the programme's."
    )
    leave_out: Annotated[tuple[ItemKey, ...], BeforeValidator(as_tuple)] = Field(
        default=(),
        description="Ids of rules, commitments and promises of the programme to leave out.",
    )
    replace: dict[ItemKey, OneLine] = Field(
        default_factory=dict,
        description="New text for a rule, commitment or promise, by its id.",
    )
    sections: tuple[AgreementSection, ...] = Field(
        default=(), description="Sections of your own: fees, liability, the law that applies …"
    )
    signed: Signed = Field(default=Signed(), description="The day on which each party signed.")
    fingerprint: Fingerprint | None = Field(
        default=None,
        description="The fingerprint of the text that was signed, copied from its portal.",
    )
