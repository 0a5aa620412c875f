"""The coaching agreement (step 1): terms, rules and signatures."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coaching_site.model.formats import Fingerprint
from coaching_site.model.metadata import ItemName
from coaching_site.model.types import Answers, Day, OneLine, OptionalProse, Record


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
    exceptions: OptionalProse = Field(default=None, description="When confidence ends.")


class Agreement(Record):
    """What the parties agreed; `rules` come on top of the programme's.

    `fingerprint` is that of the text that was signed, as the portal showed it on the day.
    """

    purpose: Answers = Field(
        default=(), description="What the coaching is for. One text or a list."
    )
    version: OneLine | None = Field(
        default=None, description="The version of the agreement, such as 1.1"
    )
    # Records are frozen, so all of them may share one default.
    confidentiality: Terms = Field(
        default=Terms(), description="Your own terms; what is left out is the programme's."
    )
    rules: Annotated[Answers, ItemName("rule")] = Field(
        default=(), description="Rules of your own, on top of the programme's."
    )
    signed: Signed = Field(default=Signed(), description="The day on which each party signed.")
    fingerprint: Fingerprint | None = Field(
        default=None,
        description="The fingerprint of the text that was signed, copied from its portal.",
    )
