"""The people of a coaching: the executive, the coach, and those with a part in it."""

from __future__ import annotations

import re
from typing import Final

from pydantic import ConfigDict, Field

from coaching_site.model.formats import Email, WebAddress
from coaching_site.model.types import OneLine, Record

# What coaches type in the languages that have all words of a portal.
_SPONSOR: Final = re.compile(r"\b(?:sponsor|auftraggeb)", re.IGNORECASE)


class Executive(Record):
    """The person who is coached; `greeting` is what the portal calls them."""

    model_config = ConfigDict(regex_engine="python-re")  # as for the coach

    name: OneLine = Field(description="The full name.")
    greeting: OneLine | None = Field(
        default=None,
        description="What the portal calls them; without it, the first name, if that is clear.",
    )
    role: OneLine | None = Field(default=None, description="Their position.")
    email: Email | None = Field(
        default=None,
        description="Their email address, to which drafts on your desk go; no portal shows it.",
    )


class Coach(Record):
    """The coach, and how to reach them; `greeting` is what the portal calls them in sentences."""

    # The pattern of an address looks ahead, which the engine of pydantic-core cannot.
    model_config = ConfigDict(regex_engine="python-re")

    name: OneLine = Field(description="Your full name.")
    greeting: OneLine | None = Field(
        default=None,
        description="What the portal calls you; without it, your first name, if that is clear.",
    )
    role: OneLine | None = Field(
        default=None, description="Your position, such as: Executive coach"
    )
    email: Email | None = Field(default=None, description="Your email address.")
    phone: OneLine | None = Field(
        default=None, description="Your telephone number, such as +46 8 123 45 67."
    )
    booking: WebAddress | None = Field(
        default=None,
        description="Where to book a session with you: https://… Offered when none is planned.",
    )


class Stakeholder(Record):
    """A sponsor or colleague with a part in the coaching."""

    name: OneLine = Field(description="The full name.")
    role: OneLine | None = Field(default=None, description="Their position.")
    relation: OneLine | None = Field(
        default=None,
        description="What they are to the executive or to the coaching, such as: Sponsor",
    )

    @property
    def is_sponsor(self) -> bool:
        """Whether the relation says so, as in "Sponsor, and her manager" or "Auftraggeberin"."""
        return _SPONSOR.search(self.relation or "") is not None
