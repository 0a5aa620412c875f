"""Until when what there is of an engagement may be kept, by what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coaching_site.model import Engagement
from coaching_site.view.months import months_after


class RetentionState(StrEnum):
    """How an engagement stands: past its day, kept until then, over without a day, or not over."""

    PAST = "past"
    KEPT = "kept"
    NOT_AGREED = "not agreed"
    NOT_OVER = "not over"


@dataclass(frozen=True)
class RetentionTerm:
    """The end of an engagement, and the day from which nothing of it is kept any more.

    That day is None without an end, or without an agreement on it.
    """

    end: date | None
    until: date | None

    @classmethod
    def of(cls, engagement: Engagement) -> RetentionTerm:
        """Return the term of an engagement: so many months after its last day."""
        end, months = engagement.end, engagement.agreement.keep_months
        return cls(end, months_after(end, months) if end and months else None)

    def state(self, day: date) -> RetentionState:
        """Return how it stands on a day."""
        if self.end is None or self.end >= day:
            return RetentionState.NOT_OVER
        if self.until is None:
            return RetentionState.NOT_AGREED
        return RetentionState.PAST if self.until <= day else RetentionState.KEPT
